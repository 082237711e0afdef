"""GraphML that igraph, networkx, graphology, yEd and Gephi read alike.

Ids are plain names, because IRIs are none in XML; every column has one type and one name; all edges are directed,
because some readers refuse a mixture. Dates are text: the format has no type for them.

Source: GraphML 1.0 (graphml.graphdrawing.org), attributes extension.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.exchange.markup import write_attribute, write_text
from diplograph.exchange.network import list_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diplograph.exchange.network import Column, Network, Value

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""


def render_graphml(network: Network) -> str:
    """Write a network as GraphML."""
    return "".join(_write(network))


def _write(network: Network) -> Iterator[str]:
    """Write the file part by part."""
    node_columns = list_columns(node.values for node in network.nodes)
    edge_columns = list_columns(edge.values for edge in network.edges)
    yield _HEAD
    yield from _write_columns("node", node_columns)
    yield from _write_columns("edge", edge_columns)
    yield '<graph id="G" edgedefault="directed">\n'
    for node in network.nodes:
        yield f'<node id="{node.id}">{_write_values("n", node_columns, node.values)}</node>\n'
    for edge in network.edges:
        data = _write_values("e", edge_columns, edge.values)
        yield f'<edge id="{edge.id}" source="{edge.source}" target="{edge.target}">{data}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _write_columns(owner: str, columns: Sequence[Column]) -> Iterator[str]:
    """Declare the columns."""
    for index, column in enumerate(columns):
        name = write_attribute(column.name)
        yield f'<key id="{owner[0]}{index}" for="{owner}" attr.name={name} attr.type="{column.type}"/>\n'


def _write_values(prefix: str, columns: Sequence[Column], values: Mapping[str, Value]) -> str:
    """Write the columns of a row."""
    cells = [(index, column.read(values)) for index, column in enumerate(columns)]
    return "".join(
        f'<data key="{prefix}{index}">{write_text(str(value))}</data>' for index, value in cells if value is not None
    )
