"""Searches and reasons for programs, and the description of the whole interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diplograph.errors import QueryError
from diplograph.graph.origins import read_origins
from diplograph.graph.questions import load_questions
from diplograph.graph.search_index import find
from diplograph.graph.why import Why
from diplograph.graph.why_data import render_json, render_rdf
from diplograph.graph.why_text import render_markdown, render_text
from diplograph.server.messages import JSON, Reply, RequestError, read_single
from diplograph.server.names import locate
from diplograph.server.negotiation import GRAPHS, choose
from diplograph.server.question_api import FORMATS, PREFIX, SHORT, send_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diplograph.graph.questions import Parameter, Question
    from diplograph.graph.why import Reason
    from diplograph.server.messages import Request
    from diplograph.server.site import Site

#: The most hits, and the most proofs of one node.
_MOST_HITS, _MOST_PROOFS = 100, 50
_HITS, _PROOFS = 10, 10
_LONGEST = 300
_REASONS = {"application/json": "json", "text/plain": "text", "text/markdown": "markdown"} | {
    name: form for name, form in GRAPHS.items() if name not in {"application/json", "text/plain"}
}


def answer_search(site: Site, request: Request) -> Reply:
    """Find things by what is typed of their names, and questions by words."""
    given = read_single(request.query, "words", "limit")
    words, limit = given.get("words", "")[:_LONGEST], read_number(given.get("limit", ""), _HITS, _MOST_HITS)
    hits = site.names.find(words, limit)
    questions = find(None, load_questions(site.questions), words, limit)
    return send_json(
        {
            "entities": [{**hit._asdict(), "href": locate(hit.iri)} for hit in hits],
            "questions": [{"name": q.name, "summary": q.label, "href": f"/questions/{q.name}"} for q in questions],
        }
    )


def read_number(text: str, default: int, most: int) -> int:
    """Read a number from 1 on.

    Raises:
        RequestError: It is none, or too large.
    """
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and 1 <= int(text) <= most):
        raise RequestError(400, f"{text!r} cannot be used", expected=f"a number from 1 to {most}")
    return int(text)


def find_reasons(site: Site, request: Request) -> tuple[Why, Sequence[Reason]]:
    """Find the reasons that a request asks for.

    Raises:
        RequestError: A parameter is missing.
        QueryError: A name is unknown, or the graph does not say so.
    """
    given = read_single(request.query, "subject", "predicate", "object", "limit", "format")
    why = Why(site.store, site.texts)
    subject, predicate, value = (given.get(name) for name in ("subject", "predicate", "object"))
    if subject is None:
        raise RequestError(
            400, "there is nothing to explain", expected="subject, predicate and object, or a subject alone"
        )
    if (predicate is None) != (value is None):
        raise RequestError(400, "predicate and object go together", expected="both, or a subject alone")
    if predicate is None or value is None:
        return why, why.explain_node(why.read_node(subject), read_number(given.get("limit", ""), _PROOFS, _MOST_PROOFS))
    return why, [why.explain(why.read_triple(subject, predicate, value))]


def answer_why(site: Site, request: Request) -> Reply:
    """Prove why the graph says something."""
    chosen = choose(request.headers.get("accept"), _REASONS)
    try:
        why, reasons = find_reasons(site, request)
    except QueryError as error:
        raise RequestError(404, error.reason, expected=error.expected) from None
    origins = read_origins(site.root)
    if chosen.form in {"json", "text", "markdown"}:
        render = {"json": render_json, "text": render_text, "markdown": render_markdown}[chosen.form]
        text = render(reasons, origins)
    else:
        text = render_rdf(reasons, why.store, chosen.form)
    plain = chosen.media_type.startswith("text/")
    headers = {"Content-Type": f"{chosen.media_type}; charset=utf-8" if plain else chosen.media_type, "Vary": "Accept"}
    return Reply(200, headers, text.encode("utf-8", "replace"))


def answer_openapi(site: Site, request: Request) -> Reply:
    """Describe the interface.

    Source: OpenAPI Specification 3.1.0.
    """
    paths: dict[str, Any] = {
        "/api/questions": _describe_path("List the saved questions", [], {JSON: {}}),
        "/api/search": _describe_path(
            "Find things by what is typed of their names, and questions by words",
            [_describe_field("words", "What is looked for"), _describe_field("limit", "The most hits", kind="integer")],
            {JSON: {}},
        ),
        "/api/why": _describe_path(
            "Prove why the graph says something, down to the sentences",
            [
                _describe_field("subject", "A name or an IRI", required=True),
                _describe_field("predicate", "A property; with object"),
                _describe_field("object", "A name, an IRI or a value; with predicate"),
                _describe_field("limit", "The most proofs where only a subject is given", kind="integer"),
            ],
            {name: {} for name in _REASONS},
        ),
    }
    for question in load_questions(site.questions):
        paths[PREFIX + question.name] = _describe_question(question)
    about = {
        "openapi": "3.1.0",
        "info": {
            "title": "diplograph",
            "version": "1",
            "summary": "Foreign relations, each fact with the words that say it",
        },
        "servers": [{"url": site.locate(request)}],
        "paths": paths,
    }
    return send_json(about)


def _describe_question(question: Question) -> dict[str, Any]:
    """Describe the address of a question."""
    short = {"name": "format", "in": "query", "required": False, "schema": {"type": "string", "enum": list(SHORT)}}
    fields = [*map(_describe_parameter, question.parameters), {**short, "description": "Instead of an Accept header"}]
    described = _describe_path(question.summary, fields, {name: {} for name in FORMATS})
    described["get"] |= {"description": question.description, "tags": [question.family], "operationId": question.name}
    return described


def _describe_parameter(parameter: Parameter) -> dict[str, Any]:
    """Describe a parameter of a question."""
    kind = "integer" if parameter.type == "integer" else "string"
    required = parameter.default is None and not parameter.optional
    field = _describe_field(parameter.name, parameter.description, required=required, kind=kind)
    if parameter.default is not None:
        field["schema"]["default"] = int(parameter.default) if kind == "integer" else parameter.default
    return field


def _describe_field(name: str, text: str, *, required: bool = False, kind: str = "string") -> dict[str, Any]:
    """Describe a parameter."""
    return {"name": name, "in": "query", "required": required, "description": text, "schema": {"type": kind}}


def _describe_path(summary: str, fields: Sequence[object], formats: dict[str, Any]) -> dict[str, Any]:
    """Describe an address that is only read."""
    replies = {"200": {"description": "The answer", "content": formats}}
    for status, text in {
        "400": "A parameter cannot be used",
        "404": "Unknown",
        "503": "Too much to do; try again",
    }.items():
        replies[status] = {"description": text, "content": {"text/plain": {}}}
    return {"get": {"summary": summary, "parameters": list(fields), "responses": replies}}
