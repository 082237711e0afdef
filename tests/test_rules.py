"""Tests of the rules: what is on file is what owlrl's closure of the ontology gives, and they say what owlrl says."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from graph_examples import DGR
from hypothesis import given, settings
from hypothesis import strategies as st
from owlrl_reference import derive_with_owlrl
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple

from diplograph.graph.axioms import hash_axioms, list_axioms
from diplograph.graph.compile import compile_rules
from diplograph.graph.reasoning import infer, materialize
from diplograph.graph.rules import RULES_FILE, Atom, Rule, format_rules, parse_rules
from diplograph.graph.ruleset import load_rules
from diplograph.graph.schema import load_ontology
from diplograph.graph.vocabulary import DG, OWL, RDF_TYPE, RDFS
from diplograph.resources import find_resource

#: Every construct that rules are made of.
CONSTRUCTS = f"""
@prefix dg: <{DG}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> .
dg:A rdfs:subClassOf dg:B, [ a owl:Restriction ; owl:onProperty dg:p ; owl:hasValue <{DGR}n0> ] .
dg:C owl:equivalentClass dg:D . dg:E owl:intersectionOf ( dg:A dg:C dg:F ) .
[ owl:unionOf ( dg:E dg:G ) ] rdfs:subClassOf dg:H .
[ a owl:Restriction ; owl:onProperty dg:q ; owl:hasValue <{DGR}n1> ] rdfs:subClassOf dg:F .
[ a owl:Restriction ; owl:onProperty dg:r ; owl:someValuesFrom dg:B ] rdfs:subClassOf dg:G .
[ a owl:Restriction ; owl:onProperty dg:u ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf dg:K .
dg:H rdfs:subClassOf [ a owl:Restriction ; owl:onProperty dg:s ; owl:allValuesFrom dg:C ] .
dg:p rdfs:subPropertyOf dg:q ; rdfs:domain dg:A, dg:B . dg:q rdfs:range dg:G ; rdfs:domain dg:B .
dg:s owl:equivalentProperty dg:r . dg:r owl:inverseOf dg:t . dg:t a owl:TransitiveProperty .
dg:u a owl:SymmetricProperty . dg:v owl:propertyChainAxiom ( dg:p dg:t dg:u ) . dg:w owl:propertyChainAxiom ( dg:v dg:p ) .
dg:data rdfs:domain dg:F ; rdfs:range dg:H ; rdfs:subPropertyOf dg:other .
"""
NODES = [NamedNode(f"{DGR}n{number}") for number in range(5)]
TEXTS = [Literal("one"), Literal("eins", language="de")]
CLASSES = [NamedNode(DG + name) for name in "ABCDEFGHK"]
EDGES = [NamedNode(DG + name) for name in "pqrstuvw"]


@cache
def load_constructs() -> Store:
    store = Store()
    store.load(input=CONSTRUCTS, format=RdfFormat.TURTLE)
    return store


def draw_facts(
    classes: list[NamedNode], edges: list[NamedNode], data: list[NamedNode]
) -> st.SearchStrategy[set[Triple]]:
    node = st.sampled_from(NODES)
    typed = st.builds(Triple, node, st.just(RDF_TYPE), st.sampled_from(classes))
    linked = st.builds(Triple, node, st.sampled_from(edges), node)
    valued = st.builds(Triple, node, st.sampled_from(data), st.sampled_from(TEXTS))
    return st.sets(typed | linked | valued, max_size=12)


@settings(max_examples=60, deadline=None)
@given(draw_facts(CLASSES, EDGES, [NamedNode(f"{DG}data")]))
def test_all_constructs_entail_what_owlrl_derives(facts: set[Triple]) -> None:
    quads = [Quad(*fact) for fact in facts]
    axioms = [quad.triple for quad in load_constructs()]
    assert set(materialize(quads, load_constructs())) == derive_with_owlrl(facts, axioms)


def _list_terms(kind: str) -> list[NamedNode]:
    quads = load_ontology().quads_for_pattern(None, RDF_TYPE, NamedNode(OWL + kind), None)
    return sorted((q.subject for q in quads if isinstance(q.subject, NamedNode)), key=str)


@settings(max_examples=4, deadline=None)
@given(draw_facts(_list_terms("Class"), _list_terms("ObjectProperty"), _list_terms("DatatypeProperty")))
def test_the_ontology_entails_what_owlrl_derives(facts: set[Triple]) -> None:
    axioms = list_axioms(load_ontology())
    assert set(materialize(Quad(*fact) for fact in facts)) == derive_with_owlrl(facts, axioms)


def test_the_rules_on_file_are_those_of_the_ontology() -> None:
    axioms = list_axioms(load_ontology())
    fresh = format_rules(hash_axioms(axioms), compile_rules(axioms))
    on_file = find_resource("ontology", RULES_FILE).read_text(encoding="utf-8")
    assert on_file == fresh, "make them anew: python -m diplograph.graph.compile"


def test_rules_are_read_as_they_are_written() -> None:
    first = Rule("prp-spo2", Atom(f"{DG}met", ("x", "z")), (Atom(f"{DG}in", ("x", "y")), Atom("_own_", ("y", "z"))))
    other = Rule("cls-hv1", Atom(f"{DG}says", ("x", '"a (b, \\"c\\")"@en')), (Atom("http://x.org/C", ("x",)),))
    assert parse_rules(format_rules("abc", [first, other])) == ("abc", [first, other])


def test_the_hash_of_axioms_knows_no_names_of_blank_nodes_and_no_labels() -> None:
    def read(text: str) -> str:
        store = Store()
        store.load(input=text, format=RdfFormat.TURTLE)
        return hash_axioms(list_axioms(store))

    text = f"<x:p> <{OWL}propertyChainAxiom> (<x:q> <x:r>) ."
    assert read(text) == read(text) == read(f'{text} <x:p> <{RDFS}label> "p" .')
    assert read(text) != read(text.replace("<x:q> <x:r>", "<x:r> <x:q>"))


def test_the_order_of_facts_is_no_matter() -> None:
    facts = [(str(s), f"<{DG}locatedIn>", str(o)) for s, o in pairwise(NODES)]
    assert sorted(infer(facts, load_rules())) == sorted(infer(facts[::-1], load_rules()))
