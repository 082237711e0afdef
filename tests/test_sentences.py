"""Tests of reading a sentence into a row: joined mentions, and what stands for others."""

from __future__ import annotations

import pytest

from diplograph.model import Document
from diplograph.text.annotate import Row
from diplograph.text.discourse import Discourse
from diplograph.text.memory import anchor_of, remember
from diplograph.text.patterns import bundled_library
from diplograph.text.reading import Reading, open_reading
from diplograph.text.sentences import read_row
from diplograph.text.tools import tools_for

LIBRARY = bundled_library()
TOOLS = tools_for(LIBRARY)


def read(text: str, discourse: Discourse | None = None) -> Row:
    return read_row(text, 0, len(text), TOOLS, discourse or Discourse())


def open_empty(title: str = "") -> Reading:
    return open_reading(Document("a", title, "plain", "", (), ""), LIBRARY)


def test_an_adjective_an_office_and_a_name_become_a_person() -> None:
    mention = read("Kenyan President Ann Quill spoke").tokens[0].mention
    assert mention is not None
    assert (mention.cls, mention.value) == ("person", "Ann Quill")
    assert (mention.get("office"), mention.get("of")) == ("President", "Kenya")


def test_a_person_without_a_name_is_called_by_the_office() -> None:
    mention = read("she met the President of Peru").tokens[-1].mention
    assert mention is not None
    assert (mention.value, mention.get("label")) == ("", "President of Peru")


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Deputy Ministers Quill, Ruiz and Jon Berg met.", ["Deputy Minister of ?"] * 3),
        ("The Presidents of Chile, Peru and the Netherlands met.", ["President of Chile", "President of Peru", "President of Netherlands"]),
        ("Irish and Mexican presidents Ann Quill and Luis Ruiz met.", ["President of Ireland", "President of Mexico"]),
        ("Kenyan President Ann Quill met her Peruvian counterpart Luis Ruiz.", ["President of Kenya", "President of Peru"]),
        ("The Presidents of Kenya and Peru, Ann Quill and Luis Ruiz, met.", ["President of Kenya", "President of Peru"]),
        ("President Ann Quill and Luis Ruiz met.", ["President of ?", " of ?"]),
    ],
)  # fmt: skip
def test_an_office_in_the_plural_is_that_of_all_whom_the_list_names(text: str, offices: list[str]) -> None:
    people = [t.mention for t in read(text).tokens if t.mention is not None and t.mention.cls == "person"]
    assert [f"{person.get('office')} of {person.get('of') or '?'}" for person in people] == offices


def test_both_countries_are_those_of_the_article() -> None:
    mention = read("Both countries signed a treaty", Discourse(topic=("Chile", "Peru"))).tokens[0].mention
    assert mention is not None
    assert (mention.cls, mention.get("first"), mention.get("second")) == ("pair", "Chile", "Peru")


def test_a_pronoun_is_the_person_whom_a_sentence_before_named() -> None:
    reading = open_empty()
    row = read("Kenyan President Ann Quill visited Lima.", reading.discourse)
    remember(reading, row, [])
    mention = read("She spoke", reading.discourse).tokens[0].mention
    assert mention is not None
    assert (mention.value, mention.get("known_office"), mention.get("known_of")) == ("Ann Quill", "President", "Kenya")


def test_a_sentence_leaves_its_subject_its_sides_and_its_date() -> None:
    reading = open_empty()
    remember(reading, read("Chile and Peru signed a treaty in May 1999.", reading.discourse), [])
    assert reading.discourse.subject == "Chile"
    assert reading.discourse.group == ("Chile", "Peru")
    assert anchor_of(reading) == "1999-05"
    remember(reading, read("It rained.", reading.discourse), [])
    assert reading.discourse.subject == "Chile"
    assert anchor_of(reading) == "1999-05"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In ten states (including Chad and Peru) it met.", ", including Chad and Peru , it met"),
        ("In ten states (e.g. Chad, Peru).", ", including Chad , Peru"),
        ("In ten states (and in Chad).", "( and in Chad )"),
    ],
)
def test_examples_in_brackets_are_read_as_if_commas_stood_around_them(text: str, words: str) -> None:
    shown = " ".join(t.word or (t.mention.value if t.mention is not None else "") for t in read(text).tokens)
    assert shown.endswith(words)


def test_an_office_in_the_plural_behind_a_name_is_that_of_others() -> None:
    row = read("After the arrest of Ada Lim, Ministers of Foreign Affairs of Chad and Peru issued a statement.")
    named = [t.mention for t in row.tokens if t.mention is not None and t.mention.value == "Ada Lim"]
    assert [mention.get("office") for mention in named] == [""]


def test_the_visit_of_any_holder_of_an_office_names_nobody() -> None:
    row = read("It was the first visit by a Chadian president since 2008.")
    assert not [t for t in row.tokens if t.mention is not None and t.mention.cls == "person"]
