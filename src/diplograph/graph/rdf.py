"""From claims to quads, the only place where facts take the shape of RDF.

Which term a role becomes is data (see ``schema``); what is done here is the same for every kind. A positive, asserted
claim gives plain triples about the node of its situation: in the claim's own graph, as evidence, and once in the
default graph. Any other claim is only described in the provenance graph, predicate by predicate, and draws no edge.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from diplograph.graph.facts import describe_situation
from diplograph.graph.identity import list_values
from diplograph.graph.learning import find_situation, learn, order_claims
from diplograph.graph.mint import mint_claim
from diplograph.graph.provenance import describe_claim, describe_document, describe_statements, is_plain
from diplograph.graph.schema import load_ontology
from diplograph.graph.tables import describe_reference
from diplograph.graph.vocabulary import (
    CLAIM,
    DG,
    ONTOLOGY_GRAPH,
    PROVENANCE_GRAPH,
    RDF_TYPE,
    RDFS,
    RDFS_LABEL,
    REFERENCE_GRAPH,
    SKOS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Store

    from diplograph.graph.entities import Entities
    from diplograph.graph.learning import Knowledge
    from diplograph.graph.schema import Schema
    from diplograph.graph.tables import Reference
    from diplograph.graph.terms import Situation
    from diplograph.graph.vocabulary import Fact
    from diplograph.model import Claim, Document


#: What browsers and people need of the ontology beside the data; axioms with blank nodes stay in their file.
_VOCABULARY = (
    RDF_TYPE,
    RDFS_LABEL,
    *(NamedNode(RDFS + name) for name in ("comment", "subClassOf", "subPropertyOf", "domain", "range")),
    *(NamedNode(SKOS + name) for name in ("definition", "notation", "inScheme", "broader", "prefLabel")),
)


_SAME = NamedNode(f"{SKOS}exactMatch")


class Conversion(NamedTuple):
    """What claims became.

    Attributes:
        quads: Sorted, each once.
        stated: The number of triples that plain claims state, each counted once.
        unresolved: Names that no table knows, with the class that their role implies and how often they stand.
    """

    quads: list[Quad]
    stated: int
    unresolved: list[tuple[str, str, int]]


def to_quads(
    claims: Iterable[Claim],
    documents: Sequence[Document],
    schema: Schema | None = None,
    reference: Reference | None = None,
) -> Conversion:
    """Convert claims, with their documents' descriptions, to quads; the order of claims and documents is no matter."""
    ordered = order_claims(claims)
    groups = [list(group) for _, group in groupby(ordered, key=lambda claim: claim.document)]
    converter = Converter(learn(lambda: groups, schema, reference))
    texts = {document.id: document.text for document in documents}
    quads: set[Quad] = set()
    for group in groups:
        quads.update(converter.convert_claims(group, texts.get(group[0].document, "")))
    for document in documents:
        quads.update(convert_document(document))
    quads.update(converter.convert_entities())
    stated = len({quad.triple for quad in quads if _is_evidence(quad)})
    return Conversion(sorted(quads, key=str), stated, converter.list_unresolved())


class Converter:
    """Converts claims document by document, in the order in which they were learnt from, and then the entities."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Begin with the first claim."""
        self._knowledge = knowledge
        self._counts: Counter[str] = Counter()
        self._index = 0

    def convert_claims(self, claims: Sequence[Claim], text: str) -> Iterator[Quad]:
        """Convert the claims of a document, whose stored text is given."""
        schema, entities = self._knowledge.schema, self._knowledge.entities
        for claim in claims:
            situation = find_situation(self._knowledge, claim, self._index)
            self._index += 1
            self._counts.update(_list_names(claim))
            yield from _place_claim(situation, describe_situation(situation, schema, entities), text)

    def convert_entities(self) -> Iterator[Quad]:
        """Describe the entities that were met."""
        return _place_entities(self._knowledge.entities, self._knowledge.reference)

    def list_unresolved(self) -> list[tuple[str, str, int]]:
        """List the names that no table knows, with the class that their role implies and how often they stand."""
        unresolved = self._knowledge.entities.unresolved
        return sorted((name, kind, self._counts[name]) for name, kind in unresolved.items())


def convert_document(document: Document) -> Iterator[Quad]:
    """Describe a document in the provenance graph."""
    return (Quad(*fact, PROVENANCE_GRAPH) for fact in describe_document(document))


def _list_names(claim: Claim) -> set[str]:
    """List the values of all roles of a claim, each once."""
    return {name for value in claim.roles.values() for name in list_values(value)}


def add_vocabulary(quads: Iterable[Quad], ontology: Store | None = None) -> list[Quad]:
    """Add the labels, definitions and hierarchies of the ontology's terms, in a graph of their own and by default."""
    added = set(quads)
    for predicate in _VOCABULARY:
        for quad in (ontology or load_ontology()).quads_for_pattern(None, predicate, None):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(DG) and _is_named(quad.object):
                added.add(Quad(quad.subject, predicate, quad.object, ONTOLOGY_GRAPH))
                added.add(Quad(quad.subject, predicate, quad.object, DefaultGraph()))
    return sorted(added, key=str)


def _is_named(term: object) -> bool:
    """Tell whether a term is none of the blank nodes of axioms."""
    return not isinstance(term, BlankNode)


def _is_evidence(quad: Quad) -> bool:
    """Tell whether a quad stands in the graph of a claim."""
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(CLAIM)


def _place_claim(situation: Situation, facts: Sequence[Fact], text: str) -> Iterable[Quad]:
    """Put the facts of a claim into their graphs, and its description into the provenance graph."""
    claim, name = situation.claim, mint_claim(situation.claim)
    about = describe_claim(claim, situation, text)
    if is_plain(claim):
        for fact in facts:
            yield Quad(*fact, name)
            yield Quad(*fact, DefaultGraph())
    else:
        about = [*about, *describe_statements(name, situation.node, facts)]
    yield from (Quad(*fact, PROVENANCE_GRAPH) for fact in about)


def _place_entities(entities: Entities, reference: Reference) -> Iterator[Quad]:
    """Describe the entities that the claims name, in the reference graph and in the default graph."""
    met = list(entities.met.values())
    facts = describe_reference(reference, met)
    for entity in met:
        if not entity.known and entity.iri not in entities.situations:
            facts.append((entity.iri, RDF_TYPE, NamedNode(DG + entity.class_name)))
            facts.append((entity.iri, RDFS_LABEL, Literal(entity.label)))
        facts += entities.extra.get(entity.iri, [])
    facts += [fact for described in entities.codes.values() for fact in described]
    # What the entities are identified with needs a name too, for graph browsers.
    facts += [
        (o, RDFS_LABEL, Literal(f"{_name(s, entities)} (Wikidata)"))
        for s, p, o in facts
        if p == _SAME and isinstance(o, NamedNode)
    ]
    for fact in facts:
        yield Quad(*fact, REFERENCE_GRAPH)
        yield Quad(*fact, DefaultGraph())


def _name(node: NamedNode, entities: Entities) -> str:
    """Name an entity that was met, and another by its IRI."""
    return entities.met[node].label if node in entities.met else node.value.rsplit("/", 1)[-1]
