"""Tests of the date finder: the spellings of ``date_rows``, the geometry of mentions, hostile texts, resolution."""

from __future__ import annotations

from itertools import pairwise

import pytest
from calls import count_calls
from date_rows import (
    APPROXIMATE,
    DAYS,
    INTERVALS,
    LISTS,
    MONTHS_AND_YEARS,
    NOTHING,
    PARTIAL,
    PERIODS,
    RELATIVE,
    Row,
)
from hypothesis import given
from hypothesis import strategies as st

from diplograph.dates import DateMention, find_dates, resolve
from diplograph.edtf import bounds, is_edtf

ROWS: list[Row] = [*DAYS, *MONTHS_AND_YEARS, *PERIODS, *APPROXIMATE, *INTERVALS, *LISTS, *PARTIAL, *RELATIVE]
#: Pieces that dates are made of, to be put together in any order.
PIECES = st.sampled_from([
    "1999", "2001", "12", "31st", "5", "May", "June", "Sept.", " ", "  ", "\u00a0", ", ", "\u2013", "-", "/", ".",
    " to ", " and ", " or ", "between ", "from ", "in ", "the ", "of ", "c. ", "about ", "mid-",
    "early ", "first half of ", "19th century", "1980s", "70s", "BC", " AD", "year", " later", "two ", "same ",
    "present", " or before", "(", ")", "spring ", "Monday, ", "$", "people", "\n", "|", "1", "0",
])  # fmt: skip


def _values(text: str) -> list[tuple[str, str]]:
    return [
        (text[mention.start : mention.end], " ".join(filter(None, (mention.edtf, mention.partial, mention.relative))))
        for mention in find_dates(text)
    ]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_reads_a_date_as_it_is_written(text: str, expected: list[tuple[str, str]]) -> None:
    assert _values(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_out_what_is_no_date(text: str) -> None:
    assert _values(text) == []


def test_covers_many_spellings() -> None:
    assert len(ROWS) + len(NOTHING) == len({text for text, _ in ROWS} | set(NOTHING))
    assert all(surface in text for text, dates in ROWS for surface, _ in dates)


@pytest.mark.parametrize(
    ("text", "expected"), [row for row in ROWS if not row[0].startswith(("1992", "1990 saw", "4 July", "(9"))]
)
def test_finds_the_same_date_behind_another_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert _values("Elbonia opened an embassy. " + text)[-len(expected) :] == expected


@given(st.lists(PIECES, max_size=14).map("".join))
def test_mentions_are_in_order_apart_and_well_formed(text: str) -> None:
    mentions = find_dates(text)
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    for mention in mentions:
        surface = text[mention.start : mention.end]
        assert surface
        assert surface == surface.strip()
        assert bool(mention.edtf) != bool(mention.partial or mention.relative)
        assert not mention.edtf or is_edtf(mention.edtf)


@given(st.text())
def test_reads_any_text(text: str) -> None:
    assert all(0 <= mention.start < mention.end <= len(text) for mention in find_dates(text))


@given(st.dates())
def test_reads_every_day_of_the_calendar(day: object) -> None:
    iso = str(day)
    year, month, number = iso.split("-")
    if not "1000" <= year <= "2099":
        return
    names = "January February March April May June July August September October November December".split()
    name = names[int(month) - 1]
    for text in (f"{int(number)} {name} {year}", f"{name} {int(number)}, {year}", iso):
        assert _values(f"It was on {text}.") == [(text, iso)]


@pytest.mark.parametrize(
    "piece",
    [
        "1", "1999\u2013", "1999, ", "1999 and ", "January ", "in January ", "12 and ", "1, ", "May 1, ", "the ",
        "early ", "the first half of the ", "c. ", "between 1999 and ", "one year later ", "the same year ", " year",
        "19th and ", "19th century ", "1980s and ", "(", "1999/", "12-", "12.", "Monday ", "of the ", "1999 or before ",
        "a\u00a0", "day ",
    ],
)  # fmt: skip
def test_work_grows_with_length_only_on_hostile_texts(piece: str) -> None:
    small, large = (count_calls(lambda n=n: find_dates(piece * (n // len(piece)))) for n in (4_000, 16_000))  # type: ignore[misc]
    assert large < max(small, 100) * 4 * 1.25


@pytest.mark.parametrize(
    ("partial", "relative", "anchor", "expected"),
    [
        ("", "P0Y", "1975-07-09", "1975"),
        ("", "P1Y", "1975-07-09", "1976"),
        ("", "-P1Y", "1975", "1974"),
        ("", "P1M", "1975-12-09", "1976-01"),
        ("", "-P1M", "1975-01-09", "1974-12"),
        ("", "P0M", "1975-07", "1975-07"),
        ("", "P0M", "1975", ""),
        ("", "P1D", "1975-12-31", "1976-01-01"),
        ("", "P1D", "1975-12", ""),
        ("", "P2W", "1975-07-09", "1975-07"),
        ("", "P2W", "1975-07-20", ""),
        ("", "P1Y", "1975-08-10/1975-08-13", "1976"),
        ("", "P1Y", "1975/1977", ""),
        ("", "P1Y", "198X", ""),
        ("", "P1Y", "1975/..", ""),
        ("", "P1Y", "1975-07~", "1976~"),
        ("", "P1Y", "", ""),
        ("", "P1Y", "soon", ""),
        ("", "P99Y", "9990", ""),
        ("", "nonsense", "1975", ""),
        ("--08-04", "", "1992", "1992-08-04"),
        ("--08-04", "", "1992-11-30", "1992-08-04"),
        ("--08-04", "P1Y", "1992-11-30", "1993-08-04"),
        ("--06", "", "2011", "2011-06"),
        ("--06", "", "201X", ""),
        ("--02-29", "", "2011", ""),
        ("--08-10/--08-13", "", "1975", "1975-08-10/1975-08-13"),
        ("--12-28/--01-03", "", "1975", ""),
    ],
)
def test_resolves_by_an_anchor_and_never_guesses(partial: str, relative: str, anchor: str, expected: str) -> None:
    assert resolve(DateMention(0, 0, "", partial, relative), anchor) == expected


def test_a_stated_date_needs_no_anchor() -> None:
    assert resolve(DateMention(0, 4, "1992"), "1975") == "1992"


@given(st.dates(), st.sampled_from(["P0Y", "P1Y", "-P3Y", "P1M", "-P14M", "P1D", "-P40D", "P0M", "P0D"]))
def test_a_resolved_date_is_never_more_precise_than_its_distance(day: object, distance: str) -> None:
    value = resolve(DateMention(0, 0, "", relative=distance), str(day))
    assert not value or len(value) == {"Y": 4, "M": 7, "D": 10}[distance[-1]]
    assert not distance.startswith("P0") or bounds(value)[0] <= str(day) <= bounds(value)[1]  # type: ignore[operator]


def test_the_next_year_may_open_a_sentence() -> None:
    assert [mention.relative for mention in find_dates("Next year Peru left.")] == ["P1Y"]
    assert find_dates("They will meet next year.") == []
