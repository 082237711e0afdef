"""Tests of the two projections: what SPARQL finds in the store is what nodes and edges say."""

from __future__ import annotations

from collections import Counter

import pytest
from exchange_examples import make_seed_network, open_example, open_seeds
from graph_examples import DG, DGR, make_claim, make_document

from diplograph.exchange.network import Edge, Network
from diplograph.exchange.projection import Projection, Wish, make_network
from diplograph.exchange.selection import Selection
from diplograph.graph.rdf import add_vocabulary, to_quads
from diplograph.graph.store import make_memory_store, select

_OWN_FACTS = """SELECT DISTINCT ?f { ?f a dg:Fact MINUS { ?f a dg:LifecycleEvent . ?any dg:lifecycleEvent ?f }
  MINUS { ?f a dg:Participation } }"""
_STATED = """SELECT DISTINCT ?s ?p ?o { GRAPH ?claim { ?s ?p ?o } ?o a dg:Item
  FILTER(STRSTARTS(STR(?claim), STR(claim:)) && STRSTARTS(STR(?p), STR(dg:))) }"""


def by_relation(network: Network, name: str) -> list[Edge]:
    return [edge for edge in network.edges if edge.values["relation"] == name]


def ends(network: Network, edge: Edge) -> tuple[str, str]:
    labels = {node.id: node.label for node in network.nodes}
    return labels[edge.source], labels[edge.target]


def test_flat_has_an_edge_for_each_relation() -> None:
    network = make_network(open_example(), Wish())
    counted = Counter(e.values["relation"] for e in network.edges if str(e.values["iri"]).startswith(DGR))
    assert counted == {
        "Mission": 2,
        "ReportingLine": 1,
        "Agreement": 2,
        "Membership": 3,
        "Visit": 1,
        "Tenure": 1,
        "Meeting": 1,
    }
    (visit,) = by_relation(network, "Visit")
    assert ends(network, visit) == ("Anna Eir", "Chile")
    quote = "In March 2004 President Anna Eir visited Chile, where she met Prime Minister Juan Soto."
    assert {name: visit.values[name] for name in ("source_role", "target_role", "edtf", "earliest", "latest")} == {
        "source_role": "visitor",
        "target_role": "host",
        "edtf": "2004-03",
        "earliest": "2004-03-01",
        "latest": "2004-03-31",
    }
    assert (visit.values["quote"], visit.values["document"], visit.values["office"]) == (
        *(quote, "iceland", "President of Iceland"),
    )
    assert visit.days == (("2004-03-01", "2004-03-31"),)


def test_an_agreement_of_two_joins_its_parties_and_says_what_happened_when() -> None:
    network = make_network(open_example(), Wish())
    signed = next(edge for edge in by_relation(network, "Agreement") if edge.values["source_role"] == "signatory")
    assert ends(network, signed) == ("Chile", "Iceland")
    assert signed.values["events"] == "Signing 2003-05; Signing 2003-05-05"
    assert signed.values["claims"] == 2
    assert str(signed.values["evidence"]).count("characters") == 2
    assert signed.days == (("2003-05-01", None),)


def test_every_fact_of_the_store_is_in_both_projections_and_nothing_else_is() -> None:
    wanted = {row["f"].value for row in select(open_seeds(), _OWN_FACTS)}
    flat, full = make_network(open_seeds(), Wish("flat")), make_network(open_seeds(), Wish("full"))
    edges = {str(edge.values["iri"]) for edge in flat.edges}
    nodes = {str(node.values["iri"]) for node in flat.nodes}
    assert wanted <= edges | nodes
    assert {iri for iri in edges if not iri.startswith(DG)} <= wanted
    assert wanted <= {str(node.values["iri"]) for node in full.nodes}


def test_full_has_an_edge_for_each_statement_with_its_evidence() -> None:
    network = make_network(open_seeds(), Wish("full"))
    iris = {node.id: str(node.values["iri"]) for node in network.nodes}
    stated = [edge for edge in network.edges if edge.values["basis"] == "claim"]
    found = [(iris[edge.source], str(edge.values["iri"]), iris[edge.target]) for edge in stated]
    assert len(found) == len(set(found))
    assert set(found) == {(row["s"].value, row["p"].value, row["o"].value) for row in select(open_seeds(), _STATED)}
    assert all(edge.values["quote"] and edge.values["char_end"] for edge in stated)


@pytest.mark.parametrize("projection", ["flat", "full"])
def test_ids_are_in_order_and_parallel_edges_differ_in_kind(projection: Projection) -> None:
    network = make_seed_network(projection)
    assert [node.id for node in network.nodes] == [f"n{index}" for index in range(len(network.nodes))]
    assert [edge.id for edge in network.edges] == [f"e{index}" for index in range(len(network.edges))]
    parallel = [(edge.source, edge.target, edge.kind) for edge in network.edges]
    assert len(parallel) == len(set(parallel))
    assert {end for edge in network.edges for end in (edge.source, edge.target)} <= {node.id for node in network.nodes}


def test_the_quotations_are_those_of_the_characters() -> None:
    for edge in make_seed_network("flat").edges:
        if "quote" in edge.values:
            start, end = edge.values["char_start"], edge.values["char_end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert len(str(edge.values["quote"])) == end - start


def test_what_is_hedged_is_shown_on_demand_and_marked() -> None:
    plain, hedged = make_network(open_example(), Wish()), make_network(open_example(), Wish(hedged=True))
    assert {(e.values.get("polarity"), e.values.get("modality")) for e in plain.edges} <= {
        *((None, None), ("positive", "asserted"))
    }
    more = [edge for edge in hedged.edges if edge.values.get("polarity") == "negative"]
    assert [ends(hedged, edge) for edge in more] == [("Iceland", "Peru")]
    planned = [edge for edge in hedged.edges if edge.values.get("modality") == "planned"]
    assert [(ends(hedged, edge), edge.label) for edge in planned] == [
        (("Iceland", "Kenya"), "Embassy of Iceland in Kenya (planned)")
    ]


def test_nothing_inferred_is_an_edge() -> None:
    names = {edge.values["relation"] for edge in make_seed_network("full").edges}
    assert names.isdisjoint({"hasAgreementWith", "visited", "met", "locatedIn", "hasMission"})


def test_an_agreement_of_three_keeps_its_node() -> None:
    parties = ["Chile", "Iceland", "Peru"]
    claim = make_claim("Agreement", "Iceland signed a free trade agreement", party=parties, type="free-trade")
    quads = add_vocabulary(to_quads([claim], [make_document()]).quads)
    network = make_network(make_memory_store(quads), Wish())
    assert [ends(network, edge)[1] for edge in network.edges] == parties
    assert {ends(network, edge)[0] for edge in network.edges} == {"Free trade agreement of Chile–Iceland–Peru"}
    assert {edge.label for edge in network.edges} == {"party: Free trade agreement of Chile–Iceland–Peru"}


def test_the_same_store_gives_the_same_network() -> None:
    assert make_network(open_example(), Wish()) == make_network(open_example(), Wish("flat", Selection()))
