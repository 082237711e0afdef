"""Tests of the reasons why the graph says something, in every form."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rdflib
from graph_examples import DGR, OTHER_TEXT, TEXT, build_example
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from diplograph.errors import QueryError
from diplograph.graph.evidence import mark_words
from diplograph.graph.store import make_memory_store
from diplograph.graph.vocabulary import INFERRED_GRAPH, PROV, RDF_TYPE, dg
from diplograph.graph.why import Reason, Why, expand, list_claims, say
from diplograph.graph.why_data import render_json, render_rdf
from diplograph.graph.why_row import explain_row
from diplograph.graph.why_text import draw_quote, render_markdown, render_text
from diplograph.screen import measure

TEXTS = {"iceland": TEXT, "chile": OTHER_TEXT}
ORIGINS = {"iceland": "texts/iceland.txt"}


@pytest.fixture(scope="module")
def why() -> Why:
    return Why(make_memory_store(build_example()), TEXTS)


def explain(why: Why, *terms: str) -> Reason:
    return why.explain(why.read_triple(*terms))


def test_an_inferred_triple_leads_to_the_sentences(why: Why) -> None:
    reason = explain(why, "Iceland", "hasAgreementWith", "Chile")
    assert reason.rule is not None
    assert {claimed.exact for claimed in list_claims(reason)} == {
        "Iceland signed a free trade agreement with Chile in May 2003, and talks with Peru have begun.",
        "Chile has had a free trade agreement with Iceland since 5 May 2003.",
    }
    for claimed in list_claims(reason):
        assert TEXTS[claimed.document][claimed.start : claimed.end] == claimed.exact
        assert TEXTS[claimed.document].split("\n")[claimed.line - 1][claimed.column - 1 :].startswith(claimed.exact[:9])


def test_the_words_of_the_terms_are_marked(why: Why) -> None:
    reason = explain(why, "Embassy of Iceland in Japan", "opened", "2001")
    (claimed,) = (c for c in reason.source.claims)
    assert [claimed.exact[a:b] for a, b in claimed.marks] == ["2001"]
    reason = explain(why, "Embassy of Iceland in Japan", "dg:sender", "dgr:territory/IS")
    assert {c.exact[a:b] for c in reason.source.claims for a, b in c.marks} == {"Iceland"}


def test_names_labels_prefixes_and_iris_are_understood(why: Why) -> None:
    expected = explain(why, "Anna Eir", "visited", "Chile")
    assert explain(why, f"<{DGR}person/anna-eir>", "dg:visited", f"{DGR}territory/CL") == expected
    assert explain(why, "anna eir", "Visited", "CHILE") == expected
    assert explain(why, "Anna Eir", "a", "Person").triple == Triple(
        NamedNode(f"{DGR}person/anna-eir"), RDF_TYPE, dg("Person")
    )


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (("Iceland", "hasAgreementWith", "Peru"), "the graph does not say: Iceland – hasAgreementWith – Peru"),
        (("Iceland", "hasAgreementWith", "Peru"), "expected one of 1: Chile"),
        (("Atlantis", "visited", "Chile"), "no entity of the graph is called 'Atlantis'"),
        (("Iceland", "swims", "Chile"), "there is no property 'swims'"),
        (("Iceland", "a", "Island"), "there is no class 'Island'"),
        (("<https://a b>", "a", "Person"), "is not an IRI"),
    ],
)
def test_what_the_graph_does_not_hold(why: Why, terms: tuple[str, str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message.replace("(", r"\(")):
        explain(why, *terms)


def test_a_node_shows_what_is_stated_first_and_classes_last(why: Why) -> None:
    reasons = why.explain_node(why.read_node("Embassy of Iceland in Japan"), 100)
    inferred = [reason.rule is not None for reason in reasons if reason.triple and reason.triple.predicate != RDF_TYPE]
    assert inferred == sorted(inferred)
    assert [r.triple.predicate == RDF_TYPE for r in reasons if r.triple] == sorted(
        r.triple.predicate == RDF_TYPE for r in reasons if r.triple
    )
    assert len(why.explain_node(why.read_node("Iceland"), 2)) == 2
    with pytest.raises(QueryError, match="says nothing"):
        why.explain_node(NamedNode("https://x.example/y"), 1)


def test_a_claim_that_states_nothing_can_be_shown(why: Why) -> None:
    (claim,) = (
        quad.subject
        for quad in why.store.quads_for_pattern(None, dg("modality"), dg("planned"), None)
        if isinstance(quad.subject, NamedNode)
    )
    (reason,) = why.explain_node(claim, 5)
    assert reason.words.endswith("(planned)")
    assert reason.source.claims[0].exact == "It will open an embassy in Kenya."


def test_text_fits_the_screen_and_quotes_once(why: Why) -> None:
    text = render_text([explain(why, "Anna Eir", "met", "Juan Soto")], ORIGINS)
    assert max(map(measure, text.splitlines())) <= 80
    assert text.count("[1] texts/iceland.txt:7:1, characters ") == 1
    assert "by prp-spo2: dg:met(x, z) <- dg:tookPartIn(x, y), dg:participant(y, z)" in text
    assert "stated [1]" in text
    lines = text.splitlines()
    quoted = next(i for i, line in enumerate(lines) if "Anna Eir visited" in line)
    assert lines[quoted + 1].strip() == "^^^^^^^^"
    assert lines[quoted + 1].index("^") == lines[quoted].index("Anna Eir")


def test_markdown_has_footnotes_and_bold_words(why: Why) -> None:
    text = render_markdown([explain(why, "Anna Eir", "visited", "Chile")], {})
    assert text.startswith("**Anna Eir – visited – Chile**\n\n- by `prp-spo2: ")
    assert "[^1]: iceland:7:1, characters " in text
    assert "**Anna Eir** visited **Chile**" in text


def test_json_has_the_whole_proof(why: Why) -> None:
    (step,) = json.loads(render_json([explain(why, "Anna Eir", "visited", "Chile")], ORIGINS))
    assert step["rule"]["name"] == "prp-spo2"
    leaves: list[dict[str, Any]] = [step]
    while any("premises" in leaf for leaf in leaves):
        leaves = [below for leaf in leaves for below in leaf.get("premises", [leaf])]
    assert {claim["path"] for leaf in leaves for claim in leaf["claims"]} == {"texts/iceland.txt"}
    claim = leaves[0]["claims"][0]
    assert TEXT[claim["start"] : claim["end"]] == claim["exact"]


def test_rdf_leads_from_the_statement_to_the_span(why: Why) -> None:
    data = render_rdf([explain(why, "Anna Eir", "visited", "Chile")], why.store, "turtle")
    graph = rdflib.Graph().parse(data=data, format="turtle")
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)
    prov = rdflib.Namespace(PROV)
    start = graph.value(None, rdflib.RDF.predicate, rdflib.URIRef(dg("visited").value))
    reached = set(graph.transitive_objects(start, prov.wasDerivedFrom))
    spans = {span for node in reached for span in graph.objects(node, prov.wasQuotedFrom)}
    exact = rdflib.URIRef("http://www.w3.org/ns/oa#exact")
    assert {str(graph.value(span, exact)) for span in spans} == {
        "In March 2004 President Anna Eir visited Chile, where she met Prime Minister Juan Soto."
    }


def test_every_inferred_triple_of_the_example_can_be_explained(why: Why) -> None:
    inferred = list(why.store.quads_for_pattern(None, None, None, INFERRED_GRAPH))
    assert inferred
    assert all(why.explain(quad.triple).rule is not None for quad in inferred)


def test_a_row_leads_to_the_claims_that_it_quotes(why: Why) -> None:
    reasons = explain_row(why, "met-on-visit", {"territory": "Iceland"}, 1)
    assert {reason.words for reason in reasons} >= {"Visit of Anna Eir to Chile (2004-03)"}
    assert all(reason.source.claims for reason in reasons if reason.rule is None)
    with pytest.raises(QueryError, match="there is no row 99; expected 1 to"):
        explain_row(why, "met-on-visit", {"territory": "Iceland"}, 99)


def test_edges_that_a_question_uses_are_explained(why: Why) -> None:
    reasons = explain_row(why, "reporting-chain", {}, 1)
    assert any(reason.triple and reason.triple.predicate == dg("subordinateTo") for reason in reasons)


def test_triples_in_words(why: Why) -> None:
    triple = Triple(NamedNode(f"{DGR}territory/IS"), RDF_TYPE, dg("State"))
    assert say(why.store, triple) == "Iceland – is a – State"
    assert Quad(triple.subject, triple.predicate, triple.object, DefaultGraph()) in why.store


def test_marks_are_of_whole_words_and_the_longest() -> None:
    exact = "USA and us: New Zealand, Zealander (May 1975)"
    assert [exact[a:b] for a, b in mark_words(exact, ["US", "New Zealand", "Zealand", "1975-05"])] == [
        "New Zealand",
        "May 1975",
    ]


@given(st.text("ab 香\n", max_size=60), st.integers(4, 20))
def test_quotes_fit_and_lose_nothing(exact: str, width: int) -> None:
    lines = draw_quote(exact, (), width)
    assert all(measure(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(exact.split())


def test_prefixes() -> None:
    assert expand("Hong Kong: a city") is None
    assert expand("dg:Visit") == dg("Visit")
