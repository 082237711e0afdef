"""Read the HTML of an encyclopaedia page: its article only, with tables and links, without the boxes around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diplograph.documents.boxes import LEFT_OUT_TAGS, is_left_out
from diplograph.documents.common import PlainText, make_document
from diplograph.documents.outline import Outline
from diplograph.documents.spans import find_extent, write_spans
from diplograph.documents.tables import Table, TableCell
from diplograph.documents.tags import VOID, Tag, find_tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from diplograph.model import Document

_START = re.compile(r"\s*(?:<\?xml[^<>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"<[a-z]+\s[^<>]*\b(mw-parser-output|mw-content-text)\b", re.IGNORECASE)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    ("article blockquote center dd div dl dt figcaption hr li main ol p pre section table td th tr ul").split()
)
_IN_CELL = frozenset("br dd div dt li p".split())


def is_html(text: str) -> bool:
    """Tell whether a text is an HTML page or the article's part of one."""
    return _START.match(text.lstrip("\ufeff")) is not None or _ARTICLE.search(text[:20_000]) is not None


def parse_html(text: str, name: str, title: str = "") -> Document:
    """Read a page; its title is the known one, else its first heading, else the one in its head."""
    reader = _Reader(text)
    for tag in find_tags(text):
        reader.take(tag)
    reader.finish()
    return make_document(text, name, title or reader.title or name, "html", reader.outline.blocks)


@dataclass(slots=True)
class _OpenTable:
    """A table that is being read, its open row and cell, and what was being read around it."""

    table: Table
    outer: list[Tag]
    cells: list[TableCell] = field(default_factory=list)
    cell: Tag | None = None


@dataclass(slots=True)
class _Element:
    """An open element: whether it and what it holds is left out, and whether it is the article's root."""

    name: str
    left_out: bool
    root: bool


class _Reader:
    """Reads tags into blocks; the elements, lists and tables that are open are its state."""

    def __init__(self, text: str) -> None:
        """Read from the beginning of a page."""
        self._text = text
        self.outline = Outline()
        self.title = ""
        found = {match[1].lower() for match in _ARTICLE.finditer(text)}
        self._root = next((root for root in ("mw-parser-output", "mw-content-text") if root in found), "")
        self._elements: list[_Element] = []
        self._places: dict[str, list[int]] = {}
        self._blocks: list[int] = []
        self._left_out = 0
        self._inside = 0 if self._root else 1
        self._tags: list[Tag] = []
        self._tables: list[_OpenTable] = []

    def take(self, tag: Tag) -> None:
        """Take the next tag or text."""
        if tag.closes:
            self._close(tag)
        elif tag.name and tag.name not in VOID:
            self._open(tag)
        elif self._reads() and (not tag.name or tag.name == "br"):
            self._tags.append(tag)
        elif self._reads() and tag.name == "hr":
            self._flush()

    def finish(self) -> None:
        """Close what is still open at the end."""
        while self._elements:
            self._pop()
        self._flush()

    def _reads(self) -> bool:
        """Tell whether text at this place is the article's; the title stands above the article."""
        if self._left_out:
            return False
        return self._inside > 0 or bool(self._places.get("h1"))

    def _open(self, tag: Tag) -> None:
        """Open an element; it ends what it cannot stand in."""
        for name in _ENDED_BY.get(tag.name, ()):
            self._close(Tag(name, tag.start, tag.start, closes=True))
        attributes = tag.attributes() if tag.raw_attributes else {}
        words = {*attributes.get("class", "").split(), attributes.get("id", "")}
        root = bool(self._root) and self._root in words
        left_out = tag.name in LEFT_OUT_TAGS or is_left_out(attributes)
        if self._reads() and not left_out:
            self._begin(tag)
        self._places.setdefault(tag.name, []).append(len(self._elements))
        if _is_block(tag.name):
            self._blocks.append(len(self._elements))
        self._elements.append(_Element(tag.name, left_out, root))
        self._left_out += left_out
        self._inside += root

    def _begin(self, tag: Tag) -> None:
        """Begin what an opening tag begins: a block, a table, a row, a cell, a link."""
        if tag.name == "table":
            if not self._in_cell():
                self._flush()
            self._tables.append(_OpenTable(Table(self._text), self._tags))
            self._tags = []
        elif self._tables and tag.name in {"td", "th", "caption"}:
            self._tags = []
            self._tables[-1].cell = tag
        elif tag.name == "a" or (self._in_cell() and tag.name in _IN_CELL):
            self._tags.append(tag)
        elif not self._in_cell() and (tag.name in _BLOCKS or tag.name in _HEADINGS):
            self._flush()

    def _in_cell(self) -> bool:
        """Tell whether a table is open."""
        return bool(self._tables)

    def _close(self, tag: Tag) -> None:
        """Close the innermost element of a name and what is open in it, but no table around it."""
        places = self._places.get(tag.name)
        tables = self._places.get("table") or [-1]
        if not places or places[-1] < tables[-1]:
            return
        if not _is_block(tag.name) and self._blocks and self._blocks[-1] > places[-1]:
            return
        if tag.name == "a" and self._reads():
            self._tags.append(tag)
        while len(self._elements) > places[-1] + 1:
            self._pop()
        self._pop()

    def _pop(self) -> None:
        """Close the innermost element."""
        element = self._elements[-1]
        if self._reads():
            self._end(element.name)
        self._elements.pop()
        self._places[element.name].pop()
        if _is_block(element.name):
            self._blocks.pop()
        self._left_out -= element.left_out
        self._inside -= element.root

    def _end(self, name: str) -> None:
        """End what a closing tag ends."""
        opened = self._tables[-1] if self._tables else None
        if opened is None:
            if name in _BLOCKS or name in _HEADINGS:
                self._flush()
        elif name in {"td", "th", "caption"}:
            self._end_cell(opened)
        elif name == "tr":
            self._end_row(opened)
        elif name == "table":
            self._end_row(opened)
            self._tables.pop()
            self._tags = opened.outer

    def _end_cell(self, opened: _OpenTable) -> None:
        """Keep the open cell of a table, or take its caption."""
        tag, tags = opened.cell, self._tags
        opened.cell, self._tags = None, []
        if tag is None:
            return
        if tag.name == "caption":
            opened.table.caption = self._render(tags).text
            return
        attributes = tag.attributes()
        opened.cells.append(
            TableCell(
                *find_extent(self._text, tags),
                _make_writer(tags),
                header=tag.name == "th",
                rowspan=_read_span(attributes.get("rowspan", ""), 65_534),
                colspan=_read_span(attributes.get("colspan", ""), 64),
            )
        )

    def _end_row(self, opened: _OpenTable) -> None:
        """Hand the cells of the open row to its table."""
        self._end_cell(opened)
        cells, opened.cells = opened.cells, []
        opened.table.add_row(self.outline, cells)

    def _render(self, tags: list[Tag]) -> PlainText:
        """Write tags and text as plain text."""
        plain = PlainText(self._text)
        write_spans(plain, tags)
        return plain

    def _flush(self) -> None:
        """Add what was read since the last block as what the open elements say it is."""
        if not any(not tag.name for tag in self._tags) or self._tables:
            return
        tags, self._tags = self._tags, []
        plain = self._render(tags)
        level = next((level for name, level in _HEADINGS.items() if self._places.get(name)), 0)
        lists = len(self._places.get("ul", ())) + len(self._places.get("ol", ()))
        if level == 1 and not self.outline.blocks:
            self.outline.title(plain)
            self.title = plain.text
        elif level:
            self.outline.heading(plain, max(level - 1, 1))
        elif self._places.get("dt"):
            self.outline.subheading(plain)
        elif self._places.get("li"):
            self.outline.item(plain, max(lists, 1))
        else:
            self.outline.paragraph(plain)


#: The elements that an opening tag ends although their closing tags may be left out.
_ENDED_BY = {
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("tr",),
    "tbody": ("caption", "thead"),
    "p": ("p",),
    "table": ("p",),
    "ul": ("p",),
    "ol": ("p",),
    "div": ("p",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    **dict.fromkeys(_HEADINGS, ("p",)),
}


def _is_block(name: str) -> bool:
    """Tell whether an element is a block, which the closing tag of an inline element does not end."""
    return name in _BLOCKS or name in _HEADINGS or name in {"body", "caption", "html", "tbody", "thead", "tfoot"}


def _make_writer(tags: list[Tag]) -> Callable[[PlainText], None]:
    """Make what writes a cell's content."""

    def write(plain: PlainText) -> None:
        """Write the content into a row."""
        write_spans(plain, tags, in_cell=True)

    return write


def _read_span(value: str, most: int) -> int:
    """Read how many rows or columns a cell spans."""
    return min(max(int(value), 1), most) if value.isdecimal() and len(value) <= len(str(most)) else 1
