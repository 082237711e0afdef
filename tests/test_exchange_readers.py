"""The exports as real readers see them: networkx, igraph, the schema of GEXF, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections import Counter
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from exchange_examples import expect_cells, make_seed_network, networks
from hypothesis import given, settings
from lxml import etree

from diplograph.exchange.cytoscape import render_cyjs
from diplograph.exchange.gexf import render_gexf
from diplograph.exchange.graphml import render_graphml
from diplograph.exchange.neo4j import render_neo4j
from diplograph.exchange.network import Network
from diplograph.exchange.projection import Projection

_SCHEMA = Path(__file__).parent / "fixtures" / "gexf" / "gexf.xsd"
_GEXF, _VIZ = "{http://gexf.net/1.3}", "http://gexf.net/1.3/viz"
#: What the reader of GEXF adds.
_ADDED = frozenset("id kind label spells viz".split())

_FEW = settings(max_examples=30)
both = pytest.mark.parametrize("projection", ["flat", "full"])


def read_graphml(network: Network) -> Any:
    return nx.read_graphml(io.BytesIO(render_graphml(network).encode()), force_multigraph=True)


def read_gexf(network: Network) -> Any:
    return nx.read_gexf(io.BytesIO(render_gexf(network).encode()), version="1.3")


def list_errors(network: Network) -> list[str]:
    tree: Any = etree.fromstring(render_gexf(network).encode())
    for element in tree.xpath("//*[namespace-uri() = $viz]", viz=_VIZ):
        element.getparent().remove(element)
    schema: Any = etree.XMLSchema(etree.parse(_SCHEMA))
    schema.validate(tree)
    return [str(error) for error in schema.error_log]


@both
def test_gexf_is_valid(projection: Projection) -> None:
    assert list_errors(make_seed_network(projection)) == []


@_FEW
@given(networks())
def test_gexf_of_anything_is_valid(network: Network) -> None:
    assert list_errors(network) == []


@both
def test_gexf_has_the_time_in_which_things_hold(projection: Projection) -> None:
    network = make_seed_network(projection)
    tree: Any = etree.fromstring(render_gexf(network).encode())
    graph = tree.find(f"{_GEXF}graph")
    assert {name: graph.get(name) for name in ("mode", "timeformat", "timerepresentation")} == {
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "interval",
    }
    found = {
        edge.get("id"): tuple((s.get("start"), s.get("end")) for s in edge.iter(f"{_GEXF}spell"))
        for edge in tree.iter(f"{_GEXF}edge")
    }
    assert found == {edge.id: edge.days for edge in network.edges}
    kinds = [(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in tree.iter(f"{_GEXF}edge")]
    assert len(set(kinds)) == len(kinds)
    assert any(found.values())


@_FEW
@given(networks())
def test_networkx_reads_gexf_whole(network: Network) -> None:
    graph = read_gexf(network)
    nodes = expect_cells(network, edges=False)
    for node, cells in zip(network.nodes, nodes, strict=True):
        read = {name: value for name, value in graph.nodes[node.id].items() if name not in _ADDED}
        assert read == {name: value for name, value in cells.items() if name != "label"}
    edges = {data["id"]: data for *_, data in graph.edges(data=True)}
    for edge, cells in zip(network.edges, expect_cells(network, edges=True), strict=True):
        read = {name: value for name, value in edges[edge.id].items() if name not in _ADDED}
        assert read == {name: value for name, value in cells.items() if name != "label"}


@_FEW
@given(networks())
def test_networkx_reads_graphml_whole(network: Network) -> None:
    graph = read_graphml(network)
    for node, cells in zip(network.nodes, expect_cells(network, edges=False), strict=True):
        assert graph.nodes[node.id] == cells
    edges = {key: ((source, target), data) for source, target, key, data in graph.edges(keys=True, data=True)}
    for edge, cells in zip(network.edges, expect_cells(network, edges=True), strict=True):
        assert edges[edge.id] == ((edge.source, edge.target), cells)


@_FEW
@given(networks())
def test_igraph_reads_graphml_as_networkx_does(network: Network) -> None:
    graph = read_with_igraph(network)
    for vertex, cells in zip(graph.vs, expect_cells(network, edges=False), strict=True):
        assert drop_missing(vertex.attributes()) == cells
    for found, edge, cells in zip(graph.es, network.edges, expect_cells(network, edges=True), strict=True):
        assert (graph.vs[found.source]["id"], graph.vs[found.target]["id"]) == (edge.source, edge.target)
        assert drop_missing(found.attributes()) == cells


def read_with_igraph(network: Network) -> Any:
    import tempfile  # noqa: PLC0415 - igraph reads files only

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.graphml"
        path.write_text(render_graphml(network), encoding="utf-8", newline="")
        return igraph.Graph.Read_GraphML(str(path))


def drop_missing(cells: dict[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in cells.items() if name != "id" and value is not None and value != ""}
    return {name: value for name, value in given.items() if not (isinstance(value, float) and math.isnan(value))}


@both
def test_all_readers_count_the_same(projection: Projection) -> None:
    network = make_seed_network(projection)
    size = len(network.nodes), len(network.edges)
    graph = read_with_igraph(network)
    assert (graph.vcount(), graph.ecount()) == size
    for read in (read_graphml(network), read_gexf(network)):
        assert (read.number_of_nodes(), read.number_of_edges()) == size
        assert Counter(data["relation"] for *_, data in read.edges(data=True)) == Counter(
            edge.values["relation"] for edge in network.edges
        )
    elements = json.loads(render_cyjs(network))["elements"]
    assert (len(elements["nodes"]), len(elements["edges"])) == size


@_FEW
@given(networks())
def test_cytoscape_json_has_ids_of_its_own_and_columns_of_one_type(network: Network) -> None:
    file = json.loads(render_cyjs(network))
    rows = [element["data"] for part in ("nodes", "edges") for element in file["elements"][part]]
    assert len({row["id"] for row in rows}) == len(rows)
    types: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            types.setdefault(name, set()).add(type(value))
    assert {name for name, seen in types.items() if len(seen) > 1} == set()
    labels = [node.label for node in network.nodes] + [edge.label for edge in network.edges]
    assert [row["name"] for row in rows] == labels
    assert [(row["source"], row["target"]) for row in rows if "source" in row] == [
        (edge.source, edge.target) for edge in network.edges
    ]


@_FEW
@given(networks())
def test_the_tables_for_neo4j_say_the_same(network: Network) -> None:
    files = render_neo4j(network)
    for name, edges in (("nodes.csv", False), ("relationships.csv", True)):
        table = list(csv.DictReader(io.StringIO(files[name], newline="")))
        wanted = expect_cells(network, edges=edges, xml=False)
        assert len(table) == len(wanted)
        for row, cells in zip(table, wanted, strict=True):
            found = {head.partition(":")[0]: value for head, value in row.items() if value}
            assert {column: found[column] for column in cells} == {c: str(value) for c, value in cells.items()}
    if network.edges:
        ends = [(row[":START_ID"], row[":END_ID"]) for row in csv.DictReader(io.StringIO(files["relationships.csv"]))]
        iris = {node.id: node.values["iri"] for node in network.nodes}
        assert ends == [(iris[edge.source], iris[edge.target]) for edge in network.edges]


@both
def test_the_cypher_loads_every_row_once_and_knows_every_column(projection: Projection) -> None:
    files = render_neo4j(make_seed_network(projection))
    cypher = files["load.cypher"]
    for name, column in (("nodes.csv", ":LABEL"), ("relationships.csv", ":TYPE")):
        table = list(csv.DictReader(io.StringIO(files[name], newline="")))
        loaded = re.findall(rf"FROM 'file:///{name}' AS row\nWITH row WHERE row\.`{column}` = '([\w;]+)'", cypher)
        assert sorted(loaded) == sorted({row[column] for row in table})
        heads = {head for head in table[0] if head not in {":START_ID", ":END_ID", ":TYPE", ":LABEL"}}
        assert {head for head in heads if f"row.`{head}`" not in cypher} == set()
    keys = [(r[":START_ID"], r[":TYPE"], r["key:string"], r[":END_ID"]) for r in table]
    assert len(keys) == len(set(keys))
    assert cypher.count("`earliest` = date(row.`earliest:date`)") >= 2
