"""Read one date with the words before it that belong to it: circa, a weekday, a season, the first half of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from diplograph.dates.atoms import READERS, Atom, Moment, write
from diplograph.dates.grammar import (
    ATOM,
    BEFORE_LEAD_JOINTS,
    LEAD,
    LEAD_BEFORE,
    LEAD_JOINTS,
    LEAD_WORDS,
    ORDINALS,
    SEASONS,
)

if TYPE_CHECKING:
    import re

#: How far to the left of a date the words that belong to it are looked for.
_WINDOW: Final = 64
_MONTHS: Final = 12
#: How many of a unit make the whole that it is said to be a part of.
_SHARES: Final = {"half": 2, "third": 3, "quarter": 4, "decade": 10}
_YEARS: Final = {"year": 1, "decade": 10, "century": 100}


def read_first(text: str, start: int, floor: int) -> list[Atom]:
    """Read the date at an offset, with the words before it that belong to it.

    Args:
        text: The text.
        start: Where the date may begin.
        floor: The end of the date before it, which the words must not touch.

    Returns:
        The date, several for several days of a month, none if there is no date.
    """
    match = ATOM.match(text, start)
    if not match:
        return []
    atoms = READERS[match.lastgroup or ""](match)
    window = text[max(floor, start - _WINDOW) : start]
    if not atoms or not _may_lead(window):
        return atoms
    if window.lower().endswith("turn of the "):
        return []
    lead = LEAD_BEFORE.search(window)
    if lead:
        return _with_lead(atoms, lead, start - len(window) + lead.start())
    if window.lower().endswith("the ") and (
        atoms[0].kind in {"decade", "century", "century_head"} or _is_ordinal(atoms[0], text)
    ):
        return [atoms[0]._replace(start=start - len("the ")), *atoms[1:]]
    return atoms


def _may_lead(window: str) -> bool:
    """Tell by its last words whether the text before a date may end with words that belong to the date."""
    words = window[-20:].lower().split()
    if not words:
        return False
    word = words[-1].lstrip("([\"'").rstrip("-,\u2013")
    if word in LEAD_JOINTS:
        return word == "the" or (len(words) > 1 and words[-2].lstrip("([") in BEFORE_LEAD_JOINTS)
    return word in LEAD_WORDS


def _is_ordinal(atom: Atom, text: str) -> bool:
    """Tell whether the date begins with an ordinal number: 9th July."""
    return (
        atom.kind in {"day_month", "days"}
        and text[atom.start : atom.start + 4].rstrip("stndrh ").isdigit()
        and (not text[atom.start : atom.start + 3].rstrip().isdigit())
    )


def read_next(text: str, start: int) -> list[Atom]:
    """Read the date at an offset that follows a joint, with the words in front that belong to it."""
    lead = LEAD.match(text, start)
    place = lead.end() if lead else start
    match = ATOM.match(text, place)
    if not match:
        return []
    atoms = READERS[match.lastgroup or ""](match)
    return _with_lead(atoms, lead, start) if atoms and lead and place > start else atoms


def _with_lead(atoms: list[Atom], lead: re.Match[str], start: int) -> list[Atom]:
    """Let the words before a date change it: circa, a season, a half of it."""
    atom = atoms[0]._replace(start=start)
    if lead["season"] and atom.kind == "year":
        season = SEASONS[lead["season"].lower().removeprefix("the ").split()[0].strip(",")]
        moment = atom.first._replace(month=season)
        atom = atom._replace(first=moment, last=moment)
    elif lead["ordinal"] and atom.kind in _YEARS:
        atom = _share(atom, lead["ordinal"].lower(), lead["unit"].lower())
    if not lead["approximate"]:
        return [atom, *atoms[1:]]
    value = atom.value and "/".join(end + "~" for end in atom.value.split("/"))
    return [atom._replace(value=value, mark="~"), *(each._replace(mark="~") for each in atoms[1:])]


def _share(atom: Atom, ordinal: str, unit: str) -> Atom:
    """Take the first half, the last quarter, the second decade of a year, a decade or a century."""
    years = _YEARS[atom.kind]
    shares = _SHARES.get(unit, 0)
    months = years * _MONTHS
    if not shares or months % shares or (atom.kind != "century" and unit == "decade"):
        return atom
    number = shares if ordinal in {"last", "final"} else ORDINALS[ordinal]
    length = months // shares
    if number > shares or (length % _MONTHS and years > 1):
        return atom
    base = (atom.first.year or 0) * _MONTHS + (number - 1) * length
    first, last = divmod(base, _MONTHS), divmod(base + length - 1, _MONTHS)
    if years > 1:
        low, high = Moment(first[0]), Moment(last[0])
    else:
        low, high = Moment(first[0], first[1] + 1), Moment(last[0], last[1] + 1)
    return atom._replace(first=low, last=high, value=f"{write(low)}/{write(high)}", kind="share")
