"""Tests of the entailments that reach the graph."""

from __future__ import annotations

import pytest
from graph_examples import DGR, build_example, convert_example
from owlrl_reference import derive_with_owlrl
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple
from seed_store import build_seeds

from diplograph.errors import InputError
from diplograph.graph.axioms import list_axioms
from diplograph.graph.reasoning import materialize
from diplograph.graph.schema import load_ontology
from diplograph.graph.store import open_store, read_plain_quads
from diplograph.graph.vocabulary import DG, INFERRED_GRAPH, RDF_TYPE

ONTOLOGY = """
@prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
dg:Embassy rdfs:subClassOf dg:Mission .
dg:above a owl:TransitiveProperty .
dg:met a owl:SymmetricProperty .
dg:party rdfs:range dg:Agent .
dg:partner owl:propertyChainAxiom ( dg:partyOf dg:party ) .
dg:partyOf owl:inverseOf dg:party .
dg:since rdfs:domain dg:Situation ; rdfs:range dg:Time ; rdfs:subPropertyOf dg:when .
"""


def edge(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(DGR + subject), NamedNode(DG + predicate), NamedNode(DGR + value))


def derive(*triples: Triple) -> set[Triple]:
    ontology = Store()
    ontology.load(input=ONTOLOGY, format=RdfFormat.TURTLE)
    quads = [Quad(t.subject, t.predicate, t.object) for t in triples]
    return set(materialize(quads, ontology))


def test_transitive_and_symmetric_properties() -> None:
    assert derive(edge("a", "above", "b"), edge("b", "above", "c")) == {edge("a", "above", "c")}
    assert derive(edge("a", "met", "b")) == {edge("b", "met", "a")}


def test_chains_give_no_reflexive_edges() -> None:
    derived = derive(edge("treaty", "party", "a"), edge("treaty", "party", "b"))
    assert {edge("a", "partner", "b"), edge("b", "partner", "a"), edge("a", "partyOf", "treaty")} <= derived
    assert not [t for t in derived if t.subject == t.object]


def test_classes_come_from_hierarchy_and_ranges() -> None:
    node, mission = NamedNode(f"{DGR}m"), NamedNode(f"{DG}Mission")
    assert derive(Triple(node, RDF_TYPE, NamedNode(f"{DG}Embassy"))) == {Triple(node, RDF_TYPE, mission)}
    assert Triple(NamedNode(f"{DGR}a"), RDF_TYPE, NamedNode(f"{DG}Agent")) in derive(edge("t", "party", "a"))


def test_literals_are_no_subjects_but_tell_the_class_of_theirs() -> None:
    node, text = NamedNode(f"{DGR}s"), Literal("1990")
    found = derive(Triple(node, NamedNode(f"{DG}since"), text))
    assert found == {Triple(node, RDF_TYPE, NamedNode(f"{DG}Situation")), Triple(node, NamedNode(f"{DG}when"), text)}


def test_the_seeds_entail_what_owlrl_derives() -> None:
    store = open_store(build_seeds()[0])
    inferred = {quad.triple for quad in store.quads_for_pattern(None, None, None, INFERRED_GRAPH)}
    stated = {quad.triple for quad in read_plain_quads(store)} - inferred
    assert inferred == derive_with_owlrl(stated, list_axioms(load_ontology()))


def test_axioms_that_make_individuals_equal_are_refused() -> None:
    ontology = Store()
    ontology.load(input="<x:p> a <http://www.w3.org/2002/07/owl#FunctionalProperty> .", format=RdfFormat.TURTLE)
    with pytest.raises(InputError, match="owl:FunctionalProperty"):
        materialize([], ontology)


def test_nothing_stated_is_inferred_again_and_nothing_foreign_reaches_the_graph() -> None:
    stated = {quad.triple for quad in convert_example().quads if quad.graph_name == DefaultGraph()}
    inferred = [quad.triple for quad in build_example() if quad.graph_name == INFERRED_GRAPH]
    assert inferred
    assert not stated & set(inferred)
    for triple in inferred:
        own = triple.object if triple.predicate == RDF_TYPE else triple.predicate
        assert isinstance(own, NamedNode)
        assert own.value.startswith(DG)


def test_every_inferred_triple_stands_in_the_default_graph_too() -> None:
    default = {quad.triple for quad in build_example() if quad.graph_name == DefaultGraph()}
    assert {quad.triple for quad in build_example() if quad.graph_name == INFERRED_GRAPH} <= default
