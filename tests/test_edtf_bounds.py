"""Tests of EDTF strings: the examples of the standard, bounds, precision, and what holds as of a date."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from diplograph.edtf import Answer, Precision, bounds, compare, is_edtf, precision

#: EDTF, its earliest and latest day ("" = open), its precision. The dates are the specification's examples of levels 0
#: and 1 (Library of Congress, 2019), and the codes of level 2 that stand in place of a month.
TABLE: list[tuple[str, str, str, Precision]] = [
    ("1985-04-12", "1985-04-12", "1985-04-12", "day"),
    ("1985-04", "1985-04-01", "1985-04-30", "month"),
    ("1985", "1985-01-01", "1985-12-31", "year"),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12", "day"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", "day"),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", "day"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", "day"),
    ("1964/2008", "1964-01-01", "2008-12-31", "interval"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31", "interval"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "interval"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "interval"),
    ("2005/2006-02", "2005-01-01", "2006-02-28", "interval"),
    ("Y170000002", "170000002-01-01", "170000002-12-31", "year"),
    ("Y-170000002", "-170000002-01-01", "-170000002-12-31", "year"),
    ("2001-21", "2001-03-01", "2001-11-30", "season"),
    ("2001-24", "2001-01-01", "2002-02-28", "season"),
    ("2003-28", "2003-01-01", "2004-02-29", "season"),
    ("2001-25", "2001-03-01", "2001-05-31", "season"),
    ("2001-33", "2001-01-01", "2001-03-31", "season"),
    ("2001-41", "2001-07-01", "2001-12-31", "season"),
    ("1984?", "1984-01-01", "1984-12-31", "year"),
    ("2004-06~", "2004-06-01", "2004-06-30", "month"),
    ("2004-06-11%", "2004-06-11", "2004-06-11", "day"),
    ("201X", "2010-01-01", "2019-12-31", "decade"),
    ("20XX", "2000-01-01", "2099-12-31", "century"),
    ("2004-XX", "2004-01-01", "2004-12-31", "year"),
    ("1985-04-XX", "1985-04-01", "1985-04-30", "month"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", "year"),
    ("1985-04-12/..", "1985-04-12", "", "interval"),
    ("1985-04/..", "1985-04-01", "", "interval"),
    ("1985/", "1985-01-01", "", "interval"),
    ("../1985-04-12", "", "1985-04-12", "interval"),
    ("/1985", "", "1985-12-31", "interval"),
    ("2004-06~/2004-08", "2004-06-01", "2004-08-31", "interval"),
    ("1951?/199X", "1951-01-01", "1999-12-31", "interval"),
    ("-1985", "-1985-01-01", "-1985-12-31", "year"),
    ("-0320", "-0320-01-01", "-0320-12-31", "year"),
    ("-02XX", "-0299-01-01", "-0200-12-31", "century"),
    ("0000", "0000-01-01", "0000-12-31", "year"),
    ("2000-02", "2000-02-01", "2000-02-29", "month"),
    ("1900-02", "1900-02-01", "1900-02-28", "month"),
    ("0000-02", "0000-02-01", "0000-02-29", "month"),
]

NOT_EDTF = [
    "", " ", "85", "198", "19850", "1985-4", "1985-13", "1985-00", "1985-04-31", "1985-02-29", "1985-04-00", "1985-42",
    "1985-21-01", "1985-XX-01", "1985-04-12T25:00:00", "1985-04-12T23:60:00", "1985-04-12 ", " 1985", "1985~~",
    "~1985", "19X5", "1XXX", "201X-05", "-0000", "-000X", "-00XX", "Y1985", "1985/1984", "1985-05/1985-04", "../..",
    "/", "../", "/..", "1985//1986", "1985/1986/1987", "unknown", "1985-04-1X", "\u0661\u0669\u0668\u0665", "1985\n",
    "[1985..]",
]  # fmt: skip

#: What is dated, as of when, whether it was so.
ANSWERS: list[tuple[str, str, Answer]] = [
    ("1975-08-10", "1975-08-10", "certain"),
    ("1975-08-10", "1975-08", "certain"),
    ("1975-08-10", "1975-08-11", "no"),
    ("1975", "1975-08-10", "possible"),
    ("1975", "1976", "no"),
    ("198X", "1985", "possible"),
    ("198X", "19XX", "certain"),
    ("1971/1973", "1970-12-31", "no"),
    ("1971/1973", "1971-06-01", "possible"),
    ("1971/1973", "1972-06-01", "certain"),
    ("1971/1973", "1973-06-01", "possible"),
    ("1971/1973", "1973", "certain"),
    ("1971/1973", "1974", "no"),
    ("1971-05/1971-06", "1971-05-31", "certain"),
    ("1971/1971-06", "1971-05", "possible"),
    ("1971/1971-06", "1971", "certain"),
    ("1950/..", "1949", "no"),
    ("1950/..", "1951", "certain"),
    ("1950/..", "2050-01-01", "certain"),
    ("1950/", "1951", "possible"),
    ("1950/", "1950", "certain"),
    ("../1997", "1998", "no"),
    ("../1997", "1900", "possible"),
    ("../1997", "1997", "certain"),
    ("/1997", "1900", "possible"),
    ("1953~", "1953", "possible"),
    ("1953~", "1952", "possible"),
    ("1953~", "1951", "no"),
    ("1953?", "1953", "possible"),
    ("1953?", "1954", "no"),
    ("2016-09~", "2016-10-15", "possible"),
    ("2016-09~", "2016-11-15", "no"),
    ("2016-01-15~", "2015-12-20", "possible"),
    ("195X~", "1965", "possible"),
    ("1950~/1960", "1949", "possible"),
    ("1950~/1960", "1955", "possible"),
    ("1950~/..", "1955", "possible"),
    ("-0320", "-0319", "no"),
    ("-0320/0010", "-0001", "certain"),
    ("1990", "../1995", "certain"),
    ("1990", "1995/..", "no"),
    ("Y20000", "1990", "no"),
]

YEARS = st.integers(1000, 2099).map(str)
POINTS = st.one_of(
    st.dates(date(1000, 1, 1), date(2099, 12, 31)).map(str),
    st.dates(date(1000, 1, 1), date(2099, 12, 31)).map(lambda day: str(day)[:7]),
    YEARS,
    YEARS.map(lambda year: f"{year[:3]}X"),
    YEARS.map(lambda year: f"{year[:2]}XX"),
    st.tuples(YEARS, st.integers(21, 41)).map(lambda pair: f"{pair[0]}-{pair[1]}"),
)
EDTF = st.one_of(
    POINTS,
    st.tuples(POINTS, st.sampled_from("~?%")).map("".join),
    POINTS.map(lambda point: f"{point}/.."),
    POINTS.map(lambda point: f"../{point}"),
    st.tuples(POINTS, POINTS).map("/".join).filter(is_edtf),
)
DAYS = st.dates(date(990, 1, 1), date(2110, 12, 31))


@pytest.mark.parametrize(("edtf", "earliest", "latest", "unit"), TABLE)
def test_reads_the_examples_of_the_specification(edtf: str, earliest: str, latest: str, unit: Precision) -> None:
    assert is_edtf(edtf)
    assert bounds(edtf) == (earliest or None, latest or None)
    assert precision(edtf) == unit


@pytest.mark.parametrize("text", NOT_EDTF)
def test_refuses_what_is_not_edtf(text: str) -> None:
    assert not is_edtf(text)
    with pytest.raises(ValueError, match="not an EDTF date"):
        bounds(text)


@given(st.text(alphabet="0123456789-/.XY~?%T:Z ", max_size=24))
def test_says_of_any_text_whether_it_has_bounds(text: str) -> None:
    if not is_edtf(text):
        with pytest.raises(ValueError, match="not an EDTF date"):
            bounds(text)
    else:
        earliest, latest = bounds(text)
        assert earliest or latest


@pytest.mark.parametrize(("edtf", "as_of", "answer"), ANSWERS)
def test_tells_what_holds_as_of_a_date(edtf: str, as_of: str, answer: Answer) -> None:
    assert compare(edtf, as_of) == answer


@given(EDTF)
def test_bounds_are_days_in_order(edtf: str) -> None:
    earliest, latest = bounds(edtf)
    for day in (earliest, latest):
        assert day is None or date.fromisoformat(day)
    assert earliest is None or latest is None or earliest <= latest


@given(EDTF, DAYS)
def test_a_day_outside_the_bounds_is_never_certain(edtf: str, day: date) -> None:
    earliest, latest = bounds(edtf)
    inside = (earliest is None or earliest <= str(day)) and (latest is None or str(day) <= latest)
    answer = compare(edtf, str(day))
    assert inside or answer != "certain"
    assert not inside or answer != "no"


@given(EDTF, st.dates(date(1990, 1, 1), date(2010, 12, 31)), st.integers(0, 400), st.integers(0, 400))
def test_asking_about_a_longer_time_never_weakens_the_answer(edtf: str, day: date, before: int, after: int) -> None:
    strength = {"no": 0, "possible": 1, "certain": 2}
    longer = f"{day - timedelta(before)}/{day + timedelta(after)}"
    assert strength[compare(edtf, longer)] >= strength[compare(edtf, str(day))]


@given(EDTF)
def test_a_time_holds_within_itself(edtf: str) -> None:
    assume(not re.search(r"-2[1-4](?=/|$)", edtf))  # a season of either hemisphere may lie outside itself
    assert compare(edtf, edtf) == ("possible" if edtf[-1] in "~?%" else "certain")
