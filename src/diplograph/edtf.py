"""Dates as EDTF strings: whether one is well formed, its bounds, its precision, and whether it holds as of a date.

Covered are levels 0 and 1 of the Extended Date/Time Format, the seasons of one hemisphere, the quarters, quadrimesters
and halves of level 2, and intervals whose ends use any of these. Years are astronomical: ``0000`` is 1 BC.

Source: ISO 8601-2:2019, clauses 4 and 6-8 and annex A; Library of Congress, EDTF specification, 2019-02-04.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

Precision: TypeAlias = Literal["day", "month", "season", "year", "decade", "century", "interval"]
Answer: TypeAlias = Literal["certain", "possible", "no"]
#: Year, month and day; compared as numbers, since years may be negative or longer than four digits.
Day: TypeAlias = tuple[int, int, int]

_DATE = re.compile(
    r"(?:(?P<year>-?[0-9]{4}|Y-?[1-9][0-9]{4,11})|(?P<unspecified>-?[0-9]{3}X|-?[0-9]{2}XX))"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)"
    r"(?:T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?)?)?"
    r"(?P<mark>[?~%])?"
)
#: Earliest and latest month of the codes that stand in place of a month; above 12 they fall into the next year. Codes
#: 21 to 24 leave the hemisphere open, so their bounds take in both; a winter may be named after either of its years.
_CODES = {
    21: (3, 11), 22: (1, 14), 23: (3, 11), 24: (1, 14),
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (1, 14), 29: (9, 11), 30: (1, 14), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip
_HOURS, _SIXTY, _MONTHS = 24, 60, 12


class _Point(NamedTuple):
    """One date of an EDTF string: its first and last day, how precise it is, and its qualifier."""

    first: Day
    last: Day
    precision: Precision
    mark: str


class _Ends(NamedTuple):
    """An interval's two ends; ``None`` for an end that is open (``..``) or unknown (empty)."""

    start: _Point | None
    end: _Point | None
    ongoing: bool


def is_edtf(text: str) -> bool:
    """Tell whether the text is an EDTF date or interval of levels 0 or 1 (with the extensions named above).

    >>> [is_edtf(text) for text in ("1997-07-01", "201X", "1953~", "../1997", "1997-02-29", "1973/1971", "")]
    [True, True, True, True, False, False, False]
    """
    try:
        _parse(text)
    except ValueError:
        return False
    return True


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """Give the earliest and the latest day that the date can mean, as ``xsd:date``; ``None`` where it is open.

    A qualifier (``~ ? %``) does not widen the bounds: the standard does not say by how much.

    >>> bounds("2003-06"), bounds("198X"), bounds("1950/.."), bounds("1951/2000")
    (('2003-06-01', '2003-06-30'), ('1980-01-01', '1989-12-31'), ('1950-01-01', None), ('1951-01-01', '2000-12-31'))

    Raises:
        ValueError: The text is not EDTF.
    """
    first, last = _hull(_parse(edtf))
    return first and _iso(first), last and _iso(last)


def precision(edtf: str) -> Precision:
    """Give the unit to which the date is known; of unspecified digits, the smallest unit that is not.

    >>> [precision(text) for text in ("1997-07-01", "1997-07-XX", "2001-21", "1997?", "19XX", "1971/1973")]
    ['day', 'month', 'season', 'year', 'century', 'interval']

    Raises:
        ValueError: The text is not EDTF.
    """
    value = _parse(edtf)
    return value.precision if isinstance(value, _Point) else "interval"


def compare(edtf: str, as_of: str) -> Answer:
    """Tell whether something dated ``edtf`` was so on some day of ``as_of``.

    A single date is one day somewhere within its bounds; an interval is all the days from some day of its start to some
    day of its end. An open end (``1950/..``) lasts; an open start (``../1997``) and an unknown end are merely possible.
    A qualified date is never certain, and an approximate one is possible up to one unit of its precision away.

    >>> [compare("1971/1973", year) for year in ("1970", "1971", "1972", "1972-05-01", "1971-05-01")]
    ['no', 'certain', 'certain', 'certain', 'possible']
    >>> compare("1975", "1975-08-10"), compare("1975-08-10", "1975"), compare("1953~", "1954"), compare("1953", "1954")
    ('possible', 'certain', 'possible', 'no')

    Raises:
        ValueError: One of the two is not EDTF.
    """
    value, (low, high) = _parse(edtf), _hull(_parse(as_of))
    if not _overlap(*_hull(_widened(value)), low, high):
        return "no"
    if isinstance(value, _Point):
        return "certain" if _surely_within(value, low, high) else "possible"
    return "certain" if _surely_during(value, low, high) else "possible"


def _surely_during(ends: _Ends, low: Day | None, high: Day | None) -> bool:
    """Tell whether the interval certainly covers a day from low to high: by its start, its end or what lies between."""
    start, end = ends.start, ends.end
    if _surely_within(start, low, high) or _surely_within(end, low, high):
        return True
    if start is None or start.mark or (end is None and not ends.ongoing) or (end and end.mark):
        return False
    until = end.first if end else None
    return (until is None or start.last <= until) and _overlap(start.last, until, low, high)


def _surely_within(point: _Point | None, low: Day | None, high: Day | None) -> bool:
    """Tell whether a date certainly falls on a day from low to high."""
    if point is None or point.mark:
        return False
    return (low is None or low <= point.first) and (high is None or point.last <= high)


def _overlap(first: Day | None, last: Day | None, low: Day | None, high: Day | None) -> bool:
    """Tell whether two spans of days meet; ``None`` is without end."""
    return (first is None or high is None or first <= high) and (last is None or low is None or low <= last)


def _hull(value: _Point | _Ends) -> tuple[Day | None, Day | None]:
    """Give the first and the last day that a value can reach."""
    if isinstance(value, _Point):
        return value.first, value.last
    return value.start and value.start.first, value.end and value.end.last


def _widened(value: _Point | _Ends) -> _Point | _Ends:
    """Let approximate dates reach one unit of their precision further on both sides."""
    if isinstance(value, _Ends):
        return value._replace(start=value.start and _widen(value.start), end=value.end and _widen(value.end))
    return _widen(value)


def _widen(point: _Point) -> _Point:
    """Widen one date if it is approximate; a day or a month by a month, a season by a year."""
    if point.mark not in {"~", "%"}:
        return point
    units = {"day": 1, "month": 1, "decade": 10 * _MONTHS, "century": 100 * _MONTHS}
    months = units.get(point.precision, _MONTHS)
    return point._replace(first=_month_away(point.first, -months), last=_month_away(point.last, months))


def _month_away(day: Day, months: int) -> Day:
    """Move a day by whole months; the result serves to compare and need not be in the calendar."""
    year, month = divmod(day[0] * _MONTHS + day[1] - 1 + months, _MONTHS)
    return year, month + 1, day[2]


def _parse(text: str) -> _Point | _Ends:
    """Read a date or an interval; whatever is not one raises ``ValueError``."""
    left, slash, right = text.partition("/")
    if not slash:
        return _point(text)
    if left in {"", ".."} and right in {"", ".."}:
        raise _not_edtf(text)
    start = None if left in {"", ".."} else _point(left)
    end = None if right in {"", ".."} else _point(right)
    if start and end and start.first > end.last:
        raise _not_edtf(text)
    return _Ends(start, end, right == "..")


def _point(text: str) -> _Point:
    """Read a single date."""
    match = _DATE.fullmatch(text)
    if not match or not _is_time(match):
        raise _not_edtf(text)
    month, day, mark = match["month"] or "", match["day"] or "", match["mark"] or ""
    if match["unspecified"]:
        if month or text.startswith(("-000", "-00XX")):
            raise _not_edtf(text)
        return _unspecified(match["unspecified"], mark)
    year = int(match["year"].removeprefix("Y"))
    if match["year"] == "-0000" or (month == "XX" and day.isdigit()):
        raise _not_edtf(text)
    if month in {"", "XX"}:
        return _Point((year, 1, 1), (year, 12, 31), "year", mark)
    point = _in_year(year, int(month), day, mark)
    if point is None:
        raise _not_edtf(text)
    return point


def _in_year(year: int, month: int, day: str, mark: str) -> _Point | None:
    """Make the point for a month, a season or a day of a year, if the calendar has it."""
    if month in _CODES and not day:
        first, last = _CODES[month]
        carry, index = divmod(last - 1, _MONTHS)
        end = (year + carry, index + 1, _days(year + carry, index + 1))
        return _Point((year, first, 1), end, "season", mark)
    if not 1 <= month <= _MONTHS:
        return None
    if day in {"", "XX"}:
        return _Point((year, month, 1), (year, month, _days(year, month)), "month", mark)
    if not 1 <= int(day) <= _days(year, month):
        return None
    return _Point((year, month, int(day)), (year, month, int(day)), "day", mark)


def _unspecified(digits: str, mark: str) -> _Point:
    """Make the point for a decade (``198X``) or a century (``19XX``)."""
    first, last = sorted((int(digits.replace("X", "0")), int(digits.replace("X", "9"))))
    return _Point((first, 1, 1), (last, 12, 31), "century" if digits.endswith("XX") else "decade", mark)


def _is_time(match: re.Match[str]) -> bool:
    """Tell whether the time of day, if there is one, is on the clock."""
    if match["hour"] is None:
        return True
    return int(match["hour"]) < _HOURS and int(match["minute"]) < _SIXTY and int(match["second"]) < _SIXTY


def _days(year: int, month: int) -> int:
    """Count the days of a month, also in years that ``calendar`` does not take: the calendar repeats each 400 years."""
    return monthrange(2000 + year % 400, month)[1]


def _iso(day: Day) -> str:
    """Write a day as ``xsd:date``."""
    return f"{'-' if day[0] < 0 else ''}{abs(day[0]):04}-{day[1]:02}-{day[2]:02}"


def _not_edtf(text: str) -> ValueError:
    """Make the error for a text that is not EDTF."""
    return ValueError(f"not an EDTF date: {text!r}")


class Bounds(NamedTuple):
    """The first and the last day that a date can be; ``None`` = unknown, open, or beyond the calendar of ``datetime``."""

    earliest: date | None
    latest: date | None


def find_bounds(edtf: str) -> Bounds:
    """Compute the bounds of a date or an interval as days; what is not EDTF has none.

    >>> find_bounds("2010-02")
    Bounds(earliest=datetime.date(2010, 2, 1), latest=datetime.date(2010, 2, 28))
    """
    try:
        return Bounds(*map(_to_date, bounds(edtf)))
    except ValueError:
        return Bounds(None, None)


def _to_date(iso: str | None) -> date | None:
    """Read a day that ``datetime`` can hold."""
    return date.fromisoformat(iso) if iso is not None and re.fullmatch(r"(?!0000)\d{4}-\d\d-\d\d", iso) else None


def find_value(edtf: str) -> tuple[str, str] | None:
    """Give a single, fully specified date as a lexical form and the XSD datatype of its precision.

    >>> find_value("2010-03"), find_value("1953~"), find_value("201X"), find_value("1945/1997")
    (('2010-03', 'gYearMonth'), ('1953', 'gYear'), None, None)
    """
    lexical = edtf.rstrip("~?%")
    if not re.fullmatch(r"\d{4}(?:-\d\d){0,2}", lexical) or not is_edtf(edtf) or int(lexical[5:7] or 1) > _MONTHS:
        return None
    return lexical, ("gYear", "gYearMonth", "date")[lexical.count("-")]


def is_approximate(edtf: str) -> bool:
    """Tell whether the text states the date as approximate or uncertain.

    >>> is_approximate("2016-09~"), is_approximate("2016-09")
    (True, False)
    """
    return any(mark in edtf for mark in "~?%")
