"""The two projections: *full* with facts as nodes, as the graph has them, and *flat* with one edge for each relation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from diplograph.exchange.flat import draw_flat
from diplograph.exchange.full import draw_full
from diplograph.exchange.material import read_material
from diplograph.exchange.moments import list_days
from diplograph.exchange.network import Edge, Network, Node
from diplograph.exchange.selection import Selection, choose
from diplograph.exchange.things import list_things
from diplograph.screen import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Store

    from diplograph.exchange.drafts import Draft
    from diplograph.exchange.things import Thing

Projection: TypeAlias = Literal["flat", "full"]
PROJECTIONS = ("flat", "full")


class Wish(NamedTuple):
    """What is to be exported: the projection, the selection, and whether denied and planned claims are shown too."""

    projection: Projection = "flat"
    selection: Selection = Selection()
    hedged: bool = False


def make_network(store: Store, wish: Wish) -> Network:
    """Make the network of a store, or of its view as of a date.

    Raises:
        InputError: Nothing in the graph is of a kind that was named.
    """
    material = read_material(store, hedged=wish.hedged)
    things = list_things(material)
    chosen = choose(material, things, wish.selection)
    draw = draw_full if wish.projection == "full" else draw_flat
    drafts = sorted(draw(material, things, chosen))
    drawn = {draft.about for draft in drafts}
    alone = {node for node in chosen.facts if wish.projection == "full" or node not in drawn}
    return _number(things, drafts, alone, wish.projection)


def _number(things: Mapping[str, Thing], drafts: Iterable[Draft], alone: Iterable[str], projection: str) -> Network:
    """Give nodes and edges their ids, and number parallel edges of one kind."""
    edges = list(drafts)
    names = sorted({*(end for draft in edges for end in (draft.source, draft.target)), *alone})
    ids = {name: f"n{index}" for index, name in enumerate(names)}
    nodes = tuple(_make_node(things[name], ids[name]) for name in names)
    seen: dict[tuple[str, str, str], int] = {}
    made = []
    for index, draft in enumerate(edges):
        key = draft.source, draft.target, draft.relation
        seen[key] = seen.get(key, 0) + 1
        kind = draft.relation if seen[key] == 1 else f"{draft.relation} {seen[key]}"
        ends = ids[draft.source], ids[draft.target]
        made.append(Edge(f"e{index}", *ends, draft.label, kind, dict(draft.values), list_days(draft.spells)))
    title = f"{count(len(nodes), 'node')}, {count(len(made), 'edge')} ({projection} projection)"
    return Network(title, nodes, tuple(made))


def _make_node(thing: Thing, node_id: str) -> Node:
    """Make the node of a thing."""
    return Node(node_id, thing.label, thing.group, thing.values, list_days(thing.spells))
