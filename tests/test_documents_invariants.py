"""Offsets are exact and reading is linear for every format, however mangled the text."""

from __future__ import annotations

import pytest
from calls import count_calls
from document_checks import check_document
from hypothesis import given, settings
from hypothesis import strategies as st
from mangled import BEGINNINGS, mangled_texts

from diplograph.documents import parse_document
from diplograph.text.segment import find_sentences


@given(mangled_texts())
@settings(max_examples=400, deadline=None)
def test_offsets_are_exact_in_mangled_texts(text: str) -> None:
    for document in parse_document(text, "a.txt"):
        assert document.text in text
        check_document(document)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_offsets_are_exact_in_any_text(text: str) -> None:
    for document in parse_document(text, "a.wiki"):
        check_document(document)


@given(
    st.lists(st.sampled_from(["Mr. ", "A", "b. ", "C? ", '." ', "\n", "U.S. ", "1. ", "...", "(", "é"]), max_size=40)
)
def test_sentences_keep_every_visible_character(parts: list[str]) -> None:
    text = "".join(parts)
    kept = "".join(text[start:end] for start, end in find_sentences(text))
    assert "".join(kept.split()) == "".join(text.split())


_REPEATED = {
    "bare": ["History\n", "A | B |\n", "---|---|\n", "[1]", "x.svg\n", "- a\n", "|", " [ 1 ] .", "see "],
    "wikitext": [
        "[[",
        "{{",
        "]]",
        "[[a|",
        "{{a|",
        "<ref>",
        "<!--",
        "{|\n",
        "''",
        "[http://a ",
        "{{a}}",
        "[[{{",
        "|-\n|a||b\n",
        "** a\n",
    ],
    "html": [
        "<div>",
        "<p>",
        '<a href="/wiki/X">',
        "<table><tr><td>",
        "<td rowspan=9999>a",
        "<!--",
        "<",
        "<b></p>",
        "<ul><li>",
    ],
    "plain": ["  ", "- ", "=", "]]x.jpg", ". ", "A. ", "\r"],
    "scrape": ["..", "Old Pact The Old Pact is a\n", "term ...\n", "Entity\nDate\nNotes\n"],
    "doc": ["Head.\n", "&amp;", "<doc ", "</doc>"],
}


@pytest.mark.parametrize(("form", "repeated"), [(form, text) for form, texts in _REPEATED.items() for text in texts])
def test_work_grows_with_length_only(form: str, repeated: str) -> None:
    short, long = (_count(BEGINNINGS[form] + repeated * (size // len(repeated))) for size in (4_000, 16_000))
    assert long < max(short, 1_000) * 4 * 1.5


def _count(text: str) -> int:
    """Count the calls that reading takes."""

    def read() -> None:
        for document in parse_document(text, "a.txt"):
            for block in document.blocks:
                find_sentences(block.text)

    return count_calls(read)


def test_a_hundred_thousand_rows() -> None:
    rows = "|-\n| {{flag|Norland}} || {{dts|1990|5|4}}\n" * 100_000
    document = parse_document("{| class=x\n! State !! Date\n" + rows + "|}\n", "states.wiki")[0]
    assert len(document.blocks) == 100_000
    assert document.blocks[-1].text == "Norland | 4 May 1990"


def test_deep_nesting_does_not_recurse() -> None:
    deep = 5_000
    for text in (
        "[[a]] " + "{{nowrap|" * deep + "x" + "}}" * deep,
        "{{a|\n* " * deep + "[[b]]" + "}}" * deep,
        "<html>" + "<ul><li>" * deep + "x",
        "[[a]]\n" + "*" * deep + " x",
    ):
        check_document(parse_document(text, "deep.txt")[0])
