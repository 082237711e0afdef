"""Pages of bounded size: what a tool gives must fit an assistant's memory, and every row keeps its footnotes."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from diplograph.assistant.answers import Footnote, Row, Value
from diplograph.errors import QueryError
from diplograph.graph.answer_formats import merge_rows
from diplograph.graph.vocabulary import XSD, shorten
from diplograph.screen import shorten as cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diplograph.graph.answers import Quotation, Sheet
    from diplograph.graph.results import Cell

#: Code points of a page, of a value, and of a quotation.
ROOM, LONGEST_VALUE, LONGEST_QUOTE = 60_000, 500, 1500
#: What a row or a footnote takes beside its texts.
_FRAME = 60
_MOST_COLUMNS = 60
_INTEGERS, _NUMBERS = {f"{XSD}integer"}, {f"{XSD}decimal", f"{XSD}double", f"{XSD}float"}
#: Longer numbers are no numbers to every reader of JSON.
_LONGEST_INTEGER = 15


class Page:
    """What still fits on a page, and the footnotes on it."""

    def __init__(self) -> None:
        """Begin an empty page."""
        self.footnotes: list[Footnote] = []
        self._numbers: dict[Quotation, int] = {}
        self._left = ROOM

    def add(self, size: int, quotations: Sequence[Quotation] = ()) -> list[int] | None:
        """Make room for something and its quotations; give their numbers, or ``None`` where the page is full.

        What comes first is taken in any case: it is no longer than its parts may be.
        """
        new = [note for note in dict.fromkeys(quotations) if note not in self._numbers]
        needed = size + _FRAME + sum(min(len(note.exact), LONGEST_QUOTE) + _FRAME for note in new)
        if needed > self._left < ROOM:
            return None
        self._left -= needed
        for note in new:
            self._numbers[note] = len(self._numbers) + 1
            self.footnotes.append(_make_footnote(self._numbers[note], note))
        return sorted({self._numbers[note] for note in quotations})


class Filled(NamedTuple):
    """The rows that a page took; ``found`` counts all that there were."""

    rows: list[Row]
    found: int


def _make_footnote(number: int, note: Quotation) -> Footnote:
    return Footnote(number, note.document, note.line, note.start, note.end, cut(note.exact, LONGEST_QUOTE))


def fill(page: Page, sheet: Sheet, limit: int) -> Filled:
    """Put the rows of an answer on a page, equal ones once.

    Raises:
        QueryError: There are too many columns.
    """
    if len(sheet.columns) > _MOST_COLUMNS:
        raise QueryError(f"{len(sheet.columns)} columns are too many", expected=f"at most {_MOST_COLUMNS}")
    merged, notes = merge_rows(sheet, iris=True)
    quotations, rows = list(notes), []
    for cells, numbers in merged[:limit]:
        values = {name: _read(sheet, cell) for name, cell in zip(sheet.columns, cells, strict=True)}
        nodes = {n: cell.value for n, cell in zip(sheet.columns, cells, strict=True) if isinstance(cell, NamedNode)}
        iris = {name: cut(iri, LONGEST_VALUE) for name, iri in nodes.items()}
        size = sum(len(f"{name}{value}") for name, value in [*values.items(), *iris.items()])
        taken = page.add(size, [quotations[number - 1] for number in numbers])
        if taken is None:
            break
        rows.append(Row(values, iris, taken))
    return Filled(rows, len(merged))


def _read(sheet: Sheet, cell: Cell) -> Value:
    """Read a term as a value of JSON: a node by its name, a number where it is one."""
    if cell is None:
        return None
    if not isinstance(cell, Literal):
        return cut(sheet.say(cell), LONGEST_VALUE)
    try:
        if cell.datatype.value in _INTEGERS and len(cell.value) <= _LONGEST_INTEGER:
            return int(cell.value)
        if cell.datatype.value in _NUMBERS and isfinite(number := float(cell.value)):
            return number
    except ValueError:
        pass
    if cell.datatype.value == f"{XSD}boolean":
        return cell.value in {"true", "1"}
    return cut(cell.value, LONGEST_VALUE)


def say_left(shown: int, found: int, what: str, *, more: bool = False) -> str:
    """Say what a page left out; "" if nothing.

    Args:
        shown: What the page has.
        found: What there was.
        what: What it is, in the plural.
        more: Whether there may be more than was found.

    >>> say_left(2, 3, "rows"), say_left(3, 3, "rows")
    ('the first 2 of 3 rows; ask for less at a time, or for more with a higher limit', '')
    """
    if shown == found and not more:
        return ""
    count = f"more than {found}" if more else str(found)
    return f"the first {shown} of {count} {what}; ask for less at a time, or for more with a higher limit"


def shorten_name(iri: str) -> str:
    """Write an IRI as the tools take it: with a prefix, or as it is."""
    return shorten(iri).removeprefix("<").removesuffix(">")
