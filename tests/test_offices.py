"""Tests of whole offices around a title."""

from __future__ import annotations

import pytest

from diplograph.text.name_words import last_word
from diplograph.text.offices import office_mention, title_case
from diplograph.text.patterns import bundled_library
from diplograph.text.tools import tools_for

WORDS = tools_for(bundled_library()).words


def find(text: str, title: str) -> tuple[str, str]:
    start = text.index(title)
    mention = office_mention(text, start, start + len(title), WORDS)
    return text[mention.start : mention.end], mention.value


@pytest.mark.parametrize(
    ("text", "title", "words", "value"),
    [
        (
            "the deputy minister of culture spoke",
            "minister",
            "deputy minister of culture",
            "Deputy Minister of Culture",
        ),
        ("a defence minister came", "minister", "defence minister", "Defence Minister"),
        ("Minister of Finance and Trade", "Minister", "Minister of Finance and Trade", "Minister of Finance and Trade"),
        ("the President of Peru", "President", "President", "President"),
        ("both Foreign Ministers met", "Foreign Ministers", "Foreign Ministers", "Foreign Minister"),
        ("underminister", "minister", "minister", "Minister"),
        ("the PM spoke", "PM", "PM", "Prime Minister"),
        (
            "Chairman of the Council of Ministers",
            "Chairman of the Council of Ministers",
            "Chairman of the Council of Ministers",
            "Chairman of the Council of Ministers",
        ),
    ],
)
def test_ranks_and_portfolios_belong_to_an_office(text: str, title: str, words: str, value: str) -> None:
    assert find(text, title) == (words, value)


def test_an_office_does_not_reach_into_the_next_one() -> None:
    assert find("the Prime Minister, the Minister of Trade", "Prime Minister") == ("Prime Minister", "Prime Minister")


def test_an_office_in_the_plural_is_known_as_such() -> None:
    text = "Deputy Foreign Ministers"
    assert office_mention(text, 7, len(text), WORDS).data == {"plural": "1"}
    assert office_mention("Foreign Minister", 0, 16, WORDS).data == {}


def test_small_words_stay_small() -> None:
    assert title_case("chargé d'affaires of THE embassy") == "Chargé d'affaires of THE Embassy"
    assert title_case("the envoy") == "The Envoy"


def test_the_last_word_is_what_stands_behind_a_space_or_a_hyphen() -> None:
    assert [last_word(text) for text in ("Vice-President", "the Deputy", "Envoy", "")] == [
        "president",
        "deputy",
        "envoy",
        "",
    ]
