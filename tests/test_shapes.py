"""Tests of the shapes: each odd statement is found, in words that say what is odd, and a sound one is not."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from shape_statements import FAULTY, NOTED, ODD, SOUND, WORLD

from diplograph.graph.reasoning import materialize
from diplograph.graph.validation import validate
from diplograph.resources import find_resource

BASE = "https://example.org/"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
PREFIXES = """@prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
#: Severities and messages by what is said.
Findings = dict[str, list[tuple[str, str]]]


@pytest.fixture(scope="module")
def findings() -> Findings:
    """Validate all statements at once, each in a world of its own: severities and messages by the statement."""
    texts = [text for text, _ in ODD + NOTED + FAULTY] + SOUND
    quads = [quad for number, text in enumerate(texts) for quad in _make_world(number, WORLD + text)]
    found: Findings = {text: [] for text in texts}
    for finding in validate(quads, {}):
        number = int(finding.node.removeprefix(BASE).partition("/")[0])
        found[texts[number]].append((finding.severity, finding.message))
    return found


def _make_world(number: int, text: str) -> list[Quad]:
    """Read statements, name each node after its IRI, and put it into the classes above its own."""
    quads, above = _read(number, text), _list_ancestors()
    nodes = [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]
    named = [Quad(node, LABEL, Literal(node.value.rsplit("/", 1)[-1])) for node in nodes]
    kinds = [(q.subject, q.object.value) for q in quads if q.predicate == TYPE and isinstance(q.object, NamedNode)]
    typed = [Quad(node, TYPE, NamedNode(iri)) for node, kind in kinds for iri in above[kind]]
    return [*quads, *named, *typed]


def _read(number: int, text: str) -> list[Quad]:
    return list(parse(f"@prefix : <{BASE}{number}/> .\n{PREFIXES}{text}", format=RdfFormat.TURTLE))


@cache
def _list_ancestors() -> dict[str, set[str]]:
    store = Store()
    store.load(path=str(find_resource("ontology", "diplograph.ttl")), format=RdfFormat.TURTLE)
    query = """PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?c ?a { ?c a owl:Class ; rdfs:subClassOf* ?a FILTER(isIRI(?a)) }"""
    ancestors: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.query(query):  # type: ignore[union-attr]
        ancestors[str(row["c"].value)].add(str(row["a"].value))
    return ancestors


@pytest.mark.parametrize(("text", "message"), ODD)
def test_what_is_odd_is_a_warning(text: str, message: str, findings: Findings) -> None:
    assert [severity for severity, _ in findings[text] if severity != "warning"] == []
    assert any(message in said for _, said in findings[text]), findings[text]


@pytest.mark.parametrize(("text", "message"), NOTED)
def test_what_is_worth_knowing_is_a_note(text: str, message: str, findings: Findings) -> None:
    assert [severity for severity, _ in findings[text] if severity != "note"] == []
    assert any(message in said for _, said in findings[text]), findings[text]


@pytest.mark.parametrize("text", SOUND)
def test_what_is_sound_is_left_alone(text: str, findings: Findings) -> None:
    assert findings[text] == []


@pytest.mark.parametrize(("text", "message"), FAULTY)
def test_faults_are_errors(text: str, message: str, findings: Findings) -> None:
    assert any(severity == "error" and message in said for severity, said in findings[text]), findings[text]


#: Facts, and the edge that must follow ("" = none of that property).
DERIVED = [
    (":it a dg:Visit ; dg:visitor :ada ; dg:host :y .", ":ada dg:visited :y"),
    (":it a dg:Meeting ; dg:participant :ada, :bob .", ":bob dg:met :ada"),
    (":it a dg:Embassy ; dg:sender :x ; dg:host :y .", ":x dg:hasHadMissionIn :y"),
    (":it a dg:Embassy .", ":it dg:missionType dg:missionType-embassy"),
    (":it a dg:Embassy .", ":it a dg:Situation"),
    (":it a dg:Membership ; dg:fullMember :x ; dg:organisation :club .", ":x dg:everMemberOf :club"),
    (":it a dg:Membership ; dg:fullMember :x ; dg:organisation :club .", ":x dg:everParticipatedIn :club"),
    (":it a dg:Membership ; dg:member :x ; dg:organisation :club .", ":x dg:everParticipatedIn :club"),
    (":it a dg:Agreement ; dg:signatory :x, :y .", ":y dg:hasAgreementWith :x"),
    (":it a dg:DiplomaticRelation ; dg:relatedParty :x, :y .", ":y dg:hasHadRelationsWith :x"),
    (":it a dg:Recognition ; dg:grantor :x ; dg:recognised :y .", ":x dg:hasRecognised :y"),
    (":it a dg:Tenure ; dg:holder :ada ; dg:office :chair .", ":ada dg:heldOffice :chair"),
    (
        ":a dg:subordinate :ada ; dg:superior :bob . :b dg:subordinate :bob ; dg:superior :cat .",
        ":ada dg:subordinateTo :cat",
    ),
    (":city dg:partOf :region . :region dg:partOf :x .", ":city dg:locatedIn :x"),
    (":it a dg:Signing .", ":it dg:resultingStatus dg:agreementStatus-signed"),
]
#: Facts, and an edge that must not follow from them.
NOT_DERIVED = [
    (":it a dg:Membership ; dg:member :x ; dg:organisation :club .", ":x dg:everMemberOf :club"),
    (":it a dg:Agreement ; dg:negotiatingParty :x, :y .", ":x dg:hasAgreementWith :y"),
    (":it a dg:NoDiplomaticRelation ; dg:partyWithout :x, :y .", ":x dg:hasHadRelationsWith :y"),
    (":it a dg:NoDiplomaticRelation ; dg:partyWithout :x, :y .", ":it a dg:DiplomaticRelation"),
    (":it a dg:Recognition ; dg:recogniser :x ; dg:recognised :y .", ":x dg:hasRecognised :y"),
    (":it a dg:Visit ; dg:visitor :ada ; dg:host :y .", ":ada dg:hasHadMissionIn :y"),
    (":hk a dg:SpecialAdministrativeRegion ; dg:partOf :x .", ":hk a dg:State"),
]


@pytest.fixture(scope="module")
def entailed() -> set[Triple]:
    """Derive everything from all facts at once, each in a world of its own."""
    facts = [quad for number, (text, _) in enumerate(DERIVED + NOT_DERIVED) for quad in _read(number, text)]
    return set(materialize(facts))


@pytest.mark.parametrize("number", range(len(DERIVED)))
def test_edges_that_follow(number: int, entailed: set[Triple]) -> None:
    (edge,) = _read(number, f"{DERIVED[number][1]} .")
    assert edge.triple in entailed


@pytest.mark.parametrize("number", range(len(NOT_DERIVED)))
def test_edges_that_do_not_follow(number: int, entailed: set[Triple]) -> None:
    (edge,) = _read(len(DERIVED) + number, f"{NOT_DERIVED[number][1]} .")
    assert edge.triple not in entailed
