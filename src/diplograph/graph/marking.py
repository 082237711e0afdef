"""Answers as of a date, each row marked certain or possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, QueryBoolean, QuerySolutions, QueryTriples, Store

from diplograph.errors import QueryError
from diplograph.graph.results import Rows, read_rows, to_solutions

if TYPE_CHECKING:
    from collections.abc import Callable

    from diplograph.graph.results import Outcome
    from diplograph.graph.views import Views

#: The column that says how sure a row is.
COLUMN = "asOf"


def mark_answer(views: Views, run: Callable[[Store], Outcome], *, possible: bool = True) -> Outcome:
    """Run a query on both views and mark what it gives.

    Rows get a column that says ``certain`` or ``possible``; a yes or no becomes a row of its own. A graph cannot be
    marked: it is that of the possible view, or of the certain one.

    Args:
        views: The views of the store.
        run: Runs the query on a store.
        possible: Give what is possible too, and not only what is certain.
    """
    sure, perhaps = run(views.certain), run(views.possible)
    if isinstance(sure, QueryTriples):
        return perhaps if possible else sure
    if isinstance(sure, QueryBoolean):
        answer = "certain" if sure and perhaps else "possible" if sure or perhaps else "no"
        return to_solutions(Rows((COLUMN,), [(Literal(answer),)]))
    if not isinstance(sure, QuerySolutions) or not isinstance(perhaps, QuerySolutions):
        raise TypeError("the views gave answers of different sorts")
    return to_solutions(_mark_rows(read_rows(sure), read_rows(perhaps), possible=possible))


def _mark_rows(sure: Rows, perhaps: Rows, *, possible: bool) -> Rows:
    """Unite the rows of both views in the order of the possible view, those of the certain view alone at the end."""
    if COLUMN in sure.columns:
        raise QueryError(f"the query has a column {COLUMN!r} of its own", expected="another name")
    known, also = set(sure.rows), set(perhaps.rows)
    rows = [(*row, Literal("certain" if row in known else "possible")) for row in perhaps.rows]
    rows += [(*row, Literal("possible")) for row in sure.rows if row not in also]
    kept = rows if possible else [row for row in rows if row[-1] == Literal("certain")]
    return Rows((*perhaps.columns, COLUMN), kept)
