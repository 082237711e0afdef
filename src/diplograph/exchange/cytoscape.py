"""Cytoscape JSON, which Cytoscape and cytoscape.js read: ids of their own for nodes and edges, columns of one type."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from diplograph.exchange.layout import lay_out
from diplograph.exchange.network import list_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diplograph.exchange.network import Column, Network, Value


def render_cyjs(network: Network) -> str:
    """Write a network as Cytoscape JSON."""
    columns = list_columns([*(node.values for node in network.nodes), *(edge.values for edge in network.edges)])
    places = lay_out(network)
    nodes: list[dict[str, Any]] = []
    for node in network.nodes:
        made: dict[str, Any] = {"data": {"id": node.id, "name": node.label, **_list_values(columns, node.values)}}
        if node.id in places:
            x, y = places[node.id]
            made["position"] = {"x": x, "y": y}
        nodes.append(made)
    edges = [
        {
            "data": {
                "id": edge.id,
                "source": edge.source,
                "target": edge.target,
                "interaction": edge.kind,
                "name": edge.label,
                **_list_values(columns, edge.values),
            }
        }
        for edge in network.edges
    ]
    file = {
        "format_version": "1.0",
        "generated_by": "diplograph",
        "data": {"name": f"diplograph: {network.title}"},
        "elements": {"nodes": nodes, "edges": edges},
    }
    return f"{json.dumps(file, ensure_ascii=False, indent=1)}\n"


def _list_values(columns: Sequence[Column], values: Mapping[str, Value]) -> dict[str, Value]:
    """List the columns of a row that have a value."""
    cells = ((column.name, column.read(values)) for column in columns)
    return {name: value for name, value in cells if value is not None}
