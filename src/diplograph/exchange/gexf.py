"""GEXF 1.3, the format of Gephi: with the time in which nodes and edges are there, colours and positions.

Parallel edges have an id each, and a ``kind`` of their own, because Gephi makes one of those of the same kind.

Source: GEXF 1.3 schema (gexf.xsd, dynamics.xsd, viz.xsd), https://gexf.net.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.exchange.colours import choose_colour
from diplograph.exchange.layout import count_edges, lay_out
from diplograph.exchange.markup import write_attribute
from diplograph.exchange.network import list_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from diplograph.exchange.layout import Place
    from diplograph.exchange.network import Column, Days, Edge, Network, Node, Value

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>diplograph</creator><description>{title}</description></meta>
<graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" timerepresentation="interval">
"""


def render_gexf(network: Network) -> str:
    """Write a network as GEXF."""
    return "".join(_write(network))


def _write(network: Network) -> Iterator[str]:
    """Write the file part by part."""
    yield _HEAD.format(title=network.title)
    node_columns, edge_columns = (
        _list_own(node.values for node in network.nodes),
        _list_own(e.values for e in network.edges),
    )
    yield from _write_columns("node", node_columns)
    yield from _write_columns("edge", edge_columns)
    places, degrees = lay_out(network), count_edges(network)
    yield f'<nodes count="{len(network.nodes)}">\n'
    for node in network.nodes:
        yield _write_node(node, node_columns, places.get(node.id), degrees[node.id])
    yield f'</nodes>\n<edges count="{len(network.edges)}">\n'
    for edge in network.edges:
        yield _write_edge(edge, edge_columns)
    yield "</edges>\n</graph>\n</gexf>\n"


def _list_own(rows: Iterable[Mapping[str, Value]]) -> list[Column]:
    """List the columns but for the label, which has an attribute of its own."""
    return [column for column in list_columns(rows) if column.name != "label"]


def _write_columns(owner: str, columns: Sequence[Column]) -> Iterator[str]:
    """Declare the columns; their ids are their names, because some readers show the id."""
    if columns:
        yield f'<attributes class="{owner}" mode="static">\n'
        for column in columns:
            name = write_attribute(column.name)
            yield f'<attribute id={name} title={name} type="{column.type}"/>\n'
        yield "</attributes>\n"


def _write_node(node: Node, columns: Sequence[Column], place: Place | None, degree: int) -> str:
    """Write a node; the more edges it has, the larger it is."""
    colour = choose_colour(node.group)
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    at = f'<viz:position x="{place[0]}" y="{-place[1]}" z="0.0"/>' if place else ""
    size = min(4 + degree, 40)
    return (
        f'<node id="{node.id}" label={write_attribute(node.label)}>{_write_days(node.days)}'
        f'{_write_values(columns, node.values)}<viz:color r="{red}" g="{green}" b="{blue}"/>{at}'
        f'<viz:size value="{size}.0"/></node>\n'
    )


def _write_edge(edge: Edge, columns: Sequence[Column]) -> str:
    """Write an edge."""
    return (
        f'<edge id="{edge.id}" source="{edge.source}" target="{edge.target}" kind={write_attribute(edge.kind)} '
        f"label={write_attribute(edge.label)}>{_write_days(edge.days)}{_write_values(columns, edge.values)}</edge>\n"
    )


def _write_days(days: Sequence[Days]) -> str:
    """Write the times in which something is there; an end that is open is left out."""
    spells = "".join(
        "<spell"
        + (f' start="{first}"' if first is not None else "")
        + (f' end="{last}"' if last is not None else "")
        + "/>"
        for first, last in days
    )
    return f"<spells>{spells}</spells>" if spells else ""


def _write_values(columns: Sequence[Column], values: Mapping[str, Value]) -> str:
    """Write the columns of a row."""
    cells = ((column.name, column.read(values)) for column in columns)
    written = "".join(
        f"<attvalue for={write_attribute(name)} value={write_attribute(str(value))}/>"
        for name, value in cells
        if value is not None
    )
    return f"<attvalues>{written}</attvalues>" if written else ""
