"""The SPARQL endpoint, and the graphs of the store one by one; both only read.

Source: SPARQL 1.1 Protocol, section 2.1 (query operation); SPARQL 1.1 Graph Store HTTP Protocol, section 5.2 (GET).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, QueryTriples

from diplograph.graph.limits import refuse_calls
from diplograph.graph.sparql import run_query
from diplograph.graph.vocabulary import PREFIXES
from diplograph.server.answer_pages import send_outcome
from diplograph.server.datasets import Dataset, read_dataset, run
from diplograph.server.description import describe_service
from diplograph.server.messages import Reply, RequestError, read_fields, read_single
from diplograph.server.negotiation import GRAPHS, PAGE, ROWS, Chosen, choose
from diplograph.server.sheets import write_outcome, write_statements

if TYPE_CHECKING:
    from diplograph.graph.results import Outcome
    from diplograph.server.messages import Request
    from diplograph.server.site import Site

_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
#: What a query may call that gives something else each time.
_FICKLE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)
#: A short name of a format in the place of an Accept header, for addresses that people hand on.
_SHORT = {
    "json": "application/sparql-results+json, application/ld+json",
    "xml": "application/sparql-results+xml, application/rdf+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "html": "text/html",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "nquads": "application/n-quads",
    "trig": "application/trig",
    "rdfxml": "application/rdf+xml",
}


class Asked(NamedTuple):
    """What is asked of the endpoint: a query, and perhaps its dataset and the format of its answer."""

    query: str
    dataset: Dataset | None
    accept: str | None


def answer_sparql(site: Site, request: Request) -> Reply:
    """Answer a request to the endpoint.

    Raises:
        RequestError: It is refused.
        QueryError: The query is malformed.
    """
    asked = read_request(request)
    if asked is None and choose(request.headers.get("accept"), GRAPHS | PAGE).form == "html":
        return Reply(303, {"Location": "/query", "Vary": "Accept"}, b"")
    if asked is None:
        return describe_service(site, request)
    outcome = run_query(_Source(site, asked.dataset, f"{site.locate(request)}/sparql"), asked.query)
    offered = (GRAPHS if isinstance(outcome, QueryTriples) else ROWS) | PAGE
    chosen = choose(asked.accept, offered)
    if chosen.form == "html":
        return replace(send_outcome(site, asked.query, outcome), keep=not _FICKLE.search(asked.query))
    body = write_outcome(outcome, chosen.form, site.megabytes)
    headers = {"Content-Type": write_type(chosen), "Vary": "Accept"}
    return Reply(200, headers, body, keep=not _FICKLE.search(asked.query))


class _Source:
    """The store as a dataset sees it."""

    def __init__(self, site: Site, dataset: Dataset | None, base: str) -> None:
        self._site, self._dataset, self._base = site, dataset, base

    def query(self, query: str, *, prefixes: dict[str, str] | None = None) -> Outcome:
        """Run a query that calls no other endpoint."""
        if refuse_calls(query, prefixes or PREFIXES)[:1] == b"A":
            reason = "a query that calls another endpoint is refused"
            raise RequestError(501, reason, expected="a query without SERVICE")
        return run(self._site.store, query, self._dataset, self._base)


def write_type(chosen: Chosen) -> str:
    """Write a media type as a header; texts are UTF-8."""
    text = chosen.media_type.startswith("text/")
    return f"{chosen.media_type}; charset=utf-8" if text else chosen.media_type


def read_request(request: Request) -> Asked | None:
    """Read what is asked, by GET or by either kind of POST; ``None`` where no query is.

    Raises:
        RequestError: It does not follow the protocol, or wants to change something.
    """
    fields = read_fields(request.query)
    direct = None
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        text = _decode(request.body) if kind in {_FORM, _QUERY, _UPDATE} else ""
        if kind == _FORM:
            fields += read_fields(text)
        elif kind == _QUERY:
            direct = text
        elif kind == _UPDATE:
            raise RequestError(403, "this endpoint only reads", expected="a query")
        else:
            raise RequestError(415, "no query of that media type is read", expected=f"{_QUERY} or {_FORM}")
    if any(name in {"update", "using-graph-uri", "using-named-graph-uri"} for name, _ in fields):
        raise RequestError(403, "this endpoint only reads", expected="a query")
    queries = [value for name, value in fields if name == "query"] + ([] if direct is None else [direct])
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        reason = f"{len(queries)} queries in one request" if queries else "there is no query"
        raise RequestError(400, reason, expected="one query")
    default, named = ([v for n, v in fields if n == key] for key in ("default-graph-uri", "named-graph-uri"))
    accept = next((_SHORT.get(value) for name, value in fields if name == "format"), None)
    return Asked(queries[0], read_dataset(default, named), accept or request.headers.get("accept"))


def _decode(body: bytes) -> str:
    """Read a body, which is UTF-8 whatever is said of it."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise RequestError(400, "the body is not UTF-8", expected="SPARQL text in UTF-8") from None


def answer_graph(site: Site, request: Request) -> Reply:
    """Give one graph of the store: ``?default``, or ``?graph=`` and its name.

    Raises:
        RequestError: There is no such graph, or the request is refused.
    """
    if request.method == "POST":
        raise RequestError(405, "the graphs are only read", headers={"Allow": "GET, HEAD, OPTIONS"})
    names = [name for name, _ in read_fields(request.query)]
    if sorted(set(names)) not in (["default"], ["graph"]) or len(names) > 1:
        raise RequestError(400, "no graph, or more than one, is named", expected="?default or ?graph=IRI")
    chosen = choose(request.headers.get("accept"), GRAPHS)
    graph: NamedNode | DefaultGraph = DefaultGraph()
    if names == ["graph"]:
        dataset = read_dataset([read_single(request.query, "graph").get("graph", "")], ())
        assert dataset is not None
        graph = dataset.default[0]
        if not site.store.contains_named_graph(graph):
            raise RequestError(404, f"there is no graph {graph.value}", expected="a graph that the store holds")
    triples = (quad.triple for quad in site.store.quads_for_pattern(None, None, None, graph))
    body = write_statements(triples, chosen.form, site.megabytes)
    return Reply(200, {"Content-Type": write_type(chosen), "Vary": "Accept"}, body)
