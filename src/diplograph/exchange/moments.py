"""When facts hold: dates and the events in their lives, as EDTF intervals and as days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from diplograph.edtf import compare, find_bounds, is_edtf
from diplograph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diplograph.exchange.network import Days

_OPEN = ("", "..")


class Moment(NamedTuple):
    """An event in the life of a fact: its date as EDTF or "", and whether the fact does not hold after it."""

    edtf: str
    ends: bool


class Period(NamedTuple):
    """A time to look at, as an EDTF interval, and whether only what certainly was then counts."""

    edtf: str
    certain: bool

    def covers(self, spells: Sequence[str]) -> bool:
        """Tell whether a fact was, or may have been, in the period; one without dates may have been."""
        answers = {compare(spell, self.edtf) for spell in spells} or {"possible"}
        return "certain" in answers if self.certain else answers != {"no"}


def read_period(since: str | None, until: str | None, *, certain: bool) -> Period | None:
    """Read a period from its ends; ``None`` where neither is given.

    Raises:
        InputError: An end is no date, or the end comes before the beginning.
    """
    for name, text in (("--since", since), ("--until", until)):
        if text is not None and (not is_edtf(text) or "/" in text):
            raise InputError(f"{name}: {text!r} is no date", expected="a date such as 2010, 2010-03 or 2010-03-29")
    if since is None and until is None:
        return None
    edtf = f"{since or '..'}/{until or '..'}"
    if not is_edtf(edtf):
        raise InputError(f"--since {since} lies after --until {until}")
    return Period(edtf, certain)


def find_spells(stated: Iterable[str], life: Iterable[Moment]) -> tuple[str, ...]:
    """Find when a fact holds, as EDTF: from beginning to ending events, else as its own dates say.

    >>> find_spells([], [Moment("1999", True), Moment("1970", False), Moment("1985~", False)])
    ('1970/1999',)
    >>> find_spells(["1995/..", "../2000-06"], []), find_spells(["2004-03"], []), find_spells([], [Moment("2001", False)])
    (('1995/2000-06',), ('2004-03',), ('2001/..',))
    """
    moments = sorted(life, key=lambda moment: (_sort(moment.edtf), moment))
    spells = _walk([moment for moment in moments if is_edtf(moment.edtf)])
    if spells and spells[-1].endswith("/..") and any(moment.ends and not moment.edtf for moment in moments):
        spells[-1] = spells[-1].removesuffix("..")  # It ended, nobody says when.
    return tuple(spells) or _unite(sorted({edtf for edtf in stated if is_edtf(edtf)}))


def _walk(moments: Sequence[Moment]) -> list[str]:
    """Go through the dated events of a life: each that begins opens a spell, unless one is open."""
    spells: list[str] = []
    begin = ""
    for moment in moments:
        first, _, last = moment.edtf.partition("/")
        if not moment.ends:
            begin = begin or first
        elif begin or not spells:
            spells.append(f"{begin or '..'}/{last or first}")
            begin = ""
    return [spell for spell in [*spells, *([f"{begin}/.."] if begin else [])] if is_edtf(spell)]


def _unite(dates: Sequence[str]) -> tuple[str, ...]:
    """Unite intervals of which several claims may each state one end."""
    parts = [text.partition("/") for text in dates]
    if not all(slash for _, slash, _ in parts):
        return tuple(dates)
    begins = [begin for begin, _, _ in parts if begin not in _OPEN]
    ends = [end for _, _, end in parts if end not in _OPEN]
    whole = f"{min(begins, key=_sort) if begins else '..'}/{max(ends, key=_sort) if ends else '..'}"
    return (whole,) if is_edtf(whole) else tuple(dates)


def _sort(edtf: str) -> str:
    """Give a key to sort dates by: the first day, else the last."""
    found = find_bounds(edtf)
    return str(found.earliest or found.latest or "")


def list_days(spells: Iterable[str]) -> tuple[Days, ...]:
    """Give spells as days that do not overlap, the earliest first; a spell without any end says nothing.

    Programs that read intervals refuse those that overlap.

    >>> list_days(["2004-03", "2004-03-30/2004-05-02", "1990/1991"])
    (('1990-01-01', '1991-12-31'), ('2004-03-01', '2004-05-02'))
    """
    found = [find_bounds(spell) for spell in spells]
    days = sorted({(b.earliest or date.min, b.latest or date.max) for b in found if b.earliest or b.latest})
    joined: list[tuple[date, date]] = []
    for first, last in days:
        if joined and (joined[-1][1] == date.max or first <= joined[-1][1] + timedelta(days=1)):
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    if joined == [(date.min, date.max)]:
        return ()
    return tuple((None if a == date.min else str(a), None if b == date.max else str(b)) for a, b in joined)
