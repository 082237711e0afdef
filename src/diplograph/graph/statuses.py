"""The status of missions and agreements as of a date: what the latest event in their lives left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from diplograph.graph.as_of import judge_facts
from diplograph.graph.evidence import find_label
from diplograph.graph.results import Rows
from diplograph.graph.vocabulary import RDF_TYPE, dg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from diplograph.graph.as_of import Life
    from diplograph.graph.results import Cell

COLUMNS = ("fact", "status", "since", "asOf")
#: The classes whose members have a status, by the words for them.
CLASSES = {"missions": "Mission", "agreements": "Agreement"}


def list_statuses(store: Store, as_of: str, kind: str) -> Rows:
    """List the status of all members of a class as of a date, sorted by their labels.

    A row for every status that the fact may have; there is one only, and it is certain, where the dates suffice. What
    is not there yet, or was never said to have begun or ended, has no row.
    """
    class_node = dg(CLASSES[kind])
    lives = judge_facts(store, as_of)
    chosen = [node for node in lives if Quad(node, RDF_TYPE, class_node, DefaultGraph()) in store]
    labelled = sorted((find_label(store, node), node) for node in chosen)
    return Rows(COLUMNS, [row for label, node in labelled for row in _list_rows(store, label, lives[node])])


def _list_rows(store: Store, label: str, life: Life) -> Iterator[tuple[Cell, ...]]:
    """List what the latest events left; one is certain if it has certainly happened and no other may be the latest."""
    found: dict[str, tuple[str, bool]] = {}
    for event in life.latest:
        status = _read_status(store, event.node)
        if status:
            since, sure = found.get(status, (event.edtf, False))
            found[status] = since, sure or event.answer == "certain"
    for status, (since, sure) in sorted(found.items()):
        answer = "certain" if sure and len(found) == 1 else "possible"
        yield Literal(label), Literal(status), Literal(since) if since else None, Literal(answer)


def _read_status(store: Store, event: NamedNode) -> str:
    """Read the status that an event leaves, "" where it leaves none."""
    quads = store.quads_for_pattern(event, dg("resultingStatus"), None, DefaultGraph())
    labels = sorted(find_label(store, quad.object) for quad in quads if isinstance(quad.object, NamedNode))
    return labels[0] if labels else ""
