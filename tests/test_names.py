"""Tests of the names of persons and bodies that are found by their capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.text.annotate import Mention
from diplograph.text.names import name_mentions
from diplograph.text.patterns import bundled_library
from diplograph.text.tools import tools_for

WORDS = tools_for(bundled_library()).words


def find(text: str, *taken: Mention, known: str = "") -> list[tuple[str, str]]:
    found = name_mentions(text, (0, len(text)), taken, WORDS, lambda word: word == known)
    return [(mention.cls, mention.value) for mention in found]


def take(cls: str, text: str, word: str) -> Mention:
    start = text.index(word)
    return Mention(cls, start, start + len(word), word, {"territory": word} if cls == "territory" else {})


@pytest.mark.parametrize(
    "name",
    [
        "Ann Quill",
        "H. E. Brown III",
        "Leal da Silva",
        "Ali al-Hasan",
        "Jean-Marc O'Neill",
        "Þóra Björk",
        "Quill Jr.",
        "Juan Quill I",
    ],
)
def test_a_person(name: str) -> None:
    assert find(f"they met {name} and left") == [("name", name)]


@pytest.mark.parametrize(
    "name", ["Ministry of Trade and Industry", "Harbour Board", "Bank for Reconstruction and Development"]
)
def test_a_body(name: str) -> None:
    assert find(f"they joined the {name} in spring") == [("body", name)]


def test_the_territory_before_a_body_is_part_of_its_name() -> None:
    text = "the Malta Tourism Board opened"
    (found,) = name_mentions(text, (0, len(text)), [take("territory", text, "Malta")], WORDS, lambda _: False)
    assert (found.cls, found.value, found.get("of")) == ("body", "Malta Tourism Board", "Malta")


def test_a_particle_begins_a_name_behind_an_office_only() -> None:
    text = "with General de Quill today"
    assert find(text, take("office", text, "General")) == [("name", "de Quill")]
    assert find("a letter de Quill wrote") == [("name", "Quill")]


def test_a_word_that_opens_a_sentence_is_a_name_if_somebody_is_called_so() -> None:
    assert find("Brown spoke.") == []
    assert find("Brown spoke.", known="Brown") == [("name", "Brown")]


def test_nothing_is_found_inside_other_mentions() -> None:
    text = "they flew to New Holm Bay"
    assert find(text, Mention("place", 13, len(text), "New Holm Bay")) == []


@given(st.text("Ab .-'’of\n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_names_lie_in_their_sentence_in_order_and_apart(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = name_mentions(text, (start, end), [], WORDS, lambda _: False)
    edges = [edge for mention in found for edge in (mention.start, mention.end)]
    assert edges == sorted(edges)
    assert all(start <= edge <= end for edge in edges)
