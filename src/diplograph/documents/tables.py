"""Lay table cells out in a grid, so that every row knows its headers and the cells that reach into it from above.

Used by every format that has tables; a reader hands over the cells of each row in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from diplograph.documents.common import PlainText
from diplograph.model import Cell, Link

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diplograph.documents.outline import Outline

#: Bounds, so that a malformed table cannot ask for more work than its own length.
_MOST_COLUMNS = 32
_MOST_ROWS = 65_534
_LONGEST_HEADER = 200
_LONGEST_REPEATED = 300
_GROUP_WORDS = 6


class TableCell(NamedTuple):
    """One cell of the source: its place, what it spans, and how to write its content."""

    start: int
    end: int
    write: Callable[[PlainText], None]
    header: bool = False
    rowspan: int = 1
    colspan: int = 1


class _Repeated(NamedTuple):
    """A cell that reaches down from an earlier row."""

    rows: int
    colspan: int
    text: str
    links: tuple[Link, ...]


@dataclass(slots=True)
class Table:
    """A table in the making: its caption, the headers by column, and the cells that reach down."""

    source: str
    caption: str = ""
    _headers: list[str] = field(default_factory=list)
    _group: str = ""
    _in_body: bool = False
    _above: dict[int, _Repeated] = field(default_factory=dict)

    def add_row(self, outline: Outline, cells: Sequence[TableCell]) -> None:
        """Add one row: to the headers, as a heading over the rows that follow, or as a block."""
        if not cells:
            return
        slots = self._place(cells)
        if len(slots) == 1 and cells[0].colspan > 1 and self._open_group(cells[0]):
            self._keep(slots, {})
            return
        if all(cell.header for cell in cells) and (len(cells) > 1 or not self._in_body):
            self._add_headers(slots)
            return
        self._in_body = True
        self._add_body_row(outline, slots)

    def _place(self, cells: Sequence[TableCell]) -> list[tuple[int, TableCell | _Repeated]]:
        """Give each cell its column; cells that reach down from above come between."""
        slots: list[tuple[int, TableCell | _Repeated]] = []
        column = 0
        for cell in cells:
            while column in self._above:
                slots.append((column, self._above[column]))
                column += self._above[column].colspan
            slots.append((column, cell))
            column += cell.colspan
        slots.extend((at, repeated) for at, repeated in sorted(self._above.items()) if at >= column)
        return slots

    def _open_group(self, cell: TableCell) -> bool:
        """Take a short row that spans the table as a heading over the rows below; tell whether it was one."""
        text = _render(self.source, cell)
        if len(text.split()) > _GROUP_WORDS and not cell.header:
            return False
        if text and not self._headers and not self._in_body:
            self.caption = self.caption or text
        elif text:
            self._group = text
        return True

    def _add_headers(self, slots: Sequence[tuple[int, TableCell | _Repeated]]) -> None:
        """Take a row as headers; a second one directly below refines the first, a later one replaces it."""
        if self._in_body:
            self._headers, self._in_body = [], False
        texts: dict[int, str] = {}
        for column, cell in slots:
            text = cell.text if isinstance(cell, _Repeated) else _render(self.source, cell)
            texts[column] = text
            for covered in range(column, min(column + cell.colspan, _MOST_COLUMNS)):
                self._headers.extend([""] * (covered + 1 - len(self._headers)))
                self._headers[covered] = _refine(self._headers[covered], text)
        self._keep(slots, {column: (text, ()) for column, text in texts.items()})

    def _add_body_row(self, outline: Outline, slots: Sequence[tuple[int, TableCell | _Repeated]]) -> None:
        """Write a row as a block, and keep what reaches down from it."""
        plain = PlainText(self.source)
        texts: dict[int, tuple[str, tuple[Link, ...]]] = {}
        anchor = next((cell.start for _, cell in slots if isinstance(cell, TableCell) and cell.start < cell.end), 0)
        for number, (column, cell) in enumerate(slots):
            at = plain.stored_end if len(plain) else anchor
            if number:
                plain.divide(at)
            first, links = len(plain), len(plain.links)
            if isinstance(cell, _Repeated):
                _write_repeated(plain, cell, at)
            else:
                cell.write(plain)
            plain.cells.append(Cell(first, len(plain), self._header(column, cell.colspan)))
            if cell.rowspan > 1 if isinstance(cell, TableCell) else cell.rows > 1:
                moved = (Link(link.start - first, link.end - first, link.target) for link in plain.links[links:])
                texts[column] = (plain.text[first : len(plain)][:_LONGEST_REPEATED], tuple(moved))
        if any(cell.start < cell.end for cell in plain.cells):
            outline.row(plain, self.caption, self._group)
        self._keep(slots, texts)

    def _header(self, column: int, colspan: int) -> str:
        """Give the header over a cell; over several columns, their headers."""
        covered = self._headers[column : column + min(colspan, _MOST_COLUMNS)]
        return " / ".join(dict.fromkeys(header for header in covered if header))

    def _keep(
        self,
        slots: Sequence[tuple[int, TableCell | _Repeated]],
        texts: dict[int, tuple[str, tuple[Link, ...]]],
    ) -> None:
        """Keep the cells that reach into the next row."""
        above: dict[int, _Repeated] = {}
        for column, cell in slots:
            rows = cell.rows - 1 if isinstance(cell, _Repeated) else min(cell.rowspan, _MOST_ROWS) - 1
            if rows > 0 and column < _MOST_COLUMNS:
                text, links = texts.get(column, ("", ()))
                above[column] = _Repeated(rows, cell.colspan, text, links)
        self._above = above


def _write_repeated(plain: PlainText, cell: _Repeated, at: int) -> None:
    """Write a cell again that stands in a row above; it stands for no stored characters of this one."""
    first = len(plain)
    plain.put(cell.text, at, at)
    plain.links.extend(
        Link(first + link.start, first + link.end, link.target) for link in cell.links if link.end <= len(cell.text)
    )


def _render(source: str, cell: TableCell) -> str:
    """Give what a header shows."""
    plain = PlainText(source)
    cell.write(plain)
    return plain.text[:_LONGEST_HEADER]


def _refine(above: str, text: str) -> str:
    """Join a header with the one above it."""
    if not above or not text or above == text or len(above) > _LONGEST_HEADER:
        return text or above
    return f"{above} / {text}"
