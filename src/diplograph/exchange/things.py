"""Things and facts with their columns, their links and their evidence: what both projections are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from diplograph.exchange.moments import Moment, find_spells, list_days
from diplograph.exchange.network import join_values, name_column
from diplograph.graph.as_of import list_ending_classes
from diplograph.graph.vocabulary import DG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diplograph.exchange.material import Claimed, Material
    from diplograph.exchange.network import Value

_LIFE, _EDTF = "lifecycleEvent", "edtf"
#: Told by other columns.
_DATES = frozenset((_EDTF, "earliest", "latest"))


class Link(NamedTuple):
    """A statement that joins a thing to another: the property's local name, the other's IRI, the claims that say so."""

    role: str
    target: str
    claims: tuple[str, ...]


class Thing(NamedTuple):
    """A thing or a fact.

    Attributes:
        iri: Its IRI; of what is only claimed to be, that of the claim.
        label: Its name.
        group: The class that it is sorted by.
        is_fact: Whether it is a fact of its own, not an event in the life of one or a part of one.
        values: Its columns, those of evidence and dates included.
        links: What joins it to others, sorted.
        spells: When it holds, as EDTF.
    """

    iri: str
    label: str
    group: str
    is_fact: bool
    values: Mapping[str, Value]
    links: tuple[Link, ...]
    spells: tuple[str, ...]


def list_things(material: Material) -> dict[str, Thing]:
    """List all things and facts by IRI, sorted."""
    parts = {
        value.value
        for stated in material.statements.values()
        for (name, value) in stated
        if name in {_LIFE, "participation"}
    }
    ending = {node.value.removeprefix(DG) for node in list_ending_classes()}
    nodes = sorted(node for node in material.classes if material.is_a(node, "Item"))
    return {node: _make_thing(material, node, parts, ending) for node in nodes}


def _make_thing(material: Material, node: str, parts: set[str], ending: set[str]) -> Thing:
    """Put together what is known of a node."""
    stated = material.statements.get(node, {})
    links = tuple(
        sorted(Link(name, value.value, by) for (name, value), by in stated.items() if _joins(material, value))
    )
    life = [link.target for link in links if link.role == _LIFE]
    moments = [Moment(_read_date(material, event), bool(material.classes[event] & ending)) for event in life]
    own = [value.value for name, value in stated if name == _EDTF and isinstance(value, Literal)]
    spells = find_spells(own, moments)
    said = [material.claims[claim] for claim in material.about.get(node, ())]
    label = " ".join(material.labels.get(node, node).split())
    values: dict[str, Value] = {"iri": node, "label": label, "group": material.name_group(node)}
    values["class"] = material.name_class(node)
    values |= describe_spells(spells) | describe_claims(said) | _read_values(material, node)
    if life:
        values["events"] = "; ".join(sorted(_say_event(material, event) for event in life))
    is_fact = material.is_a(node, "Fact") and node not in parts
    return Thing(node, label, str(values["group"]), is_fact, values, links, spells)


def _joins(material: Material, value: NamedNode | Literal) -> bool:
    """Tell whether a value is a thing of the graph, not a code or text."""
    return isinstance(value, NamedNode) and value.value in material.classes and material.is_a(value.value, "Item")


def _read_date(material: Material, event: str) -> str:
    """Read the date of an event in the life of a fact, or ""."""
    stated = material.statements.get(event, {})
    return min((value.value for name, value in stated if name == _EDTF and isinstance(value, Literal)), default="")


def _say_event(material: Material, event: str) -> str:
    """Say what happened when."""
    name = material.name_class(event)
    return f"{material.labels.get(DG + name, name)} {_read_date(material, event)}".rstrip()


def _read_values(material: Material, node: str) -> dict[str, Value]:
    """Read the literals and codes of a node as columns."""
    found: dict[str, list[Value]] = {}
    for name, value in material.statements.get(node, {}):
        if name not in _DATES and not _joins(material, value):
            found.setdefault(name_column(name), []).append(material.say(value))
    columns = {name: join_values(values) for name, values in sorted(found.items())}
    return {name: value for name, value in columns.items() if value != ""}


def describe_spells(spells: Iterable[str]) -> dict[str, Value]:
    """Give the columns of dates."""
    texts = list(spells)
    days = list_days(texts)
    found = {"edtf": "; ".join(texts), "earliest": days[0][0] if days else "", "latest": days[-1][1] if days else ""}
    return {name: text for name, text in found.items() if text}


def describe_claims(said: Iterable[Claimed]) -> dict[str, Value]:
    """Give the columns of evidence: the first claim, and the places of all."""
    claims = list(said)
    if not claims:
        return {}
    first = claims[0]
    places = dict.fromkeys(f"{claim.document}, characters {claim.start}-{claim.end}" for claim in claims)
    return {
        "basis": "claim",
        "polarity": first.polarity,
        "modality": first.modality,
        "document": first.document,
        "char_start": first.start,
        "char_end": first.end,
        "quote": first.exact,
        "claims": len(claims),
        "evidence": "; ".join(places),
        "claim": first.iri,
    }
