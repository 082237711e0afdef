"""SHACL constraints that speak of one value alone, as SPARQL expressions that are true where the value conforms.

Source: Shapes Constraint Language (W3C Recommendation, 2017), sections 4.1, 4.3, 4.4 and 4.8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.graph.vocabulary import SHACL, XSD, read_value

if TYPE_CHECKING:
    from diplograph.graph.shapes import Constraint, Shape

_KINDS = {"IRI": "isIRI(?value)", "Literal": "isLiteral(?value)", "BlankNode": "isBlank(?value)"}
_SIMPLE = {
    "minInclusive": "COALESCE(?value >= {}, false)",
    "minExclusive": "COALESCE(?value > {}, false)",
    "maxInclusive": "COALESCE(?value <= {}, false)",
    "maxExclusive": "COALESCE(?value < {}, false)",
    "minLength": "(!isBlank(?value) && STRLEN(STR(?value)) >= {})",
    "maxLength": "(!isBlank(?value) && STRLEN(STR(?value)) <= {})",
}
#: Datatypes whose literals are read to see whether they are well-formed; of others any text will do.
_READ = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "boolean", "date", "dateTime", "time"))


def make_condition(constraint: Constraint) -> str | None:
    """Make the expression over ``?value`` that a constraint stands for; ``None`` if it looks beyond the value."""
    name, values = constraint.name, constraint.values
    if name in _SIMPLE:
        return _SIMPLE[name].format(values[0])
    if name == "datatype":
        return _make_datatype(read_value(values[0]))
    if name == "nodeKind":
        kinds = read_value(values[0]).removeprefix(SHACL).split("Or")
        return f"({' || '.join(_KINDS[kind] for kind in kinds)})"
    if name == "pattern":
        flags = "".join(f", {flag}" for flag in values[1:])
        return f"(!isBlank(?value) && REGEX(STR(?value), {values[0]}{flags}))"
    if name == "in":
        return f"({' || '.join(f'sameTerm(?value, {value})' for value in values) or 'false'})"
    return _make_nested(constraint)


def _make_datatype(iri: str) -> str:
    """Make the expression for a datatype; literals of some are read, to see whether they are well-formed."""
    same = f"(isLiteral(?value) && DATATYPE(?value) = <{iri}>)"
    return (
        f"({same} && COALESCE(BOUND(?value) && STRLEN(STR(<{iri}>(STR(?value)))) > 0, false))" if iri in _READ else same
    )


def _make_nested(constraint: Constraint) -> str | None:
    """Make the expression of a constraint that holds shapes, if these speak of the value alone."""
    parts = [_make_shape(shape) for shape in constraint.shapes]
    conditions = [part for part in parts if part is not None]
    if not parts or len(conditions) < len(parts):
        return None
    match constraint.name:
        case "or":
            return f"({' || '.join(conditions)})"
        case "and" | "node":
            return f"({' && '.join(conditions)})"
        case "not":
            return f"(!{conditions[0]})"
    return None


def _make_shape(shape: Shape) -> str | None:
    """Make the expression of a node shape all of whose constraints speak of the value alone."""
    parts = [make_condition(constraint) for constraint in shape.constraints]
    conditions = [part for part in parts if part is not None]
    if shape.path or len(conditions) < len(parts):
        return None
    return f"({' && '.join(conditions) or 'true'})"
