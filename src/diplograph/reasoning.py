"""OWL 2 RL entailments of the graph's plain facts, computed by owlrl and cut down to what is useful.

The rules are monotone and know no time, so that what they derive over several situations says *ever*.
Source: OWL 2 Web Ontology Language Profiles, section 4.3 (W3C Recommendation, 2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Triple

from diplograph.schema import load_ontology
from diplograph.vocabulary import DG, OWL, RDF_TYPE, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import rdflib
    from pyoxigraph import Store

_AXIOMS = (
    *(f"{RDFS}{name}" for name in ("subClassOf", "subPropertyOf", "domain", "range")),
    *(f"{OWL}{name}" for name in ("inverseOf", "propertyChainAxiom", "equivalentClass", "equivalentProperty")),
    *(
        f"{OWL}{name}"
        for name in ("intersectionOf", "unionOf", "onProperty", "someValuesFrom", "allValuesFrom", "hasValue")
    ),
    *(f"{OWL}{name}" for name in ("disjointWith", "propertyDisjointWith")),
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#first",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest",
)
_PROPERTY_KINDS = frozenset(
    f"{OWL}{name}"
    for name in ("SymmetricProperty", "TransitiveProperty", "FunctionalProperty", "InverseFunctionalProperty")
)


def materialize(quads: Iterable[Quad], ontology: Store | None = None) -> list[Triple]:
    """Derive what follows from plain facts and the ontology: new edges and classes of the ontology, sorted.

    Left out is what is of no use in a store: reflexive edges, terms of RDF, RDFS and OWL themselves, literals as
    subjects, ``owl:sameAs``, blank nodes, and everything that is stated already.

    Args:
        quads: The facts; only edges between nodes count, as nothing in the ontology follows from a literal.
        ontology: The axioms; those of the bundled ontology by default.
    """
    # Imported here because owlrl brings rdflib, which takes longer to import than a whole query takes to run.
    import rdflib  # noqa: PLC0415
    from owlrl import DeductiveClosure, OWLRL_Semantics  # type: ignore[import-untyped]  # noqa: PLC0415

    stated = {quad.triple for quad in quads if _is_useful(quad.triple)}
    # The simple store knows no named graphs, and the closure takes two thirds of the time in it.
    graph = rdflib.Graph(store="SimpleMemory")
    for triple in stated:
        graph.add(_to_rdflib(triple))
    for triple in _list_axioms(ontology or load_ontology()):
        graph.add(_to_rdflib(triple))
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    derived = {new for row in graph if (new := _from_rdflib(row)) is not None and _is_useful(new)}
    return sorted(derived - stated, key=str)


def _is_useful(triple: Triple) -> bool:
    """Say whether a triple is an edge of the ontology's vocabulary, or puts a node into one of its classes."""
    subject, predicate, value = triple.subject, triple.predicate, triple.object
    if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode) or subject == value:
        return False
    if subject.value.startswith(DG):
        return False
    return value.value.startswith(DG) if predicate == RDF_TYPE else predicate.value.startswith(DG)


def _list_axioms(ontology: Store) -> list[Triple]:
    """List the axioms from which something about individuals can follow; annotations only cost time."""
    kept = [
        quad.triple
        for name in _AXIOMS
        for quad in ontology.quads_for_pattern(None, NamedNode(name), None)
        if not isinstance(quad.object, Literal)
    ]
    kinds = ontology.quads_for_pattern(None, RDF_TYPE, None)
    return kept + [quad.triple for quad in kinds if isinstance(quad.object, NamedNode) and _declares(quad.object)]


def _declares(kind: NamedNode) -> bool:
    return kind.value in _PROPERTY_KINDS


def _to_rdflib(triple: Triple) -> tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]:
    from rdflib import BNode, URIRef  # noqa: PLC0415 - see materialize

    def convert(term: object) -> rdflib.term.Node:
        return URIRef(term.value) if isinstance(term, NamedNode) else BNode(str(term)[2:])

    return convert(triple.subject), convert(triple.predicate), convert(triple.object)


def _from_rdflib(row: tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]) -> Triple | None:
    """Convert a triple of IRIs; any other gives nothing."""
    from rdflib import URIRef  # noqa: PLC0415 - see materialize

    subject, predicate, value = row
    if isinstance(subject, URIRef) and isinstance(predicate, URIRef) and isinstance(value, URIRef):
        return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))
    return None
