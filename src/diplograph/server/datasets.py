"""The dataset that a query runs on: what the protocol names, or else what the query names with FROM.

Oxigraph counts a triple once for each default graph that holds it. Where a dataset has several default graphs, their
triples are therefore put together first, as the standard demands (SPARQL 1.1 Query, section 13.2: an RDF merge).
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from diplograph.graph.vocabulary import PREFIXES
from diplograph.server.messages import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import BlankNode

    from diplograph.graph.results import Outcome

#: Quads of graphs that are put together for one query.
_MOST = 200_000
#: What holds no clause: comments, strings. IRIs are kept whole, so that a sign in them begins no comment.
_SKIPPED = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)|\#[^\r\n]*|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'""",
    re.DOTALL,
)
_FROM = re.compile(
    r"\bFROM\s+(?P<named>NAMED\s+)?(?:<(?P<iri>[^<>]*)>|(?P<prefix>[\w.-]*):(?P<local>[\w.:/-]*))", re.IGNORECASE
)
_DECLARED = re.compile(r"\bPREFIX\s+(?P<prefix>[\w.-]*):\s*<(?P<iri>[^<>]*)>", re.IGNORECASE)


class Dataset(NamedTuple):
    """The graphs that a query sees: those that make its default graph, and those that it may name."""

    default: tuple[NamedNode, ...]
    named: tuple[NamedNode, ...]


def read_dataset(default: Iterable[str], named: Iterable[str]) -> Dataset | None:
    """Read the dataset that the protocol names; ``None`` where it names none.

    Raises:
        RequestError: A name is no absolute IRI.
    """
    dataset = Dataset(tuple(map(_read_graph, default)), tuple(map(_read_graph, named)))
    return dataset if any(dataset) else None


def _read_graph(iri: str) -> NamedNode:
    """Read the name of a graph."""
    try:
        return NamedNode(iri)
    except ValueError:
        raise RequestError(400, f"{iri!r} is no name of a graph", expected="an absolute IRI") from None


def find_dataset(query: str) -> Dataset | None:
    """Find the dataset that a query names with FROM; ``None`` where it names none, or in a way that is left to the engine.

    >>> find_dataset('SELECT * FROM <x:a> FROM NAMED <x:b> { ?s ?p "FROM <x:c>" }')
    Dataset(default=(<NamedNode value=x:a>,), named=(<NamedNode value=x:b>,))
    """
    if "from" not in query.lower():
        return None
    bare = _SKIPPED.sub(lambda match: match["iri"] or " ", query)
    prefixes = PREFIXES | {match["prefix"]: match["iri"] for match in _DECLARED.finditer(bare)}
    default: list[NamedNode] = []
    named: list[NamedNode] = []
    for match in _FROM.finditer(bare):
        iri = match["iri"] if match["iri"] is not None else prefixes.get(match["prefix"], "") + match["local"]
        try:
            (named if match["named"] else default).append(NamedNode(iri))
        except ValueError:
            return None
    return Dataset(tuple(default), tuple(named)) if default or named else None


def run(store: Store, query: str, dataset: Dataset | None, base: str) -> Outcome:
    """Run a query on a dataset.

    Args:
        store: The graph.
        query: The query.
        dataset: What the protocol names, which comes before what the query names.
        base: The IRI that relative ones begin at.

    Raises:
        RequestError: The graphs that are to be put together are too large.
        SyntaxError: The query is malformed.
    """
    given = dataset or find_dataset(query)
    if dataset is None and (given is None or len(set(given.default)) < 2):
        return store.query(query, base_iri=base, prefixes=PREFIXES)
    assert given is not None
    default: list[NamedNode | BlankNode | DefaultGraph] = list(given.default)
    if len(set(given.default)) > 1:
        merged = Store()
        merged.bulk_extend(chain(_merge(store, given.default), _copy(store, given.named)))
        store, default = merged, [DefaultGraph()]
    named: list[NamedNode | BlankNode] = list(given.named)
    return store.query(query, base_iri=base, prefixes=PREFIXES, default_graph=default, named_graphs=named)


def _merge(store: Store, graphs: Iterable[NamedNode]) -> Iterator[Quad]:
    """Give the triples of graphs, in the default graph."""
    for graph in graphs:
        for quad in _read(store, graph):
            yield Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())


def _copy(store: Store, graphs: Iterable[NamedNode]) -> Iterator[Quad]:
    """Give the quads of graphs."""
    for graph in graphs:
        yield from _read(store, graph)


def _read(store: Store, graph: NamedNode) -> Iterator[Quad]:
    """Read a graph that is not too large."""
    quads = store.quads_for_pattern(None, None, None, graph)
    yield from islice(quads, _MOST)
    if next(quads, None) is not None:
        reason = f"the graph {graph.value} is too large to be put together with others"
        raise RequestError(500, reason, expected="GRAPH in the query, or one default graph")
