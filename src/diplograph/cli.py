"""The command ``diplograph``: the only module that prints or ends the process.

Exit codes: 0 = all is well, 1 = findings (a check failed, a span does not match), 2 = bad input or an unusable store.
Modules are imported by the commands that need them: a query must not wait for the converter.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from diplograph.cli_build import add_build_options, run_build
from diplograph.cli_compare import add_compare_commands
from diplograph.cli_graph import Report, add_graph_commands, show_recorded_findings
from diplograph.cli_text import Show, add_text_commands
from diplograph.cli_time import add_as_of, add_time_commands, choose_store, run_as_of, write_output
from diplograph.cli_why import add_why_command
from diplograph.errors import DiplographError, QueryError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STORE = "diplograph-store"
_OK, _FINDINGS, _BAD, _INTERRUPTED = 0, 1, 2, 130
_ROWS = "table csv tsv json xml markdown"
#: Formats in which the evidence of a question stands in footnotes; in the others it has columns of its own.
_ANSWERS = ("table", "markdown")
_GRAPHS = "turtle ntriples nquads trig jsonld rdfxml"


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with the arguments."""

    def error(self, message: str) -> NoReturn:
        self.exit(_BAD, f"{self.prog}: {message}; see {self.prog} --help\n")


if TYPE_CHECKING:
    _Command = Callable[[argparse.Namespace], int]
    _Commands = argparse._SubParsersAction[_Parser]  # noqa: SLF001 - it has no public name


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code.

    Args:
        argv: The arguments without the program's name; those of the process by default.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Names and quotations are in any script, whatever the locale says.
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        code = _run(argv)
        sys.stdout.flush()
    except DiplographError as error:
        _say(" ".join(str(error).split()))
        return _BAD
    except KeyboardInterrupt:
        _say("interrupted")
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader has gone; what is still buffered must not raise again when Python exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _OK
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else _BAD
    except Exception as error:  # noqa: BLE001 - whatever is wrong, a user gets a line and no traceback
        _say(f"internal error, please report it: {type(error).__name__}: {' '.join(str(error).split())}")
        return _BAD
    return code


def _run(argv: Sequence[str] | None) -> int:
    """Read the arguments and run the command that they name."""
    parser = _make_parser()
    options, rest = parser.parse_known_args(argv)
    if rest and not getattr(options, "takes_rest", False):
        parser.error(f"unknown argument {rest[0]!r}")
    options.rest = rest
    command: _Command = options.command
    return command(options)


def _make_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="diplograph", description="From articles on foreign relations to a graph of traceable facts.")
    parser.add_argument("--version", action=_Version, help="show the version and exit")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", parser_class=_Parser)
    add_build_options(_add(commands, "build", _build, "read documents into a graph (the bundled ones by default)"))
    add_text_commands(lambda name, show, text: _add(commands, name, _showing(show), text, store=False))
    _add_questions(commands)
    sub = _add(commands, "export", _export, "write the whole graph")
    sub.add_argument("--format", default="turtle", metavar="FORMAT", help=f"{_GRAPHS} (default: turtle)")
    sub.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")
    add_as_of(sub)
    for add_commands in (add_graph_commands, add_why_command, add_compare_commands, add_time_commands):
        add_commands(lambda name, report, text: _add(commands, name, _reporting(report), text))
    _add(commands, "verify", _verify, "compare every quotation with the stored documents; exit code 1 if one differs")
    sub = _add(commands, "stats", _stats, "show what the store holds")
    sub.add_argument("--unresolved", action="store_true", help="list the names that no reference table knows")
    return parser


def _add_questions(commands: _Commands) -> None:
    sub = _add(commands, "query", _query, "run a SPARQL query")
    sub.add_argument("sparql", metavar="QUERY", help="SPARQL text, a .rq file, or - for standard input")
    sub.add_argument("--format", metavar="FORMAT", help=f"{_ROWS}, or for graphs {_GRAPHS}")
    add_as_of(sub)
    sub = _add(commands, "ask", _ask, "list the saved questions, or ask one: ask NAME --PARAMETER VALUE")
    sub.set_defaults(takes_rest=True)
    sub.add_argument("name", nargs="?", metavar="NAME")
    evidence = "the sentences that each row rests on (default)"
    sub.add_argument("--evidence", action=argparse.BooleanOptionalAction, default=True, help=evidence)
    sub.add_argument("--describe", action="store_true", help="describe the question instead of asking it")
    sub.add_argument("--format", metavar="FORMAT", help=_ROWS)
    add_as_of(sub)


def _add(
    commands: _Commands, name: str, command: _Command, text: str, *, store: bool = True
) -> argparse.ArgumentParser:
    """Add a command to the parser, with the option that names the store."""
    sub = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    sub.set_defaults(command=command)
    if store:
        sub.add_argument("--store", type=Path, default=Path(_STORE), metavar="DIR", help=f"default: {_STORE}")
    return sub


def _showing(show: Show) -> _Command:
    """Make a command that prints what is shown."""

    def command(options: argparse.Namespace) -> int:
        for text in show(options):
            _print(text)
        return _OK

    return command


def _reporting(report: Report) -> _Command:
    """Make a command that prints a report and tells by its exit code whether there are findings."""

    def command(options: argparse.Namespace) -> int:
        text, found = report(options)
        _print(text)
        return _FINDINGS if found else _OK

    return command


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:  # noqa: A002 - argparse's
        super().__init__(option_strings, dest, nargs=0, help=help, default=argparse.SUPPRESS)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415 - slow, seldom needed

        _print(f"diplograph {version('diplograph')}\n")
        parser.exit(_OK)


def _build(options: argparse.Namespace) -> int:
    show = (lambda _: None) if options.quiet else sys.stderr.write
    text, failed = run_build(options, show, bar=sys.stderr.isatty())
    _print(text)
    return _FINDINGS if failed else _OK


def _query(options: argparse.Namespace) -> int:
    from diplograph.graph.results import render  # noqa: PLC0415
    from diplograph.graph.sparql import run_query  # noqa: PLC0415

    text, path = _read_query(options.sparql)
    _print(render(run_as_of(options, lambda store: run_query(store, text, path=path)), options.format))
    return _OK


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
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError:
        raise QueryError("not UTF-8", path="standard input", expected="SPARQL text") from None


def _ask(options: argparse.Namespace) -> int:
    from pyoxigraph import QuerySolutions  # noqa: PLC0415

    from diplograph.graph.answers import render_answer  # noqa: PLC0415
    from diplograph.graph.parameters import read_parameters  # noqa: PLC0415
    from diplograph.graph.questions import ask, load_question, load_questions  # noqa: PLC0415
    from diplograph.graph.results import read_rows, render  # noqa: PLC0415
    from diplograph.graph.store import read_texts  # noqa: PLC0415

    if options.name is None:
        if options.rest:
            raise QueryError(f"unknown argument {options.rest[0]!r}", expected="the name of a question")
        questions = load_questions()
        width = max((len(question.name) for question in questions), default=0)
        _print("".join(f"{question.name:{width}}  {question.summary}\n" for question in questions))
        return _OK
    question = load_question(options.name)
    if options.describe:
        _print(question.describe())
        return _OK
    values = read_parameters(options.rest)
    outcome = run_as_of(options, lambda store: ask(store, options.name, values))
    if not options.evidence or not isinstance(outcome, QuerySolutions) or (options.format or "table") not in _ANSWERS:
        _print(render(outcome, options.format))
        return _OK
    hidden = [parameter.name for parameter in question.parameters]
    texts = read_texts(options.store)
    _print(render_answer(read_rows(outcome), texts, options.format or "table", hidden))
    return _OK


def _export(options: argparse.Namespace) -> int:
    from diplograph.graph.api import Graph  # noqa: PLC0415

    _print(write_output(Graph(choose_store(options)).export(options.format), options.output))
    return _OK


def _verify(options: argparse.Namespace) -> int:
    from diplograph.graph.verification import verify_store  # noqa: PLC0415

    outcome = verify_store(options.store)
    _print("".join(f"{finding}\n" for finding in outcome.findings))
    counts = f"{outcome.claims} claims, {outcome.documents} documents"
    wrong = len(outcome.findings)
    _print(f"{counts}: {wrong or 'no'} {'mismatch' if wrong == 1 else 'mismatches'}\n")
    return _FINDINGS if outcome.findings else _OK


def _stats(options: argparse.Namespace) -> int:
    from diplograph.graph.store import read_record  # noqa: PLC0415
    from diplograph.graph.summary import describe_record, list_unresolved  # noqa: PLC0415

    record = read_record(options.store)
    shown = show_recorded_findings(options.store, record)
    _print(list_unresolved(record) if options.unresolved else describe_record(record, shown))
    return _OK


def _print(text: str) -> None:
    sys.stdout.write(text)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
