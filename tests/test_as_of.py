"""Tests of what holds as of a date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from diplograph.edtf import Answer
from diplograph.errors import QueryError
from diplograph.graph.as_of import happened_by, judge_facts, list_ending_classes, read_as_of
from diplograph.graph.reasoning import materialize
from diplograph.graph.statuses import list_statuses
from diplograph.graph.vocabulary import dg

PREFIXES = """@prefix : <https://x.example/> . @prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
IT = NamedNode("https://x.example/it")


def hold(text: str) -> Store:
    """Hold statements in Turtle, with what follows from them."""
    quads = list(parse(PREFIXES + text, format=RdfFormat.TURTLE))
    store = Store()
    store.extend([*quads, *(Quad(t.subject, t.predicate, t.object) for t in materialize(quads))])
    return store


def life(kind: str, *events: tuple[str, str]) -> str:
    """Give ``:it`` a life of events, each a class and a date in EDTF ("" = none)."""
    parts = [f':it a dg:{kind} ; rdfs:label "it" .']
    for number, (name, edtf) in enumerate(events):
        date = f' ; dg:edtf "{edtf}"' if edtf else ""
        parts.append(f":e{number} a dg:{name}{date} . :it dg:lifecycleEvent :e{number} .")
    return " ".join(parts)


OPENED, CLOSED = ("Opening", "2001-05"), ("Closing", "2010")
SIGNED, FORCE, OVER = ("Signing", "2003"), ("EntryIntoForce", "2005-06-01"), ("Termination", "2015")

#: What is said of ``:it``, and the answers as of dates.
CASES: list[tuple[str, dict[str, Answer]]] = [
    (life("Embassy", OPENED), {"2000": "no", "2001-05-10": "possible", "2001": "certain", "2020": "certain"}),
    (
        life("Embassy", OPENED, CLOSED),
        {"2000": "no", "2005": "certain", "2010-06": "possible", "2010": "no", "2011": "no"},
    ),
    (life("Embassy", OPENED, CLOSED, ("Opening", "2012")), {"2011": "no", "2013": "certain", "2012-06": "possible"}),
    (life("Embassy", CLOSED), {"2005": "possible", "2011": "no"}),
    (life("Embassy", OPENED, ("Closing", "")), {"2000": "possible", "2020": "possible"}),
    (
        life("FreeTradeAgreement", SIGNED, FORCE, OVER),
        {"2002": "no", "2004": "certain", "2014": "certain", "2016": "no"},
    ),
    (life("FreeTradeAgreement", ("Negotiation", "")), {"2002": "possible"}),
    (life("DiplomaticRelation", ("Establishment", "1970"), ("Severance", "1980")), {"1975": "certain", "1985": "no"}),
    (':it a dg:Membership ; dg:edtf "1995/.." .', {"1990": "no", "1995-06": "possible", "2000": "certain"}),
    (':it a dg:Membership ; dg:edtf "1995/..", "../2005" .', {"1990": "no", "2000": "certain", "2006": "no"}),
    (':it a dg:Membership ; dg:edtf "1995/..", "1997/.." .', {"1994": "no", "1996": "possible", "1998": "certain"}),
    (':it a dg:Membership ; dg:edtf "../2005" .', {"2000": "possible", "2006": "no"}),
    (":it a dg:Membership .", {"1900": "possible", "2020": "possible"}),
    (':it a dg:Membership ; dg:at "2004"^^xsd:gYear .', {"2003": "possible", "2004": "certain"}),
    (
        ':it a dg:Visit ; dg:edtf "2011-06" .',
        {"2010": "no", "2011-06-10": "possible", "2011-06": "certain", "2020": "certain"},
    ),
    (":it a dg:Visit .", {"2011": "possible"}),
    (':it a dg:TradeRelation ; dg:edtf "2015" .', {"2014": "no", "2016": "certain"}),
]


@pytest.mark.parametrize(("text", "answers"), CASES)
def test_what_holds(text: str, answers: dict[str, Answer]) -> None:
    store = hold(text)
    assert {as_of: judge_facts(store, as_of)[IT].answer for as_of in answers} == answers


def test_the_lives_of_facts_are_no_facts_of_their_own() -> None:
    assert list(judge_facts(hold(life("Embassy", OPENED)), "2005")) == [IT]


STATUSES = [
    ("agreements", life("FreeTradeAgreement", SIGNED, FORCE, OVER), "2004", [("signed", "2003", "certain")]),
    ("agreements", life("FreeTradeAgreement", SIGNED, FORCE, OVER), "2010", [("in force", "2005-06-01", "certain")]),
    ("agreements", life("FreeTradeAgreement", SIGNED, FORCE, OVER), "2016", [("terminated", "2015", "certain")]),
    ("agreements", life("FreeTradeAgreement", SIGNED), "2002", []),
    (
        "agreements",
        life("FreeTradeAgreement", ("Negotiation", ""), SIGNED),
        "2004",
        [("negotiating", "", "possible"), ("signed", "2003", "possible")],
    ),
    ("missions", life("Embassy", OPENED, CLOSED), "2005", [("open", "2001-05", "certain")]),
    (
        "missions",
        life("Embassy", OPENED, CLOSED),
        "2010-06",
        [("closed", "2010", "possible"), ("open", "2001-05", "possible")],
    ),
]


@pytest.mark.parametrize(("kind", "text", "as_of", "expected"), STATUSES)
def test_statuses(kind: str, text: str, as_of: str, expected: list[tuple[str, str, str]]) -> None:
    labels = """dg:agreementStatus-signed rdfs:label "signed"@en . dg:agreementStatus-in-force rdfs:label "in force"@en .
        dg:agreementStatus-terminated rdfs:label "terminated"@en . dg:agreementStatus-negotiating rdfs:label "negotiating"@en .
        dg:missionStatus-open rdfs:label "open"@en . dg:missionStatus-closed rdfs:label "closed"@en . """
    rows = list_statuses(hold(text + labels), as_of, kind).rows
    assert [tuple(cell.value if cell else "" for cell in row[1:]) for row in rows] == expected  # type: ignore[union-attr]


@given(st.integers(2005, 2015), st.integers(1, 12))
def test_a_coarser_date_never_takes_back_what_has_happened(year: int, month: int) -> None:
    if happened_by("2011-06", f"{year}-{month:02}") == "certain":
        assert happened_by("2011-06", str(year)) == "certain"


def test_ending_events_are_data() -> None:
    assert dg("Closing") in list_ending_classes()
    assert dg("Signing") not in list_ending_classes()


def test_dates_of_questions() -> None:
    assert read_as_of("2010-03") == "2010-03"
    for text in ("soon", "2010/2011", "2010-13", ""):
        with pytest.raises(QueryError, match="is no date; expected a date such as"):
            read_as_of(text)


def test_what_is_no_date_may_have_happened() -> None:
    assert happened_by("long ago", "2010") == "possible"
