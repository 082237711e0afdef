"""Split the lines of a wikitext table into cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diplograph.documents.common import PlainText, trim
from diplograph.documents.inline import write_icons, write_line
from diplograph.documents.markup import Line, Node
from diplograph.documents.tables import Table, TableCell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diplograph.documents.outline import Outline

_SEPARATOR = re.compile(r"\|\||!!|\|")
_ROWSPAN = re.compile(r"rowspan\s*=\s*[\"']?\s*(\d{1,5})", re.IGNORECASE)
_COLSPAN = re.compile(r"colspan\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
_BOLD = re.compile(r"'''[^'\n]+'''$")
_WIDEST = 64
_LONGEST_BOLD = 200


@dataclass(slots=True)
class _Draft:
    """A cell whose content may go on in the next line."""

    start: int
    end: int
    nodes: list[Node]
    attributes: str
    header: bool


@dataclass(slots=True)
class WikiTable:
    """A wikitext table that is being read line by line."""

    source: str
    outline: Outline
    table: Table
    _row: list[_Draft] = field(default_factory=list)
    _rows: int = 0
    _caption: _Draft | None = None

    def add_line(self, line: Line) -> None:
        """Take a line between the brackets of the table."""
        start, _ = trim(self.source, line.start, line.end)
        mark = self.source[start : start + 2] if start < line.end else ""
        if mark == "|-":
            self.end_row()
        elif mark == "|+":
            self._caption = _Draft(
                start + 2, line.end, [node for node in line.nodes if node.start > start], "", header=False
            )
        elif mark[:1] in {"|", "!"} and not any(node.start <= start < node.end for node in line.nodes):
            self._end_caption()
            self._row.extend(_split_cells(self.source, Line(start + 1, line.end, line.nodes), header=mark[0] == "!"))
        elif draft := self._caption or (self._row[-1] if self._row else None):
            draft.end = line.end
            draft.nodes.extend(line.nodes)

    def end_row(self) -> None:
        """Hand the cells of the row that ends here to the grid."""
        self._end_caption()
        drafts, self._row = self._row, []
        bold = not self._rows and len(drafts) > 1 and all(_is_bold(self.source, draft) for draft in drafts)
        self._rows += bool(drafts)
        self.table.add_row(self.outline, [_make_cell(self.source, draft, header=bold) for draft in drafts])

    def _end_caption(self) -> None:
        """Take the caption that ends here."""
        if self._caption is not None:
            plain = PlainText(self.source)
            write_line(plain, _content(self._caption))
            self.table.caption = plain.text
            self._caption = None


def _split_cells(text: str, line: Line, *, header: bool) -> Iterator[_Draft]:
    """Split a line at ``||``, in a line of headers at ``!!`` too; a single bar ends a cell's attributes."""
    nodes = [node for node in line.nodes if node.start >= line.start]
    cell = _Draft(line.start, line.end, [], "", header)
    at = line.start
    for node in [*nodes, None]:
        for match in _SEPARATOR.finditer(text, at, node.start if node else line.end):
            if match[0] == "||" or (match[0] == "!!" and header):
                cell.end = match.start()
                yield cell
                cell = _Draft(match.end(), line.end, [], "", header)
            elif match[0] == "|" and not cell.attributes and not any(inner.kind == "link" for inner in cell.nodes):
                cell.attributes = text[cell.start : match.start()] or " "
                cell.start, cell.nodes = match.end(), []
        if node:
            cell.nodes.append(node)
            at = node.end
    yield cell


def _make_cell(text: str, draft: _Draft, *, header: bool) -> TableCell:
    """Make the grid's cell of a draft."""
    line = _content(draft)

    def write(plain: PlainText) -> None:
        """Write the content into a row; a cell that shows nothing names the countries of its flags."""
        before = plain.stored_end, len(plain)
        write_line(plain, line, in_cell=True)
        if before == (plain.stored_end, len(plain)):
            write_icons(plain, line)

    rowspan, colspan = _ROWSPAN.search(draft.attributes), _COLSPAN.search(draft.attributes)
    return TableCell(
        *trim(text, line.start, line.end),
        write,
        header=draft.header or header,
        rowspan=max(int(rowspan[1]), 1) if rowspan else 1,
        colspan=min(max(int(colspan[1]), 1), _WIDEST) if colspan else 1,
    )


def _content(draft: _Draft) -> Line:
    """Give the content of a cell as a run of wikitext."""
    return Line(draft.start, draft.end, tuple(draft.nodes))


def _is_bold(text: str, draft: _Draft) -> bool:
    """Tell whether all of a cell is bold, as in the first row of tables without proper headers."""
    start, end = trim(text, draft.start, draft.end)
    return end - start < _LONGEST_BOLD and _BOLD.match(text, start, end) is not None
