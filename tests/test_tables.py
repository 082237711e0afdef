"""Tests of the reference tables as a graph."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple

from diplograph.graph.tables import Entity, describe_reference, index_reference, load_reference_graph
from diplograph.graph.vocabulary import DG, DGR, RDF_TYPE, RDFS_LABEL, dg
from diplograph.resources import find_resource

ONE, TWO = NamedNode(f"{DGR}territory/one"), NamedNode(f"{DGR}territory/two")


def test_every_triple_of_the_tables_is_given_as_it_stands() -> None:
    store, reference = Store(), load_reference_graph()
    for path in find_resource("ontology", "reference").glob("*.ttl"):
        store.load(path=str(path), format=RdfFormat.TURTLE)
    subjects = {quad.subject for quad in store if isinstance(quad.subject, NamedNode)}
    assert {node.value for node in subjects} == set(reference.lines)
    described = {triple for node in subjects for triple in reference.describe(node)}
    assert described == {quad.triple for quad in store}


def test_a_main_name_comes_before_a_former_one_of_another() -> None:
    triples = [
        Triple(ONE, RDF_TYPE, dg("State")),
        Triple(ONE, RDFS_LABEL, Literal("Alpha", language="en")),
        Triple(ONE, dg("formerName"), Literal("Beta", language="en")),
        Triple(TWO, RDF_TYPE, dg("State")),
        Triple(TWO, RDFS_LABEL, Literal("Beta", language="en")),
    ]
    assert index_reference(triples).find("the BETA") == [
        Entity(TWO, "State", "Beta", known=True),
        Entity(ONE, "State", "Alpha", known=True),
    ]


def test_what_an_entity_refers_to_is_described_too() -> None:
    (chile,) = load_reference_graph().find("Chile")
    facts = describe_reference(load_reference_graph(), [chile])
    capitals = [o for s, p, o in facts if s == chile.iri and p == dg("capital")]
    assert capitals
    assert all((capital, RDF_TYPE, NamedNode(f"{DG}Place")) in facts for capital in capitals)


def test_nothing_is_said_of_an_unknown_node() -> None:
    assert load_reference_graph().describe(NamedNode("https://example.org/x")) == []
    assert load_reference_graph().find("no such name") == []
