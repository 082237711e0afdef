"""Tests of finding the mentions of a sentence."""

from __future__ import annotations

import pytest

from diplograph.model import Link
from diplograph.text.annotate import Mention
from diplograph.text.discourse import Discourse
from diplograph.text.gazetteer import Sense
from diplograph.text.mentions import find_mentions
from diplograph.text.patterns import bundled_library
from diplograph.text.tools import tools_for

TOOLS = tools_for(bundled_library())


def find(text: str, discourse: Discourse | None = None) -> list[Mention]:
    return find_mentions(text, 0, len(text), TOOLS, discourse or Discourse())


def list_found(text: str, discourse: Discourse | None = None) -> list[tuple[str, str]]:
    return [(mention.cls, mention.value) for mention in find(text, discourse)]


def test_all_sorts_of_mentions_in_the_order_of_the_text() -> None:
    assert list_found("On 4 May 1999 Minister of Finance Ann Quill flew to Lima with 20 envoys from Chile.")[:5] == [
        ("date", "1999-05-04"),
        ("office", "Minister of Finance"),
        ("name", "Ann Quill"),
        ("place", "Lima"),
        ("number", "20"),
    ]


def test_a_city_behind_a_title_is_a_person() -> None:
    assert list_found("they met President Lagos in Lagos")[-2:] == [("name", "Lagos"), ("place", "Lagos")]


def test_letters_behind_a_name_are_no_part_of_it() -> None:
    assert ("name", "Ann Quill") in list_found("they met Ann Quill MP in Lima")


def test_names_in_capitals_are_found_as_in_a_title() -> None:
    text = "RELATIONS OF GREENLAND WITH PERU"
    found = find(text)
    assert [(m.cls, m.value, text[m.start : m.end]) for m in found] == [
        ("territory", "Greenland", "GREENLAND"),
        ("territory", "Peru", "PERU"),
    ]


def test_an_interval_has_ends_and_a_date_is_a_point() -> None:
    interval, day = find("from 1990 to 1994 and on 2 June 1996")
    assert (interval.get("first"), interval.get("last"), interval.get("point")) == ("1990", "1994", "")
    assert (day.get("point"), day.get("first")) == ("1996-06-02", "")


def test_abbreviations_are_those_that_the_document_defines() -> None:
    assert list_found("the CBF met") == []
    defined = {"CBF": Sense("body", "Coral Bay Forum")}
    assert list_found("the CBF met", Discourse(defined=defined)) == [("body", "Coral Bay Forum")]


def test_an_ambiguous_name_stays_open_unless_the_document_settles_it() -> None:
    (found,) = find("the Congolese envoy came")[:1]
    assert " | " in found.get("ambiguous")
    topic = ("Republic of the Congo", "Chile")
    (settled,) = find("the Congolese envoy came", Discourse(topic=topic))[:1]
    assert settled.get("territory") == "Republic of the Congo"


@pytest.mark.parametrize(
    ("target", "value"),
    [("Ann Quill (politician)", "Ann Quill"), ("Oslo", "Oslo"), ("Border treaty", "Quill")],
)
def test_a_link_gives_the_full_name_where_it_is_one(target: str, value: str) -> None:
    text = "they met Quill today"
    (found,) = find(text, Discourse(links=(Link(9, 14, target),)))
    assert found.value == value


def test_a_sentence_is_read_as_a_part_of_its_block() -> None:
    text = "He left Peru. Ann Quill flew to Lima in 1990."
    found = find_mentions(text, 14, len(text), TOOLS, Discourse())
    assert [text[m.start : m.end] for m in found] == ["Ann Quill", "Lima", "1990"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peru joined the Non-aligned movement.", "Non-Aligned Movement"),
        ("a member of the South Pacific Islands Forum", "South Pacific Islands Forum"),
        ("a member of the African Union, ZQXAA and the UN", "ZQXAA"),
    ],
)
def test_names_of_organisations_that_no_table_has_so(text: str, name: str) -> None:
    assert name in [value for cls, value in list_found(text) if cls == "organisation"]


def test_parts_of_the_world_are_no_persons_and_no_states() -> None:
    assert list_found("grants to Latin American states in Asia, the Caribbean and the Pacific") == []


def test_an_ordinal_may_have_two_words() -> None:
    assert ("ordinal", "31") in list_found("the Thirty-First Session")
