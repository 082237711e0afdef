"""The evidence of stated triples: the claims that make them, with their quotations and the words that name the terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from diplograph.graph.diagnostics import find_words
from diplograph.graph.vocabulary import (
    CLAIM,
    DCTERMS,
    NIF,
    OA,
    ONTOLOGY_GRAPH,
    PROV,
    PROVENANCE_GRAPH,
    RDF_TYPE,
    RDFS_LABEL,
    REFERENCE_GRAPH,
    SKOS,
    dg,
    shorten,
)
from diplograph.lines import find_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

    from diplograph.graph.proof import Node
    from diplograph.graph.sparql import QuadSource

Spans = tuple[tuple[int, int], ...]

_QUOTED = NamedNode(f"{PROV}wasQuotedFrom")
_SOURCE = NamedNode(f"{PROV}hadPrimarySource")
_NAMES = (
    RDFS_LABEL,
    *(NamedNode(f"{SKOS}{name}") for name in ("prefLabel", "altLabel", "hiddenLabel")),
    *(dg(name) for name in ("abbreviation", "formerName", "adjective", "demonym")),
)
#: Names shorter than this stand in too many words.
_SHORTEST = 2


class Claimed(NamedTuple):
    """A claim that states a triple.

    Attributes:
        claim: IRI of the claim, and of its graph.
        label: What it claims.
        document: Id of the document.
        line: From 1; 0 where the stored text is not at hand. ``column`` likewise, in code points.
        start: Half-open code points of the stored text, with ``end``.
        exact: The quotation.
        marks: Half-open offsets in the quotation: the words that name the terms of the triple.
        pattern: What found it.
        section: The headings above it.
    """

    claim: str
    label: str
    document: str
    line: int
    column: int
    start: int
    end: int
    exact: str
    marks: Spans
    pattern: str
    section: str


class Source(NamedTuple):
    """Where a stated triple comes from: claims, the ``reference`` tables or the ``ontology``."""

    claims: tuple[Claimed, ...]
    tables: tuple[str, ...]


def find_source(store: QuadSource, triple: Triple, texts: Mapping[str, str]) -> Source:
    """Find where a stated triple comes from; the claims in the order of their documents and characters."""
    graphs = {
        quad.graph_name for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    }
    words = [*list_names(store, triple.subject), *list_names(store, triple.object)]
    claims = [
        describe_claim(store, graph, words, texts)
        for graph in graphs
        if isinstance(graph, NamedNode) and graph.value.startswith(CLAIM)
    ]
    tables = {REFERENCE_GRAPH: "reference", ONTOLOGY_GRAPH: "ontology"}
    return Source(tuple(sorted(claims, key=_by_place)), tuple(tables[graph] for graph in tables if graph in graphs))


def _by_place(claimed: Claimed) -> tuple[str, int, str]:
    """Sort claims by their places."""
    return claimed.document, claimed.start, claimed.claim


def describe_claim(store: QuadSource, claim: NamedNode, words: Iterable[str], texts: Mapping[str, str]) -> Claimed:
    """Describe a claim; ``words`` are the names that are to be marked in its quotation."""
    span = _read_node(store, claim, _QUOTED)
    document = _read(store, _read_node(store, claim, _SOURCE), NamedNode(f"{DCTERMS}identifier"))
    start, end = (int(_read(store, span, NamedNode(f"{NIF}{name}")) or 0) for name in ("beginIndex", "endIndex"))
    exact = _read(store, span, NamedNode(f"{OA}exact"))
    text = texts.get(document)
    line, column = find_place(text, start) if text is not None else (0, 0)
    return Claimed(
        claim=claim.value,
        label=_read(store, claim, RDFS_LABEL),
        document=document,
        line=line,
        column=column,
        start=start,
        end=end,
        exact=exact,
        marks=mark_words(exact, words),
        pattern=_read(store, claim, dg("foundBy")),
        section=_read(store, claim, dg("section")),
    )


def write_place(claimed: Claimed, origins: Mapping[str, str]) -> str:
    """Say where a quotation stands."""
    place = origins.get(claimed.document, claimed.document)
    line = f":{claimed.line}:{claimed.column}" if claimed.line else ""
    return f"{place}{line}, characters {claimed.start}-{claimed.end}"


def _read_node(store: QuadSource, node: NamedNode, predicate: NamedNode) -> NamedNode:
    """Read the node that another one points at in the provenance graph; the node itself where there is none."""
    found = [q.object for q in store.quads_for_pattern(node, predicate, None, PROVENANCE_GRAPH)]
    return next((value for value in found if isinstance(value, NamedNode)), node)


def _read(store: QuadSource, node: NamedNode, predicate: NamedNode) -> str:
    """Read a literal of the provenance graph."""
    found = [q.object for q in store.quads_for_pattern(node, predicate, None, PROVENANCE_GRAPH)]
    return next((value.value for value in found if isinstance(value, Literal)), "")


def list_names(store: QuadSource, term: object) -> list[str]:
    """List the ways to name a node, or to write a literal; of a person, the surname too."""
    if isinstance(term, Literal):
        return [term.value]
    if not isinstance(term, NamedNode):
        return []
    found = [
        quad.object.value
        for name in _NAMES
        for quad in store.quads_for_pattern(term, name, None, DefaultGraph())
        if isinstance(quad.object, Literal)
    ]
    if Quad(term, RDF_TYPE, dg("Person"), DefaultGraph()) in store:
        found += [name.rsplit(" ", 1)[-1] for name in found]
    return sorted(set(found), key=lambda name: (-len(name), name))


def find_label(store: QuadSource, node: Node) -> str:
    """Give the English label of a node, else its short IRI; of a literal its text."""
    if isinstance(node, Literal):
        return node.value
    labels = [q.object for q in store.quads_for_pattern(node, RDFS_LABEL, None, DefaultGraph())]
    texts = sorted(label.value for label in labels if isinstance(label, Literal) and label.language in {None, "en"})
    return texts[0] if texts else shorten(node.value)


def mark_words(exact: str, names: Iterable[str]) -> Spans:
    """Find names, and the numbers of dates, in a quotation: half-open offsets in order, none inside another.

    >>> mark_words("New Zealand (March 2010)", ["Zealand", "New Zealand", "2010-03"])
    ((0, 11), (13, 23))
    """
    found: set[tuple[int, int]] = set()
    for name in names:
        if re.fullmatch(r"[\d/.~?%X-]+", name):
            found.update(find_words(" ".join(re.findall(r"\d{4}|^\d+$", name)), exact))
        elif len(name) >= _SHORTEST:
            pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
            found.update(m.span() for m in re.finditer(pattern, exact, 0 if name.isupper() else re.IGNORECASE))
    return keep_outer(found)


def keep_outer(spans: Iterable[tuple[int, int]]) -> Spans:
    """Sort spans, each once, and leave out those that lie inside another.

    >>> keep_outer([(4, 7), (0, 3), (4, 11)])
    ((0, 3), (4, 11))
    """
    found = set(spans)
    inner = {a for a in found for b in found if a != b and b[0] <= a[0] and a[1] <= b[1]}
    return tuple(sorted(found - inner))
