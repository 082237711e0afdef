"""The drawing of a network as SVG: the things with most relations, with names where there is room for them."""

from __future__ import annotations

import math
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from diplograph.exchange.layout import MOST, WIDTH, count_edges, lay_out
from diplograph.exchange.network import Network
from diplograph.screen import measure, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diplograph.exchange.layout import Place
    from diplograph.exchange.network import Node

_MARGIN = 50
_LINE, _LETTER, _LONGEST = 17, 7.4, 32
#: What names need on a telephone, where they are drawn larger.
_LARGER = 2.1
#: The class of the style sheet for groups without a colour of their own: facts.
FACT = "c-fact"
_OWN = frozenset("territory organisation person office mission topic agent".split())


class Drawing(NamedTuple):
    """A drawing, and how many nodes it left out."""

    svg: str
    left_out: int


def draw(network: Network) -> Drawing:
    """Draw a network; of a large one the nodes with most edges."""
    kept = _keep(network)
    if not kept.nodes:
        return Drawing("", 0)
    degrees = count_edges(kept)
    places = lay_out(kept)
    width, height = WIDTH + 2 * _MARGIN, max(y for _, y in places.values()) + 2 * _MARGIN
    head = (
        f'<svg viewBox="{-_MARGIN} {-_MARGIN} {width:g} {height:g}" role="group" aria-label="Drawing of the network">\n'
    )
    large, small = _name(kept.nodes, places, degrees, _LARGER), _name(kept.nodes, places, degrees, 1.0)
    nodes = (_draw_node(node, places[node.id], degrees[node.id], _rank(node.id, small, large)) for node in kept.nodes)
    body = "".join([*_draw_lines(kept, places), *nodes])
    return Drawing(f"{head}{body}</svg>\n", len(network.nodes) - len(kept.nodes))


def _keep(network: Network) -> Network:
    """Keep as many nodes as can be laid out, and the edges between them."""
    degrees = count_edges(network)
    ranked = sorted(network.nodes, key=lambda node: (-degrees[node.id], int(node.id[1:])))
    kept = {node.id for node in ranked[:MOST]}
    nodes = tuple(node for node in network.nodes if node.id in kept)
    return Network(network.title, nodes, tuple(e for e in network.edges if e.source in kept and e.target in kept))


def _draw_lines(network: Network, places: Mapping[str, Place]) -> Iterator[str]:
    """Draw a line for all edges between two nodes; the list says which there are."""
    between: dict[tuple[str, str], list[str]] = {}
    for edge in network.edges:
        a, b = sorted((edge.source, edge.target), key=lambda name: int(name[1:]))
        between.setdefault((a, b), []).append(edge.id)
    for (a, b), edges in between.items():
        (x, y), (u, v) = places[a], places[b]
        thick = f' style="stroke-width:{min(1.2 + 0.6 * (len(edges) - 1), 5):.1f}"' if len(edges) > 1 else ""
        yield f'<line class="edge" x1="{x:g}" y1="{y:g}" x2="{u:g}" y2="{v:g}" data-a="{a}" data-b="{b}" data-edges="{" ".join(edges)}"{thick}/>\n'


def _draw_node(node: Node, place: Place, degree: int, rank: str) -> str:
    """Draw a node, which leads to its entry in the list of things."""
    x, y = place
    radius = _measure_radius(degree)
    name = escape(shorten(node.label, _LONGEST))
    return (
        f'<a class="node{rank} {name_colour(node.group)}" href="#{node.id}" data-n="{node.id}">'
        f'<title>{escape(node.label)}</title><circle cx="{x:g}" cy="{y:g}" r="{radius:.1f}"/>'
        f'<text x="{x:g}" y="{y - radius - 4:.1f}">{name}</text></a>\n'
    )


def _rank(node_id: str, small: set[str], large: set[str]) -> str:
    """Say whether the name of a node is shown: always, on wide screens only, or when it is pointed at."""
    return "" if node_id in large else " small" if node_id in small else " minor"


def name_colour(group: str) -> str:
    """Name the class of the style sheet that colours a group."""
    name = "topic" if group == "OfficeTitle" else group.lower()
    return f"c-{name}" if name in _OWN else FACT


def _measure_radius(degree: int) -> float:
    """Say how large a node is drawn."""
    return 4 + 2.2 * math.sqrt(min(degree, 60))


def _name(nodes: Sequence[Node], places: Mapping[str, Place], degrees: Counter[str], larger: float) -> set[str]:
    """Find the nodes whose names have room, those with most edges first."""
    taken: list[tuple[float, float, float, float]] = []
    named = set()
    for node in sorted(nodes, key=lambda node: (-degrees[node.id], int(node.id[1:]))):
        x, y = places[node.id]
        half = measure(shorten(node.label, _LONGEST)) * _LETTER * larger / 2
        bottom = y - _measure_radius(degrees[node.id]) - 2
        box = (x - half, bottom - _LINE * larger, x + half, bottom)
        if not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            taken.append(box)
            named.add(node.id)
    return named
