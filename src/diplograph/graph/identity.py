"""What makes two claims speak of the same thing: the node of a situation, its spell, and people with one name.

The node of a situation is minted from the roles that its class names in ``dg:identifiedBy``, so that the same fact
said twice is two claims about one node. Situations that begin and end are told apart by spells: a claim that begins
after another has ended is about a later spell.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from diplograph.edtf import find_bounds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from diplograph.model import Claim, RoleValue

_LIFE_EVENTS = ("birth", "death")
#: Days in a long life: claims further apart than this are not about one person.
_LIFETIME = 120 * 365
#: Days after a death in which something may still be said to be done to the dead person.
_AFTERLIFE = 12 * 365


class Life(NamedTuple):
    """The days between which a person can have acted, from stated births and deaths; ``None`` = not stated."""

    born: date | None
    died: date | None


def list_values(value: RoleValue) -> list[str]:
    """List the values of a role as text, sorted where the role holds several."""
    if isinstance(value, dict):
        return sorted(value)
    if isinstance(value, list):
        return sorted(str(item) for item in value)
    return [str(value)]


def number_spells(claims: Sequence[Claim]) -> list[str]:
    """Tell apart the spells of one situation: for each claim "" or, from the second spell on, when the spell began.

    Only an end that is stated and lies before another claim's beginning separates spells; a claim without dates
    belongs to the last one.
    """
    begins = {index: _find_begin(claim) for index, claim in enumerate(claims)}
    ends = sorted(end for claim in claims if (end := find_bounds(claim.time.get("until", "")).latest))
    starts: dict[int, str] = {}
    for index, begin in begins.items():
        before = [end for end in ends if begin is not None and end < begin]
        starts[len(before)] = min(starts.get(len(before), "9999"), claims[index].time.get("since", ""))
    last = max(starts, default=0)
    spells = []
    for index, claim in enumerate(claims):
        end = find_bounds(claim.time.get("until", "")).latest
        begin = begins[index]
        place = last if begin is None and end is None else sum(e < (begin or end) for e in ends)  # type: ignore[operator]
        spells.append(starts.get(place, "") if place else "")
    return spells


def _find_begin(claim: Claim) -> date | None:
    return find_bounds(claim.time.get("since", "")).earliest


def find_lives(claims: Sequence[Claim]) -> dict[str, Life]:
    """Find the lives that claims of births and deaths state, by the person's name."""
    lives: dict[str, Life] = {}
    for claim in filter(_is_life, claims):
        bounds = find_bounds(claim.time.get("date", ""))
        for name in _list_people(claim):
            life = lives.get(name, Life(None, None))
            if claim.roles["type"] == "birth":
                lives[name] = life._replace(born=bounds.earliest)
            else:
                lives[name] = life._replace(died=bounds.latest)
    return lives


def find_namesakes(claims: Sequence[Claim]) -> dict[int, Mapping[str, str]]:
    """Find names that stand for two people, because what is said of them does not fit into one life.

    Returns:
        For the index of each claim that states such a life, the name and what tells the person apart.
    """
    lives = find_lives(claims)
    if not lives:
        return {}
    dates: defaultdict[str, list[date]] = defaultdict(list)
    spoken: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if not _is_life(claim):
            dates[claim.document] += _list_dates(claim)
            for name in {name for value in claim.roles.values() for name in list_values(value)} & lives.keys():
                spoken[name].append(claim)
    apart: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for index, claim in enumerate(claims):
        for name in _list_people(claim) if _is_life(claim) else ():
            life = lives[name]
            if any(_clashes(life, _list_dates(other) or dates[other.document]) for other in spoken[name]):
                apart[index][name] = f"died {life.died.year}" if life.died else f"born {_year(life.born)}"
    return dict(apart)


def _clashes(life: Life, dates: Sequence[date]) -> bool:
    """Say whether none of the dates of a claim lies in a life; what follows soon after a death may still be about it."""
    if not dates:
        return False
    if life.died is not None and all((day - life.died).days > _AFTERLIFE for day in dates):
        return True
    return life.born is not None and all(day < life.born or (day - life.born).days > _LIFETIME for day in dates)


def _list_people(claim: Claim) -> list[str]:
    """List the people whose birth or death a claim states."""
    return sorted({name for role in ("actor", "target") for name in list_values(claim.roles.get(role, []))})


def _list_dates(claim: Claim) -> list[date]:
    return [day for edtf in claim.time.values() for day in find_bounds(edtf) if day is not None]


def _year(day: date | None) -> int:
    return day.year if day else 0


def _is_life(claim: Claim) -> bool:
    return claim.kind == "Event" and claim.roles.get("type") in _LIFE_EVENTS
