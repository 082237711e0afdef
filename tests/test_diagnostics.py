"""Tests of how findings look on the screen: the line, the marks under the words, and what a line may hold."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from diplograph.graph.diagnostics import draw_line, find_words, render_finding, render_findings
from diplograph.graph.findings import Finding, place
from diplograph.screen import measure

TEXT = "= Norway =\n\n- Arctic Council (Since 1991)\n"


def find(message: str, exact: str, text: str = TEXT) -> Finding:
    start = text.index(exact)
    return place(
        Finding("warning", message, "MembershipSense"), "norway", (start, start + len(exact)), {"norway": text}
    )


def test_a_finding_looks_as_a_compiler_prints_it() -> None:
    finding = find("It begins in 1991, before 1996.", "Arctic Council (Since 1991)")
    assert render_finding(finding, TEXT, "seeds/norway.txt") == (
        "seeds/norway.txt:3:3: warning: It begins in 1991, before 1996. [MembershipSense]\n"
        "    3 | - Arctic Council (Since 1991)\n"
        "      |   ~~~~~~~~~~~~~~~~~~~~~~^^^^~\n"
    )


def test_a_message_that_repeats_nothing_points_at_the_whole() -> None:
    shown = render_finding(find("Odd.", "Arctic Council"), TEXT, "")
    assert shown.splitlines()[0].startswith("norway:3:3: ")
    assert shown.splitlines()[2] == "      |   ^^^^^^^^^^^^^^"


def test_without_a_text_or_a_place_there_is_the_message_alone() -> None:
    finding = find("Odd.", "Arctic Council")
    assert render_findings([finding], {}, {}) == "norway:3:3: warning: Odd. [MembershipSense]\n"
    assert render_findings([Finding("error", "Odd.", "")], {}, {}) == "error: Odd.\n"


def draw(text: str, exact: str, width: int = 100, words: list[tuple[int, int]] | None = None) -> tuple[str, str]:
    start = text.index(exact)
    line = draw_line(text, (start, start + len(exact)), words or [], width)
    return line.text, line.marks


def test_wide_characters_take_two_marks() -> None:
    assert draw("香港 and 澳門 1999", "澳門") == ("香港 and 澳門 1999", "         ^^^^")


def test_combining_marks_take_none() -> None:
    assert draw("Kwas\u0301niewski met", "met") == ("Kwas\u0301niewski met", "            ^^^")


def test_tabs_go_to_the_next_column() -> None:
    assert draw("a\tb\tc", "c") == ("a   b   c", "        ^")


def test_characters_that_a_terminal_obeys_are_replaced() -> None:
    assert draw("a\x1b[31m\u202eb", "b") == ("a\ufffd[31m\ufffdb", "       ^")


def test_a_line_ends_at_a_line_feed_and_hides_its_return() -> None:
    assert draw("one\r\ntwo\r\nthree", "two") == ("two", "^^^")


def test_a_span_over_lines_shows_the_line_of_the_words() -> None:
    line = draw_line("one 1990\ntwo 1991\n", (0, 17), [(13, 17)])
    assert (line.number, line.text, line.marks) == (2, "two 1991", "~~~~^^^^")


def test_a_long_line_is_cut_around_the_words() -> None:
    shown, marks = draw(f"{'left ' * 60}WORD{' right' * 60}", "WORD", width=60)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown.index("WORD") == marks.index("^")
    assert marks.strip() == "^^^^"


def test_words_longer_than_the_screen_fill_it() -> None:
    shown, marks = draw("x" * 500, "x" * 400, width=60)
    assert len(shown) == len(marks) + 1
    assert shown.endswith("…")


@given(st.text("aé香e\u0301\t \u200dñ", min_size=1, max_size=200), st.data(), st.integers(30, 80))
@example("\u0301" * 60, None, 30)
def test_a_line_fits_and_the_marks_are_under_the_words(text: str, data: st.DataObject | None, width: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1)) if data else 0
    end = data.draw(st.integers(start + 1, len(text))) if data else 1
    shown, marks = draw_line(text, (start, end), [], width)[1:]
    assert measure(shown) <= width - 8
    assert measure(marks) <= measure(shown)
    if "^" in marks:
        column = marks.index("^")
        before = next(i for i in range(len(shown) + 1) if measure(shown[:i]) == column)
        while unicodedata.category(shown[before]) in {"Mn", "Cf"}:
            before += 1
        assert shown[before] == " " or shown[before] in text[start:end]


def test_months_and_numerals_belong_to_the_words() -> None:
    exact = "on 10 August 1975 the three, not 14"
    assert [exact[a:b] for a, b in find_words("It was 1975, said 3.", exact)] == ["10 August 1975", "three"]
    assert find_words("It is of 12,500.", "some 12500 people") == [(5, 10)]
