"""Which facts are exported: by kind, by who takes part, and by time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diplograph.errors import InputError
from diplograph.naming import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diplograph.exchange.material import Material
    from diplograph.exchange.moments import Period
    from diplograph.exchange.things import Link, Thing


class Selection(NamedTuple):
    """What to export.

    Attributes:
        kinds: Names of classes of facts, or of properties; none stands for all.
        about: IRIs of which at least one must take part; none stands for all.
        period: The time to look at; ``None`` stands for all times.
    """

    kinds: Sequence[str] = ()
    about: Sequence[str] = ()
    period: Period | None = None


class Chosen(NamedTuple):
    """What is exported: facts by IRI, and statements that stand for themselves, each with its subject."""

    facts: Mapping[str, Thing]
    statements: Sequence[tuple[Thing, Link]]


def choose(material: Material, things: Mapping[str, Thing], selection: Selection) -> Chosen:
    """Choose facts, and the statements of claims and tables that join things without a fact between them.

    Raises:
        InputError: Nothing in the graph is of a kind that was named.
    """
    kinds = _resolve_kinds(material, things, selection.kinds)
    near = _find_near(material, things, selection.about)
    facts = {
        node: thing
        for node, thing in things.items()
        if thing.is_fact
        and (not kinds or kinds & _list_kinds(material, thing))
        and (not near or not near.isdisjoint({node, *(link.target for link in thing.links)}))
        and (selection.period is None or selection.period.covers(thing.spells))
    }
    statements = _list_loose(material, things, facts, kinds)
    if selection.period is not None and selection.period.certain:
        statements = []
    return Chosen(facts, [(t, link) for t, link in statements if not near or not near.isdisjoint({t.iri, link.target})])


def _list_loose(
    material: Material, things: Mapping[str, Thing], facts: Mapping[str, Thing], kinds: set[str]
) -> list[tuple[Thing, Link]]:
    """List the statements that no fact stands behind: those of claims, and of tables what leads on from facts.

    What tables say counts where both ends take part in facts, or the subject is an office that does; or it is asked for.
    """
    ends = {link.target for fact in facts.values() for link in fact.links}
    return [
        (thing, link)
        for thing in things.values()
        if not material.is_a(thing.iri, "Fact")
        for link in thing.links
        if link.role in kinds
        or (not kinds and link.claims)
        or (not kinds and thing.iri in ends and (link.target in ends or material.is_a(thing.iri, "Office")))
    ]


def _list_kinds(material: Material, thing: Thing) -> set[str]:
    """List the classes of a fact with all above them."""
    return {name for own in material.classes[thing.iri] for name in material.schema.list_ancestors(own)}


def _resolve_kinds(material: Material, things: Mapping[str, Thing], names: Iterable[str]) -> set[str]:
    """Find what kinds are meant, however they are written."""
    known = {name for thing in things.values() if thing.is_fact for name in _list_kinds(material, thing)}
    known |= {link.role for thing in things.values() if not material.is_a(thing.iri, "Fact") for link in thing.links}
    by_name = {_fold(text): name for name in sorted(known) for text in (name, material.schema.labels.get(name, name))}
    by_name |= {_fold(kind): name for kind, name in material.schema.kinds.items() if name in known}
    found = set()
    for name in names:
        if _fold(name) not in by_name:
            raise InputError(f"--kind: the graph has no {name!r}", expected=f"one of: {', '.join(sorted(known))}")
        found.add(by_name[_fold(name)])
    return found


def _fold(name: str) -> str:
    """Write a name so that "free-trade agreement", "FreeTradeAgreement" and "freeTradeAgreement" are the same."""
    return fold(name).replace(" ", "")


def _find_near(material: Material, things: Mapping[str, Thing], about: Iterable[str]) -> set[str]:
    """Find what stands for what is asked about: itself, and its offices, bodies and places; no territory under it."""
    asked = set(about)
    own = {
        thing.iri
        for thing in things.values()
        if any(link.target in asked for link in thing.links)
        and not thing.is_fact
        and (material.is_a(thing.iri, "Place") or not material.is_a(thing.iri, "Territory"))
    }
    return asked | own if asked else asked
