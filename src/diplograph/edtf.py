"""What a stated date means: the first and the last day that it can be, and its value with the stated precision.

Source: Extended Date/Time Format, ISO 8601-2:2019 (levels 0 and 1, unspecified digits, intervals).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

_POINT = re.compile(r"(?P<year>[0-9]{1,4}X{0,3})(?:-(?P<month>[0-9]{2}))?(?:-(?P<day>[0-9]{2}))?(?P<mark>[~?%]?)")
#: First and last month of EDTF's seasons; a winter is taken to end in the year that it is named after.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 3)}
_DATATYPES = {0: "gYear", 1: "gYearMonth", 2: "date"}


class Bounds(NamedTuple):
    """The first and the last day that a date can be; ``None`` = unknown or open."""

    earliest: date | None
    latest: date | None


def find_bounds(edtf: str) -> Bounds:
    """Compute the bounds of a date or an interval; what is not EDTF has none.

    >>> find_bounds("2010-02")
    Bounds(earliest=datetime.date(2010, 2, 1), latest=datetime.date(2010, 2, 28))
    >>> find_bounds("../1997").latest, find_bounds("1945/1997").earliest
    (datetime.date(1997, 12, 31), datetime.date(1945, 1, 1))
    """
    begin, slash, end = edtf.partition("/")
    if not slash:
        return _find_point(begin)
    return Bounds(_find_point(begin).earliest, _find_point(end).latest)


def _find_point(text: str) -> Bounds:
    """Compute the bounds of a single date; ``..`` and the empty text are open."""
    match = _POINT.fullmatch(text)
    if match is None or len(match["year"]) != 4:
        return Bounds(None, None)
    first, last = int(match["year"].replace("X", "0")), int(match["year"].replace("X", "9"))
    month, day = int(match["month"] or 0), int(match["day"] or 0)
    try:
        if month in _SEASONS:
            begin, end = _SEASONS[month]
            return Bounds(date(first, begin, 1), date(last, end, monthrange(last, end)[1]))
        latest_month = month or 12
        return Bounds(
            date(first, month or 1, day or 1),
            date(last, latest_month, day or monthrange(last, latest_month)[1]),
        )
    except ValueError:
        return Bounds(None, None)


def find_value(edtf: str) -> tuple[str, str] | None:
    """Give a single, fully specified date as a lexical form and the XSD datatype of its precision.

    >>> find_value("2010-03"), find_value("1953~"), find_value("201X"), find_value("1945/1997")
    (('2010-03', 'gYearMonth'), ('1953', 'gYear'), None, None)
    """
    match = _POINT.fullmatch(edtf)
    if match is None or "X" in match["year"] or int(match["month"] or 1) in _SEASONS:
        return None
    if _find_point(edtf).earliest is None:
        return None
    lexical = edtf.rstrip("~?%")
    return lexical, _DATATYPES[lexical.count("-")]


def is_approximate(edtf: str) -> bool:
    """Say whether the text states the date as approximate or uncertain.

    >>> is_approximate("2016-09~"), is_approximate("2016-09")
    (True, False)
    """
    return any(mark in edtf for mark in "~?%")
