"""Tests of text on a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.screen import clean, hang, measure, shorten, wrap

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@pytest.mark.parametrize(
    ("character", "columns"),
    [("a", 1), ("\u0301", 0), ("\u200d", 0), ("香", 2), ("Ｆ", 2), ("ﬁ", 1)],
)
def test_columns(character: str, columns: int) -> None:
    assert measure(character) == columns
    assert measure(f"x{character}") == 1 + columns


@pytest.mark.parametrize("character", ["\r", "\x1b", "\x9b", "\u202e", "\u2028", "\ue000"])
def test_characters_that_a_terminal_obeys_are_replaced(character: str) -> None:
    assert clean(f"a{character}b") == "a\ufffdb"


@pytest.mark.parametrize("text", ["Þór", "香港", "e\u0301", "\u0915\u094d\u200d\u0937"])
def test_all_else_is_shown(text: str) -> None:
    assert clean(text) == text


@given(texts, st.integers(2, 40))
def test_no_line_is_wider_than_the_screen_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(measure(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(texts, st.integers(4, 40), st.sampled_from(["", "A: ", "[12] "]))
def test_further_lines_hang_below_the_first(text: str, width: int, lead: str) -> None:
    first, *rest = hang(lead, text, width)
    assert first.startswith(lead)
    assert all(line.startswith(" " * len(lead)) for line in rest)
    assert "".join([first[len(lead) :], *(line[len(lead) :] for line in rest)]).replace(" ", "") == text.replace(
        " ", ""
    )


@given(texts, st.integers(1, 40))
def test_what_is_cut_says_so(text: str, width: int) -> None:
    short = shorten(text, width)
    assert len(short) <= width
    assert short == text or (short[-1] == "…" and text.startswith(short[:-1]))
