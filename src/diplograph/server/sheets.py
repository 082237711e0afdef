"""Writes what queries give, as large as an answer may be: what is larger is refused, never cut off."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from pyoxigraph import QueryTriples, RdfFormat, serialize

from diplograph.graph.results import GRAPH_FORMATS, STANDARD_ROWS
from diplograph.graph.vocabulary import PREFIXES
from diplograph.server.messages import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Quad, Triple

    from diplograph.graph.results import Outcome


class _Sheet(BytesIO):
    """Takes the bytes of an answer until it is too large."""

    def __init__(self, size: int) -> None:
        """Begin an empty sheet."""
        super().__init__()
        self.full = False
        self._size = size

    def write(self, data: Any) -> int:
        """Take some bytes."""
        taken = super().write(data)
        if self.tell() > self._size:
            self.full = True
            raise OSError("full")
        return taken


def write_outcome(outcome: Outcome, form: str, megabytes: int) -> bytes:
    """Write what a query gave.

    Raises:
        RequestError: The answer is too large, or its query could not be run to its end.
    """
    sheet = _Sheet(megabytes << 20)
    try:
        if isinstance(outcome, QueryTriples):
            serialize(outcome, sheet, GRAPH_FORMATS[form], prefixes=_choose_prefixes(form, None))
        else:
            outcome.serialize(sheet, STANDARD_ROWS[form])
    except (OSError, RuntimeError, ValueError) as error:
        raise _explain(sheet, error, megabytes) from None
    return sheet.getvalue()


def write_statements(
    statements: Iterable[Quad] | Iterable[Triple], form: str, megabytes: int, prefixes: Mapping[str, str] | None = None
) -> bytes:
    """Write triples or quads, in the order in which they come.

    Args:
        statements: Either.
        form: The format.
        megabytes: How large they may be together.
        prefixes: Prefixes beside the usual ones.

    Raises:
        RequestError: They are too many.
    """
    sheet = _Sheet(megabytes << 20)
    try:
        serialize(statements, sheet, GRAPH_FORMATS[form], prefixes=_choose_prefixes(form, prefixes))
    except (OSError, RuntimeError, ValueError) as error:
        raise _explain(sheet, error, megabytes) from None
    return sheet.getvalue()


def _choose_prefixes(form: str, more: Mapping[str, str] | None) -> dict[str, str] | None:
    """Give the prefixes to a format that has any."""
    return None if GRAPH_FORMATS[form] in {RdfFormat.N_TRIPLES, RdfFormat.N_QUADS} else {**PREFIXES, **(more or {})}


def _explain(sheet: _Sheet, error: Exception, megabytes: int) -> RequestError:
    """Say why an answer cannot be sent."""
    if sheet.full:
        return RequestError(500, f"the answer has more than {megabytes} MB", expected="a query with a LIMIT")
    return RequestError(500, f"the query cannot be run: {' '.join(str(error).split())}")
