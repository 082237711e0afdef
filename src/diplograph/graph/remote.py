"""A SPARQL endpoint somewhere else, asked as a store is: ``query``, ``ask`` and ``why`` run on it unchanged.

Queries go as a form by POST, which every engine takes whatever their length. Answers are bounded in time and size; a
redirect is not followed, since it could lead anywhere: its address is given instead.

Source: SPARQL 1.1 Protocol, section 2.1.3; SPARQL 1.1 Query Results JSON Format.
"""

from __future__ import annotations

import re
import time
from collections import deque
from typing import TYPE_CHECKING

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from diplograph.errors import QueryError, StoreError
from diplograph.graph.vocabulary import PREFIXES
from diplograph.screen import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from http.client import HTTPResponse
    from urllib.error import HTTPError

    from pyoxigraph import BlankNode, Literal

    from diplograph.graph.results import Outcome

    Node = NamedNode | BlankNode | Literal | Triple

#: Seconds that an answer may take, and bytes that it may have, where nothing else is said.
SECONDS, LARGEST = 60.0, 256 << 20
_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8, application/rdf+xml;q=0.7"
_GRAPHS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
_ROWS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
}
_PART = 1 << 16
_BAD_REQUEST, _REDIRECTS = 400, range(300, 400)
#: So much of what a server says of an error is shown.
_LONGEST = 300


class Endpoint:
    """A SPARQL 1.1 endpoint that answers as a store does."""

    def __init__(self, url: str, *, seconds: float = SECONDS, largest: int = LARGEST) -> None:
        """Name an endpoint; nothing is sent yet.

        Args:
            url: Its address, ``http`` or ``https``; what stands behind ``?`` goes with every query.
            seconds: How long an answer may take in all.
            largest: How many bytes it may have.

        Raises:
            QueryError: It is no such address.
        """
        from urllib.parse import urlsplit  # noqa: PLC0415 - a query of a store does not wait for it

        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or not parts.hostname or not url.isascii() or " " in url:
            raise QueryError(f"{url!r} is no endpoint", expected="an address such as https://example.org/sparql")
        if parts.username or parts.password:
            raise QueryError("an address with a password in it", expected="an address without")
        self.url, self.seconds, self.largest = url, seconds, largest
        self._known: dict[tuple[object, ...], list[Quad]] = {}

    def query(self, query: str, *, prefixes: Mapping[str, str] | None = None) -> Outcome:
        """Run a query; the prefixes that it uses without declaring them are declared.

        Raises:
            QueryError: The endpoint finds fault with the query.
            StoreError: It cannot be reached, is too slow, or answers what cannot be used.
        """
        kind, data = self._post(declare_prefixes(query, prefixes or {}))
        try:
            if kind in _ROWS:
                outcome = parse_query_results(data, format=_ROWS[kind])
                # Rows are parsed as they are read: what is wrong further on has to be found here.
                deque(outcome if isinstance(outcome, QuerySolutions) else (), maxlen=0)
                return parse_query_results(data, format=_ROWS[kind])
            if kind in _GRAPHS:
                return _to_triples(data, _GRAPHS[kind])
        except (SyntaxError, ValueError) as error:
            raise self._failure(f"it answered what is no {kind}: {_flatten(str(error))}") from None
        raise self._failure(f"it answered {kind or 'something'} and no SPARQL results")

    def quads_for_pattern(
        self,
        subject: Node | None,
        predicate: Node | None,
        value: Node | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Give the quads that match; ``None`` stands for anything. The endpoint is asked once for each pattern."""
        key = (subject, predicate, value, graph_name)
        if key not in self._known:
            self._known[key] = list(self._match(*key))
        return iter(self._known[key])

    def __contains__(self, quad: Quad) -> bool:
        """Tell whether the endpoint holds a quad."""
        return any(True for _ in self.quads_for_pattern(quad.subject, quad.predicate, quad.object, quad.graph_name))

    def _match(
        self,
        subject: Node | None,
        predicate: Node | None,
        value: Node | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None,
    ) -> Iterator[Quad]:
        """Ask for the quads that match a pattern."""
        terms = (("s", subject), ("p", predicate), ("o", value))
        bound = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in terms if term is not None)
        pattern = f"{bound} ?s ?p ?o"
        named = f"VALUES ?g {{ {graph_name} }} " if isinstance(graph_name, NamedNode) else ""
        parts = [] if named else [f"{{ {pattern} }}"]
        parts += [] if isinstance(graph_name, DefaultGraph) else [f"{{ {named}GRAPH ?g {{ {pattern} }} }}"]
        outcome = self.query(f"SELECT ?s ?p ?o ?g {{ {' UNION '.join(parts)} }}")
        for row in outcome if isinstance(outcome, QuerySolutions) else ():
            graph = row["g"] if isinstance(row["g"], NamedNode) else DefaultGraph()
            yield Quad(row["s"], row["p"], row["o"], graph)

    def _post(self, query: str) -> tuple[str, bytes]:
        """Send a query, and give the media type and the bytes of the answer."""
        from http.client import HTTPException  # noqa: PLC0415 - a query of a store does not wait for any of it
        from urllib.error import HTTPError, URLError  # noqa: PLC0415
        from urllib.parse import urlencode  # noqa: PLC0415
        from urllib.request import HTTPRedirectHandler, Request, build_opener  # noqa: PLC0415

        class Stay(HTTPRedirectHandler):
            """Follows no redirect."""

            def redirect_request(self, *_: object) -> None:
                """Refuse, so that the answer stands for itself."""

        body = urlencode({"query": query}).encode()
        headers = {"Accept": _ACCEPT, "Content-Type": "application/x-www-form-urlencoded", "User-Agent": "diplograph"}
        request = Request(self.url, data=body, headers=headers, method="POST")  # noqa: S310 - http or https, as checked
        deadline = time.monotonic() + self.seconds
        try:
            with build_opener(Stay).open(request, timeout=self.seconds) as response:
                return response.headers.get_content_type(), self._read(response, deadline)
        except HTTPError as error:
            with error:
                raise self._refusal(error) from None
        except URLError as error:
            raise self._failure(_describe(error.reason)) from None
        except (TimeoutError, OSError, HTTPException, ValueError) as error:
            raise self._failure(_describe(error)) from None

    def _read(self, response: HTTPResponse, deadline: float) -> bytes:
        """Read an answer in parts, so that one that trickles in ends too."""
        parts, size = [], 0
        while part := response.read1(_PART):
            parts.append(part)
            size += len(part)
            if size > self.largest:
                raise self._failure(f"its answer has more than {self.largest} bytes; ask for less")
            if time.monotonic() > deadline:
                raise self._failure(f"no answer within {self.seconds:g} seconds")
        return b"".join(parts)

    def _refusal(self, error: HTTPError) -> QueryError | StoreError:
        """Say what the server says is wrong: with the query, or with something else."""
        if error.code in _REDIRECTS:
            target = clean(str(error.headers.get("Location", "nowhere")))[:_LONGEST]
            return self._failure(f"it redirects to {target}, and is not followed there")
        text = _flatten(re.sub(r"<[^>]*>", " ", error.read1(_PART).decode("utf-8", "replace")))[:_LONGEST]
        said = clean(text)
        if error.code == _BAD_REQUEST:
            return QueryError(f"{self.url} refuses the query: {said or 'it says no more'}")
        return self._failure(f"it answered {error.code}{f': {said}' if said else ''}")

    def _failure(self, reason: str) -> StoreError:
        """Make the error that names the endpoint."""
        return StoreError(f"{self.url}: {reason}")


def declare_prefixes(query: str, prefixes: Mapping[str, str]) -> str:
    """Declare the prefixes that a query uses without declaring them, on its first line, so that lines keep their numbers.

    >>> declare_prefixes("ASK { ?s a dg:Visit }", {"dg": "https://example.org/", "xsd": "https://example.com/"})
    'PREFIX dg: <https://example.org/> ASK { ?s a dg:Visit }'
    """
    declared = set(re.findall(r"^\s*PREFIX\s+([\w-]*):", query, re.IGNORECASE | re.MULTILINE))
    used = [name for name in prefixes if name not in declared and re.search(rf"(?<![\w?$:]){name}:", query)]
    return "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in used) + query


def _to_triples(data: bytes, rdf_format: RdfFormat) -> Outcome:
    """Give the triples of a file as the answer of a query that constructs them."""
    store = Store()
    store.extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in parse(data, format=rdf_format))
    return store.query("CONSTRUCT WHERE { ?s ?p ?o }", prefixes=PREFIXES)


def _describe(error: object) -> str:
    """Say in a few words what went wrong on the way."""
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return "no answer in time"
    strerror = getattr(error, "strerror", None)
    return _flatten(str(strerror or error)).lower().rstrip(".") or type(error).__name__


def _flatten(text: str) -> str:
    """Write a text on one line."""
    return " ".join(text.split())
