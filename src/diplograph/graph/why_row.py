"""Why an answer has a row: the claims that its evidence columns quote, and the edges between what the row names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions

from diplograph.errors import QueryError
from diplograph.graph.answers import find_evidence_columns
from diplograph.graph.binding import ask
from diplograph.graph.evidence import Source, describe_claim, find_label
from diplograph.graph.questions import load_question
from diplograph.graph.results import read_rows, show
from diplograph.graph.vocabulary import DG, INFERRED_GRAPH, PROV, PROVENANCE_GRAPH, RDFS_LABEL
from diplograph.graph.why import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diplograph.graph.results import Cell, Rows
    from diplograph.graph.why import Why

_QUOTED = NamedNode(f"{PROV}wasQuotedFrom")
_Row = tuple["Cell", ...]


def explain_row(why: Why, name: str, values: Mapping[str, str], number: int) -> list[Reason]:
    """Explain a row of a saved question's answer.

    Args:
        why: The store.
        name: The question.
        values: Its parameters, as people write them.
        number: The row as ``ask`` shows it, from 1: equal rows are one.

    Raises:
        QueryError: There is no such question, parameter or row.
    """
    outcome = ask(why.store, name, values)
    if not isinstance(outcome, QuerySolutions):
        raise QueryError(
            f"question {name!r} gives no rows", expected="a question that `diplograph ask` answers in a table"
        )
    rows = read_rows(outcome)
    hidden = {parameter.name for parameter in load_question(name).parameters}
    group = _choose(rows, hidden, number)
    reasons = [reason for row in group for reason in _list_quoted(why, rows, row)]
    used = set(re.findall(r"\bdg:(\w+)", load_question(name).text))
    edges = [reason for row in group for reason in _list_edges(why, row, used)]
    return list(dict.fromkeys([*reasons, *edges]))


def _choose(rows: Rows, hidden: set[str], number: int) -> list[_Row]:
    """Choose the rows that are shown as one."""
    evidence = {column for pair in find_evidence_columns(rows.columns) for column in pair}
    shown = [i for i, column in enumerate(rows.columns) if column not in hidden | evidence]
    groups: dict[_Row, list[_Row]] = {}
    for row in rows.rows:
        groups.setdefault(tuple(row[i] for i in shown), []).append(row)
    if not 1 <= number <= len(groups):
        raise QueryError(
            f"there is no row {number}", expected=f"1 to {len(groups)}" if groups else "an answer with rows"
        )
    return list(groups.values())[number - 1]


def _list_quoted(why: Why, rows: Rows, row: _Row) -> list[Reason]:
    """List the claims that the evidence columns of a row quote; of those in one sentence, the ones that name its cells."""
    cells = dict(zip(rows.columns, row, strict=True))
    pairs = find_evidence_columns(rows.columns)
    quoted = {column for pair in pairs for column in pair}
    words = [_say(why, cell) for column, cell in cells.items() if column not in quoted and cell is not None]
    reasons = []
    for _, column in pairs:
        span = cells[column]
        if isinstance(span, NamedNode):
            reasons += _describe_span(why, span, words)
    return reasons


def _say(why: Why, cell: Cell) -> str:
    """Write a cell as labels do: a node by its own label."""
    return find_label(why.store, cell) if isinstance(cell, NamedNode) else show(cell)


def _describe_span(why: Why, span: NamedNode, words: Sequence[str]) -> list[Reason]:
    """Describe the claims at a span that name most of the words."""
    found = [q.subject for q in why.store.quads_for_pattern(None, _QUOTED, span, PROVENANCE_GRAPH)]
    claims = [describe_claim(why.store, c, words, why.texts) for c in found if isinstance(c, NamedNode)]
    best = max((sum(word in claimed.label for word in words) for claimed in claims), default=0)
    chosen = [claimed for claimed in claims if sum(word in claimed.label for word in words) == best]
    chosen.sort(key=lambda claimed: (claimed.label, claimed.claim))
    return [Reason(None, claimed.label, None, (), Source((claimed,), ())) for claimed in chosen]


def _list_edges(why: Why, row: _Row, used: set[str]) -> list[Reason]:
    """List the inferred edges between the things that a row names, of the properties that the question uses."""
    nodes = {node for cell in row for node in _find_nodes(why, cell)}
    found = [
        quad.triple
        for subject in nodes
        for quad in why.store.quads_for_pattern(subject, None, None, INFERRED_GRAPH)
        if quad.object in nodes and quad.predicate.value.removeprefix(DG) in used
    ]
    return [why.explain(triple) for triple in sorted(found, key=str)]


def _find_nodes(why: Why, cell: Cell) -> list[NamedNode]:
    """Find the nodes that a cell shows or names."""
    if isinstance(cell, NamedNode):
        return [cell]
    if not isinstance(cell, Literal):
        return []
    quads = why.store.quads_for_pattern(None, RDFS_LABEL, cell, DefaultGraph())
    return [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]
