"""Find the dates of a text: read them one by one, join those that belong together, tell years from other numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from diplograph.dates.atoms import Atom, Moment, write
from diplograph.dates.context import (
    is_approximate_year,
    is_count,
    is_dotted_day,
    is_glued,
    is_month,
    is_old_year,
    is_range_of_years,
    is_year,
    is_year_in_list,
)
from diplograph.dates.grammar import HINT, HINT_OF_CENTURIES, JOIN, OF_THAT_YEAR, OR_AFTER, OR_BEFORE, TO_PRESENT
from diplograph.dates.leads import read_first, read_next
from diplograph.dates.mention import DateMention
from diplograph.dates.relative import distance_in_years, find_relative

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

_BETWEEN: Final = "between"
#: A longer list of dates is read in pieces.
_LONGEST_CHAIN: Final = 64
#: Greater numbers of months are seasons.
_MONTHS: Final = 12


def find_dates(text: str) -> list[DateMention]:
    """Find the date expressions of a text, in order, each as long as possible, none overlapping another.

    >>> [(mention.start, mention.end, mention.edtf) for mention in find_dates("From August 10-13, 1975, and in 2002.")]
    [(5, 23, '1975-08-10/1975-08-13'), (32, 36, '2002')]
    """
    hints = (HINT_OF_CENTURIES if "centur" in text else HINT).search
    absolute = list(_find_absolute(text, hints)) if hints(text, 0) else []
    relative = find_relative(text)
    if not relative:
        return absolute
    found: list[DateMention] = []
    for mention in sorted((*absolute, *relative), key=lambda each: (each.start, -each.end)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return found


def _find_absolute(text: str, search: Callable[[str, int], re.Match[str] | None]) -> Iterator[DateMention]:
    """Find all dates but the relative ones, where the search for hints leads."""
    position = floor = 0
    while hint := search(text, position):
        start = hint.start()
        chain = [] if is_glued(text, start) else read_first(text, start, floor)
        if not chain or not _is_date(text, chain[0], start):
            position = hint.end()
            continue
        chain = [_without_count(text, chain[0]), *chain[1:]] if chain[0].kind == "month_day" else chain
        _extend(text, chain)
        mentions = _mentions(text, chain, floor) if len(chain) > 1 else _single(text, chain[0])
        yield from mentions
        position = floor = max(chain[-1].end, mentions[-1].end if mentions else 0)


def _is_date(text: str, atom: Atom, start: int) -> bool:
    """Tell whether what reads like a date is one; ``start`` is where it begins without the words before it."""
    if atom.kind == "year":
        if atom.start == start:
            return is_year(text, start, atom.end) or _begins_range(text, atom) or bool(TO_PRESENT.match(text, atom.end))
        return is_approximate_year(text, atom.start, atom.end) if atom.mark else True
    if atom.kind == "year_pair":
        return is_range_of_years(text, start, atom.end)
    if atom.kind == "old_year":
        return is_old_year(text, atom.start, atom.end)
    if atom.kind == "day_month" and text[start + 1 : start + 3].lstrip("0123456789").startswith("."):
        return is_dotted_day(text, start)
    return atom.kind != "short_decade"


def _without_count(text: str, atom: Atom) -> Atom:
    """Read "in June 12 ministers met" as June: no day of a month stands behind "in"."""
    month, _, day = text[atom.start : atom.end].partition(" ")
    if (
        atom.first.year is not None
        or not day.isdigit()
        or not text[max(0, atom.start - 4) : atom.start].lower().endswith("in ")
    ):
        return atom
    first = atom.first._replace(day=0)
    return atom._replace(end=atom.start + len(month), first=first, last=first, kind="month")


def _begins_range(text: str, atom: Atom) -> bool:
    """Tell whether another year follows behind a dash."""
    join = JOIN.match(text, atom.end)
    if not join or not join["range"] or join["range"].strip().isalpha():
        return False
    following = read_next(text, join.end())
    return (
        len(following) == 1
        and following[0].kind == "year"
        and (atom.first < following[0].first and is_range_of_years(text, atom.start, following[0].end))
    )


def _extend(text: str, chain: list[Atom]) -> None:
    """Add the dates that are joined to the last one."""
    while len(chain) < _LONGEST_CHAIN:
        join = JOIN.match(text, chain[-1].end)
        following = read_next(text, join.end()) if join else []
        if not join or not following:
            return
        joint = "range" if join["range"] else "listed"
        first = _in_century(chain[-1], following[0])._replace(joint=joint)
        if not _continues(text, first, join[0]):
            return
        chain.extend((first, *following[1:]))


def _continues(text: str, atom: Atom, join: str) -> bool:
    """Tell whether a date behind a joint is one."""
    if atom.kind == "year":
        return not is_count(text, atom.end) and (join.strip() not in {",", ";"} or is_year_in_list(text, atom.end))
    return atom.kind not in {"short_decade", "old_year"}


def _in_century(before: Atom, atom: Atom) -> Atom:
    """Give "the 1960s and 70s" the century of the decade before."""
    if atom.kind != "short_decade" or before.kind != "decade" or before.first.year is None:
        return atom
    year = before.first.year // 100 * 100 + atom.first.day
    return atom._replace(first=Moment(year), last=Moment(year + 9), value=f"{year // 10}X", kind="decade")


def _mentions(text: str, chain: list[Atom], floor: int) -> list[DateMention]:
    """Make mentions of dates that are joined: intervals of ranges, one mention each of lists."""
    before = text[max(floor, chain[0].start - len(_BETWEEN) - 1) : chain[0].start]
    if len(chain) > 1 and before[:-1].lower() == _BETWEEN and chain[1].joint in {"listed", "next"}:
        chain[:2] = [chain[0]._replace(start=chain[0].start - len(before)), chain[1]._replace(joint="range")]
    atoms = _with_years(chain)
    mentions: list[DateMention] = []
    index = 0
    while index < len(atoms):
        first, index = index, index + _group_size(atoms, index)
        limit = atoms[index].start if index < len(atoms) else len(text)
        of_months = bool(mentions) and _is_month_read(atoms[first - 1], mentions[-1])
        mention = _mention(text, atoms[first], atoms[index - 1], limit, in_list=of_months)
        if mention:
            mentions.append(mention)
    return mentions


def _is_month_read(atom: Atom, mention: DateMention) -> bool:
    """Tell whether a date is a month and made the mention."""
    return atom.kind in {"month", "month_year"} and mention.end >= atom.end


def _single(text: str, atom: Atom) -> list[DateMention]:
    """Make the mention of a date that stands alone, if it is one."""
    mention = _mention(text, atom, atom, len(text), in_list=False)
    return [mention] if mention else []


def _with_years(chain: list[Atom]) -> list[Atom]:
    """Give days and months the year of the date that they are joined to on their right."""
    atoms = list(chain)
    for index in range(len(atoms) - 2, -1, -1):
        atom, right = atoms[index], atoms[index + 1]
        if atom.first.year is None and right.first.year is not None and right.first.month:
            first = atom.first._replace(year=right.first.year)
            if right.joint == "range" and first > right.last:
                first = first._replace(year=right.first.year - 1)
            atoms[index] = atom._replace(first=first, last=first)
    return atoms


def _group_size(atoms: list[Atom], index: int) -> int:
    """Count the dates from an index on that make one interval."""
    size = 1
    while index + size < len(atoms) and atoms[index + size].joint == "next":
        size += 1
    if size > 1 or index + 1 == len(atoms) or atoms[index + 1].joint != "range":
        return size
    first, last = atoms[index].first, atoms[index + 1].last
    if (first.year is None) != (last.year is None):
        return 1
    return 2 if first.year is None or first < last else 1


def _mention(text: str, first: Atom, last: Atom, limit: int, *, in_list: bool) -> DateMention | None:
    """Make the mention of one date or of an interval, with the words after it, up to a limit, that belong to it."""
    if first.first.year is None:
        return _partial(text, first, last, limit, in_list=in_list)
    value = _value(first, last)
    if "/" in value:
        return DateMention(first.start, last.end, value)
    if after := OR_BEFORE.match(text, last.end, limit):
        return DateMention(first.start, after.end(), f"../{value}")
    if after := OR_AFTER.match(text, last.end, limit) or TO_PRESENT.match(text, last.end, limit):
        return DateMention(first.start, after.end(), f"{write(first.first)}{first.mark}/..")
    return DateMention(first.start, last.end, value)


def _partial(text: str, first: Atom, last: Atom, limit: int, *, in_list: bool) -> DateMention | None:
    """Make the mention of a date whose year stands elsewhere, or of the name of a month that is one."""
    value = _value(first, last).replace("~", "")
    if after := OF_THAT_YEAR.match(text, last.end, limit):
        return DateMention(first.start, after.end(), "", value, distance_in_years(after))
    name = text[first.start : first.end].rpartition(" ")[2]
    has_lead = len(name) < first.end - first.start and not first.mark
    if first is last and first.kind == "month" and not (in_list or has_lead or is_month(text, first.start, name)):
        return None
    return DateMention(first.start, last.end, "", value)


def _value(first: Atom, last: Atom) -> str:
    """Write a date, or the interval between two."""
    if first is last:
        return first.edtf()
    begin = first.first
    if begin.month > _MONTHS and not last.last.month:
        begin = begin._replace(month=0)  # the winter of 2010/2011 is neither's
    return f"{write(begin)}{first.mark}/{write(last.last)}{last.mark or first.mark}"
