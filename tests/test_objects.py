"""Pronouns behind verbs and prepositions, and peoples, stand for territories and missions."""

from __future__ import annotations

import pytest
from test_clauses import read
from test_patterns import as_document

from diplograph.text.extract import extract_claims


def meant(text: str, word: str) -> str:
    row = read(text)
    found = [t.mention.value for t in row.tokens if t.mention is not None and text[t.start : t.end].endswith(word)]
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("Chile recognises Taiwan and has relations with it.", "it", "Taiwan"),
        ("Chile opened an embassy in Oslo and closed it in 1990.", "it", "embassy"),
        ("Chile opened an embassy in Oslo in 1990, and another in Rome in 1995.", "another", "embassy"),
        ("Both the Soviets and the Germans recognised Chile.", "Soviets", "Soviet Union"),
        ("In 1920 the British recognised Chile.", "British", "United Kingdom"),
        ("The Latin American country joined the United Nations.", "country", "Peru"),
        ("After the coup, the military government recognised Chile.", "government", "Peru"),
    ],
)
def test_a_word_stands_for_something(text: str, word: str, value: str) -> None:
    assert meant(text, word) == value


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("The Germans of Chile left.", "Germans", "Germans"),
        ("The British ambassador recognised nobody.", "British", ""),
        ("Another country followed.", "Another", ""),
        ("Chile recognised the government.", "government", ""),
    ],
)
def test_a_word_stands_for_nothing(text: str, word: str, value: str) -> None:
    assert meant(text, word) == value


def test_an_american_of_half_a_continent_is_no_citizen_of_a_state() -> None:
    text = "Latin American and South American states recognised Chile."
    assert all(token.mention is None or token.mention.value == "Chile" for token in read(text).tokens)


def test_letters_among_organisations_are_one() -> None:
    text = "Peru is a member of the UN, the QXDOC, and some of its agencies; and the African Union."
    claims = extract_claims(as_document({"text": text, "title": "Foreign relations of Peru"}))
    assert {claim.roles["organisation"] for claim in claims} >= {"United Nations", "QXDOC", "African Union"}
