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
    from collections.abc import Callable, Iterable, Mapping, Sequence
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


class Spells(NamedTuple):
    """The spells of one situation: the ends that separate them, and when each began, by its number from 0."""

    ends: tuple[date, ...]
    starts: Mapping[int, str]


def read_spells(times: Sequence[tuple[str, str]]) -> Spells | None:
    """Tell apart the spells of one situation by the beginnings and ends that its claims state, in EDTF.

    Only an end that is stated and lies before another claim's beginning separates spells.

    Returns:
        ``None`` where there is only one spell.
    """
    ends = sorted(end for _, until in times if (end := find_bounds(until).latest))
    starts: dict[int, str] = {}
    for since, _ in times:
        begin = find_bounds(since).earliest
        number = sum(begin is not None and end < begin for end in ends)
        starts[number] = min(starts.get(number, "9999"), since)
    return Spells(tuple(ends), starts) if max(starts, default=0) else None


def find_spell(claim: Claim, spells: Spells) -> str:
    """Give "" or, from the second spell on, when the spell of a claim began; one without dates is of the last."""
    begin, end = find_bounds(claim.time.get("since", "")).earliest, find_bounds(claim.time.get("until", "")).latest
    day = begin or end
    number = max(spells.starts) if day is None else sum(other < day for other in spells.ends)
    return spells.starts.get(number, "") if number else ""


def find_lives(claims: Iterable[Claim]) -> dict[str, Life]:
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


def find_namesakes(groups: Callable[[], Iterable[Sequence[Claim]]]) -> dict[int, Mapping[str, str]]:
    """Find names that stand for two people, because what is said of them does not fit into one life.

    Args:
        groups: Gives the claims, document by document; it is called several times.

    Returns:
        For the number of each claim that states such a life, the name and what tells the person apart.
    """
    lives = find_lives(claim for group in groups() for claim in group)
    if not lives:
        return {}
    spoken = _date_mentions(lives, groups())
    clashing = {name: life for name, life in lives.items() if any(_clashes(life, dates) for dates in spoken[name])}
    apart: dict[int, Mapping[str, str]] = {}
    index = 0
    for group in groups():
        sentences = _find_sentences(group)
        for claim in group:
            named = _list_names(claim) & sentences.get((claim.start, claim.end), set()) & clashing.keys()
            if named:
                apart[index] = {name: _describe(clashing[name]) for name in sorted(named)}
            index += 1
    return apart


def _find_sentences(claims: Iterable[Claim]) -> dict[tuple[int, int], set[str]]:
    """Find the sentences that state lives, by their spans: all that each says of these people is of those who lived so."""
    sentences: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for claim in filter(_is_life, claims):
        sentences[claim.start, claim.end].update(_list_people(claim))
    return sentences


def _describe(life: Life) -> str:
    """Write what tells a person apart from others of that name."""
    return f"died {life.died.year}" if life.died else f"born {life.born.year if life.born else 0}"


def _date_mentions(lives: Mapping[str, Life], groups: Iterable[Sequence[Claim]]) -> Mapping[str, set[tuple[date, ...]]]:
    """List, for each name, the dates of the claims that speak of it; for one without, those of its document."""
    spoken: defaultdict[str, set[tuple[date, ...]]] = defaultdict(set)
    for group in groups:
        others = [claim for claim in group if not _is_life(claim)]
        dates = tuple(sorted({day for claim in others for day in _list_dates(claim)}))
        sentences = _find_sentences(group)
        for claim in others:
            for name in _list_names(claim) & lives.keys() - sentences.get((claim.start, claim.end), set()):
                spoken[name].add(tuple(_list_dates(claim)) or dates)
    return spoken


def _clashes(life: Life, dates: Sequence[date]) -> bool:
    """Tell whether none of the dates of a claim lies in a life; what follows soon after a death may still be about it."""
    if not dates:
        return False
    if life.died is not None and all((day - life.died).days > _AFTERLIFE for day in dates):
        return True
    return life.born is not None and all(day < life.born or (day - life.born).days > _LIFETIME for day in dates)


def _list_people(claim: Claim) -> list[str]:
    """List the people whose birth or death a claim states."""
    return sorted({name for role in ("actor", "target") for name in list_values(claim.roles.get(role, []))})


def _list_dates(claim: Claim) -> list[date]:
    """List the first and last days of the dates of a claim."""
    return [day for edtf in claim.time.values() for day in find_bounds(edtf) if day is not None]


def _list_names(claim: Claim) -> set[str]:
    """List the values of all roles of a claim, each once."""
    return {name for value in claim.roles.values() for name in list_values(value)}


def _is_life(claim: Claim) -> bool:
    """Tell whether a claim states a birth or a death."""
    return claim.kind == "Event" and claim.roles.get("type") in _LIFE_EVENTS
