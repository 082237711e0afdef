"""A store as of a date: the facts that hold then or have happened by then, and what follows from these alone.

There are two: the ``certain`` view holds what certainly is so, the ``possible`` view also what may be. An answer that
both give is certain, an answer that only one gives is possible. That is exact for questions that only look for what is
there; for counts and for questions about what is absent it says that the answer depends on what is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from diplograph.edtf import is_edtf
from diplograph.graph.as_of import happened_by, judge_facts
from diplograph.graph.reasoning import add_inferences
from diplograph.graph.store import make_memory_store
from diplograph.graph.vocabulary import CLAIM, DG, INFERRED_GRAPH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pyoxigraph import Store

    from diplograph.edtf import Answer
    from diplograph.graph.as_of import Life

#: Dates of a fact that are events in its life or its ends, by their local names; they are left out if they are to come.
_DATES = frozenset(f"{DG}{name}" for name in "closed concluded ended inForce opened signed since until".split())


class Views(NamedTuple):
    """The two views of a store."""

    certain: Store
    possible: Store


def make_views(store: Store, as_of: str) -> Views:
    """Make the views of a store as of a date in EDTF."""
    lives = judge_facts(store, as_of)
    certain: set[Answer] = {"certain"}
    return Views(_make_view(store, lives, as_of, certain), _make_view(store, lives, as_of, {*certain, "possible"}))


def _make_view(store: Store, lives: dict[NamedNode, Life], as_of: str, wanted: Collection[Answer]) -> Store:
    """Leave out the facts with other answers, and infer anew."""
    left_out = {node.value for node, life in lives.items() if life.answer not in wanted}
    left_out |= {e.node.value for life in lives.values() for e in life.events if e.answer not in wanted}
    return make_memory_store(add_inferences(list(_list_kept(store, left_out, as_of))))


def _list_kept(store: Store, left_out: Collection[str], as_of: str) -> Iterator[Quad]:
    """List the stated quads that say nothing of facts that are left out; of claims and documents all stays known."""
    inferred = {quad.triple for quad in store.quads_for_pattern(None, None, None, INFERRED_GRAPH)}
    for quad in store:
        graph = quad.graph_name
        if graph == INFERRED_GRAPH or (graph == DefaultGraph() and quad.triple in inferred):
            continue
        plain = graph == DefaultGraph() or (isinstance(graph, NamedNode) and graph.value.startswith(CLAIM))
        if plain and (_is_out(quad, left_out) or _is_to_come(quad, as_of)):
            continue
        yield quad


def _is_out(quad: Quad, left_out: Collection[str]) -> bool:
    """Tell whether a quad is about a fact that is left out, about a part of it, or points at it."""
    nodes = [term.value for term in (quad.subject, quad.object) if isinstance(term, NamedNode)]
    return any(node in left_out or node.partition("/participation/")[0] in left_out for node in nodes)


def _is_to_come(quad: Quad, as_of: str) -> bool:
    """Tell whether a quad gives a date that lies behind the date of the view."""
    value = quad.object
    if quad.predicate.value not in _DATES or not isinstance(value, Literal) or not is_edtf(value.value):
        return False
    return happened_by(value.value, as_of) == "no"
