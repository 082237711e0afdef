"""CSV files for Neo4j, with the two ways to load them: Cypher (LOAD CSV), and neo4j-admin into an empty database.

Source: Neo4j operations manual, "CSV header format"; Cypher manual, "LOAD CSV".
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, TypeAlias

from diplograph.exchange.network import list_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from diplograph.exchange.network import Column, Edge, Network, Node, Value

NODES, EDGES = "nodes.csv", "relationships.csv"
_ADMIN = (
    "neo4j-admin database import full neo4j --nodes=nodes.csv --relationships=relationships.csv --multiline-fields=true"
)
_READ_ME = f"""The graph of diplograph for Neo4j 5: {{title}}.

Into a database that runs: copy {NODES} and {EDGES} into its import directory, open Neo4j Browser (or
cypher-shell) and run load.cypher. Every node has the label Item; the property iri is its key, so that loading again
adds nothing twice. If a text holds a backslash before a quotation mark, set
db.import.csv.legacy_quote_escaping=false first: the files keep to RFC 4180.

Into a new, empty database, much faster for millions of edges, with the server stopped and from this directory:

    {_ADMIN}

Dates are days (earliest, latest) and as stated, in EDTF (edtf). Who stated a relation: document, char_start,
char_end (half-open, in code points) and quote.
"""
_CASTS = {"date": "date", "long": "toInteger", "double": "toFloat"}
_Row: TypeAlias = "Mapping[str, Value]"
_DAYS = frozenset(("earliest", "latest"))


def render_neo4j(network: Network) -> dict[str, str]:
    """Write a network as files by name."""
    node_columns = list_columns(node.values for node in network.nodes)
    edge_columns = list_columns(edge.values for edge in network.edges)
    return {
        NODES: _write_nodes(network.nodes, node_columns),
        EDGES: _write_edges(network, edge_columns),
        "load.cypher": "".join(_write_cypher(network)),
        "README.txt": _READ_ME.format(title=network.title),
    }


def _write_nodes(nodes: Sequence[Node], columns: Sequence[Column]) -> str:
    """Write the table of nodes."""
    head = [*(_head(column, own=True) for column in columns), ":LABEL"]
    rows = ([*_list_cells(columns, node.values), ";".join(list_labels(node))] for node in nodes)
    return _write_table(head, rows)


def _write_edges(network: Network, columns: Sequence[Column]) -> str:
    """Write the table of relationships; ``key`` tells those of one type between two nodes apart, in every export."""
    iris = {node.id: str(node.values["iri"]) for node in network.nodes}
    head = [":START_ID", ":END_ID", ":TYPE", "key:string", *(_head(column) for column in columns)]
    rows = []
    for edge in network.edges:
        key = f"{edge.values['iri']} {edge.values.get('target_role', '')}".rstrip()
        rows.append([iris[edge.source], iris[edge.target], name_type(edge), key, *_list_cells(columns, edge.values)])
    return _write_table(head, rows)


def list_labels(node: Node) -> list[str]:
    """List the labels of a node: Item, its group and its class."""
    names = [_name(str(node.values.get(column, ""))) for column in ("group", "class")]
    return list(dict.fromkeys(["Item", *(name for name in names if name)]))


def name_type(edge: Edge) -> str:
    """Name the type of a relationship.

    >>> from diplograph.exchange.network import Edge
    >>> name_type(Edge("e0", "n0", "n1", "", "DiplomaticRelation 2", {"relation": "DiplomaticRelation"}, ()))
    'DIPLOMATIC_RELATION'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", _name(str(edge.values["relation"]))).upper()


def _name(text: str) -> str:
    """Keep what may stand in a name that is not quoted."""
    return re.sub(r"\W", "", text)


def _head(column: Column, *, own: bool = False) -> str:
    """Write the head of a column with its type; the IRIs of nodes are their ids."""
    return (
        "iri:ID" if own and column.name == "iri" else f"{column.name}:{'date' if column.name in _DAYS else column.type}"
    )


def _list_cells(columns: Sequence[Column], values: Mapping[str, Value]) -> list[str]:
    """Write the columns of a row; what is missing is empty."""
    cells = (column.read(values) for column in columns)
    return ["" if cell is None else str(cell) for cell in cells]


def _write_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table as RFC 4180 says."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return file.getvalue()


def _write_cypher(network: Network) -> Iterator[str]:
    """Write the statements that load the tables.

    There is one for each set of labels and for each type, because Cypher takes no variable in their place.
    """
    yield "CREATE CONSTRAINT diplograph_iri IF NOT EXISTS FOR (n:Item) REQUIRE n.iri IS UNIQUE;\n"
    nodes = _group((tuple(list_labels(node)), node.values) for node in network.nodes)
    types = {column.name: column for column in list_columns(node.values for node in network.nodes)}
    for labels, rows in nodes:
        yield _load(NODES, f"row.`:LABEL` = '{';'.join(labels)}'")
        named = "".join(f"SET n:`{label}`\n" for label in labels[1:])
        used = [types[column.name] for column in list_columns(rows) if column.name != "iri"]
        yield f"MERGE (n:Item {{iri: row.`iri:ID`}})\n{named}SET {_set('n', used)};\n"
    types = {column.name: column for column in list_columns(edge.values for edge in network.edges)}
    for (kind,), rows in _group(((name_type(edge),), edge.values) for edge in network.edges):
        yield _load(EDGES, f"row.`:TYPE` = '{kind}'")
        yield "MATCH (a:Item {iri: row.`:START_ID`}), (b:Item {iri: row.`:END_ID`})\n"
        used = [types[column.name] for column in list_columns(rows)]
        yield f"MERGE (a)-[r:`{kind}` {{key: row.`key:string`}}]->(b)\nSET {_set('r', used)};\n"


def _group(rows: Iterable[tuple[tuple[str, ...], Mapping[str, Value]]]) -> list[tuple[tuple[str, ...], list[_Row]]]:
    """Group rows by labels or types, sorted."""
    groups: dict[tuple[str, ...], list[_Row]] = {}
    for names, values in rows:
        groups.setdefault(names, []).append(values)
    return sorted(groups.items(), key=lambda group: group[0])


def _load(file: str, condition: str) -> str:
    """Begin a statement that goes through rows of a table."""
    return f"\nLOAD CSV WITH HEADERS FROM 'file:///{file}' AS row\nWITH row WHERE {condition}\n"


def _set(variable: str, columns: Sequence[Column]) -> str:
    """Write the assignments of the columns; an empty cell is null, which takes away what was there."""
    parts = []
    for column in columns:
        head = _head(column)
        cast = _CASTS.get(head.rpartition(":")[2])
        cell = f"row.`{head}`"
        parts.append(f"{variable}.`{column.name}` = {f'{cast}({cell})' if cast else cell}")
    return ",\n  ".join(parts)
