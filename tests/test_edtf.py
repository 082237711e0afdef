"""Tests of the bounds of stated dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.edtf import find_bounds, find_value, is_approximate

ROWS = [
    ("1997-07-01", date(1997, 7, 1), date(1997, 7, 1)),
    ("2004-02", date(2004, 2, 1), date(2004, 2, 29)),
    ("2015", date(2015, 1, 1), date(2015, 12, 31)),
    ("201X", date(2010, 1, 1), date(2019, 12, 31)),
    ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
    ("1953~", date(1953, 1, 1), date(1953, 12, 31)),
    ("1971/1973", date(1971, 1, 1), date(1973, 12, 31)),
    ("../1997", None, date(1997, 12, 31)),
    ("1997/..", date(1997, 1, 1), None),
]
NOT_DATES = ["", "soon", "2001-13", "2001-02-30", "20011", "200", "2001-00-00-00"]


@pytest.mark.parametrize(("edtf", "earliest", "latest"), ROWS)
def test_bounds(edtf: str, earliest: date | None, latest: date | None) -> None:
    assert find_bounds(edtf) == (earliest, latest)


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_no_date_has_no_bounds_and_no_value(text: str) -> None:
    assert find_bounds(text) == (None, None)
    assert find_value(text) is None


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_day_is_its_own_bounds(day: date) -> None:
    assert find_bounds(day.isoformat()) == (day, day)
    assert find_value(day.isoformat()) == (day.isoformat(), "date")


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from([4, 7, 10]))
def test_a_coarser_date_covers_the_finer_one(day: date, length: int) -> None:
    bounds = find_bounds(day.isoformat()[:length])
    assert bounds.earliest is not None
    assert bounds.latest is not None
    assert bounds.earliest <= day <= bounds.latest


@pytest.mark.parametrize("edtf", ["201X", "1971/1973", "../1997", "2001-21"])
def test_what_xsd_cannot_say_has_no_value(edtf: str) -> None:
    assert find_value(edtf) is None


def test_marks_of_doubt() -> None:
    assert [is_approximate(text) for text in ("1953~", "1953?", "1953%", "1953")] == [True, True, True, False]
