"""The flat projection: a fact that joins two things is one edge, with all else that is known of it as columns.

Which two is data: the roles that identify a fact, in their order (``ontology/roles.ttl``). A fact in which one thing
takes part, or more than two in the same role, such as an agreement of many parties, keeps its node, with an edge to
each: an edge between every two of them would say more than the text does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.exchange.drafts import Draft, draft_statement
from diplograph.exchange.network import join_values, name_column
from diplograph.graph.vocabulary import DG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diplograph.exchange.material import Material
    from diplograph.exchange.network import Value
    from diplograph.exchange.selection import Chosen
    from diplograph.exchange.things import Thing

#: The place of roles that do not identify a fact.
_LAST = 99
#: Things that take part in facts by IRI, and the properties that say so.
_Group = dict[str, list[str]]


def draw_flat(material: Material, things: Mapping[str, Thing], chosen: Chosen) -> Iterator[Draft]:
    """Draw an edge for each fact of two, and edges to the node of any other."""
    orders = _read_orders(material)
    for fact in chosen.facts.values():
        groups = _group_links(material, fact, orders)
        pair = _find_pair(groups)
        yield from [_draft_pair(material, things, fact, pair)] if pair else _draft_star(material, fact, groups)
    for thing, link in chosen.statements:
        if material.is_a(link.target, "Agent"):
            yield draft_statement(material, thing, link)


def _read_orders(material: Material) -> dict[str, set[str]]:
    """Read the roles that each property is made from."""
    found: dict[str, set[str]] = {}
    for (_, role), terms in material.schema.roles.items():
        for term in terms:
            found.setdefault(term.name, set()).add(role)
    return found


def _group_links(material: Material, fact: Thing, orders: Mapping[str, set[str]]) -> list[tuple[int, _Group]]:
    """Group those who take part by their roles, the identifying ones first; parts of the fact are none."""
    keys = material.schema.keys
    names = (name for name in material.schema.list_ancestors(material.name_class(fact.iri)) if name in keys)
    order = {role.lstrip("="): rank for rank, role in enumerate(keys.get(next(names, ""), ()))}
    groups: dict[tuple[int, str], _Group] = {}
    for link in fact.links:
        if material.is_a(link.target, "LifecycleEvent") or link.target.startswith(f"{fact.iri}/"):
            continue
        roles = orders.get(link.role, set())
        rank = min((order[role] for role in roles if role in order), default=_LAST)
        name = min(roles, default=link.role) if rank == _LAST else ""
        groups.setdefault((rank, name), {}).setdefault(link.target, []).append(link.role)
    return [(rank, group) for (rank, _), group in sorted(groups.items())]


def _find_pair(groups: list[tuple[int, _Group]]) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """Find the two that a fact joins, each with its role; ``None`` where it does not join just two."""
    if not groups:
        return None
    first, others = groups[0][1], groups[1:]
    ends = sorted((iri, min(roles)) for iri, roles in first.items())
    if len(ends) == 2 and not any(rank < _LAST for rank, _ in others):
        return ends[0], ends[1]
    if len(ends) != 1 or not others or len(others[0][1]) != 1:
        return None
    ((target, roles),) = others[0][1].items()
    return (ends[0], (target, min(roles))) if target != ends[0][0] else None


def _draft_pair(
    material: Material, things: Mapping[str, Thing], fact: Thing, pair: tuple[tuple[str, str], tuple[str, str]]
) -> Draft:
    """Draft the edge of a fact of two; whoever else takes part, and its parts, become columns."""
    (source, source_role), (target, target_role) = pair
    rest: dict[str, list[Value]] = {}
    for link in fact.links:
        if link.target not in {source, target} and not material.is_a(link.target, "LifecycleEvent"):
            rest.setdefault(name_column(link.role), []).append(things[link.target].label)
    values = dict(fact.values) | {name: join_values(labels) for name, labels in rest.items()}
    values |= {"relation": fact.group, "source_role": source_role, "target_role": target_role}
    return Draft(source, target, fact.group, fact.iri, "", fact.label, fact.spells, tuple(values.items()))


def _draft_star(material: Material, fact: Thing, groups: list[tuple[int, _Group]]) -> Iterator[Draft]:
    """Draft an edge from the node of a fact to each that takes part in it."""
    for _, group in groups:
        for target, roles in group.items():
            role = min(roles)
            said = ", ".join(str(material.labels.get(DG + name, name)).lower() for name in sorted(roles))
            values = dict(fact.values) | {"relation": fact.group, "target_role": role}
            label = f"{said}: {fact.label}"
            yield Draft(fact.iri, target, fact.group, fact.iri, role, label, fact.spells, tuple(values.items()))
