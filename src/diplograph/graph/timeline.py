"""The dated facts of a graph in the order of time, with their evidence."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode

from diplograph.edtf import bounds, is_edtf
from diplograph.graph.evidence import describe_claim, find_label
from diplograph.graph.schema import load_schema
from diplograph.graph.vocabulary import CLAIM, DG, PROVENANCE_GRAPH, dg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from diplograph.graph.evidence import Claimed

_EDTF, _LIFE, _ABOUT, _KIND = dg("edtf"), dg("lifecycleEvent"), dg("about"), dg("kind")


class Entry(NamedTuple):
    """A dated fact, or a dated event in the life of one.

    Attributes:
        node: IRI of the fact or event.
        label: The same in words.
        kind: The kind of the fact in words.
        edtf: The date as it is stated.
        begin: The first day that it can mean; ``None`` where it is open. ``end`` likewise the last.
        claims: What states it, in the order of documents and characters.
    """

    node: str
    label: str
    kind: str
    edtf: str
    begin: str | None
    end: str | None
    claims: tuple[Claimed, ...]


def list_entries(store: Store, texts: Mapping[str, str], about: NamedNode | None = None) -> list[Entry]:
    """List what is dated, the earliest first; ``about`` leaves in only what takes part in or is about that node."""
    owners = _read_owners(store)
    evidence = _read_evidence(store)
    found = []
    for quad in store.quads_for_pattern(None, _EDTF, None, DefaultGraph()):
        node, date = quad.subject, quad.object
        if not isinstance(node, NamedNode) or not isinstance(date, Literal) or not is_edtf(date.value):
            continue
        fact = owners.get(node, node)
        if fact == node and any(owner == node for owner in owners.values()):
            continue  # Its life is told event by event.
        if about is not None and not _concerns(store, fact, about):
            continue
        claims = [claim for claim in evidence.get(fact, ()) if _states(store, claim, node, date)]
        described = sorted(describe_claim(store, claim, [date.value], texts) for claim in claims)
        first, last = bounds(date.value)
        kind = _read_kind(store, claims)
        found.append(Entry(node.value, find_label(store, node), kind, date.value, first, last, tuple(described)))
    return sorted(
        found, key=lambda entry: (entry.begin or entry.end or "", entry.end or "9999", entry.label, entry.edtf)
    )


def _read_owners(store: Store) -> dict[NamedNode, NamedNode]:
    """Read whose life an event belongs to."""
    quads = store.quads_for_pattern(None, _LIFE, None, DefaultGraph())
    return {q.object: q.subject for q in quads if isinstance(q.object, NamedNode) and isinstance(q.subject, NamedNode)}


def _read_evidence(store: Store) -> dict[NamedNode, list[NamedNode]]:
    """Read the claims about each fact."""
    found: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, _ABOUT, None, PROVENANCE_GRAPH):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            found[quad.object].append(quad.subject)
    return found


def _concerns(store: Store, fact: NamedNode, node: NamedNode) -> bool:
    """Tell whether a node takes part in a fact, or is the fact."""
    return fact == node or any(True for _ in store.quads_for_pattern(fact, None, node, DefaultGraph()))


def _states(store: Store, claim: NamedNode, node: NamedNode, date: Literal) -> bool:
    """Tell whether a claim states a date of a node."""
    return claim.value.startswith(CLAIM) and any(True for _ in store.quads_for_pattern(node, _EDTF, date, claim))


def _read_kind(store: Store, claims: list[NamedNode]) -> str:
    """Read the kind of a fact in words from the first of its claims: that of claims, not the narrowest class."""
    schema = load_schema()
    kinds = {schema.kinds.get(kind, kind) for kind, _ in schema.roles}
    for claim in sorted(claims, key=str):
        for quad in store.quads_for_pattern(claim, _KIND, None, PROVENANCE_GRAPH):
            if isinstance(quad.object, NamedNode):
                names = schema.list_ancestors(quad.object.value.removeprefix(DG))
                return find_label(store, dg(next((name for name in names if name in kinds), names[0])))
    return ""


def render_json(entries: list[Entry], origins: Mapping[str, str]) -> str:
    """Write the entries as JSON; dates as stated (EDTF) and as the first and the last day that they can mean."""
    records = [
        {
            **entry._asdict(),
            "claims": [{**claimed._asdict(), "path": origins.get(claimed.document, "")} for claimed in entry.claims],
        }
        for entry in entries
    ]
    return f"{json.dumps({'entries': records}, ensure_ascii=False, indent=1)}\n"
