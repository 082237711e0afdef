"""SHACL's core constraints in Oxigraph: each constraint of each shape is one query over all of its focus nodes.

A query finds the focus nodes that violate a constraint, each with the value that offends. Where a constraint holds
shapes that look beyond the value, the sets of nodes that violate these are combined.
Source: Shapes Constraint Language (W3C Recommendation, 2017), sections 2 to 4.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode

from diplograph.errors import InputError
from diplograph.graph.conditions import make_condition
from diplograph.graph.shapes import MEMBER, Term, read_shapes
from diplograph.graph.store import select
from diplograph.graph.vocabulary import PROVENANCE_GRAPH, RDF_TYPE, RDFS, read_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import QuerySolutions, Store

    from diplograph.graph.shapes import Constraint, Shape

#: Graphs that describe the data as a whole; the others are the graphs of claims.
CHECKED = (DefaultGraph(), PROVENANCE_GRAPH)
_TYPE = str(RDF_TYPE)
_MEMBERSHIP = re.compile(rf"(\?\w+) {re.escape(MEMBER)} (<[^<>]*>)")
_COUNTS = {"minCount": "<", "maxCount": ">"}
_ORDERS = {"lessThan": "<", "lessThanOrEquals": "<="}


class Result(NamedTuple):
    """One result of a check, before it is traced to a sentence.

    Attributes:
        node: The focus node.
        severity: Local name of SHACL's vocabulary.
        message: The shape's message.
        shape: Local name of the shape; "" if it has none.
        value: The value that offends; "" where none does.
        component: Local name of the constraint's component.
    """

    node: str
    severity: str
    message: str
    shape: str
    value: str
    component: str


class View:
    """A dataset as the checks see it: the graphs that describe the data as a whole, and their hierarchy of classes."""

    def __init__(self, store: Store) -> None:
        """Look at a dataset that does not change meanwhile."""
        self._store = store
        self._below: dict[str, list[str]] = {}

    def select(self, query: str) -> QuerySolutions:
        """Run a query; in it, a path to a class becomes a list of the classes below, which is found much sooner."""
        return select(self._store, _MEMBERSHIP.sub(self._list_classes, query), graphs=CHECKED)

    def is_member(self, node: Term, class_node: NamedNode) -> bool:
        """Tell whether a node is of a class or of one below it."""
        if isinstance(node, Literal):
            return False
        stated = {str(q.object) for g in CHECKED for q in self._store.quads_for_pattern(node, RDF_TYPE, None, g)}
        return not stated.isdisjoint(self._find_below(str(class_node)))

    def _find_below(self, name: str) -> list[str]:
        """Find a class and those below it, as SPARQL writes them, sorted."""
        if name not in self._below:
            rows = select(self._store, f"SELECT ?c {{ ?c <{RDFS}subClassOf>* {name} }}", graphs=CHECKED)
            self._below[name] = sorted({name, *(str(row["c"]) for row in rows)})
        return self._below[name]

    def _list_classes(self, match: re.Match[str]) -> str:
        """Write a path to a class as the list of the classes below it, which is looked up once."""
        node, kind = match[1], f"?kind{match.start()}"
        return f"VALUES {kind} {{ {' '.join(self._find_below(match[2]))} }} {node} {_TYPE} {kind}"


#: A focus node and the value that offends, ``None`` where none does.
_Row = tuple[Term, Term | None]


def check_shapes(data: Store, shapes: Store) -> list[Result]:
    """Run the core constraints of all shapes with targets; results may come several times.

    Raises:
        InputError: A shape uses a constraint that is not covered.
    """
    found: list[Result] = []
    view = View(data)
    for shape in read_shapes(shapes):
        for target in shape.targets:
            found += _check(view, shape, target)
    return found


def _check(data: View, shape: Shape, focus: str) -> Iterator[Result]:
    """Check a shape at the focus nodes that a pattern of ``?this`` finds."""
    for constraint in shape.constraints:
        if constraint.name == "property":
            yield from _check(data, constraint.shapes[0], _move(shape, focus))
            continue
        component = f"{constraint.name[0].upper()}{constraint.name[1:]}ConstraintComponent"
        message = shape.message or f"It does not conform to sh:{constraint.name}."
        for node, value in _find(data, shape, constraint, focus):
            text = "" if value is None else read_value(value)
            yield Result(read_value(node), shape.severity, message, shape.name, text, component)


def _find(data: View, shape: Shape, constraint: Constraint, focus: str) -> Iterator[_Row]:
    """Find the violations of a constraint."""
    name, values = constraint.name, _reach(shape)
    condition = make_condition(constraint)
    if condition is not None:
        yield from _select(data, f"{{ {focus} }} {values} FILTER(!{condition})")
    elif name in _COUNTS:
        yield from _select(data, *_count(shape, constraint, focus))
    elif name == "class":
        yield from _select(
            data, f"{{ {focus} }} {values} FILTER NOT EXISTS {{ ?value {MEMBER} {constraint.values[0]} }}"
        )
    elif name == "hasValue":
        held = (
            f"?this {shape.path} {constraint.values[0]}" if shape.path else f"VALUES ?this {{ {constraint.values[0]} }}"
        )
        yield from _select(data, f"{{ {focus} }} MINUS {{ {held} }}")
    elif name in {"disjoint", "equals", *_ORDERS}:
        yield from _compare(data, shape, constraint, focus)
    elif constraint.shapes:
        yield from _combine(data, shape, constraint, focus)
    else:
        raise InputError(f"the shapes use sh:{name}, which is not covered")


def _reach(shape: Shape) -> str:
    """Write how a shape gets from its focus node to its values."""
    return f"?this {shape.path} ?value ." if shape.path else "BIND(?this AS ?value)"


def _move(shape: Shape, focus: str) -> str:
    """Write the pattern of the value nodes of a shape, as focus nodes of another."""
    if not shape.path:
        return focus
    depth = len(set(re.findall(r"\?this\d+", focus)))
    moved = re.sub(r"\?(this|any)\b", rf"?\g<1>{depth}", focus)
    return f"{moved} . ?this{depth} {shape.path} ?this"


def _count(shape: Shape, constraint: Constraint, focus: str) -> tuple[str, str]:
    """Write the pattern and the grouping for a constraint on the number of values."""
    limit, values = int(read_value(constraint.values[0])), f"?this {shape.path} ?one"
    least = constraint.name == "minCount"
    # Zero and one are asked without counting, which takes half the time or less.
    if least and limit <= 1:
        return f"{{ {focus} }} FILTER NOT EXISTS {{ {values} }}" if limit else "FILTER(false)", ""
    if not least and limit <= 1:
        two = f" . ?this {shape.path} ?two FILTER(!sameTerm(?one, ?two))" if limit else ""
        return f"{{ {focus} }} {values}{two}", ""
    counted = f"OPTIONAL {{ {values} }}" if least else values
    return f"{{ {focus} }} {counted}", f"GROUP BY ?this HAVING(COUNT(DISTINCT ?one) {_COUNTS[constraint.name]} {limit})"


def _compare(data: View, shape: Shape, constraint: Constraint, focus: str) -> Iterator[_Row]:
    """Find the values that do not go with those of another property."""
    name, other = constraint.name, constraint.values[0]
    values = f"{{ {focus} }} {_reach(shape)}"
    if name == "disjoint":
        yield from _select(data, f"{values} ?this {other} ?value")
    elif name == "equals":
        yield from _select(data, f"{values} MINUS {{ ?this {other} ?value }}")
        lacking = f"MINUS {{ {_reach(shape)} }}" if shape.path else "FILTER(!sameTerm(?this, ?value))"
        yield from _select(data, f"{{ {focus} }} ?this {other} ?value . {lacking}")
    else:
        yield from _select(
            data, f"{values} ?this {other} ?limit FILTER(!COALESCE(?value {_ORDERS[name]} ?limit, false))"
        )


def _combine(data: View, shape: Shape, constraint: Constraint, focus: str) -> Iterator[_Row]:
    """Find the values that do not conform to the shapes that a constraint holds."""
    inner = _move(shape, focus)
    violating = [_find_violating(data, held, inner) for held in constraint.shapes]
    total = len(violating)
    for node, value in _select(data, f"{{ {focus} }} {_reach(shape)}"):
        conforming = total - sum(value in nodes for nodes in violating)
        match constraint.name:
            case "or":
                conforms = conforming > 0
            case "xone":
                conforms = conforming == 1
            case "not":
                conforms = conforming == 0
            case _:
                conforms = conforming == total
        if not conforms:
            yield node, value


def _find_violating(data: View, shape: Shape, focus: str) -> set[Term | None]:
    """Find the focus nodes that do not conform to a shape."""
    found: set[Term | None] = set()
    for constraint in shape.constraints:
        if constraint.name != "property":
            found.update(node for node, _ in _find(data, shape, constraint, focus))
            continue
        moved = _move(shape, focus)
        violating = _find_violating(data, constraint.shapes[0], moved)
        rows = _select(data, f"{{ {focus} }} {_reach(shape)}") if shape.path else ((node, node) for node in violating)
        found.update(node for node, value in rows if node is not None and value in violating)
    return found


def _select(data: View, pattern: str, grouping: str = "") -> Iterator[_Row]:
    """Select focus nodes and values, some several times: to make them distinct would take memory for all of them."""
    variables = "?this" if grouping or "?value" not in pattern else "?this ?value"
    for row in data.select(f"SELECT {variables} WHERE {{ {pattern} }} {grouping}"):
        yield row["this"], row["value"] if variables != "?this" else None
