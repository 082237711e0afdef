"""Tests of selecting patterns: whatever matches is selected, and what lacks a word that it needs is not."""

from __future__ import annotations

from copy import copy
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.text.alphabet import Alphabet
from diplograph.text.language import compile_pattern
from diplograph.text.patterns import Pattern, bundled_library
from diplograph.text.selection import Selector, make_selector

CLASSES = ("territory", "mission", "date")


def make_small(*texts: str) -> tuple[Selector, Alphabet]:
    """Make a selector of two patterns: of the first text, and of all others."""
    alphabet = Alphabet({cls: chr(0xA1 + number) for number, cls in enumerate(CLASSES)})
    first, *others = (compile_pattern(text, {}, alphabet) for text in texts)
    patterns = [Pattern("first", "Kind", (first,)), Pattern("others", "Kind", tuple(others))]
    return make_selector(patterns, alphabet), alphabet


def encode(sentence: str, alphabet: Alphabet) -> str:
    return "".join(map(alphabet.of_key, sentence.split()))


def test_all_that_a_text_needs_must_be_there() -> None:
    selector, alphabet = make_small("(opened|closed) {m:mission} in {h:territory}", "{m:mission} [in] ...", "..")
    assert list(selector.select(encode("opened {mission} in {territory}", alphabet))) == [0, 1, 2]
    assert list(selector.select(encode("opened {mission} of {territory}", alphabet))) == [1, 2]
    assert list(selector.select(encode("closed in {territory}", alphabet))) == [2]
    assert list(selector.select("")) == [2]


def test_what_must_follow_must_be_there_too() -> None:
    selector, alphabet = make_small("opened (=in {d:date}) ..", "closed")
    assert list(selector.select(encode("opened in {date}", alphabet))) == [0]
    assert list(selector.select(encode("opened in", alphabet))) == []


def test_entries_behind_one() -> None:
    selector, alphabet = make_small("a", "a [b]", "(a|b)")
    assert list(selector.select(encode("a", alphabet), 0)) == [1, 2]
    assert list(selector.select(encode("a", alphabet), 2)) == []


def test_texts_are_grouped_by_pattern() -> None:
    selector, alphabet = make_small("a", "b", "a b")
    found = [
        (pattern.id, [text.text for text in texts]) for pattern, texts in selector.select_texts(alphabet.words["b"])
    ]
    assert found == [("others", ["b"])]


def test_patterns_for_tables_are_left_out() -> None:
    alphabet = Alphabet({})
    pattern = Pattern("columns", "Kind", (compile_pattern("a", {}, alphabet),), scope="row")
    assert make_selector([pattern], alphabet).entries == ()


@cache
def bundled() -> tuple[Selector, str]:
    """Make the selector of the bundled patterns, and list the characters of their words and classes."""
    library = bundled_library()
    selector = make_selector(library.patterns, library.alphabet)
    return selector, "".join([*library.alphabet.words.values(), *library.alphabet.chars.values()])


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_matches_is_selected(data: st.DataObject) -> None:
    selector, characters = bundled()
    number = data.draw(st.integers(0, len(selector.entries) - 1))
    _, text = selector.entries[number]
    code = data.draw(st.from_regex(text.regex, alphabet=st.sampled_from(sorted(characters))))
    assert number in set(selector.select(code))
    assert next(copy(text).find(code), None) is not None  # a copy has not compiled the expression
