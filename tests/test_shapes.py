"""Tests of the shapes: each odd statement is found, in words that say what is odd, and a sound one is not."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

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
"""
#: Entities that the statements below are about.
WORLD = """
:ada a dg:Person . :bob a dg:Person . :chair a dg:Office . :deputy a dg:Office .
:club a dg:Organisation ; dg:established "1995"^^xsd:gYear, "1990"^^xsd:gYear ; dg:dissolved "2000"^^xsd:gYear .
:x a dg:State ; dg:independent "1960-08-01"^^xsd:date . :y a dg:State .
:old a dg:State ; dg:established "1922"^^xsd:gYear ; dg:dissolved "1991"^^xsd:gYear .
:sub a dg:Territory ; dg:partOf :y . :city a dg:Place ; dg:partOf :x .
:disputed a dg:Territory ; dg:claimedBy :y . :port a dg:Place ; dg:partOf :disputed .
"""


def _bounds(earliest: str, latest: str) -> str:
    return f'dg:earliest "{earliest}"^^xsd:date ; dg:latest "{latest}"^^xsd:date'


def _on(day: str) -> str:
    return f'dg:date "{day}"^^xsd:date ; {_bounds(day, day)}'


def _year(name: str, year: str) -> str:
    return f'dg:{name} "{year}"^^xsd:gYear'


def _from_to(earliest: str, latest: str) -> str:
    return f'dg:date "{earliest}/{latest}" ; {_bounds(earliest, latest)}'


def _life(*events: tuple[str, str]) -> str:
    """Give ``:it`` lifecycle events, each a class and a day."""
    parts = [f":e{n} a dg:{kind} ; {_on(day)} . :it dg:lifecycleEvent :e{n} ." for n, (kind, day) in enumerate(events)]
    return " ".join(parts)


RELATION = ":it a dg:DiplomaticRelation ; dg:relatedParty :x, :y ."
OLD_RELATION = ":it a dg:DiplomaticRelation ; dg:relatedParty :x, :old ."
MISSION = ":it a dg:Embassy ; dg:sender :x ; dg:host :y"
AGREEMENT = ":it a dg:FreeTradeAgreement ; dg:party :x, :y ."
VISIT = ":it a dg:Visit ; dg:visitor :ada ; dg:host :y"
OTHER_VISIT = ":other a dg:Visit ; dg:visitor :ada ; dg:host :x"
MEETING = ":it a dg:Meeting ; dg:participant :ada, :bob"
MEMBER = ":it a dg:Membership ; dg:member :x ; dg:organisation :club"
LINE = ":it a dg:ReportingLine ; dg:subordinate :deputy ; dg:superior"
TRADE = ":it a dg:TradeRelation ; dg:tradeMeasure dg:tradeMeasure-exports ; dg:reporter :x ; dg:partner"
STATUS = ":it a dg:Status ; dg:status dg:territorialStatus-colony ; dg:territory :sub ; dg:sovereign"
TERM = f"{_year('since', '1990')} ; {_year('until', '1994')} ; {_bounds('1990-01-01', '1994-12-31')}"
TENURE = f"a dg:Tenure ; dg:office :chair ; {TERM} ; dg:holder"

#: What is said, and a part of the message that it must give.
ODD = [
    (f"{MEMBER} ; {_year('since', '1989')} .", "begins in 1989, before the organisation was established (1990)"),
    (f'{MEMBER} ; dg:since "2001-05"^^xsd:gYearMonth .', "in 2001, after the organisation came to its end (2000)"),
    (f"{MEMBER} ; {_bounds('1999-01-01', '1998-12-31')} .", "end (1998-12-31) before it begins (1999-01-01)"),
    (RELATION + _life(("Establishment", "1955-01-01")), "established in 1955, before x became independent"),
    (OLD_RELATION + _life(("Severance", "1995-01-01")), "in 1995, after old had ceased to exist (1991)"),
    (
        RELATION + _life(("Establishment", "1970-01-01"), ("Establishment", "1972-01-01")),
        "sources disagree on its date",
    ),
    (RELATION + _life(("Establishment", "1970-01-01"), ("Severance", "1965-01-01")), "severed (1965-01-01) before"),
    (":it a dg:Recognition ; dg:recogniser :x ; dg:recognised :x .", "recognise itself"),
    (":it a dg:Embassy ; dg:sender :x ; dg:host :x .", "sent to its own sender"),
    (f"{MISSION} ; dg:accreditedTo :x .", "accredited to its own sender"),
    (f"{MISSION} ; dg:seat :city .", "in city, which the reference tables place in x, not in y"),
    (
        f"{MISSION} ." + _life(("Opening", "1980-01-01"), ("Closing", "1975-01-01")),
        "closed (1975-01-01) before it opened",
    ),
    (f":it a dg:Embassy ; dg:sender :x ; dg:host :old ; {_year('opened', '1999')} .", "in 1999, after old had ceased"),
    (AGREEMENT + _life(("Signing", "2010-02-01"), ("EntryIntoForce", "2009-01-01")), "into force (2009-01-01) before"),
    (AGREEMENT + _life(("Conclusion", "2010-02-01"), ("Signing", "2009-01-01")), "signed (2009-01-01) before its neg"),
    (AGREEMENT + _life(("Signing", "2010-02-01"), ("Termination", "2009-01-01")), "ended (2009-01-01) before it was"),
    (":it a dg:FreeTradeAgreement ; dg:party :x .", "Only one party"),
    (f"{VISIT} ; dg:onBehalfOf :y .", "visit the territory that the office belongs to"),
    (
        f":it a dg:Visit ; dg:visitor :ada ; dg:host :old ; {_year('date', '1995')} .",
        "1995, outside the time in which old",
    ),
    (f"{VISIT} ; {_from_to('1990-01-01', '1991-02-01')} .", "long for a visit"),
    (f"{VISIT} ; {_on('1990-01-01')} . {OTHER_VISIT} ; {_on('1990-01-01')} .", "in x and in y"),
    (
        f"{MEETING} ; {_on('1990-01-01')} ; dg:partOfVisit :other . {OTHER_VISIT} ; {_on('1992-01-01')} .",
        "another time",
    ),
    (f":it {TENURE} :ada . :other {TENURE} :bob .", "ada and bob are both said to hold the office"),
    (f"{LINE} :deputy .", "report to itself"),
    (f"{LINE} :chair . :up a dg:ReportingLine ; dg:subordinate :chair ; dg:superior :deputy .", "others, to itself"),
    (f"{TRADE} :x .", "trade with itself"),
    (f"{STATUS} :sub .", "under itself"),
]
#: What is said, and nothing is odd about it.
SOUND = [
    f"{MEMBER} ; {_year('since', '1990')} .",
    f'{MEMBER} ; dg:since "199X" .',
    RELATION + _life(("Establishment", "1960-08-01"), ("Severance", "1965-01-01"), ("Restoration", "1970-01-01")),
    ":it a dg:Embassy ; dg:sender :y ; dg:host :x ; dg:seat :city .",
    f"{MISSION} ; dg:seat :port .",
    f"{MISSION} ." + _life(("Opening", "1970-01-01"), ("Closing", "1975-01-01"), ("Opening", "1980-01-01")),
    AGREEMENT + _life(("Conclusion", "2009-01-01"), ("Signing", "2010-02-01"), ("EntryIntoForce", "2010-02-01")),
    f"{VISIT} ; dg:onBehalfOf :x ; {_from_to('1990-01-30', '1990-02-02')} .",
    f":it {TENURE} :ada .",
    f"{LINE} :chair .",
    f"{TRADE} :y .",
    f"{STATUS} :y .",
]
#: Faults of the conversion, and a part of the message.
FAULTY = [
    (":it a dg:SpecialAdministrativeRegion, dg:State .", "is not a state"),
    (":it a dg:Person, dg:Organisation .", "cannot be a territory, an organisation or an office too"),
    (":it a dg:Visit ; dg:host :y .", "A visit has a visitor."),
    (":it a dg:Meeting ; dg:participant :ada .", "A meeting has two participants."),
    (":it a dg:DiplomaticRelation ; dg:relatedParty :x .", "Relations have two parties."),
    (":it a dg:Membership ; dg:member :x .", "A membership is in one organisation."),
    (f'{VISIT} ; dg:visitLevel "state" .', "The level of a visit is a code."),
    (f"{VISIT} ; dg:times 0 .", "whole number of at least one"),
    (f"{VISIT} ; dg:date 1990 .", "A date is a year, a month or a day"),
    (f"{TRADE} :y ; dg:rank 0 .", "A rank is a whole number"),
    (f"{TRADE} :y ; dg:share 101.5 .", "between 0 and 100"),
    (':it a dg:Territory ; dg:isoCode2 "hk" .', "two capital letters"),
    (':it a dg:Document ; dg:sha256 "abc" .', "SHA-256"),
    (":it a dg:Claim ; dg:kind dg:Visit ; dg:polarity dg:positive ; dg:modality dg:maybe .", "asserted, planned, prop"),
]


#: Severities and messages by what is said.
Findings = dict[str, list[tuple[str, str]]]


@pytest.fixture(scope="module")
def findings() -> Findings:
    """Validate all statements at once, each in a world of its own: severities and messages by the statement."""
    texts = [text for text, _ in ODD + FAULTY] + SOUND
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
