"""Offsets are exact and reading is linear for every format, however mangled the text."""

from __future__ import annotations

import time

import pytest
from document_checks import check_document
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.documents import parse_document
from diplograph.text.segment import find_sentences

_COMMON = [
    "A met B. C",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "é",
    "\u200f\u05e9\u05dc\u05d5\u05dd",
    "\U0001f600",
    "\0",
    "\ufeff",
    "\u00a0",
    "\u2028",
]
_TOKENS = {
    "plain": ["= T =\n", "== A ==", "- ", "  - ", "]]", "x.jpg", "==", "=", "1. ", "Category:", "\t"],
    "scrape": [
        "\n\n\n",
        "Old Pact The Old Pact is a",
        "term ...",
        "...",
        "Entity\nDate\nNotes\n",
        "1999\n",
        "{{",
        ", x",
        '"',
        " is ",
        "*",
    ],
    "doc": ['<doc id="1" title="A">', "</doc>", "A. ", "Head.", "- item", "&amp;", "<br>", "<"],
    "wikitext": [
        *[
            "[[",
            "]]",
            "{{",
            "}}",
            "|",
            "||",
            "{|\n",
            "|}",
            "|-",
            "\n|",
            "\n!",
            "!!",
            "''",
            "'''",
            "<ref>",
            "</ref>",
            "<ref/>",
        ],
        *[
            "<!--",
            "-->",
            "<nowiki>",
            "</nowiki>",
            "[http://x ",
            "]",
            "* ",
            "\n*",
            "\n**",
            "\n;",
            "\n:",
            "== ",
            "==",
            "flag",
        ],
        *[
            "dts",
            "1999",
            "As of",
            "&nbsp;",
            "&amp;",
            "<br>",
            "File:",
            "=",
            "rowspan=3",
            'colspan="2"',
            "ubl",
            "plainlist",
        ],
    ],
    "html": [
        *[
            "<p>",
            "</p>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<td rowspan=3>",
            "<th colspan=2>",
            "</td>",
            "</tr>",
            "<ul>",
        ],
        *[
            "<li>",
            "</li>",
            "</ul>",
            "<h2>",
            "</h2>",
            "<a href='/wiki/X' title=\"X y\">",
            "</a>",
            "<sup class=reference>",
        ],
        *["</sup>", "<div class='navbox'>", "</div>", "<b>", "</b>", "<", "&lt;", "&nbsp;", "<!--", "-->", "<script>"],
        *["</script>", "<br/>", "<dt>", "<dd>", "<caption>", "<td", '"', "'"],
    ],
}
_BEGINNINGS = {
    "plain": "= T =\n",
    "scrape": "T\n HOME\n\nTheInfoList\n\n\n\nOR:\n\n",
    "doc": '<doc id="1" title="T">\n',
    "wikitext": "[[a]] {{b}}\n",
    "html": "<html>",
}


@st.composite
def mangled_texts(draw: st.DrawFn) -> str:
    """Draw a text that begins like a format and goes on with its marks in any order."""
    form = draw(st.sampled_from(sorted(_TOKENS)))
    tokens = st.sampled_from([*_TOKENS[form], *_COMMON])
    return _BEGINNINGS[form] + "".join(draw(st.lists(tokens, max_size=60)))


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
def test_time_grows_with_length_only(form: str, repeated: str) -> None:
    short, long = (_measure(_BEGINNINGS[form] + repeated * (size // len(repeated))) for size in (8_000, 64_000))
    assert long < max(short, 0.005) * 8 * 4


def _measure(text: str) -> float:
    """Give the seconds that reading takes at best."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        for document in parse_document(text, "a.txt"):
            for block in document.blocks:
                find_sentences(block.text)
        times.append(time.perf_counter() - start)
    return min(times)


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
