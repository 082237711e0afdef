"""Single dates: what the grammar matched at one place, read into years, months and days."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING, Final, NamedTuple

from diplograph.dates.grammar import DAY, MONTHS, ORDINALS

if TYPE_CHECKING:
    from collections.abc import Callable

_LATEST_MONTH: Final = 12
_CENTURY: Final = 100
#: Every month has this many days.
_ALWAYS: Final = 28
_NO_DIGITS = re.compile(r"[^0-9]+")


class Moment(NamedTuple):
    """Year, month and day as far as they are stated: no year is ``None``, no month or day is 0."""

    year: int | None
    month: int = 0
    day: int = 0


class Atom(NamedTuple):
    """One date.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last character.
        first: The date, or the first moment of a span.
        last: The date again, or the last moment of a span.
        value: The EDTF of a span ("" for a date, whose EDTF follows from ``first``).
        kind: The group of the grammar that matched; ``days`` for one of several days of a month.
        mark: The EDTF qualifier.
        joint: How it is joined to the date before it: ``range``, ``listed``, ``next`` (the day after, in a list) or "".
    """

    start: int
    end: int
    first: Moment
    last: Moment
    value: str = ""
    kind: str = ""
    mark: str = ""
    joint: str = ""

    @classmethod
    def of(cls, match: re.Match[str], first: Moment, last: Moment | None = None, value: str = "") -> Atom:
        """Make the atom of a match of the grammar."""
        return cls(match.start(), match.end(), first, last or first, value, match.lastgroup or "")

    def edtf(self) -> str:
        """Write the date alone, as EDTF; without its year, as ``--MM-DD``."""
        return self.value or write(self.first) + self.mark


def write(moment: Moment) -> str:
    """Write a moment with the precision that it has.

    >>> [write(moment) for moment in (Moment(1997, 7, 1), Moment(-320), Moment(None, 8, 4), Moment(None, 6))]
    ['1997-07-01', '-0320', '--08-04', '--06']
    """
    year, month, day = moment
    written = "-" if year is None else f"-{-year:04}" if year < 0 else f"{year:04}"
    if day:
        return f"{written}-{month:02}-{day:02}"
    return f"{written}-{month:02}" if month else written


def _day(year: int | None, month: int, day: int) -> Moment | None:
    """Make a day if the calendar has it."""
    if 0 < day <= _ALWAYS and 0 < month <= _LATEST_MONTH:
        return Moment(year, month, day)
    if not 1 <= month <= _LATEST_MONTH or not 1 <= day <= monthrange(2000 if year is None else year, month)[1]:
        return None
    return Moment(year, month, day)


def _month(name: str) -> int:
    """Give the number of a month by its name."""
    return MONTHS[name.rstrip(".")]


def _year_of(text: str | None) -> int | None:
    """Read a year with or without an era; the year before 1 is 0."""
    if not text:
        return None
    number = int(_NO_DIGITS.sub("", text))
    return 1 - number if "B" in text else number


def _iso(match: re.Match[str]) -> list[Atom]:
    """Read 1975-07-09."""
    day = _day(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
    return [Atom.of(match, day)] if day else []


def _numeric(match: re.Match[str]) -> list[Atom]:
    """Read 09.07.1975, where the day comes first, and 13/07/1975, unless either number could be the month."""
    first, second = int(match["n_first"]), int(match["n_second"])
    if match["n_mark"] == "/" and first != second:
        if first <= _LATEST_MONTH and second <= _LATEST_MONTH:
            return []
        first, second = max(first, second), min(first, second)
    day = _day(int(match["n_year"]), second, first)
    return [Atom.of(match, day)] if day else []


def _numeric_days(match: re.Match[str]) -> list[Atom]:
    """Read 13-17/08/2004 and 31/10-01/11/2002, where the day comes first, unless the months could be the days."""
    year, month = int(match["nd_year"]), int(match["nd_until"])
    from_month = int(match["nd_month"] or month)
    days = int(match["nd_first"]), int(match["nd_last"])
    if match["nd_month"] and match["nd_sign"] == "/" and max(days) <= _LATEST_MONTH:
        return []
    first, last = _day(year - (from_month > month), from_month, days[0]), _day(year, month, days[1])
    if first is None or last is None or first >= last:
        return []
    return [Atom.of(match, first, last, f"{write(first)}/{write(last)}")]


def _day_month(match: re.Match[str]) -> list[Atom]:
    """Read 9 July 1975."""
    if match["dm_dot"] and not match["dm_year"]:
        return []
    return _days(match, "dm_days", _month(match["dm_month"]), _year_of(match["dm_year"]))


def _month_day(match: re.Match[str]) -> list[Atom]:
    """Read July 9, 1975."""
    return _days(match, "md_days", _month(match["md_month"]), _year_of(match["md_year"]))


def _days(match: re.Match[str], group: str, month: int, year: int | None) -> list[Atom]:
    """Read one day of a month, or several: each with the joint before it."""
    single = match[group].rstrip("stndrh")
    if single.isdigit():
        only = _day(year, month, int(single))
        return [Atom.of(match, only)] if only else []
    atoms: list[Atom] = []
    end = match.start(group)
    for found in DAY.finditer(match[group]):
        day = _day(year, month, int(found["day"]))
        if not day:
            return []
        start = match.start(group) + found.start()
        joint = _joint(match.string[end:start], atoms[-1].first.day, day.day) if atoms else ""
        end = match.start(group) + found.end()
        atoms.append(Atom(start, end, day, day, kind="days", joint=joint))
    if any(atom.joint in {"listed", "range"} for atom in atoms):
        atoms = [atom._replace(joint="listed") if atom.joint == "next" else atom for atom in atoms]
    kind = match.lastgroup or ""
    atoms[0] = atoms[0]._replace(start=match.start(), kind=kind)
    atoms[-1] = atoms[-1]._replace(end=match.end(), kind=kind)
    return atoms


def _joint(between: str, before: int, day: int) -> str:
    """Tell how two days of a month are joined, by the words between them."""
    if not between.lstrip(", ").startswith(("and", "or", "&")) and between.strip() != ",":
        return "range"
    return "next" if day == before + 1 and "or" not in between else "listed"


def _month_year(match: re.Match[str]) -> list[Atom]:
    """Read July 1975."""
    return [Atom.of(match, Moment(_year_of(match["my_year"]), _month(match["my_month"])))]


def _year_month(match: re.Match[str]) -> list[Atom]:
    """Read 1997, May and 1997 May 5."""
    year, month = int(match["ym_year"]), _month(match["ym_month"])
    if not match["ym_day"]:
        return [Atom.of(match, Moment(year, month))]
    day = _day(year, month, int(match["ym_day"].rstrip("stndrh")))
    return [Atom.of(match, day)] if day else []


def _month_alone(match: re.Match[str]) -> list[Atom]:
    """Read July."""
    return [Atom.of(match, Moment(None, _month(match["month"])))]


def _year(match: re.Match[str]) -> list[Atom]:
    """Read 1975."""
    return [Atom.of(match, Moment(int(match["year"])))]


def _old_year(match: re.Match[str]) -> list[Atom]:
    """Read a year before 1000."""
    return _era(match, int(match["o_first"]), _year_of(match["o_last"]))


def _year_pair(match: re.Match[str]) -> list[Atom]:
    """Read 2012-13 and 1999-00; with a hyphen, a second number that cannot be a later year is a month."""
    first, short = int(match["y_first"]), int(match["y_last"])
    last = first // _CENTURY * _CENTURY + short
    if last <= first and match["y_mark"] == "-" and 1 <= short <= _LATEST_MONTH:
        return [Atom.of(match, Moment(first, short))]
    if last <= first:
        last += _CENTURY
    if last - first >= _CENTURY // 2:
        return []
    return [Atom.of(match, Moment(first), Moment(last), f"{first}/{last}")]


def _decade(match: re.Match[str]) -> list[Atom]:
    """Read the 1980s; the 1800s and 1900s may be decades or centuries, so that they are read as the longer."""
    year = int(match["d_year"])
    if year % _CENTURY == 0 and year < 2000:
        return [Atom.of(match, Moment(year), Moment(year + 99), f"{year // _CENTURY}XX")]
    return [Atom.of(match, Moment(year), Moment(year + 9), f"{year // 10}X")]


def _short_decade(match: re.Match[str]) -> list[Atom]:
    """Read the 70s behind a decade; ``chains`` adds the century."""
    return [Atom.of(match, Moment(None, 0, int(match["sd_year"])))]


def _century(match: re.Match[str]) -> list[Atom]:
    """Read the 20th century, the 3rd century BC."""
    return [_of_century(match, match["c_number"], (match["c_era"] or "").startswith("B"))]


def _century_head(match: re.Match[str]) -> list[Atom]:
    """Read the first of two centuries: the 18th to 20th centuries."""
    return [_of_century(match, match["h_number"], before_christ=False)]


def _of_century(match: re.Match[str], number: str, before_christ: bool) -> Atom:  # noqa: FBT001
    """Make the atom of a century: the 20th is 1901 to 2000, which EDTF can only approach with 19XX."""
    count = ORDINALS[number] if number in ORDINALS else int(number[:-2])
    if before_christ:
        first, last = Moment(1 - count * _CENTURY), Moment(-(count - 1) * _CENTURY)
        return Atom.of(match, first, last, f"{write(first)}/{write(last)}")
    return Atom.of(match, Moment(count * _CENTURY - 99), Moment(count * _CENTURY), f"{count - 1:02}XX")


def _after_ad(match: re.Match[str]) -> list[Atom]:
    """Read AD 64, AD 64-68."""
    return _era(match, int(match["ad_first"]), _year_of(match["ad_last"]))


def _era_years(match: re.Match[str]) -> list[Atom]:
    """Read 320 BC, 64-68 AD."""
    first, last = int(match["e_first"]), _year_of(match["e_last"])
    if match["e_era"].startswith("B"):
        return _era(match, 1 - first, None if last is None else 1 - last)
    return _era(match, first, last)


def _era(match: re.Match[str], first: int, last: int | None) -> list[Atom]:
    """Make the atom of a year, or of the years from one to another."""
    if last is None:
        return [Atom.of(match, Moment(first))]
    if last < first:
        return []
    return [Atom.of(match, Moment(first), Moment(last), f"{write(Moment(first))}/{write(Moment(last))}")]


READERS: Final[dict[str, Callable[[re.Match[str]], list[Atom]]]] = {
    "after_ad": _after_ad,
    "iso": _iso,
    "numeric_days": _numeric_days,
    "numeric": _numeric,
    "day_month": _day_month,
    "century": _century,
    "century_head": _century_head,
    "era_years": _era_years,
    "decade": _decade,
    "short_decade": _short_decade,
    "year_pair": _year_pair,
    "year_month": _year_month,
    "year": _year,
    "old_year": _old_year,
    "month_day": _month_day,
    "month_year": _month_year,
    "month": _month_alone,
}
