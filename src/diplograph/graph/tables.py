"""The reference tables as a graph: what they say of an entity, and whom they call by a name."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from diplograph.derived import derive
from diplograph.graph.vocabulary import DG, RDF_TYPE, RDFS_LABEL, SKOS, dg, read_value
from diplograph.naming import fold
from diplograph.reference import parse_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

    from diplograph.graph.vocabulary import Fact

_NAMES = frozenset((RDFS_LABEL, NamedNode(f"{SKOS}altLabel"), dg("formerName"), dg("abbreviation")))


class Entity(NamedTuple):
    """An entity that takes part in claims; ``known`` = it stands in the reference tables."""

    iri: NamedNode
    class_name: str
    label: str
    known: bool


class Reference(NamedTuple):
    """The reference tables as a graph.

    Attributes:
        lines: What is said of each subject, by its IRI, as N-Triples.
        names: The entities of each folded name: IRI, local name of the class, and label.
    """

    lines: Mapping[str, str]
    names: Mapping[str, tuple[tuple[str, str, str], ...]]

    def find(self, name: str) -> list[Entity]:
        """Find the entities of a name."""
        return [Entity(NamedNode(iri), kind, label, known=True) for iri, kind, label in self.names.get(fold(name), ())]

    def describe(self, node: NamedNode) -> list[Triple]:
        """Give what the tables say of a node."""
        return [quad.triple for quad in parse(input=self.lines.get(node.value, ""), format=RdfFormat.N_TRIPLES)]


@cache
def load_reference_graph() -> Reference:
    """Load the bundled reference tables."""
    return derive("tables", lambda: index_reference(quad.triple for table in parse_tables().values() for quad in table))


def index_reference(triples: Iterable[Triple]) -> Reference:
    """Index the entities of reference tables by their names."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    labels: dict[str, str] = {}
    classes: dict[str, str] = {}
    named: list[tuple[str, str]] = []
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        if not isinstance(subject, NamedNode):
            continue
        lines[subject.value].append(f"{triple} .\n")
        if predicate == RDF_TYPE:
            classes[subject.value] = read_value(value).removeprefix(DG)
        elif predicate in _NAMES and isinstance(value, Literal):
            named.append((subject.value, value.value))
            if predicate == RDFS_LABEL:
                labels[subject.value] = value.value
    names: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for iri, name in named:
        if iri in classes:
            names[fold(name)].add((iri, classes[iri], labels.get(iri, name)))
    # A main name outranks another entity's former name, abbreviation or nickname.
    return Reference(
        {iri: "".join(said) for iri, said in lines.items()},
        {name: tuple(sorted(found, key=lambda e: (fold(e[2]) != name, e[0]))) for name, found in names.items()},
    )


def describe_reference(reference: Reference, entities: Iterable[Entity]) -> list[Fact]:
    """Give everything that the reference tables say of entities, of what these refer to, and so on."""
    waiting = [entity.iri for entity in entities if entity.known]
    seen, facts = set(waiting), []
    while waiting:
        node = waiting.pop()
        for triple in reference.describe(node):
            if isinstance(triple.object, NamedNode | Literal):
                facts.append((node, triple.predicate, triple.object))
            if isinstance(triple.object, NamedNode) and triple.object not in seen:
                seen.add(triple.object)
                waiting.append(triple.object)
    return facts
