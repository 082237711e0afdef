"""Dates that lean on another date: "the same year", "one month later", "on 4 August" of a year said elsewhere."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from diplograph.dates.mention import DateMention
from diplograph.edtf import bounds, is_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator

_SMALL: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen".split()
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS: Final = {
    "a": 1,
    "an": 1,
    **{name: number for number, name in enumerate(_SMALL, start=1)},
    **{name: number for number, name in zip(range(20, 100, 10), _TENS, strict=True)},
    **{
        f"{ten}-{name}": number + unit
        for number, ten in zip(range(20, 100, 10), _TENS, strict=True)
        for unit, name in enumerate(_SMALL[:9], start=1)
    },
}
_UNIT = re.compile(r"year(?<=\syear)|month(?<=\smonth)|week(?<=\sweek)|day(?<=\sday)")
#: The words before a unit that are worth a closer look; numbers in digits come on top.
_BEFORE_UNIT: Final = frozenset({*_NUMBERS, *"same very that the following next previous preceding".split()})
#: How far to both sides of its unit an expression can reach.
_REACH: Final = 24
_RELATIVE = re.compile(
    rf"\b(?:(?P<count>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
    r"|[1-9][0-9]?)\s(?P<counted>year|month|week|day)s?\s"
    r"(?P<side>(?:later|earlier)\b(?!\sthan\b)|(?:afterwards?|beforehand|previously)\b|(?:after|before)(?=[,.;)]|$))"
    r"|(?:(?P<same>the\s(?:very\s)?same|that(?:\s(?:very|same))?)"
    r"|(?:\A|the\s)(?:(?P<next>following|next)|(?P<previous>previous|preceding)))"
    r"\s(?P<unit>year|month|week|day)\b(?!['\u2019]|\s(?:of|in\swhich|when)\b)"
    r"|the\s(?P<beside>year|month|day)\s(?P<beside_side>after|before)(?=[,.;)]|$)"
    r"|(?:(?<=during\s)|(?<=throughout\s)|(?<=later\sin\s)|(?<=earlier\sin\s))(?P<running>the\syear)(?=[,.;)]|$|\sand\b))",
    re.IGNORECASE,
)
#: Before "the next year", these make it a span of time and not a date.
_SPANS = re.compile(r"\b(?:over|for|within|throughout|each|every)\s$", re.IGNORECASE)
#: Before "two years later", these make the number another or a vague one.
_VAGUE = re.compile(
    r"(?:[\w.,/\u2013-]|\b(?:half|almost|nearly|about|around|over|than|some|roughly|approximately|barely|within|under"
    r"|every|each|to|or|hundred|thousand|(?:hundred|thousand)\sand)\s)$",
    re.IGNORECASE,
)
#: How far before an expression the words that make it no date are looked for.
_WINDOW: Final = 16
_DURATION = re.compile(r"(?P<sign>-?)P(?P<count>[0-9]+)(?P<unit>[YMWD])")
_PARTIAL = re.compile(r"--(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?")
_QUALIFIER: Final = frozenset("~?%")


def find_relative(text: str) -> list[DateMention]:
    """Find the expressions that give a date by its distance from another, in order."""
    if "year" not in text and "month" not in text and "day" not in text and "week" not in text:
        return []
    return list(_find(text))


def _find(text: str) -> Iterator[DateMention]:
    """Look around each unit only: the expression itself is slow to look for."""
    position = 0
    for unit in _UNIT.finditer(text):
        word = text[max(position, unit.start() - _REACH) : unit.start()].lower().split()[-1:]
        if not word or not (word[0] in _BEFORE_UNIT or word[0].isdigit()):
            continue
        match = _RELATIVE.search(text, max(position, unit.start() - _REACH), unit.end() + _REACH)
        if not match or match.start() > unit.start():
            continue
        position = match.end()
        before = text[max(0, match.start() - _WINDOW) : match.start()]
        if not (match["next"] and _SPANS.search(before)) and not (match["count"] and _VAGUE.search(before)):
            yield DateMention(match.start(), match.end(), "", relative=_distance(match))


def _distance(match: re.Match[str]) -> str:
    """Write the distance as an ISO 8601 duration, with a minus where it lies before."""
    if match["count"]:
        number = match["count"].lower()
        sign = "" if match["side"].lower().startswith(("later", "after")) else "-"
        return f"{sign}P{_NUMBERS.get(number) or number}{match['counted'][0].upper()}"
    if match["running"]:
        return "P0Y"
    if match["beside"]:
        return f"{'-' if match['beside_side'].lower() == 'before' else ''}P1{match['beside'][0].upper()}"
    amount = "P0" if match["same"] else "P1" if match["next"] else "-P1"
    return amount + match["unit"][0].upper()


def distance_in_years(match: re.Match[str]) -> str:
    """Write the distance of "that year", "the next year", "the previous year", by the groups of that name."""
    return "P0Y" if match["same"] else "P1Y" if match["next"] else "-P1Y"


def resolve(mention: DateMention, anchor: str) -> str:
    """Compute the EDTF of a mention from the date that it leans on.

    Args:
        mention: A date expression; one that needs no anchor gives its own date.
        anchor: The EDTF of the date that it leans on.

    Returns:
        A date no more precise than the mention and the anchor together allow; "" if they do not settle one.

    >>> resolve(DateMention(0, 0, "", relative="P1M"), "1975-07-09")
    '1975-08'
    >>> resolve(DateMention(0, 0, "", partial="--08-04"), "1992")
    '1992-08-04'
    >>> resolve(DateMention(0, 0, "", relative="P1D"), "1992")
    ''
    """
    if mention.edtf or not is_edtf(anchor):
        return mention.edtf
    earliest, latest = bounds(anchor)
    if earliest is None or latest is None or len(earliest) != len(latest) or earliest.startswith("-"):
        return ""
    value = _shifted(earliest, latest, mention.relative or "P0Y")
    if mention.partial:
        value = _in_year(mention.partial, value[:4]) if value else ""
    elif value and anchor[-1] in _QUALIFIER:
        value += anchor[-1]
    return value if is_edtf(value) else ""


def _shifted(earliest: str, latest: str, distance: str) -> str:
    """Move a date by a distance and cut it to the distance's unit, if all of its days come out the same."""
    match = _DURATION.fullmatch(distance)
    if not match:
        return ""
    count = int(match["count"]) * (-1 if match["sign"] else 1)
    try:
        low, high = (_move(date.fromisoformat(day), count, match["unit"]) for day in (earliest, latest))
    except (ValueError, OverflowError):
        return ""
    return low[0] if low == high and low[0] == low[-1] else ""


def _move(day: date, count: int, unit: str) -> tuple[str, ...]:
    """Move a day by a distance; a week leaves open which day it is, so that its ends come out, as months."""
    if unit == "D":
        return ((day + timedelta(days=count)).isoformat(),)
    if unit == "W":
        near, far = (day + timedelta(days=7 * count + slack) for slack in (-6, 6))
        return near.isoformat()[:7], far.isoformat()[:7]
    if unit == "Y":
        return (f"{day.year + count:04}",)
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return (f"{year:04}-{month + 1:02}",)


def _in_year(partial: str, year: str) -> str:
    """Put a year to a date without one, at both ends of an interval."""
    return "/".join(
        f"{year}-{match['month']}" + (f"-{match['day']}" if match["day"] else "")
        for match in _PARTIAL.finditer(partial)
    )
