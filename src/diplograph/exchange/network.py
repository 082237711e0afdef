"""What every format is written from: things and relations as nodes and edges with columns of plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = str | int | float
#: The first and the last day, as ``YYYY-MM-DD``; ``None`` where it is open.
Days: TypeAlias = tuple[str | None, str | None]

#: Columns that come before those of properties, in this order.
FIRST = (
    *("iri", "label", "relation", "group", "class", "source_role", "target_role", "basis", "polarity", "modality"),
    *("edtf", "earliest", "latest", "events"),
    *("document", "char_start", "char_end", "quote", "claims", "evidence", "claim"),
)
#: Names that some reader takes for its own; a property of such a name gets a prefix.
_TAKEN = frozenset(
    {
        *FIRST,
        *"id key name source target type kind weight label start end interaction selected suid timeset color".split(),
    }
)
#: Programs that read numbers as floating point keep whole numbers up to here.
_MOST = 2**53
_RANK = {name: index for index, name in enumerate(FIRST)}


@dataclass(frozen=True, slots=True)
class Node:
    """A thing, or in the full projection also a fact.

    Attributes:
        id: ``n0``, ``n1`` … in the order of IRIs.
        label: What people call it.
        group: The broad class that it is coloured by.
        values: The other columns; what is not known is left out.
        days: When it is there; empty for what is there always.
    """

    id: str
    label: str
    group: str
    values: Mapping[str, Value]
    days: tuple[Days, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation, or in the full projection one statement.

    Attributes:
        id: ``e0``, ``e1`` …
        source: The id of a node; ``target`` likewise.
        label: The relation in words.
        kind: The relation's local name, with a number where several such relations join the same two nodes.
        values: The other columns.
        days: When it holds; empty where no date is stated.
    """

    id: str
    source: str
    target: str
    label: str
    kind: str
    values: Mapping[str, Value]
    days: tuple[Days, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges in the order of their ids, and what they are, in words."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column, whose values are all of one type: ``string``, ``long`` or ``double``."""

    name: str
    type: str

    def read(self, values: Mapping[str, Value]) -> Value | None:
        """Give a row's value in the type of the column."""
        value = values.get(self.name)
        if value is None:
            return None
        return str(value) if self.type == "string" else float(value) if self.type == "double" else value


def list_columns(rows: Iterable[Mapping[str, Value]]) -> list[Column]:
    """List the columns of rows, the usual ones first; a column with any text in it is text.

    >>> list_columns([{"rank": 2, "amount": 1}, {"amount": "over 20", "iri": "x"}])
    [Column(name='iri', type='string'), Column(name='amount', type='string'), Column(name='rank', type='long')]
    """
    types: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            types.setdefault(name, set()).add(type(value))
    names = sorted(types, key=lambda name: (_RANK.get(name, len(FIRST)), name))
    return [Column(name, _unite(types[name])) for name in names]


def _unite(types: set[type]) -> str:
    """Find the type that holds all values."""
    return "string" if str in types else "double" if float in types else "long"


def name_column(property_name: str) -> str:
    """Name the column of a property.

    >>> name_column("rank"), name_column("name"), name_column("a:b")
    ('rank', 'dg_name', 'a_b')
    """
    name = re.sub(r"[^A-Za-z0-9_]", "_", property_name)
    return f"dg_{name}" if name.lower() in _TAKEN else name


def join_values(values: Iterable[Value]) -> Value:
    """Put the values of a column into one: a single number stays one, several become text."""
    found = sorted(set(values), key=str)
    if len(found) == 1 and not (isinstance(found[0], int) and abs(found[0]) > _MOST):
        return found[0]
    return "; ".join(map(str, found))
