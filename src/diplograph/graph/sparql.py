"""Runs SPARQL queries and turns the parser's complaints into errors that name the place.

A module of its own, so that a query does not wait for what only the saved questions need.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.errors import QueryError
from diplograph.graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Literal, NamedNode, Store, Variable

    from diplograph.graph.results import Outcome

#: The parser lists everything that could stand at the place of an error; so much of the list is shown.
_LONGEST_HINT = 80
#: Among what it lists are sentences that say what is wrong.
_REASON = re.compile(r"[A-Z]\w+( [\w*]+)+")
_POSITION = re.compile(r"error at (\d+):(\d+): *(.*)", re.DOTALL)


def run_query(
    store: Store, text: str, bindings: Mapping[Variable, NamedNode | Literal] | None = None, *, path: str | None = None
) -> Outcome:
    """Run a SPARQL query; the prefixes of the vocabulary need no declaration.

    Raises:
        QueryError: The query is malformed; the message names the place.
    """
    try:
        return store.query(text, prefixes=PREFIXES, substitutions=dict(bindings or {}))
    except SyntaxError as error:
        raise _locate(str(error), path) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query cannot be run: {_flatten(str(error))}", path=path) from None


def _locate(message: str, path: str | None) -> QueryError:
    """Turn the parser's message into an error that names the place."""
    match = _POSITION.search(message)
    if match is None:
        return QueryError(f"malformed SPARQL: {_flatten(message)}", path=path)
    reason, _, expected = _flatten(match[3]).partition("expected ")
    items = expected.removeprefix("one of ").split(", ")
    reasons = [reason.strip().rstrip(":,;"), *(item for item in items if _REASON.fullmatch(item))]
    stated = next(filter(None, reasons), "")
    return QueryError(
        f"malformed SPARQL: {stated}" if stated else "malformed SPARQL",
        path=path or "query",
        line=int(match[1]),
        column=int(match[2]),
        expected=None if stated else _shorten(expected),
    )


def _shorten(expected: str) -> str:
    """Shorten the list of what could stand at a place; the parser's sign for "anything else" says nothing."""
    if expected in {"", "[_]"}:
        return "SELECT, ASK, CONSTRUCT or DESCRIBE"
    return expected if len(expected) <= _LONGEST_HINT else f"{expected[:_LONGEST_HINT].rsplit(', ', 1)[0]} …"


def _flatten(message: str) -> str:
    return " ".join(message.split())
