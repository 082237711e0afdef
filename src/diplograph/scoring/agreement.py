"""Tells whether two values of a role agree: names by what they stand for, sets as sets, free text by its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from math import isclose
from typing import TypeVar

from diplograph.naming import fold
from diplograph.reference import Organisation, Territory, load_reference

#: Roles whose values are worded freely: they agree when most of their words do.
LOOSE = frozenset("field subject office subordinate superior visitor participant holder name measure".split())
_FILLERS = frozenset("the of for and in to a an republic kingdom".split())
_HALF = 0.5
_Value = TypeVar("_Value")


def agree(role: str, one: object, other: object) -> bool:
    """Tell whether two values of a role agree.

    Names agree when the reference tables resolve them to the same entity, else when they are equal without case,
    accents and articles; lists as sets, whatever their order; numbers as numbers; names with offices pair by pair.

    >>> agree("host", "Burma", "Myanmar"), agree("party", ["Chile", "Peru"], ["Peru", "Chile"])
    (True, True)
    >>> agree("office", "Minister of Trade", "trade minister"), agree("seat", "Bonn", "Old Bonn")
    (True, False)
    """
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return _agree_all(lambda x, y: all(map(_alike, x, y)), list(one.items()), list(other.items()))
    if isinstance(one, list) or isinstance(other, list):
        return _agree_all(lambda x, y: agree(role, x, y), _several(one), _several(other))
    if isinstance(one, int | float) or isinstance(other, int | float):
        return _same_number(one, other)
    return _alike(str(one), str(other)) or (role in LOOSE and _overlap(str(one), str(other)))


def _several(value: object) -> list[object]:
    """Take one value for a list of one."""
    return value if isinstance(value, list) else [value]


def _agree_all(alike: Callable[[_Value, _Value], bool], one: list[_Value], other: list[_Value]) -> bool:
    """Tell whether two lists agree member by member, in any order."""
    rest = list(other)
    for value in one:
        partner = next((number for number, candidate in enumerate(rest) if alike(value, candidate)), None)
        if partner is None:
            return False
        del rest[partner]
    return not rest


def _same_number(one: object, other: object) -> bool:
    """Compare as numbers; what is none agrees with none."""
    try:
        return isclose(float(str(one)), float(str(other)), rel_tol=1e-6, abs_tol=1e-6)
    except ValueError:
        return one is other


def _alike(one: str, other: str) -> bool:
    """Tell whether two names stand for the same."""
    first, second = _folded(one), _folded(other)
    return first == second or not _bearers().get(first, frozenset()).isdisjoint(_bearers().get(second, ()))


def _overlap(one: str, other: str) -> bool:
    """Tell whether one text holds the telling words of the other, or they share half of them."""
    first, second = (set(fold(text).split()) - _FILLERS for text in (one, other))
    if not first or not second:
        return False
    return first <= second or second <= first or len(first & second) / len(first | second) >= _HALF


def _folded(name: str) -> str:
    """Fold a name; one in another script has nothing to fold but its case."""
    return fold(name) or name.casefold().strip()


@cache
def _bearers() -> Mapping[str, frozenset[str]]:
    """List the IRIs of the entities that bear a name, by folded name."""
    found: dict[str, set[str]] = {}
    reference = load_reference()
    entities: tuple[Territory | Organisation, ...] = (*reference.territories, *reference.organisations)
    for entity in entities:
        for name in (*entity.names, *entity.former_names):
            found.setdefault(fold(name), set()).add(entity.iri)
    found.pop("", None)
    return {name: frozenset(iris) for name, iris in found.items()}
