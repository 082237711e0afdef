"""The dates of facts: as they are stated, as bounds for comparison, and as events that begin or end what holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from diplograph.edtf import find_bounds, find_value, is_approximate
from diplograph.graph.mint import kebab
from diplograph.graph.terms import find_events, find_term
from diplograph.graph.vocabulary import RDF_TYPE, RDFS_LABEL, XSD, dg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diplograph.graph.schema import Schema
    from diplograph.graph.terms import Situation
    from diplograph.graph.vocabulary import Fact


_DATE = NamedNode(f"{XSD}date")
#: Roles of dates that begin and that end what holds.
_BEGIN, _END = ("since", "opened"), ("until", "closed")


def describe_times(situation: Situation, schema: Schema) -> list[Fact]:
    """Give the triples of all dates of a claim."""
    facts: list[Fact] = []
    for role, edtf in sorted(situation.claim.time.items()):
        facts += _describe_stated(situation, role, edtf, schema)
    for class_name, edtf in find_events(situation.claim, schema):
        facts += _describe_event(situation, class_name, edtf, schema)
    interval = _find_interval(situation, schema)
    return [*facts, *_describe_interval(situation.node, interval)] if interval else facts


def _describe_stated(situation: Situation, role: str, edtf: str, schema: Schema) -> Iterator[Fact]:
    """Give a single date with the precision that is stated; XSD cannot say about, decades and intervals."""
    value = None if is_approximate(edtf) else find_value(edtf)
    if value is not None:
        term = find_term(situation.claim, role, schema)
        name = term.name if term else re.sub(r"_(\w)", lambda match: match[1].upper(), role)
        yield situation.node, dg(name), Literal(value[0], datatype=NamedNode(XSD + value[1]))


def _find_interval(situation: Situation, schema: Schema) -> str:
    """Find when the fact happened or held, as EDTF; a date at which it is only attested does not bound it.

    That date counts where it tells one fact from another: the figure of a year is another than the next year's.
    """
    time = situation.claim.time
    if "date" in time:
        return time["date"]
    begin = next((time[role] for role in _BEGIN if role in time), "")
    end = next((time[role] for role in _END if role in time), "")
    if begin or end:
        return begin if "/" in begin and not end else f"{begin.rstrip('/.') or '..'}/{end.removeprefix('../') or '..'}"
    keys = (schema.keys[name] for name in schema.list_ancestors(situation.class_name) if name in schema.keys)
    return time.get("at", "") if "at" in next(keys, ()) else ""


def _describe_event(situation: Situation, class_name: str, edtf: str, schema: Schema) -> Iterator[Fact]:
    """Give an event in the life of a situation: opening, signing …; without a date if none is stated."""
    suffix = f".{edtf.replace('/', '--')}" if edtf else ""
    node = NamedNode(f"{situation.node.value}/{kebab(class_name)}{suffix}")
    label = schema.labels.get(class_name, class_name)
    yield situation.node, dg("lifecycleEvent"), node
    yield node, RDF_TYPE, dg(class_name)
    yield (
        node,
        RDFS_LABEL,
        Literal(f"{label[:1].upper()}{label[1:]}: {situation.label}" + (f" ({edtf})" if edtf else "")),
    )
    if not edtf:
        return
    value = None if is_approximate(edtf) else find_value(edtf)
    if value is not None:
        yield node, dg("date"), Literal(value[0], datatype=NamedNode(XSD + value[1]))
    yield from _describe_interval(node, edtf)


def _describe_interval(node: NamedNode, edtf: str) -> Iterator[Fact]:
    """Give the EDTF text and the first and the last day that it allows."""
    yield node, dg("edtf"), Literal(edtf)
    bounds = find_bounds(edtf)
    if bounds.earliest is not None:
        yield node, dg("earliest"), Literal(bounds.earliest.isoformat(), datatype=_DATE)
    if bounds.latest is not None:
        yield node, dg("latest"), Literal(bounds.latest.isoformat(), datatype=_DATE)
