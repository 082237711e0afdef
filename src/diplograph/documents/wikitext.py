"""Read wikitext as a wiki stores it: headings, paragraphs, lists, tables; templates shown as a reader sees them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from diplograph.documents.common import PlainText, copy_plain, make_document, slugify, trim
from diplograph.documents.inline import read_argument, write_line
from diplograph.documents.markup import Line, Node, find_logical_lines, find_nodes
from diplograph.documents.outline import Outline
from diplograph.documents.plain import heading_level
from diplograph.documents.tables import Table
from diplograph.documents.templates import normalize_name
from diplograph.documents.wikitables import WikiTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diplograph.model import Document

_SIGNS = re.compile(r"\[\[[^\[\]\n]{1,300}\]\]|\{\{[^{}\n]{1,300}[|}\n]|^\{\||'''[^'\n]{1,200}'''", re.MULTILINE)
_MARKERS = re.compile(r"[*#:;]+[ \t]*")
_TABLE = re.compile(r"[ \t:*#]*\{\|")
_BLOCK_CONTENT = re.compile(r"(?:^|\n)[ \t]*(?:[*#]|\{\|)")
_BOLD_LINE = re.compile(r"'''[^'\n]{1,80}'''[ \t:]*$")
_BOXES = re.compile(r"infobox|navbox|sidebar|cite |citation|reflist|quote box")
_TITLE_LINE = re.compile(
    r"\s*(?P<title>[^\s\[\]{}<>'=*#|:;!][^\[\]{}<>=*#|\n]{0,150}[^\s\[\]{}<>=*#|])[ \t\r]*\n\s*(?P<next>\{\{)?"
)
_LONGEST_TITLE = 12
_DEEPEST = 8
_SMALL_WORDS = frozenset(
    (
        "a an and at by for from in of on the to with relations foreign diplomatic missions mission visits visit "
        "official state list lists embassy embassies agreement agreements treaty treaties policy free trade international "
        "recognition ambassador ambassadors high commissioner commissioners consul consuls minister ministers president "
        "presidents prime trips made member members membership dates establishment cities sister twin"
    ).split()
)


def is_wikitext(text: str, suffix: str = "") -> bool:
    """Tell whether a text is wikitext: by its brackets, of which one is enough where the file's name says so."""
    needed = 1 if suffix in {".wiki", ".wikitext", ".mediawiki"} else 2
    return len(list(islice(_SIGNS.finditer(text[:100_000]), needed))) == needed


def parse_wikitext(text: str, name: str, title: str = "") -> Document:
    """Read wikitext; where the title is not known it is found by ``name``."""
    reader = _Reader(text)
    start, end = _find_title_line(text, name)
    reader.outline.title(copy_plain(text, start, end))
    nodes = tuple(node for node in find_nodes(text) if node.start >= end)
    reader.read(Line(end, len(text), nodes), depth=0)
    title = title or text[start:end] or find_title(text, name)
    return make_document(text, name, title, "wikitext", reader.outline.blocks)


def _find_title_line(text: str, name: str) -> tuple[int, int]:
    """Find the title where it stands on the first line, as some copies have it; an empty span where it does not."""
    first = _TITLE_LINE.match(text)
    if first is None:
        return 0, 0
    start, end = first.span("title")
    alone = first["next"] == "{{" and text[end - 1] not in ".:;,!?" and len(text[start:end].split()) <= _LONGEST_TITLE
    return (start, end) if alone or slugify(text[start:end]) == slugify(name) else (0, 0)


def find_title(text: str, name: str) -> str:
    """Find how the article spells its title, given the name of its file.

    >>> find_title("[[Norland–Sudland relations|ties]]", "norland-sudland-relations")
    'Norland–Sudland relations'
    """
    if name != name.lower():
        return name.replace("_", " ").strip()
    words = [word for word in re.split(r"[-_\s]+", name) if word]
    spelt = re.search(r"[ _–—-]".join(map(re.escape, words)), text, re.IGNORECASE) if words else None
    if spelt is not None:
        found = spelt[0].replace("_", " ")
        return found[0].upper() + found[1:]
    made = " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in words)
    return made[:1].upper() + made[1:]


class _Reader:
    """Reads lines into blocks; open paragraphs and tables are its state."""

    __slots__ = ("_paragraph", "_tables", "_text", "outline")

    def __init__(self, text: str) -> None:
        """Read from the beginning of a wikitext."""
        self._text = text
        self.outline = Outline()
        self._paragraph: list[Line] = []
        self._tables: list[WikiTable] = []

    def read(self, span: Line, *, depth: int) -> None:
        """Read a span of wikitext."""
        for line in find_logical_lines(self._text, *span):
            content = self._find_block_content(line) if depth < _DEEPEST else None
            if content is not None and not self._tables:
                self._end_paragraph()
                for inner in content:
                    self.read(inner, depth=depth + 1)
            elif self._tables or _TABLE.match(self._text, line.start, line.end):
                self._read_table_line(line)
            else:
                self._read_line(line)
        while self._tables and depth == 0:
            self._tables.pop().end_row()
        self._end_paragraph()

    def _find_block_content(self, line: Line) -> list[Line] | None:
        """Give what a template that stands alone in its line holds, where that is lists or tables."""
        start, end = trim(self._text, line.start, line.end)
        node = next((node for node in line.nodes if node.start == start and node.end == end), None)
        if node is None or node.kind != "template" or not _BLOCK_CONTENT.search(self._text, start, end):
            return None
        parts = node.parts()
        if _BOXES.match(normalize_name(self._text[slice(*parts[0])][:80])):
            return None
        return list(self._find_content_arguments(node, parts[1:]))

    def _find_content_arguments(self, node: Node, parts: list[tuple[int, int]]) -> Iterator[Line]:
        """Give the arguments of a template that hold lists or tables."""
        for part in parts:
            key, (start, end) = read_argument(self._text, node, *part, number=1)
            if (key.isdigit() or key == "content") and _BLOCK_CONTENT.search(self._text, start, end):
                yield Line(start, end, node.within(start, end))

    def _read_table_line(self, line: Line) -> None:
        """Read a line that opens, closes or belongs to a table."""
        start, end = trim(self._text, line.start, line.end)
        if _TABLE.match(self._text, line.start, line.end):
            self._end_paragraph()
            self._tables.append(WikiTable(self._text, self.outline, Table(self._text)))
        elif self._text.startswith("|}", start) and start < end:
            self._tables.pop().end_row()
        else:
            self._tables[-1].add_line(line)

    def _read_line(self, line: Line) -> None:
        """Read a line outside tables."""
        start, end = self._trim_dropped(line)
        level = heading_level(self._text, start, end)
        markers = _MARKERS.match(self._text, start, end)
        if start >= end:
            if not line.nodes:
                self._end_paragraph()
        elif level:
            self._end_paragraph()
            inside = trim(self._text, start + level, end - level)
            self.outline.heading(self._render(line, *inside), max(level - 1, 1))
        elif markers:
            self._end_paragraph()
            self._read_list_line(line, markers[0].strip(), markers.end(), end)
        elif _BOLD_LINE.match(self._text, start, end) and not self._paragraph:
            self.outline.subheading(self._render(line, start, end))
        else:
            self._paragraph.append(line)

    def _trim_dropped(self, line: Line) -> tuple[int, int]:
        """Trim a line by white space and by the notes and comments at its ends."""
        start, end = trim(self._text, line.start, line.end)
        for node in line.nodes:
            if node.kind != "dropped" or node.start != start:
                break
            start, _ = trim(self._text, node.end, end)
        for node in reversed(line.nodes):
            if node.kind != "dropped" or node.end != end or node.start < start:
                break
            _, end = trim(self._text, start, node.start)
        return start, end

    def _read_list_line(self, line: Line, markers: str, start: int, end: int) -> None:
        """Read a list item, a defined term, or an indented line."""
        if markers[-1] == ";":
            self.outline.subheading(self._render(line, start, end))
        elif set(markers) == {":"}:
            self.outline.paragraph(self._render(line, start, end))
        else:
            self.outline.item(self._render(line, start, end), len(markers))

    def _render(self, line: Line, start: int, end: int) -> PlainText:
        """Render a part of a line."""
        plain = PlainText(self._text)
        nodes = tuple(node for node in line.nodes if start <= node.start and node.end <= end)
        write_line(plain, Line(start, end, nodes))
        return plain

    def _end_paragraph(self) -> None:
        """Add the lines since the last blank one as a paragraph."""
        if not self._paragraph:
            return
        nodes = tuple(node for line in self._paragraph for node in line.nodes)
        span = Line(self._paragraph[0].start, self._paragraph[-1].end, nodes)
        self._paragraph = []
        plain = PlainText(self._text)
        write_line(plain, span)
        self.outline.paragraph(plain)
