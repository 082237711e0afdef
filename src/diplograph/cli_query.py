"""The commands ``query``, ``ask`` and ``find``: their arguments, and what they show. ``cli`` prints it.

Modules are imported by the commands that need them: a query must not wait for the converter.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from diplograph.cli_endpoint import add_endpoint, open_endpoint
from diplograph.cli_graph import Add, read_count
from diplograph.cli_time import ROWS, add_as_of, run_as_of, write_output
from diplograph.errors import InputError, QueryError, StoreError
from diplograph.screen import hang

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diplograph.graph.questions import Question
    from diplograph.graph.results import Outcome
    from diplograph.graph.sparql import Source

_GRAPHS = "turtle ntriples nquads trig jsonld rdfxml"
_FOUND = 5
#: A query of more characters runs in a process of its own: one nested deeply enough ends the process that reads it.
_LONG = 4000
#: Seconds for a query that nobody has given any.
_NO_HURRY = 1 << 20


def add_query_commands(add: Add) -> None:
    """Add the commands ``query``, ``ask`` and ``find``."""
    sub = add("query", _query, "run a SPARQL query")
    sub.add_argument("sparql", metavar="QUERY", help="SPARQL text, a .rq file, or - for standard input")
    sub.add_argument("--format", metavar="FORMAT", help=f"{ROWS}, or for graphs {_GRAPHS}")
    _add_where(sub)
    _add_ask(add)
    sub = add("find", _find, "find saved questions and things of the graph by words")
    sub.add_argument("words", nargs="+", metavar="WORD")
    sub.add_argument("--limit", type=read_count, default=_FOUND, metavar="N", help=f"of each (default: {_FOUND})")
    _add_folder(sub)


def _add_ask(add: Add) -> None:
    """Add the command ``ask``, whose help says of a question what it takes."""
    sub = add("ask", _ask, "list the saved questions, or ask one: ask NAME --PARAMETER VALUE")
    sub.set_defaults(takes_rest=True, show_help=sub.format_help)
    sub.add_argument("-h", "--help", action="store_true", help="show this; with NAME first what it asks and takes")
    sub.add_argument("name", nargs="?", metavar="NAME")
    evidence = "the sentences that each row rests on (default)"
    sub.add_argument("--evidence", action="store_true", default=True, help=evidence)
    sub.add_argument("--no-evidence", action="store_false", dest="evidence", help="the rows alone")
    sub.add_argument("--iris", action="store_true", help="the IRIs of things instead of their labels")
    sub.add_argument("--describe", action="store_true", help="describe the question instead of asking it")
    sub.add_argument("--values", metavar="PARAMETER", help="list the values of a parameter that the graph offers")
    sub.add_argument("--format", metavar="FORMAT", help=f"{ROWS} html")
    sub.add_argument("--report", type=Path, metavar="FILE", help="write the answer as one HTML page")
    _add_folder(sub)
    _add_where(sub)


def _add_where(sub: argparse.ArgumentParser) -> None:
    """Add the options that say where a query runs, and how long."""
    add_endpoint(sub)
    sub.add_argument("--timeout", type=float, metavar="SECONDS", help="end the query after this time")
    add_as_of(sub)


def _add_folder(sub: argparse.ArgumentParser) -> None:
    """Add the option that names a folder with questions."""
    text = "a folder with questions of your own; also DIPLOGRAPH_QUESTIONS"
    sub.add_argument("--questions", type=Path, metavar="DIR", help=text)


def _run(options: argparse.Namespace, text: str, path: str | None) -> Outcome:
    """Run a query where the arguments say."""
    from diplograph.graph.sparql import run_query  # noqa: PLC0415

    endpoint = open_endpoint(options)
    if endpoint is not None:
        return run_query(endpoint, text, path=path)
    if options.timeout is None and len(text) <= _LONG:
        return run_as_of(options, lambda store: run_query(store, text, path=path))
    if options.as_of is not None and options.timeout is None:
        return run_as_of(options, lambda store: run_query(store, text, path=path))
    if options.as_of is not None:
        raise QueryError("--timeout ends queries of the store as it is", expected="no --as-of beside it")
    from diplograph.graph.limits import LimitedStore  # noqa: PLC0415

    seconds = _NO_HURRY if options.timeout is None else options.timeout
    return run_query(LimitedStore(options.store, seconds), text, path=path)


def _query(options: argparse.Namespace) -> tuple[str, bool]:
    """Run a SPARQL query."""
    from diplograph.graph.results import render  # noqa: PLC0415

    text, path = _read_query(options.sparql)
    return render(_run(options, text, path), options.format), False


def _read_query(argument: str) -> tuple[str, str | None]:
    """Give the text of a query and the file that it stands in, if it stands in one."""
    if argument == "-":
        return _read_standard_input(), None
    if not argument.endswith(".rq") and ("{" in argument or not Path(argument).is_file()):
        return argument, None
    try:
        return Path(argument).read_text(encoding="utf-8"), argument
    except FileNotFoundError:
        raise QueryError("no such file", path=argument) from None
    except UnicodeDecodeError:
        raise QueryError("not UTF-8", path=argument, expected="SPARQL text") from None
    except OSError as error:
        raise QueryError((error.strerror or "cannot be read").lower(), path=argument) from None


def _read_standard_input() -> str:
    """Read a query from standard input."""
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError:
        raise QueryError("not UTF-8", path="standard input", expected="SPARQL text") from None


def _ask(options: argparse.Namespace) -> tuple[str, bool]:
    """List the saved questions, describe one, or ask it."""
    from diplograph.graph.parameters import read_parameters  # noqa: PLC0415
    from diplograph.graph.questions import load_question  # noqa: PLC0415

    folders = _list_folders(options)
    if options.name is None:
        if options.help:
            return options.show_help(), False
        if options.rest:
            raise InputError(f"unknown argument {options.rest[0]!r}", expected="the name of a question")
        return _list_questions(folders), False
    question = load_question(options.name, folders)
    if options.help or options.describe:
        return f"{question.describe()}\n{options.show_help()}" if options.help else question.describe(), False
    if options.values is not None:
        return _list_values(options, question), False
    return _answer(options, question, read_parameters(options.rest)), False


def _list_folders(options: argparse.Namespace) -> Sequence[Path] | None:
    """List the folders with the user's own questions; ``None`` stands for the usual ones."""
    if options.questions is None:
        return None
    from diplograph.graph.questions import find_own_folders  # noqa: PLC0415

    if not options.questions.is_dir():
        raise QueryError("no such folder", path=str(options.questions), expected="a folder with .rq files")
    return [options.questions, *find_own_folders()]


def _list_questions(folders: Sequence[Path] | None) -> str:
    """List the questions by families."""
    from diplograph.graph.questions import load_questions  # noqa: PLC0415

    questions = load_questions(folders)
    lines = []
    for family in sorted({question.family for question in questions}):
        lines.append(f"{family}:")
        for question in questions:
            lines += [f"  {question.name}", *hang("      ", question.summary)] if question.family == family else []
    return "".join(f"{line}\n" for line in lines)


def _list_values(options: argparse.Namespace, question: Question) -> str:
    """List the values that the graph offers for a parameter."""
    from diplograph.graph.lookup import list_choices, list_members  # noqa: PLC0415
    from diplograph.graph.questions import CHOICE  # noqa: PLC0415
    from diplograph.graph.store import open_store  # noqa: PLC0415

    parameters = {parameter.name: parameter for parameter in question.parameters}
    parameter = parameters.get(options.values)
    if parameter is None or not parameter.values:
        raise QueryError(f"{options.values!r} is no parameter with values in the graph", expected=" ".join(parameters))
    source = open_endpoint(options) or open_store(options.store)
    offer = list_choices if parameter.type == CHOICE else list_members
    return "".join(f"{choice.code or choice.label}\n" for choice in offer(source, parameter.values))


def _answer(options: argparse.Namespace, question: Question, values: Mapping[str, str]) -> str:
    """Ask a question, and write its answer."""
    from pyoxigraph import QuerySolutions  # noqa: PLC0415

    from diplograph.graph.answer_formats import render_sheet  # noqa: PLC0415
    from diplograph.graph.answers import make_sheet  # noqa: PLC0415
    from diplograph.graph.binding import bind, fill  # noqa: PLC0415
    from diplograph.graph.results import ROW_FORMATS, read_rows, render  # noqa: PLC0415
    from diplograph.graph.store import open_store  # noqa: PLC0415
    from diplograph.graph.texts import open_texts  # noqa: PLC0415

    endpoint = open_endpoint(options)
    source: Source = open_store(options.store) if endpoint is None else endpoint
    outcome = _run(options, fill(question, bind(source, question, values)), f"{question.name}.rq")
    form = "html" if options.report is not None else options.format or "table"
    if not isinstance(outcome, QuerySolutions):
        return render(outcome, options.format)
    if form not in (*ROW_FORMATS, "html"):
        raise InputError(f"format {form!r} does not fit a query that gives rows or yes/no", expected=f"{ROWS} html")
    texts = open_texts(options.store) if endpoint is None else {}
    sheet = make_sheet(source, read_rows(outcome), texts)
    if form != "html":
        return render_sheet(sheet, form, evidence=options.evidence, iris=options.iris)
    from diplograph.graph.answer_page import render_report  # noqa: PLC0415

    page = render_report(question, values, sheet, iris=options.iris, evidence=options.evidence)
    return write_output(page, options.report)


def _find(options: argparse.Namespace) -> tuple[str, bool]:
    """Find questions and entities."""
    from diplograph.graph.questions import load_questions  # noqa: PLC0415
    from diplograph.graph.search_index import find  # noqa: PLC0415
    from diplograph.graph.store import open_store  # noqa: PLC0415

    try:
        source = open_store(options.store)
    except StoreError:
        source = None
    hits = find(source, load_questions(_list_folders(options)), " ".join(options.words), options.limit)
    lines = []
    for hit in hits:
        lines += [f"ask {hit.name}" if hit.kind == "question" else hit.name]
        lines += hang("    ", hit.label if hit.kind == "question" else f"{hit.label} ({hit.kind})")
    return "".join(f"{line}\n" for line in lines) or "nothing found; `diplograph ask` lists the questions\n", False
