"""Tests of the conversion of claims to quads."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from graph_examples import DGR, TEXT, build_example, convert_example, make_claim, make_claims, make_documents
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, NamedNode

from diplograph.graph.mint import mint_claim
from diplograph.graph.rdf import to_quads
from diplograph.graph.store import hash_quads, make_memory_store, read_quads, select
from diplograph.graph.validation import validate
from diplograph.graph.vocabulary import CLAIM, PROVENANCE_GRAPH, RDFS_LABEL, dg, read_value


def find(query: str) -> list[tuple[str, ...]]:
    """Run a query over the example; the rows as texts, IRIs without the namespace of entities."""
    store = make_memory_store(build_example())
    rows = select(store, query)
    return sorted(tuple(read_value(term).removeprefix(DGR) if term else "" for term in row) for row in rows)


def test_a_mission_has_its_roles_and_the_event_that_opened_it() -> None:
    rows = find("""SELECT ?mission ?host ?seat ?opened ?earliest ?latest {
        ?mission a dg:Embassy, dg:Mission ; dg:sender ?s ; dg:host ?host ; dg:seat ?seat ; dg:lifecycleEvent ?event .
        ?event a dg:Opening ; dg:date ?opened ; dg:earliest ?earliest ; dg:latest ?latest }""")
    assert rows == [
        ("mission/iceland.japan.embassy", "territory/JP", "place/tokyo", "2001", "2001-01-01", "2001-12-31")
    ]


def test_the_same_fact_said_twice_is_two_claims_about_one_node() -> None:
    rows = find("""SELECT ?node (COUNT(?claim) AS ?claims) {
        GRAPH dgg:provenance { ?claim dg:about ?node } } GROUP BY ?node HAVING(COUNT(?claim) > 1)""")
    assert rows == [("agreement/chile-iceland.free-trade", "2"), ("mission/iceland.japan.embassy", "2")]


def test_only_signed_agreements_have_signatories() -> None:
    assert find("SELECT ?a { ?a dg:signatory ?p } GROUP BY ?a") == [("agreement/chile-iceland.free-trade",)]
    assert find("SELECT ?p { ?a dg:negotiatingParty ?p }") == [("territory/IS",), ("territory/PE",)]


def test_only_stated_members_are_full_members() -> None:
    assert find("SELECT ?o { ?m dg:fullMember ?t ; dg:organisation ?o }") == [("organisation/interpol",)]
    assert find("SELECT ?o { ?t dg:everMemberOf ?o }") == [("organisation/interpol",)]


def test_names_of_missions_stand_for_their_nodes() -> None:
    rows = find("SELECT ?a ?b { ?line dg:subordinate ?a ; dg:superior ?b }")
    assert rows == [("mission/united-kingdom.japan.consulate.osaka", "mission/iceland.japan.embassy")]


def test_people_meet_in_their_offices() -> None:
    rows = find("SELECT ?who ?title { ?m dg:participation ?p . ?p dg:participant ?who ; dg:officeTitle ?title }")
    assert rows == [("person/juan-soto", "title/prime-minister")]
    assert find("SELECT ?o ?of ?t { ?v a dg:Visit ; dg:office ?o . ?o dg:officeOf ?of ; dg:title ?t }") == [
        ("office/president-of-iceland", "territory/IS", "title/president")
    ]


@pytest.mark.parametrize("name", ["peru.consulate", "kenya.embassy"])
def test_what_is_denied_or_planned_draws_no_edge(name: str) -> None:
    node = NamedNode(f"{DGR}mission/iceland.{name}")
    assert not [quad for quad in build_example() if node in {quad.subject, quad.object}]


def test_what_is_denied_can_be_asked_for() -> None:
    rows = find("""SELECT ?predicate ?value { GRAPH dgg:provenance {
        ?claim dg:polarity dg:negative ; dg:says ?s . ?s dg:predicate ?predicate ; dg:value ?value } }""")
    terms = {(predicate.rsplit("#", 1)[-1], value.rsplit("#", 1)[-1]) for predicate, value in rows}
    assert {("host", "territory/PE"), ("sender", "territory/IS"), ("type", "Consulate")} <= terms


def test_every_plain_triple_stands_once_by_default_and_in_its_claims_graphs() -> None:
    quads = convert_example().quads
    stated = {q.triple for q in quads if isinstance(q.graph_name, NamedNode) and q.graph_name.value.startswith(CLAIM)}
    default = [q.triple for q in quads if q.graph_name == DefaultGraph()]
    assert stated <= set(default)
    assert len(default) == len(set(default))
    assert convert_example().stated == len(stated)


def test_each_claim_has_a_graph_of_its_own_unless_it_is_not_plain() -> None:
    graphs = {q.graph_name for q in convert_example().quads}
    plain = {mint_claim(c) for c in make_claims() if c.polarity == "positive" and c.modality == "asserted"}
    others = {mint_claim(c) for c in make_claims()} - plain
    assert plain <= graphs
    assert not others & graphs


def test_there_are_no_blank_nodes_and_every_node_has_a_label() -> None:
    quads = build_example()
    assert not [q for q in quads if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]
    labelled = {q.subject for q in quads if q.predicate == RDFS_LABEL}
    own = {n for q in quads for n in (q.subject, q.object) if isinstance(n, NamedNode) and n.value.startswith(DGR)}
    assert own <= labelled
    assert {q.subject for q in quads} <= labelled


def test_a_span_quotes_its_document() -> None:
    store = make_memory_store(build_example())
    rows = list(
        select(
            store,
            """SELECT ?quote ?b ?e ?p ?s { GRAPH dgg:provenance { ?span oa:exact ?quote ; nif:beginIndex ?b ;
        nif:endIndex ?e ; oa:prefix ?p ; oa:suffix ?s ; nif:referenceContext src:iceland } }""",
        )
    )
    assert rows
    for quote, begin, end, prefix, suffix in rows:
        start, stop = int(begin.value), int(end.value)
        assert TEXT[start:stop] == quote.value
        assert TEXT[:start].endswith(prefix.value)
        assert TEXT[stop:].startswith(suffix.value)


def test_a_store_gives_the_same_quads_back() -> None:
    quads = build_example()
    assert read_quads(make_memory_store(quads)) == sorted(quads, key=str)


def test_numbers_and_flags_survive_a_store() -> None:
    quote = "“Þór” is the name of a bay."
    claims = [
        make_claim("Trade", quote, reporter="Chile", partner="Peru", measure="total", value=2.50, share=3.0, rank=7),
        make_claim("Tenure", quote, holder="Anna Eir", office="President", of="Iceland", former=True),
        make_claim("Observation", quote, subject="Chile", measure="visits", value="over 20", time={"at": "2009/2012"}),
    ]
    quads = to_quads(claims, make_documents()).quads
    assert read_quads(make_memory_store(quads)) == quads


def test_codes_that_no_list_has_become_concepts() -> None:
    claims = [make_claim("Event", "“Þór” is the name of a bay.", type="boat race", actor="Iceland")]
    quads = to_quads(claims, make_documents()).quads
    code = NamedNode(f"{DGR}code/event-type/boat-race")
    assert [q.object for q in quads if q.predicate == dg("eventType") and q.graph_name == DefaultGraph()] == [code]
    assert any(q.subject == code and q.predicate == RDFS_LABEL for q in quads)


def test_unknown_names_are_reported_with_the_class_that_their_roles_imply() -> None:
    quote = "“Þór” is the name of a bay."
    claims = [
        make_claim("Body", quote, name="Bay Office", of="Iceland"),
        make_claim("Event", quote, type="statement", actor="Bay Office", target="Atlantis"),
    ]
    conversion = to_quads(claims, make_documents())
    assert conversion.unresolved == [("Atlantis", "Agent", 1), ("Bay Office", "GovernmentBody", 2)]


def test_two_people_with_one_name_are_kept_apart_and_reported() -> None:
    quote = "“Þór” is the name of a bay."
    claims = [
        make_claim("Event", quote, type="death", actor="Anna Eir", time={"date": "0950"}),
        *make_claims(),
    ]
    conversion = to_quads(claims, make_documents())
    texts = {document.id: document.text for document in make_documents()}
    people = {q.subject for q in conversion.quads if str(q.subject).startswith(f"<{DGR}person/anna-eir")}
    assert {p.value.removeprefix(DGR) for p in people if isinstance(p, NamedNode)} == {
        "person/anna-eir",
        "person/anna-eir-died-950",
    }
    found = [f for f in validate(conversion.quads, texts) if f.check == "NamesakeSense"]
    assert [(f.severity, f.line, f.exact) for f in found] == [("warning", 9, quote)]
    assert "Anna Eir (died 950) is kept apart from another Anna Eir" in found[0].message


@settings(max_examples=15, deadline=None)
@given(st.integers(min_value=0))
def test_the_order_of_claims_and_documents_does_not_matter(seed: int) -> None:
    claims, documents = make_claims(), make_documents()
    random.Random(seed).shuffle(claims)
    random.Random(seed).shuffle(documents)
    assert to_quads([*claims, claims[0]], documents).quads == convert_example().quads


@pytest.mark.parametrize("seed", ["0", "1", "424242"])
def test_the_hash_seed_does_not_matter(seed: str) -> None:
    code = "from graph_examples import *; from diplograph.graph.store import hash_quads; print(hash_quads(build_example()))"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == hash_quads(build_example())


def test_the_description_of_a_claim_stands_in_the_provenance_graph_alone() -> None:
    described = [quad for quad in build_example() if str(quad.subject).startswith(f"<{CLAIM}")]
    assert {quad.graph_name for quad in described} == {PROVENANCE_GRAPH}
