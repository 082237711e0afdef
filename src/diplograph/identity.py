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
    for claim in claims:
        if claim.kind != "Event" or claim.roles.get("type") not in _LIFE_EVENTS:
            continue
        bounds = find_bounds(claim.time.get("date", ""))
        for role in ("actor", "target"):
            for name in list_values(claim.roles.get(role, [])):
                life = lives.get(name, Life(None, None))
                is_birth = claim.roles["type"] == "birth"
                lives[name] = Life(bounds.earliest, life.died) if is_birth else Life(life.born, bounds.latest)
    return lives


def find_namesakes(claims: Sequence[Claim]) -> dict[int, Mapping[str, str]]:
    """Find names that stand for two people, because what is said of them does not fit into one life.

    Returns:
        For the index of each claim that states such a life, the name and what tells the person apart.
    """
    lives = {name: life for name, life in find_lives(claims).items() if life != Life(None, None)}
    clashing = {name for name, life in lives.items() if _clashes(name, life, claims)}
    apart: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for index, claim in enumerate(claims):
        if claim.kind != "Event" or claim.roles.get("type") not in _LIFE_EVENTS:
            continue
        for name in sorted(clashing & {n for r in ("actor", "target") for n in list_values(claim.roles.get(r, []))}):
            life = lives[name]
            apart[index][name] = f"died {life.died.year}" if life.died else f"born {life.born.year}"  # type: ignore[union-attr]
    return dict(apart)


def _clashes(name: str, life: Life, claims: Sequence[Claim]) -> bool:
    """Say whether a claim about the name lies outside the life; an undated one is as old as its document's others."""
    for claim in claims:
        if claim.roles.get("type") in _LIFE_EVENTS or not _mentions(claim, name):
            continue
        dates = _list_dates([claim]) or _list_dates(
            [c for c in claims if c.document == claim.document and c is not claim]
        )
        dates = [day for day in dates if day not in {life.died, life.born}]
        if not dates:
            continue
        if life.died and all((day - life.died).days > _LIFETIME // 10 for day in dates):
            return True
        if life.born and all(day < life.born or (day - life.born).days > _LIFETIME for day in dates):
            return True
    return False


def _list_dates(claims: Sequence[Claim]) -> list[date]:
    bounds = [find_bounds(edtf) for claim in claims for edtf in claim.time.values() if not _is_life(claim)]
    return [day for pair in bounds for day in pair if day is not None]


def _is_life(claim: Claim) -> bool:
    return claim.kind == "Event" and claim.roles.get("type") in _LIFE_EVENTS


def _mentions(claim: Claim, name: str) -> bool:
    return any(name in list_values(value) for value in claim.roles.values())
