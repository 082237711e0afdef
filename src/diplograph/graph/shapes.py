"""The shapes of a SHACL file as plain records.

Source: Shapes Constraint Language (W3C Recommendation, 2017), section 2.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from diplograph.graph.vocabulary import RDF, RDF_TYPE, RDFS, SHACL, read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

Term = NamedNode | BlankNode | Literal

#: The path from a node to its classes.
MEMBER = f"<{RDF_TYPE.value}>/<{RDFS}subClassOf>*"
_TARGETS = {
    "targetClass": f"?this {MEMBER} {{}}",
    "targetNode": "VALUES ?this {{ {} }}",
    "targetSubjectsOf": "?this {} ?any",
    "targetObjectsOf": "?any {} ?this",
}
#: What a shape says beside its constraints.
_OTHERS = frozenset(
    "path message severity name description order group deactivated sparql flags declare prefixes".split()
)
_LISTS = frozenset({"or", "and", "xone", "in"})
_NESTED = frozenset({"or", "and", "xone", "not", "node", "property"})
_PATHS = {"inversePath": "^{}", "zeroOrMorePath": "{}*", "oneOrMorePath": "{}+", "zeroOrOnePath": "{}?"}


class Constraint(NamedTuple):
    """A constraint: its local name, its values (members of its list, or one), and the shapes that these name."""

    name: str
    values: tuple[Term, ...]
    shapes: tuple[Shape, ...]


class Shape(NamedTuple):
    """A shape.

    Attributes:
        name: What comes behind the ``#`` in its IRI; "" if it has none.
        path: Its path as SPARQL writes it; "" for a node shape.
        severity: Local name of the severity.
        message: Its message; "" if it has none.
        targets: SPARQL patterns for its focus nodes, ``?this``.
        constraints: Its constraints, SPARQL ones apart.
    """

    name: str
    path: str
    severity: str
    message: str
    targets: tuple[str, ...]
    constraints: tuple[Constraint, ...]


def read_shapes(store: Store) -> list[Shape]:
    """Read the shapes that have targets, sorted by their names."""
    found = {q.subject for name in _TARGETS for q in store.quads_for_pattern(None, NamedNode(SHACL + name), None)}
    return [_read_shape(store, node) for node in sorted(found, key=str) if isinstance(node, NamedNode | BlankNode)]


def _read_shape(store: Store, node: Term) -> Shape:
    """Read one shape with its constraints; one that is deactivated has none."""
    said: defaultdict[str, list[Term]] = defaultdict(list)
    for predicate, value in _describe(store, node):
        said[predicate].append(value)
    if any(read_value(value) == "true" for value in said["deactivated"]):
        said.clear()
    return Shape(
        name=read_value(node).partition("#")[2] if isinstance(node, NamedNode) else "",
        path=_read_path(store, said["path"][0]) if said["path"] else "",
        severity=min(map(read_value, said["severity"]), default="Violation").removeprefix(SHACL),
        message=" ".join(min(map(read_value, said["message"]), default="").split()),
        targets=tuple(sorted(form.format(t) for name, form in _TARGETS.items() for t in said[name])),
        constraints=tuple(_read_constraints(store, said)),
    )


def _read_constraints(store: Store, said: Mapping[str, list[Term]]) -> Iterator[Constraint]:
    """Read the constraints among what is said of a shape."""
    for name, values in sorted(said.items()):
        own = not name.startswith(RDF) and name not in _OTHERS | _TARGETS.keys()
        for value in sorted(values, key=str) if own else ():
            members = tuple(_read_list(store, value)) if name in _LISTS else (value,)
            if name == "pattern":
                members += tuple(said.get("flags", ()))
            yield Constraint(name, members, tuple(_read_shape(store, m) for m in members if name in _NESTED))


def _describe(store: Store, node: Term) -> list[tuple[str, Term]]:
    """List what is said of a node: predicates, without SHACL's namespace, and values."""
    if isinstance(node, Literal):
        return []
    quads = sorted(store.quads_for_pattern(node, None, None), key=str)
    pairs = ((quad.predicate.value, quad.object) for quad in quads)
    found = [(name, value) for name, value in pairs if isinstance(value, NamedNode | BlankNode | Literal)]
    return [(name.removeprefix(SHACL), value) for name, value in found if name.startswith((SHACL, RDF))]


def _read_list(store: Store, head: Term) -> Iterator[Term]:
    """Read the members of a list."""
    while said := dict(_describe(store, head)):
        yield said[f"{RDF}first"]
        head = said[f"{RDF}rest"]


def _read_path(store: Store, node: Term) -> str:
    """Write a path as SPARQL does."""
    if isinstance(node, NamedNode):
        return str(node)
    said = dict(_describe(store, node))
    if "alternativePath" in said:
        return f"({'|'.join(_read_path(store, part) for part in _read_list(store, said['alternativePath']))})"
    for name, form in _PATHS.items():
        if name in said:
            return f"({form.format(_read_path(store, said[name]))})"
    return f"({'/'.join(_read_path(store, part) for part in _read_list(store, node))})"
