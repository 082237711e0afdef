"""Tests of what is read from the ontology; a new relation needs terms and no Python."""

from __future__ import annotations

import re

import pytest
from graph_examples import DGR, make_claim, make_claims, make_documents
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from diplograph.graph.rdf import to_quads
from diplograph.graph.schema import Schema, load_ontology, load_schema, read_schema
from diplograph.graph.vocabulary import DG, RDF_TYPE, dg
from diplograph.resources import find_resource

EXTRA_ONTOLOGY = """
@prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
dg:Scholarship a owl:Class ; rdfs:subClassOf dg:Situation ; rdfs:label "scholarship"@en .
dg:FullScholarship a owl:Class ; rdfs:subClassOf dg:Scholarship ; rdfs:label "full scholarship"@en .
dg:donor a owl:ObjectProperty ; rdfs:range dg:Agent .
dg:student a owl:ObjectProperty ; rdfs:range dg:Agent ; dg:expects dg:Person .
dg:coverage a owl:ObjectProperty ; rdfs:range skos:Concept .
dg:coverages a skos:ConceptScheme .
dg:coverage-full a skos:Concept ; skos:inScheme dg:coverages ; skos:notation "full" .
"""
EXTRA_MAPPING = """
@prefix dg: <https://w3id.org/diplograph/ontology#> .
dg:Scholarship dg:identifiedBy "donor student" ; dg:labelPattern "{class} of {donor} for {student}[ ({since})]" .
dg:FullScholarship dg:fillsCode "Scholarship.coverage=full" .
dg:donor dg:fillsRole "Scholarship.donor" .
dg:student dg:fillsRole "Scholarship.student" .
dg:coverage dg:fillsRole "Scholarship.coverage" ; dg:codeList dg:coverages .
"""


@pytest.fixture(scope="module")
def extended() -> Schema:
    ontology, mapping = Store(), Store()
    for name in ("diplograph.ttl", "roles.ttl"):
        mapping.load(path=str(find_resource("ontology", name)), format=RdfFormat.TURTLE)
    ontology.load(path=str(find_resource("ontology", "diplograph.ttl")), format=RdfFormat.TURTLE)
    ontology.load(input=EXTRA_ONTOLOGY, format=RdfFormat.TURTLE)
    mapping.load(input=EXTRA_MAPPING, format=RdfFormat.TURTLE)
    return read_schema(ontology, mapping)


def test_a_new_relation_needs_no_python(extended: Schema) -> None:
    quote = "“Þór” is the name of a bay."
    claim = make_claim(
        "Scholarship", quote, donor="the Netherlands", student="Juan Soto", coverage="full", time={"since": "2003"}
    )
    quads = to_quads([claim], make_documents(), extended).quads
    node = NamedNode(f"{DGR}scholarship/netherlands.juan-soto")
    facts = {(q.predicate.value.removeprefix(DG), str(q.object)) for q in quads if q.subject == node}
    assert {
        ("donor", f"<{DGR}territory/NL>"),
        ("student", f"<{DGR}person/juan-soto>"),
        ("coverage", f"<{DG}coverage-full>"),
        ("since", '"2003"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        (RDF_TYPE.value, f"<{DG}FullScholarship>"),
        (RDF_TYPE.value, f"<{DG}Scholarship>"),
        ("http://www.w3.org/2000/01/rdf-schema#label", '"Full scholarship of the Netherlands for Juan Soto (2003)"'),
    } <= facts


def test_every_term_of_the_mapping_is_defined_in_the_ontology() -> None:
    text = re.sub(r"^#.*$", "", find_resource("ontology", "roles.ttl").read_text(encoding="utf-8"), flags=re.MULTILINE)
    defined = {quad.subject for quad in load_ontology() if quad.predicate == RDF_TYPE}
    assert {name for name in re.findall(r"\bdg:([\w-]+)", text) if dg(name) not in defined} == set()


def test_every_term_that_the_graph_uses_is_defined_in_the_ontology() -> None:
    defined = {quad.subject for quad in load_ontology() if quad.predicate == RDF_TYPE}
    quads = to_quads(make_claims(), make_documents()).quads
    used = {n for q in quads for n in (q.predicate, q.object) if isinstance(n, NamedNode) and n.value.startswith(DG)}
    assert {node.value for node in used - defined} == set()


def test_every_role_of_every_kind_has_a_term() -> None:
    schema = load_schema()
    kinds = {kind for kind, _ in schema.roles}
    assert {"Visit", "Meeting", "Tenure", "Mission", "Agreement", "Membership", "Event", "Body", "Trade"} <= kinds
    for kind in kinds:
        name = schema.kinds.get(kind, kind)
        assert name in schema.keys
        assert schema.is_a(name, "Fact") or schema.is_a(name, "Organisation")


def test_roles_that_identify_are_roles_of_the_kind() -> None:
    schema = load_schema()
    times = {"date", "at", "since", "until", "opened", "closed", "signed", "concluded", "in_force", "ended"}
    kinds = {schema.kinds.get(kind, kind): kind for kind, _ in schema.roles}
    for name, key in schema.keys.items():
        owners = [kinds[a] for a in schema.list_ancestors(name) if a in kinds]
        for role in key if owners else ():
            assert role in times or role.startswith("=") or (owners[0], role) in schema.roles or role == "event", (
                name,
                role,
            )


def test_ancestors_come_narrowest_first() -> None:
    names = load_schema().list_ancestors("Embassy")
    assert names[0] == "Embassy"
    assert names.index("DiplomaticMission") < names.index("Mission") < names.index("Situation")


def test_conditions_choose_the_term() -> None:
    found = {(term.name, term.condition) for term in load_schema().roles["Agreement", "party"]}
    assert ("party", None) in found
    assert ("signatory", ("status", "signed")) in found
    assert load_schema().roles["Agreement", "party"][-1].name == "party"


def test_every_plain_default_triple_has_a_defined_predicate() -> None:
    defined = {quad.subject for quad in load_ontology() if quad.predicate == RDF_TYPE}
    plain = [quad for quad in to_quads(make_claims(), make_documents()).quads if quad.graph_name == DefaultGraph()]
    used = {quad.predicate for quad in plain if quad.predicate.value.startswith(DG)}
    assert used
    assert used <= defined
