"""Claims with the names in them resolved, so that what different documents and builds say can be set side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from diplograph.edtf import find_bounds
from diplograph.errors import StoreError
from diplograph.graph.labels import canonical
from diplograph.graph.learning import find_situation, learn, order_claims
from diplograph.graph.schema import load_schema
from diplograph.graph.store import find_build
from diplograph.graph.terms import EVENT_CLASS, find_term
from diplograph.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from diplograph.graph.entities import Entities
    from diplograph.graph.schema import Schema
    from diplograph.graph.terms import Situation

#: Roles of dates.
DATES = frozenset("at closed concluded date ended in_force opened signed since until".split())
#: A number, perhaps hedged, as the value of a role; longer texts only have numbers in them.
_LONGEST_NUMBER = 20


class Saying(NamedTuple):
    """What a claim says.

    Attributes:
        claim: The claim.
        node: IRI of the fact.
        label: The fact in words.
        values: The roles that do not tell the fact from others, with their values as the graph names them.
        dates: The dates in EDTF by what they date: a role, or the event of a role such as ``established``.
        key: Kind and identifying roles; claims with the same key are about one fact, or about one of several.
        repeated: Whether there may be several facts of the key, told apart by their dates.
    """

    claim: Claim
    node: str
    label: str
    values: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, str]
    key: tuple[str, ...]
    repeated: bool


def read_claims(root: Path) -> list[Claim]:
    """Read the claims of the current build of a store.

    Raises:
        StoreError: There is no store, or it is damaged.
    """
    path = find_build(root) / "claims.jsonl"
    try:
        return [Claim.from_json(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{path}: the store is damaged ({' '.join(str(error).split())})") from None


def resolve_claims(claims: Iterable[Claim]) -> list[Saying]:
    """Resolve the names in claims, as the conversion does; in the order of documents and places, each claim once."""
    ordered = order_claims(claims)
    knowledge = learn(lambda: [ordered])
    situations = [find_situation(knowledge, claim, index) for index, claim in enumerate(ordered)]
    return [_resolve(situation, knowledge.schema, knowledge.entities) for situation in situations]


def _resolve(situation: Situation, schema: Schema, entities: Entities) -> Saying:
    """Resolve what one claim says."""
    claim = situation.claim
    kind = schema.kinds.get(claim.kind, claim.kind)
    class_name = situation.class_name if schema.is_a(situation.class_name, kind) else kind
    identifying = next((schema.keys[n] for n in schema.list_ancestors(class_name) if n in schema.keys), ())
    roles = [role.lstrip("=") for role in identifying]
    names = {role: tuple(canonical(claim, role, schema, entities, situation.apart)) for role in claim.roles}
    telling = [role for role in roles if role in names and not is_number(names[role])]
    return Saying(
        claim=claim,
        node=situation.node.value,
        label=situation.label,
        values={role: names[role] for role in sorted(names) if role not in telling},
        dates=_name_dates(claim, schema),
        key=(claim.kind, *(f"{role}={'+'.join(names[role])}" for role in telling)),
        repeated=not DATES.isdisjoint(roles),
    )


def is_number(values: Sequence[str]) -> bool:
    """Tell whether the value of a role is a number, perhaps a hedged one.

    >>> is_number(("over 20",)), is_number(("Article 151 of the Basic Law",))
    (True, False)
    """
    return (
        len(values) == 1 and len(values[0]) <= _LONGEST_NUMBER and re.search(r"(^|\s)[\d.,]+$", values[0]) is not None
    )


def _name_dates(claim: Claim, schema: Schema) -> dict[str, str]:
    """Name the dates of a claim; the date of an event is named after the code of the event."""
    dates = {}
    for role, edtf in sorted(claim.time.items()):
        term = find_term(claim, role, schema, events=True)
        codes = [
            value
            for other, value in sorted(claim.roles.items())
            if isinstance(value, str) and term and schema.codes.get((claim.kind, other, value)) == term.name
        ]
        dates[codes[0] if codes and role == "date" else role] = edtf
    return dates


def is_exclusive(saying: Saying, role: str) -> bool:
    """Tell whether a role of a fact has one value only: a number, a code, or that there is no such fact."""
    values, kind = saying.values.get(role, ()), saying.claim.kind
    if is_number(values):
        return True
    schema = load_schema()
    term = find_term(saying.claim, role, schema)
    if term is not None and term.sort == "code":
        return True
    classes = [schema.codes[kind, role, value] for value in values if (kind, role, value) in schema.codes]
    return any(not schema.is_a(name, EVENT_CLASS) and not schema.is_a(name, kind) for name in classes)


def group_sayings(sayings: Iterable[Saying]) -> dict[tuple[str, ...], list[Saying]]:
    """Group sayings by their keys, sorted."""
    groups: defaultdict[tuple[str, ...], list[Saying]] = defaultdict(list)
    for saying in sayings:
        groups[saying.key].append(saying)
    return dict(sorted(groups.items()))


def is_same_time(one: str, other: str) -> bool:
    """Tell whether two dates may be the same.

    >>> is_same_time("2014", "2014-07"), is_same_time("2014-06", "2014-07"), is_same_time("../1990", "1985")
    (True, False, True)
    """
    a, b = find_bounds(one), find_bounds(other)
    apart = (a.latest and b.earliest and a.latest < b.earliest) or (b.latest and a.earliest and b.latest < a.earliest)
    return not apart


def may_coincide(one: Saying, other: Saying) -> bool:
    """Tell whether two sayings may be about one fact: no date that both have differs."""
    return all(is_same_time(date, other.dates[name]) for name, date in one.dates.items() if name in other.dates)
