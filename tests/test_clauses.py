"""Long sentences are taken apart into shorter ones that say part of the same, and patterns read these too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_patterns import as_document

from diplograph.text.annotate import Row
from diplograph.text.clauses import find_clauses
from diplograph.text.extract import extract_claims
from diplograph.text.patterns import bundled_library
from diplograph.text.reading import open_reading
from diplograph.text.sentences import read_row

LIBRARY = bundled_library()


def read(text: str) -> Row:
    reading = open_reading(as_document({"text": text, "title": "Foreign relations of Peru"}), LIBRARY)
    return read_row(text, 0, len(text), reading.tools, reading.discourse)


def words(row: Row) -> str:
    return " ".join(row.text[token.start : token.end] for token in row.tokens)


def clauses(text: str) -> list[str]:
    return [words(clause.row) for clause in find_clauses(read(text), LIBRARY)]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("In 1998 Peru recognised Chile and broke relations with Cuba.", "In 1998 Peru broke relations with Cuba"),
        ("Peru was the first country to recognise Chile.", "Peru recognise Chile"),
        ("Peru is one of the few countries that recognise Chile.", "Peru recognise Chile"),
        ("Peru (a republic) opened an embassy in Oslo.", "Peru opened embassy in Oslo"),
        ("King Felipe met President Lund while visiting Chile.", "King Felipe visiting Chile"),
        ("Peru swiftly recognised Chile.", "Peru recognised Chile"),
        (
            "They opened embassies in each other's respective capitals.",
            "They opened embassies in each other 's capitals",
        ),
        ("Peru's king paid a two-day visit to Oslo.", "Peru's king paid visit to Oslo"),
        ("Peru did, however, recognise Chile.", "Peru did recognise Chile"),
        ("Peru, which has many friends, opened an embassy in Oslo.", "Peru opened embassy in Oslo"),
        ("The embassy was opened in 1990 and closed in 1995.", "embassy was closed in 1995"),
        ("Peru left Cuba in 1990, it joined the United Nations in 1991.", "it joined United Nations in 1991"),
        ("Peru left Cuba in 1990 and in 1991, Chile opened an embassy.", "in 1991 , Chile opened embassy"),
    ],
)
def test_a_sentence_holds_shorter_ones(text: str, clause: str) -> None:
    assert clause in clauses(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru opened an embassy in Oslo.",
        "Peru and Chile signed a treaty.",
        "Peru reportedly recognised Chile.",
        "Peru recognised Chile (1990).",
        "In the capital of Peru.",
        "",
    ],
)
def test_a_plain_sentence_holds_none(text: str) -> None:
    assert clauses(text) == []


def test_what_is_denied_of_one_verb_is_not_said_of_the_other() -> None:
    text = "Peru is one of the few countries that do not recognise or have relations with Chile."
    claims = extract_claims(as_document({"text": text, "title": "Foreign relations of Peru"}), LIBRARY)
    assert {claim.polarity for claim in claims} <= {"negative"}


def test_a_claim_that_crossed_into_a_clause_gives_way_to_the_clause_s() -> None:
    text = "In 1998, Peru recognized Chile and broke relations with Cuba."
    claims = extract_claims(as_document({"text": text, "title": "Foreign relations of Peru"}), LIBRARY)
    said = [(claim.kind, claim.roles.get("party"), dict(claim.time)) for claim in claims]
    assert ("DiplomaticRelation", ["Cuba", "Peru"], {"date": "1998"}) in said
    assert [parties for kind, parties, _ in said if kind == "DiplomaticRelation"] == [["Cuba", "Peru"]]


@given(
    st.lists(
        st.sampled_from(
            "Peru Chile Oslo and , ; ( ) but it was opened first country to recognise swiftly 1990 in which".split()
        ),
        max_size=25,
    )
)
def test_clauses_are_made_of_tokens_of_the_sentence(parts: list[str]) -> None:
    row = read(" ".join(parts))
    for clause in find_clauses(row, LIBRARY):
        places = [row.tokens.index(token) for token in clause.row.tokens]
        assert places == sorted(set(places))
        assert len(places) < len(row.tokens)
        assert row.start <= clause.first < clause.last <= row.end
        assert len(clause.row.code) == len(clause.row.tokens)
