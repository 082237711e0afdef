"""Tests of when facts hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.edtf import is_edtf
from diplograph.errors import InputError
from diplograph.exchange.moments import Moment, find_spells, list_days, read_period

_DATES = st.sampled_from(["", "1970", "1970-05", "1985~", "198X", "1990-01-01", "1999/2001", "2004-02-29", "-0043"])
_SPANS = st.sampled_from(["1995/..", "../2000", "1990/1999", "2004-03", "../..", "1985~/", "no date", ""])


@pytest.mark.parametrize(
    ("life", "spells"),
    [
        ([("1970", False), ("1980", True), ("1990", False)], ("1970/1980", "1990/..")),
        ([("1980", True)], ("../1980",)),
        ([("1980", True), ("1981", True)], ("../1980",)),
        ([("2001", False), ("", True)], ("2001/",)),
        ([("", False)], ()),
        ([("2003-05", False), ("2003-05-05", False)], ("2003-05/..",)),
    ],
)
def test_a_life_makes_spells(life: list[tuple[str, bool]], spells: tuple[str, ...]) -> None:
    assert find_spells([], [Moment(*moment) for moment in life]) == spells


def test_ends_of_one_interval_are_united_and_those_that_do_not_fit_are_not() -> None:
    assert find_spells(["1995/..", "../2000"], []) == ("1995/2000",)
    assert find_spells(["2005/..", "../2000"], []) == ("../2000", "2005/..")


@given(st.lists(_SPANS), st.lists(st.tuples(_DATES, st.booleans())))
def test_spells_are_edtf_and_days_do_not_overlap(stated: list[str], life: list[tuple[str, bool]]) -> None:
    spells = find_spells(stated, [Moment(*moment) for moment in life])
    assert all(is_edtf(spell) for spell in spells)
    days = list_days(spells)
    assert all(first or last for first, last in days)
    flat = [day or edge for first, last in days for day, edge in ((first, "0000"), (last, "9999"))]
    assert flat == sorted(flat)


def test_a_period_covers_what_may_have_been_or_only_what_certainly_was() -> None:
    wide, sure = (read_period("1997-07", "1998", certain=certain) for certain in (False, True))
    assert wide is not None
    assert sure is not None
    assert [wide.covers(spells) for spells in ([], ["1997"], ["1996"], ["1995/.."], ["1999", "1998"])] == [
        *(True, True, False, True, True)
    ]
    assert [sure.covers(spells) for spells in ([], ["1997"], ["1998"], ["1995/.."])] == [False, False, True, True]
    assert read_period(None, None, certain=True) is None


@pytest.mark.parametrize(("since", "until"), [("soon", None), (None, "1990/1991"), ("2001", "1999")])
def test_what_is_no_period(since: str | None, until: str | None) -> None:
    with pytest.raises(InputError, match=r"--(since|until)"):
        read_period(since, until, certain=False)
