"""What the graph states, read once: by subject its classes, labels and statements, and the claims that make them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from diplograph.graph.schema import load_schema
from diplograph.graph.vocabulary import (
    CLAIM,
    DCTERMS,
    DG,
    NIF,
    OA,
    ONTOLOGY_GRAPH,
    PROV,
    PROVENANCE_GRAPH,
    RDF_TYPE,
    RDFS_LABEL,
    REFERENCE_GRAPH,
    SKOS,
    XSD,
    shorten,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Quad, Store

    from diplograph.exchange.network import Value
    from diplograph.graph.schema import Schema

_SAME = NamedNode(f"{SKOS}exactMatch")
_QUOTED, _SOURCE, _IDENTIFIER = f"{PROV}wasQuotedFrom", f"{PROV}hadPrimarySource", f"{DCTERMS}identifier"
#: Classes that say too little of a thing to sort it by.
_BROAD = frozenset("Item Entity Agent Fact Situation Event".split())

#: Local name of a property, and its value.
Statement = tuple[str, NamedNode | Literal]


class Claimed(NamedTuple):
    """A claim: where it stands, in half-open code points, and how it is meant."""

    document: str
    start: int
    end: int
    iri: str
    exact: str
    polarity: str
    modality: str


class Material(NamedTuple):
    """What is stated.

    Attributes:
        classes: The stated classes of each node, by local names.
        labels: The names of nodes and of the ontology's terms.
        statements: For each node what is stated of it, and the claims that do; none where a table does.
        claims: The claims by IRI.
        about: The claims about each fact, in the order of documents and characters.
        schema: The ontology.
    """

    classes: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    statements: Mapping[str, Mapping[Statement, tuple[str, ...]]]
    claims: Mapping[str, Claimed]
    about: Mapping[str, tuple[str, ...]]
    schema: Schema

    def is_a(self, node: str, name: str) -> bool:
        """Tell whether a node is a member of a class."""
        return any(self.schema.is_a(own, name) for own in self.classes.get(node, ()))

    def name_class(self, node: str) -> str:
        """Name the narrowest class of a node."""
        names = self.classes.get(node, frozenset())
        return min(names, key=lambda name: (-len(self.schema.list_ancestors(name)), name), default="")

    def name_group(self, node: str) -> str:
        """Name the class that a node is sorted by: of a fact the kind, of a thing the broadest that says something."""
        names = self.classes.get(node, frozenset())
        if len(names) < 2:  # A fact of a narrower class has that of its kind too.
            names = frozenset(self.schema.list_ancestors(next(iter(names)))) - _BROAD if names else names
        names = names or self.classes.get(node, frozenset())
        return min(names, key=lambda name: (len(self.schema.list_ancestors(name)), name), default="")

    def say(self, term: NamedNode | Literal) -> Value:
        """Give a value as a cell: numbers as numbers, nodes by their names."""
        if isinstance(term, NamedNode):
            return self.labels.get(term.value) or shorten(term.value).strip("<>")
        kind = term.datatype.value.removeprefix(XSD)
        try:
            return int(term.value) if kind == "integer" else float(term.value) if kind == "decimal" else term.value
        except ValueError:
            return term.value


def read_material(store: Store, *, hedged: bool = False) -> Material:
    """Read what a store states.

    Args:
        store: The store, or its view as of a date.
        hedged: Whether claims that are denied, planned, proposed or alleged count too: each as a fact of its own.
    """
    reader = _Reader()
    for quad in store.quads_for_pattern(None, None, None, None):
        reader.take(quad)
    return reader.finish(hedged=hedged)


class _Reader:
    """Collects the material quad by quad."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._classes: defaultdict[str, set[str]] = defaultdict(set)
        self._labels: defaultdict[str, set[str]] = defaultdict(set)
        self._statements: defaultdict[str, defaultdict[Statement, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._described: defaultdict[str, defaultdict[str, list[NamedNode | Literal]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def take(self, quad: Quad) -> None:
        """Take in a quad; what is inferred, and the copies in the default graph, do not count."""
        graph, node, value = quad.graph_name, quad.subject, quad.object
        if not isinstance(graph, NamedNode) or not isinstance(node, NamedNode):
            return
        if not isinstance(value, NamedNode | Literal):
            return
        if graph == PROVENANCE_GRAPH:
            self._described[node.value][quad.predicate.value].append(value)
        elif graph.value.startswith(CLAIM):
            self._state(node.value, quad.predicate, value, graph.value)
        elif graph == REFERENCE_GRAPH:
            self._state(node.value, quad.predicate, value, "")
        elif graph == ONTOLOGY_GRAPH and quad.predicate == RDFS_LABEL:
            self._state(node.value, RDFS_LABEL, value, "")

    def _state(self, node: str, predicate: NamedNode, value: NamedNode | Literal, claim: str) -> None:
        """Take in a statement."""
        if predicate == RDF_TYPE:
            if isinstance(value, NamedNode) and value.value.startswith(DG):
                self._classes[node].add(value.value.removeprefix(DG))
        elif predicate == RDFS_LABEL:
            if isinstance(value, Literal) and value.language in {None, "en"}:
                self._labels[node].add(value.value)
        elif predicate.value.startswith(DG) or predicate == _SAME:
            name = predicate.value.removeprefix(DG).removeprefix(SKOS)
            self._statements[node][name, value].update([claim] if claim else [])

    def finish(self, *, hedged: bool) -> Material:
        """Give what was read."""
        claims = {node: self._read_claim(node) for node in self._described if self._first(node, f"{DG}kind")}
        about: defaultdict[str, list[str]] = defaultdict(list)
        for node in claims:
            fact = self._first(node, f"{DG}about")
            if fact:
                about[fact].append(node)
            elif hedged:
                about[node].append(node)
                self._suppose(node)
        return Material(
            {node: frozenset(names) for node, names in self._classes.items()},
            {node: min(texts) for node, texts in self._labels.items()},
            {n: {s: _sort(claims, by) for s, by in stated.items()} for n, stated in self._statements.items()},
            claims,
            {node: _sort(claims, by) for node, by in about.items()},
            load_schema(),
        )

    def _first(self, node: str, predicate: str) -> str:
        """Give the first value of a property in the provenance graph, or ""."""
        described = self._described.get(node)
        return min((value.value for value in described[predicate]), default="") if described else ""

    def _read_claim(self, node: str) -> Claimed:
        """Read where a claim stands and how it is meant."""
        span = self._first(node, _QUOTED)
        return Claimed(
            document=self._first(self._first(node, _SOURCE), _IDENTIFIER),
            start=int(self._first(span, f"{NIF}beginIndex") or 0),
            end=int(self._first(span, f"{NIF}endIndex") or 0),
            iri=node,
            exact=self._first(span, f"{OA}exact"),
            polarity=self._first(node, f"{DG}polarity").removeprefix(DG),
            modality=self._first(node, f"{DG}modality").removeprefix(DG),
        )

    def _suppose(self, claim: str) -> None:
        """Take in what a claim says without asserting it, as a fact that bears the claim's own IRI."""
        self._labels[claim].add(self._first(claim, RDFS_LABEL.value))
        for said in self._described[claim][f"{DG}says"]:
            predicate = self._first(said.value, f"{DG}predicate")
            for value in self._described[said.value][f"{DG}value"] if predicate else ():
                self._state(claim, NamedNode(predicate), value, claim)


def _sort(claims: Mapping[str, Claimed], names: Iterable[str]) -> tuple[str, ...]:
    """Sort claims by their places."""
    return tuple(sorted((name for name in names if name in claims), key=lambda name: claims[name]))
