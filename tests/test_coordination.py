"""Coordination, participles and relative clauses hide shorter sentences, which patterns read too."""

from __future__ import annotations

import pytest
from test_clauses import LIBRARY, clauses
from test_patterns import as_document

from diplograph.text.extract import extract_claims


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (
            "Peru signed a treaty with Chile in 1990 and with Cuba in 1992.",
            "Peru signed treaty with Cuba in 1992",
        ),
        (
            "Peru was recognised by Chile in 1823 and by Cuba in 1902.",
            "Peru was recognised by Cuba in 1902",
        ),
        ("Peru recognised Chile in 1990, Cuba in 1991 and Ghana in 1992.", "Peru recognised Ghana in 1992"),
        ("Peru recognised Chile (1990) and Cuba (1991).", "Peru recognised Cuba ( 1991 )"),
        ("Peru recognised and established relations with Chile in 1990.", "Peru recognised Chile in 1990"),
        ("Peru recognised Chile, opening an embassy in Santiago.", "Peru opening embassy in Santiago"),
        ("Peru closed its embassy, with Chile closing its consulate.", "Chile closing its consulate"),
        ("After recognising Chile in 1990, Peru opened an embassy.", "Peru recognising Chile in 1990"),
        ("Having recognised Chile in 1990, Peru opened an embassy.", "Peru recognised Chile in 1990"),
        ("Peru broke with Chile, which had recognised Cuba in 1990.", "Chile had recognised Cuba in 1990"),
        ("Ties with Chile were cut until 1990, when they were restored.", "Ties with Chile were restored 1990"),
        ("Peru established relations in 1990 with Chile.", "Peru established relations with Chile in 1990"),
    ],
)
def test_a_sentence_hides_shorter_ones(text: str, clause: str) -> None:
    assert clause in clauses(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru did not recognise Chile, opening an embassy in Oslo.",
        "Peru would recognise Chile, opening an embassy in Oslo.",
        "Peru recognised several states, including Chile.",
    ],
)
def test_what_follows_a_denial_or_a_plan_is_no_plain_fact(text: str) -> None:
    assert not any(clause.startswith("Peru opening") or "including" in clause for clause in clauses(text))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "Relations with Chile were resumed in 1975 but broken again in 1978.",
            {"restored": "1975", "severed": "1978"},
        ),
        (
            "In the 1960s, relations with Chile were severed but resumed in 1985.",
            {"severed": "196X", "restored": "1985"},
        ),
        (
            "Peru established relations with Chile in 2003, but cut off all ties in 2019.",
            {"established": "2003", "severed": "2019"},
        ),
        ("Peru did not establish relations with Chile until 1990.", {"established": "1990"}),
        ("It was not until 1990 that Peru established relations with Chile.", {"established": "1990"}),
        ("Relations with Chile were severed until 1901.", {"severed": "../1901"}),
    ],
)
def test_each_statement_has_its_own_date(text: str, dates: dict[str, str]) -> None:
    claims = extract_claims(as_document({"text": text, "title": "Foreign relations of Peru"}), LIBRARY)
    found = {claim.roles["event"]: claim.time.get("date") for claim in claims if claim.kind == "DiplomaticRelation"}
    assert found == dates
    assert {claim.polarity for claim in claims} == {"positive"}


def test_several_objects_have_their_dates_respectively() -> None:
    text = "Peru established diplomatic relations with Chile and Cuba in 1990 and 1992 respectively."
    claims = extract_claims(as_document({"text": text, "title": "Foreign relations of Peru"}), LIBRARY)
    found = {(str(claim.roles["party"]), claim.time["date"]) for claim in claims}
    assert found == {("['Chile', 'Peru']", "1990"), ("['Cuba', 'Peru']", "1992")}
