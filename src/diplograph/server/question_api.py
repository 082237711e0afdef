"""The saved questions for programs: their list, and their answers in every format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, QuerySolutions

from diplograph.graph.answer_formats import merge_rows, render_sheet
from diplograph.graph.answers import make_sheet
from diplograph.graph.binding import bind, fill
from diplograph.graph.questions import find_questions, load_question, load_questions
from diplograph.graph.results import Rows
from diplograph.graph.sparql import run_query
from diplograph.graph.vocabulary import XSD
from diplograph.server.messages import JSON, Reply, RequestError, read_fields, read_part
from diplograph.server.negotiation import choose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplograph.graph.answers import Sheet
    from diplograph.graph.questions import Parameter, Question
    from diplograph.graph.results import Cell
    from diplograph.server.messages import Request
    from diplograph.server.site import Site

PREFIX = "/api/questions/"
#: The formats of answers by their media types, and their short names in addresses.
FORMATS = {
    "application/json": "answer",
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/markdown": "markdown",
}
SHORT = {
    "json": "application/json",
    "srj": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "md": "text/markdown",
}
#: Rows that an answer may have.
_MOST = 100_000
_NUMBERS = {f"{XSD}integer": int, f"{XSD}decimal": float, f"{XSD}double": float}


def describe_parameter(parameter: Parameter) -> dict[str, Any]:
    """Describe a parameter for programs."""
    return {
        "name": parameter.name,
        "type": parameter.type,
        "description": parameter.description,
        "default": parameter.default,
        "required": parameter.default is None and not parameter.optional,
    }


def answer_list(site: Site, _: Request) -> Reply:
    """List the questions."""
    questions = [
        {
            "name": question.name,
            "family": question.family,
            "summary": question.summary,
            "description": question.description,
            "tags": list(question.tags),
            "parameters": [describe_parameter(parameter) for parameter in question.parameters],
            "href": PREFIX + question.name,
        }
        for question in load_questions(site.questions)
    ]
    return send_json({"questions": questions})


def send_json(data: object, status: int = 200) -> Reply:
    """Make a reply of JSON."""
    body = f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace")
    return Reply(status, {"Content-Type": JSON, "Vary": "Accept"}, body)


def answer_question(site: Site, request: Request) -> Reply:
    """Answer a question in the format that is asked for: by ``format``, by a suffix, or by what is accepted.

    Raises:
        RequestError: There is no such question or format.
        QueryError: A parameter is unknown, missing, or cannot be understood.
    """
    values = read_values(request)
    name, media_type = _split(site, read_part(request.path.removeprefix(PREFIX)), values.pop("format", ""))
    question, sheet = ask(site, name, values)
    chosen = choose(media_type or request.headers.get("accept"), FORMATS)
    if chosen.form == "answer":
        return send_json(_describe(question, values, sheet))
    text = chosen.media_type.startswith("text/")
    headers = {"Content-Type": f"{chosen.media_type}; charset=utf-8" if text else chosen.media_type, "Vary": "Accept"}
    return Reply(200, headers, render_sheet(sheet, chosen.form).encode("utf-8", "replace"))


def read_values(request: Request) -> dict[str, str]:
    """Read the values of parameters; empty ones count as left out.

    Raises:
        RequestError: One stands twice.
    """
    values: dict[str, str] = {}
    for name, value in read_fields(request.query):
        if name in values:
            raise RequestError(400, f"the parameter {name!r} stands twice", expected="one value")
        if value:
            values[name] = value
    return values


def _split(site: Site, name: str, form: str) -> tuple[str, str]:
    """Split the name of a question from a suffix; give the media type that either asks for, or ""."""
    known = find_questions(site.questions)
    bare, dot, suffix = name.rpartition(".")
    if name not in known and dot and suffix in SHORT:
        name, form = bare, form or suffix
    if name not in known:
        raise RequestError(404, f"there is no question {name!r}", expected="a name that /api/questions lists")
    if form and form not in SHORT:
        raise RequestError(404, f"there is no format {form!r}", expected=" ".join(SHORT))
    return name, SHORT.get(form, "")


def ask(site: Site, name: str, values: Mapping[str, str]) -> tuple[Question, Sheet]:
    """Ask a question.

    Raises:
        QueryError: A parameter is unknown, missing, or cannot be understood.
        RequestError: The answer is too large.
    """
    question = load_question(name, site.questions)
    text = fill(question, bind(site.store, question, values))
    outcome = run_query(site.store, text, path=f"{name}.rq")
    if not isinstance(outcome, QuerySolutions):
        raise RequestError(500, f"question {name!r} gives no rows")
    rows = Rows(tuple(variable.value for variable in outcome.variables), [])
    for solution in outcome:
        if len(rows.rows) == _MOST:
            raise RequestError(500, f"the answer has more than {_MOST:,} rows", expected="narrower parameters")
        rows.rows.append(tuple(solution))
    return question, make_sheet(site.store, rows, site.texts)


def _describe(question: Question, values: Mapping[str, str], sheet: Sheet) -> dict[str, Any]:
    """Describe an answer for programs."""
    merged, notes = merge_rows(sheet, iris=True)
    used = {p.name: values.get(p.name, p.default) for p in question.parameters}
    return {
        "question": question.name,
        "summary": question.summary,
        "parameters": {name: value for name, value in used.items() if value is not None},
        "columns": list(sheet.columns),
        "rows": [
            {
                "values": {name: _read(sheet, cell) for name, cell in zip(sheet.columns, cells, strict=True)},
                "iris": {n: c.value for n, c in zip(sheet.columns, cells, strict=True) if isinstance(c, NamedNode)},
                "evidence": numbers,
            }
            for cells, numbers in merged
        ],
        "evidence": {str(number): note._asdict() for note, number in notes.items()},
    }


def _read(sheet: Sheet, cell: Cell) -> object:
    """Read a term as a value of JSON: a node by its name, a number where it is one."""
    if cell is None:
        return None
    if isinstance(cell, Literal) and cell.datatype.value in _NUMBERS:
        try:
            return _NUMBERS[cell.datatype.value](cell.value)
        except (ValueError, OverflowError):
            return cell.value
    return cell.value if isinstance(cell, Literal) else sheet.say(cell)
