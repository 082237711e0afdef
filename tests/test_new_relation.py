"""A new relation takes a term in the ontology and a pattern file, and no Python: here one of towns that are twinned."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store

from diplograph.account.coverage import ledger
from diplograph.documents import parse_document
from diplograph.graph.rdf import Conversion, to_quads
from diplograph.graph.reasoning import materialize
from diplograph.graph.schema import read_schema
from diplograph.graph.vocabulary import DGR, RDF_TYPE, RDFS_LABEL, XSD, dg
from diplograph.model import Claim, Document
from diplograph.resources import find_resource
from diplograph.text.extract import extract_claims
from diplograph.text.patterns import Library, load_library

PATTERNS = """
[kinds.Twinning]
key = ["town"]
pairs = ["town"]
lists = ["town"]
time = "since"
roles = { town = ["{a*}", "{b*}"] }

[[pattern]]
id = "with"
kind = "Twinning"
match = ["{a:place} <aux> (twinned|paired) with {b:place+}"]
examples = [{ text = "Lyon is twinned with Leipzig.", claims = [{ roles = { town = ["Leipzig", "Lyon"] } }] }]

[[pattern]]
id = "listed"
kind = "Twinning"
scope = "item"
context = ["twin~ (towns|cities) of {a:place}"]
match = ["^ {b:place}"]
"""
ONTOLOGY = """
@prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
dg:Twinning a owl:Class ; rdfs:subClassOf dg:Situation ; rdfs:label "twinning"@en .
dg:town a owl:ObjectProperty ; rdfs:range dg:Place ; rdfs:label "town"@en ; owl:inverseOf dg:hasTwinning .
dg:hasTwinning a owl:ObjectProperty ; rdfs:label "has twinning"@en .
dg:twinnedWith a owl:ObjectProperty ; rdfs:label "twinned with"@en ; owl:propertyChainAxiom ( dg:hasTwinning dg:town ) .
"""
MAPPING = """
@prefix dg: <https://w3id.org/diplograph/ontology#> .
dg:Twinning dg:identifiedBy "town" ; dg:labelPattern "{class} of {town}" .
dg:town dg:fillsRole "Twinning.town" .
"""
ARTICLE = """= Foreign relations of France =

France opened an embassy in Berlin in 1955. Lyon has been twinned with Leipzig since 1981. Paris is not twinned with London.

== Twin towns of Marseille ==

- Hamburg (1958)
- Genoa, 1958
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Read the bundled patterns and those of the new relation."""
    path = tmp_path_factory.mktemp("patterns") / "twinnings.toml"
    path.write_text(PATTERNS, encoding="utf-8")
    return load_library([*find_resource("ontology", "patterns").glob("*.toml"), path])


@pytest.fixture(scope="module")
def ontology() -> Store:
    """Read the bundled ontology and the new terms."""
    store = Store()
    store.load(path=str(find_resource("ontology", "diplograph.ttl")), format=RdfFormat.TURTLE)
    store.load(input=ONTOLOGY, format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def mapping() -> Store:
    """Read how claims map to the ontology, the new ones too."""
    store = Store()
    for name in ("diplograph.ttl", "roles.ttl"):
        store.load(path=str(find_resource("ontology", name)), format=RdfFormat.TURTLE)
    store.load(input=MAPPING, format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def document() -> Document:
    return parse_document(ARTICLE, "france.txt")[0]


@pytest.fixture(scope="module")
def claims(library: Library, document: Document) -> list[Claim]:
    return extract_claims(document, library)


@pytest.fixture(scope="module")
def conversion(claims: list[Claim], document: Document, ontology: Store, mapping: Store) -> Conversion:
    return to_quads(claims, [document], read_schema(ontology, mapping))


def test_the_text_gives_claims(claims: list[Claim]) -> None:
    found = [(c.roles["town"], dict(c.time), c.polarity, c.exact) for c in claims if c.kind == "Twinning"]
    assert found == [
        (["Leipzig", "Lyon"], {"since": "1981"}, "positive", "Lyon has been twinned with Leipzig since 1981."),
        (["London", "Paris"], {}, "negative", "Paris is not twinned with London."),
        (["Hamburg", "Marseille"], {"since": "1958"}, "positive", "Hamburg (1958)"),
        (["Genoa", "Marseille"], {"since": "1958"}, "positive", "Genoa, 1958"),
    ]
    assert all(ARTICLE[claim.start : claim.end] == claim.exact for claim in claims)


def test_the_other_kinds_are_as_before(claims: list[Claim], document: Document) -> None:
    assert [claim for claim in claims if claim.kind != "Twinning"] == [
        claim for claim in extract_claims(document) if claim.kind != "Twinning"
    ]
    assert any(claim.kind == "Mission" for claim in claims)


def test_the_ledger_knows_it(library: Library, document: Document) -> None:
    states = {document.text[e.start : e.end]: e.state for e in ledger(document, library) if e.kind == "item"}
    assert set(states.values()) == {"claims"}


def test_a_claim_becomes_a_node_with_its_roles(conversion: Conversion) -> None:
    node = NamedNode(f"{DGR}twinning/leipzig-lyon")
    graphs = {quad.graph_name for quad in conversion.quads if quad.subject == node}
    assert len(graphs) == 2, "the default graph, and as evidence the graph of the claim"
    for graph in graphs:
        facts = {(q.predicate, q.object) for q in conversion.quads if (q.subject, q.graph_name) == (node, graph)}
        assert {
            (RDF_TYPE, dg("Twinning")),
            (dg("town"), NamedNode(f"{DGR}place/leipzig")),
            (dg("town"), NamedNode(f"{DGR}place/lyon")),
            (dg("since"), Literal("1981", datatype=NamedNode(f"{XSD}gYear"))),
            (RDFS_LABEL, Literal("Twinning of Leipzig–Lyon")),
        } <= facts


def test_a_claim_becomes_an_edge_both_ways(conversion: Conversion, ontology: Store) -> None:
    stated = [quad for quad in conversion.quads if quad.graph_name == DefaultGraph()]
    edges = {(t.subject, t.object) for t in materialize(stated, ontology) if t.predicate == dg("twinnedWith")}
    towns = {tuple(str(end).rpartition("/")[2].rstrip(">") for end in edge) for edge in edges}
    pairs = {("leipzig", "lyon"), ("hamburg", "marseille"), ("genoa", "marseille")}
    assert towns == pairs | {(other, one) for one, other in pairs}


def test_what_is_denied_draws_no_edge(conversion: Conversion) -> None:
    london = NamedNode(f"{DGR}place/london")
    assert not [quad for quad in conversion.quads if quad.predicate == dg("town") and quad.object == london]
    assert [quad for quad in conversion.quads if quad.object == london]
