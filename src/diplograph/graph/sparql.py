"""Runs SPARQL queries and turns the parser's complaints into errors that name the place.

A module of its own, so that a query does not wait for what only the saved questions need. What is asked may be a
store, a store behind limits, or an endpoint somewhere else: they answer alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from diplograph.errors import QueryError
from diplograph.graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

    from diplograph.graph.results import Outcome

#: The parser lists everything that could stand at the place of an error; so much of the list is shown.
_LONGEST_HINT = 80
_VERBS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
#: Among what it lists are sentences that say what is wrong.
_REASON = re.compile(r"[A-Z]\w+( [\w*]+)+")
#: One of them: a sign between quotation marks, a class of characters, or a word.
_ITEM = re.compile(r"\"(?:\\.|[^\"\\])*\"|\[(?:'[^']*'|[^\]'])*\]|[^,\s]+")
_UNDECLARED = "Prefix not found"
_PREFIX = re.compile(r"([\w.-]*):[\w.:-]*$")
#: A name as answers show it, with slashes, which SPARQL takes for the end of the name.
_SLASHED = re.compile(r"(?<![\w<\"'])dgr:[\w.~%-]+(?:/[\w.~%-]+)+")
_BEGUN = re.compile(rf"\s*({'|'.join(sorted(_VERBS))})\b", re.IGNORECASE)
_POSITION = re.compile(r"error at (\d+):(\d+): *(.*)", re.DOTALL)


class Source(Protocol):
    """What answers SPARQL queries."""

    def query(self, query: str, *, prefixes: dict[str, str] | None = None) -> Outcome:
        """Run a query; the given prefixes need no declaration."""


class QuadSource(Source, Protocol):
    """What also gives its quads one by one."""

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        value: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Give the quads that match; ``None`` stands for anything."""

    def __contains__(self, quad: Quad, /) -> bool:
        """Tell whether a quad is held."""


def run_query(source: Source, text: str, *, path: str | None = None) -> Outcome:
    """Run a SPARQL query; the prefixes of the vocabulary need no declaration.

    Raises:
        QueryError: The query is malformed; the message names the place.
        StoreError: An endpoint cannot be reached, or gives no answer that can be used.
    """
    try:
        return source.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise _locate(str(error), text, path) from None
    except UnicodeEncodeError:
        raise QueryError("the query holds bytes that are not UTF-8", path=path, expected="SPARQL text") from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query cannot be run: {_flatten(str(error))}", path=path) from None


def _locate(message: str, text: str, path: str | None) -> QueryError:
    """Turn the parser's message on a query into an error that names the place."""
    match = _POSITION.search(message)
    if match is None:
        return QueryError(f"malformed SPARQL: {_flatten(message)}", path=path)
    reason, _, expected = _flatten(match[3]).partition("expected ")
    items = expected.removeprefix("one of ").split(", ")
    reasons = [reason.strip().rstrip(":,;"), *(item for item in items if _REASON.fullmatch(item))]
    stated = next(filter(None, reasons), "")
    line, column = int(match[1]), int(match[2])
    hint = None if stated else _shorten(expected, begun=_BEGUN.match(text) is not None)
    slashed = None if stated else _SLASHED.search(text)
    if slashed is not None:
        hint = f"{slashed[0].replace('/', chr(92) + '/')}: a slash in a name needs a backslash"
    prefix = _PREFIX.search(text.split("\n")[line - 1][: column - 1]) if stated == _UNDECLARED else None
    if prefix is not None:
        stated, hint = f"the prefix {prefix[1]!r} is not declared", f"PREFIX {prefix[1]}: <…>, or {' '.join(PREFIXES)}"
    reason = f"malformed SPARQL: {stated}" if stated else "malformed SPARQL"
    return QueryError(reason, path=path or "query", line=line, column=column, expected=hint)


def _shorten(expected: str, *, begun: bool) -> str | None:
    """Shorten the list of what could stand at a place; classes of characters say nothing to people.

    Where it names verbs, no query has begun yet, and it forgets some; or the rest of one that has begun is missing.
    """
    found = _ITEM.findall(expected.removeprefix("one of "))
    items = [item for item in found if not item.startswith("[")]
    if not items or not _VERBS.isdisjoint(items):
        return None if begun else "SELECT, ASK, CONSTRUCT or DESCRIBE"
    listed = ", ".join(items)
    return listed if len(listed) <= _LONGEST_HINT else f"{listed[:_LONGEST_HINT].rsplit(', ', 1)[0]} …"


def _flatten(message: str) -> str:
    """Write a message on one line."""
    return " ".join(message.split())
