"""Read tables of plain texts whose cells are told apart by bars: one row a line, or one cell a line with a bar behind it.

| written | read |
|---|---|
| `| Norland | 1990 | notes |`, `Norland | 1990 | notes` | a row; the outer bars may be missing |
| `|---|---|` | the rule under the header |
| `| Norland | 1990 | First note` … `Last note |` | a row whose last cell goes on in the next lines |
| `Norland |`, `1990 |`, `First note`, `Last note |` | a row of a table written one cell a line |

A header without a rule under it is told by its words.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from diplograph.documents.columns import count_named, find_columns, is_header_row
from diplograph.documents.common import PlainText, copy_unmarked, trim
from diplograph.model import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diplograph.documents.outline import Outline

    Span = tuple[int, int]
    Line = tuple[int, int] | tuple[int, int, object]

_BAR = re.compile(r"\|")
_RULE = frozenset(" \t|:-")
#: The name of a picture of a flag before the name of a country, and the number of the row before both.
FLAG = re.compile(
    r"(?:\d{1,3}|[\u2013\u2014-])?\s{0,3}(?:File:|Image:)?(?:Flag|Civil [Ee]nsign)\b[^|\n]{1,60}?\.(?:svg|png)\s+(?=\S)"
)
_MARKER = re.compile(r"(?:[-*•–—][ \t\u00a0]+)+(?=\S)")
#: A cell that goes on for more lines was never closed.
_LONGEST_CELL = 100
_MOST_COLUMNS = 32
_LONGEST_HEAD = 10


class Bars(NamedTuple):
    """A table: the names of its columns ("" for unknown ones), the cells of its rows, and the number of the line behind it.

    A cell is the spans of its lines.
    """

    header: list[str]
    rows: list[list[list[Span]]]
    after: int


def is_rule(line: str) -> bool:
    """Tell whether a line stands between the header of a table and its rows."""
    return line.startswith(("--", "|", ":-")) and "--" in line and "|" in line and _RULE.issuperset(line)


def is_row(line: str) -> bool:
    """Tell whether a line is a row of a table or begins one.

    >>> [is_row(line) for line in ("| Norland | 1990 |", "Norland | 1990", "Norland |", "|x|", "|", "No bar")]
    [True, True, True, True, False, False]
    """
    return " |" in line or (line.startswith("|") and line.endswith("|") and len(line) > len("||"))


def find_bars(text: str, lines: Sequence[Line], at: int) -> Bars | None:
    """Read the table that begins at a line; ``None`` where the lines make no table.

    Args:
        text: The stored text.
        lines: Start and end of each line, trimmed, and whatever else; an empty one ends a table.
        at: The number of the table's first line.
    """
    stacked = _find_stacked(text, lines, at)
    return stacked or _find_lines(text, lines, at)


def add_bars(outline: Outline, text: str, bars: Bars) -> None:
    """Add the rows of a table."""
    for row in bars.rows:
        plain = PlainText(text)
        missing = max(len(bars.header) - len(row), 0) if row else 0
        for number, cell in enumerate([*row, *[[] for _ in range(missing)]]):
            at = cell[0][0] if cell else plain.stored_end
            if number:
                plain.divide(max(at, plain.stored_end))
            first = len(plain)
            _write_cell(plain, text, cell)
            plain.cells.append(Cell(first, len(plain), bars.header[number] if number < len(bars.header) else ""))
        if any(cell.start < cell.end for cell in plain.cells):
            outline.row(plain)


def _write_cell(plain: PlainText, text: str, cell: Sequence[Span]) -> None:
    """Write the lines of a cell, without the markers of items."""
    for number, (start, end) in enumerate(cell):
        item = _MARKER.match(text, start, end) or FLAG.match(text, start, end)
        if number:
            plain.break_line(cell[number - 1][1], start)
        copy_unmarked(text, item.end() if item else start, end, plain)


def _find_lines(text: str, lines: Sequence[Line], at: int) -> Bars | None:
    """Read a table that has one row a line, or whose rows go on in further lines."""
    ruled = _find_rule(text, lines, at)
    first = at if ruled is None else ruled - 1
    header = [_show(text, cell) for cell in _split_row(text, lines[first : first + 1])] if first >= at else []
    if ruled is None and not is_header_row(header):
        return None
    last = lines[first][1] - 1
    closed = first >= at and text[lines[first][0]] != "|" and text[last] == "|"
    body = at + 1 if ruled is None else ruled + 1
    rows, after = _read_stream(text, lines, body, len(header)) if closed else _read_rows(text, lines, body)
    return Bars(header, rows, after) if rows or ruled is not None else None


def _find_rule(text: str, lines: Sequence[Line], at: int) -> int | None:
    """Find the rule under a header that stands at a line or a little below, in lines with bars."""
    for number in range(at, min(at + _LONGEST_HEAD, len(lines))):
        line = text[slice(*lines[number][:2])]
        if is_rule(line):
            return number
        if not is_row(line):
            break
    return None


def _read_rows(text: str, lines: Sequence[Line], at: int) -> tuple[list[list[list[Span]]], int]:
    """Read rows of a line each, whose last cell may go on; give the number of the line behind them too."""
    rows: list[list[list[Span]]] = []
    while at < len(lines) and is_row(line := text[slice(*lines[at][:2])]):
        last = _find_row_end(text, lines, at)
        if not is_rule(line):
            rows.append(_split_row(text, lines[at : last + 1]))
        at = last + 1
    return rows, at


def _read_stream(text: str, lines: Sequence[Line], at: int, columns: int) -> tuple[list[list[list[Span]]], int]:
    """Read rows of so many cells, each with a bar behind it wherever lines end; one that is short ends at a whole one."""
    rows: list[list[list[Span]]] = []
    row: list[list[Span]] = []
    cell: list[Span] = []
    after = number = at
    for number in range(at, len(lines)):
        start, end = lines[number][:2]
        bars = [found.start() for found in _BAR.finditer(text, start, end)]
        if start == end or text[start] == "=" or not (bars or row or cell) or number - after > _LONGEST_CELL:
            break
        if not cell and number + 1 < len(lines) and is_rule(text[slice(*lines[number + 1][:2])]):
            break  # the header of another table
        if row and not cell and len(bars) == columns:
            rows.append(row)
            row = []
        edges = [trim(text, first + 1, last) for first, last in pairwise([start - 1, *bars, end])]
        for part in edges[:-1]:
            row.append([*cell, part] if part[0] < part[1] else cell)
            cell = []
            if len(row) == columns:
                rows.append(row)
                row, after = [], number + 1
        if edges[-1][0] < edges[-1][1]:
            cell = [*cell, edges[-1]]
    if len(row) > 1 and not cell and number - after <= 1:
        return [*rows, row], after + 1
    return rows, after


def _find_row_end(text: str, lines: Sequence[Line], at: int) -> int:
    """Find the line that ends a row with outer bars: a later one where the last cell goes on."""
    if text[lines[at][0]] != "|" or text[lines[at][1] - 1] == "|":
        return at
    for number in range(at + 1, min(at + _LONGEST_CELL, len(lines))):
        start, end = lines[number][:2]
        line = text[start:end]
        if line.startswith(("|", "=")) and line != "|":
            return at
        if line.endswith("|"):
            return number
    return at


def _split_row(text: str, lines: Sequence[Line]) -> list[list[Span]]:
    """Split the lines of a row at their bars; one at an end bounds no cell."""
    cells: list[list[Span]] = []
    for number, (start, end, *_) in enumerate(lines):
        bars = [found.start() for found in _BAR.finditer(text, start, end)]
        parts = [trim(text, first + 1, last) for first, last in pairwise([start - 1, *bars, end])]
        if number:
            cells[-1].append(parts.pop(0))
        elif bars and bars[0] == start:
            del parts[0]
        cells.extend([part] for part in parts)
        if bars and bars[-1] == end - 1:
            cells.pop()
    return [[span for span in cell if span[0] < span[1]] for cell in cells[:_MOST_COLUMNS]]


def _show(text: str, cell: Sequence[Span]) -> str:
    """Give the text of a cell in one line."""
    return " ".join(copy_unmarked(text, start, end).text for start, end in cell)


def _find_stacked(text: str, lines: Sequence[Line], at: int) -> Bars | None:
    """Read a table that has one cell a line, each with a bar behind it."""
    cells: list[list[Span]] = []
    after = at
    for cell, number in _closed_cells(text, lines, at):
        cells.append(cell)
        after = number + 1
        if len(cells) == 2 and not is_header_row([_show(text, cell) for cell in cells]):
            return None
    shown = [_show(text, cell) for cell in cells]
    columns = find_columns(shown) or count_named(shown)
    if columns < 2 or len(cells) < 2 * columns:
        return None
    rows = [cells[first : first + columns] for first in range(columns, len(cells), columns)]
    return Bars(shown[:columns], rows, after)


def _closed_cells(text: str, lines: Sequence[Line], at: int) -> Iterator[tuple[list[Span], int]]:
    """Yield the cells that a bar at the end of a line closes, each with the number of that line."""
    cell: list[Span] = []
    for number in range(at, len(lines)):
        start, end = lines[number][:2]
        bars = [found.start() for found in _BAR.finditer(text, start, end)]
        closed = bars == [end - 1]
        if start == end or text[start] == "=" or (bars and not closed) or len(cell) > _LONGEST_CELL:
            return
        start, end = trim(text, start, end - closed)
        if start < end:
            cell.append((start, end))
        if closed:
            yield cell, number
            cell = []
