"""Read pages of a mirror that inlines the explanation of every link behind it, and writes tables one cell a line.

The article's own words and the links' texts make the paragraphs; each explanation is a ``gloss`` block of its own. A
sentence that goes on behind a gloss has a stored span that covers the gloss.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from diplograph.documents.columns import find_columns
from diplograph.documents.common import PlainText, copy_plain, find_lines, make_document, trim
from diplograph.documents.glosses import Gloss, find_gloss
from diplograph.documents.outline import Outline
from diplograph.model import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diplograph.model import Document

_BOILERPLATE = frozenset({"HOME", "TheInfoList", "OR:"})
_HEAD_LINES = 16
_BLANKS_BEFORE_HEADING = 2
_LONGEST_HEADING = 12
_MARKER = re.compile(r"[ \t]*(?:\*+|[-•–](?=\s|$))[ \t]*")
_NO_SPACE_BEFORE = frozenset(",.;:!?)]}'’”…")
_NO_SPACE_AFTER = frozenset("([{“‘«")
_FINAL = frozenset(".!?")


class Paragraph(NamedTuple):
    """Lines without a blank one between them, and how many blank ones stand before."""

    lines: list[tuple[int, int]]
    blanks: int


def is_scrape(text: str) -> bool:
    """Tell whether a text is such a page: by the mirror's words above the article."""
    seen: set[str] = set()
    for number, (start, end) in enumerate(find_lines(text[:2_000])):
        if number < _HEAD_LINES:
            seen.add(text[slice(*trim(text, start, end))])
    return seen >= _BOILERPLATE


def parse_scrape(text: str, name: str) -> Document:
    """Read such a page; the title is its first line."""
    outline = Outline()
    for number, paragraph in enumerate(_find_paragraphs(text)):
        start, end = paragraph.lines[0]
        if number == 0:
            outline.title(copy_plain(text, start, end))
            rest = [line for line in paragraph.lines[1:] if not _is_boilerplate(text, line)]
            _add_paragraph(outline, text, Paragraph(rest, 0))
        else:
            _add_paragraph(outline, text, paragraph)
    title = outline.blocks[0].text if outline.blocks else name
    return make_document(text, name, title, "scrape", outline.blocks)


def _find_paragraphs(text: str) -> Iterator[Paragraph]:
    """Give the paragraphs of a text without the mirror's own words above it."""
    lines: list[tuple[int, int]] = []
    blanks = before = 0
    for number, line in enumerate(find_lines(text)):
        start, end = trim(text, *line)
        if number < _HEAD_LINES and _is_boilerplate(text, (start, end)):
            continue
        if start < end:
            lines.append((start, end))
            continue
        if lines:
            yield Paragraph(lines, before)
            lines, blanks = [], 0
        blanks += 1
        before = blanks
    if lines:
        yield Paragraph(lines, before)


def _is_boilerplate(text: str, line: tuple[int, int]) -> bool:
    """Tell whether a line is the mirror's own."""
    return text[slice(*line)] in _BOILERPLATE


def _add_paragraph(outline: Outline, text: str, paragraph: Paragraph) -> None:
    """Add one paragraph as what it is: heading, items, table or prose."""
    lines = [line for line in paragraph.lines if not text.startswith("{{", line[0])]
    if not lines:
        return
    if _is_heading(text, lines, paragraph.blanks):
        outline.heading(copy_plain(text, *lines[0]), 1)
    elif columns := find_columns([text[start:end] for start, end in lines]):
        _add_table(outline, text, lines, columns)
    else:
        for group in _group_items(text, lines):
            _add_group(outline, text, group)


def _is_heading(text: str, lines: list[tuple[int, int]], blanks: int) -> bool:
    """Tell whether a paragraph is a heading: a short line without final punctuation after two blank ones."""
    start, end = lines[0]
    if len(lines) > 1 or blanks < _BLANKS_BEFORE_HEADING:
        return False
    line = text[start:end]
    opens = line[0].isupper() or line[0].isdigit()
    return opens and line[-1] not in '.!?…;,:"”' and len(line.split()) <= _LONGEST_HEADING


def _add_table(outline: Outline, text: str, lines: list[tuple[int, int]], columns: int) -> None:
    """Add the rows of a table whose first ``columns`` lines are its header."""
    header = [text[start:end] for start, end in lines[:columns]]
    for first in range(columns, len(lines), columns):
        plain = PlainText(text)
        for name, (start, end) in zip(header, lines[first : first + columns], strict=False):
            if len(plain):
                plain.put(" | ", start, start)
            at = plain.position
            plain.copy(start, end)
            plain.cells.append(Cell(at, len(plain), name))
        outline.row(plain)


def _group_items(text: str, lines: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Divide the lines of a paragraph: a list item goes on through the glosses of its links."""
    group: list[tuple[int, int]] = []
    for line in lines:
        if _MARKER.match(text, *line) and group:
            yield group
            group = []
        group.append(line)
    yield group


def _add_group(outline: Outline, text: str, lines: list[tuple[int, int]]) -> None:
    """Add a paragraph or an item of the article's own words, and its glosses behind it."""
    item = _MARKER.match(text, *lines[0])
    if item:
        lines = [trim(text, item.end(), lines[0][1]), *lines[1:]]
    plain = PlainText(text)
    glosses = list(_write_lines(plain, [line for line in lines if line[0] < line[1]]))
    if item:
        outline.item(plain, max(item[0].count("*"), 1))
    else:
        outline.paragraph(plain)
    for gloss in (found for found in glosses if not found.broken):
        outline.gloss(copy_plain(text, gloss.start, gloss.end), text[gloss.link_start : gloss.link_end])


def _write_lines(plain: PlainText, lines: list[tuple[int, int]]) -> Iterator[Gloss]:
    """Write lines without the glosses in them, and give these."""
    behind = False
    previous_end = lines[0][0] if lines else 0
    for number, (start, end) in enumerate(lines):
        gloss = find_gloss(plain.source, start, end, opens=number == 0)
        _join(plain, previous_end, start)
        previous_end = end
        if gloss is None:
            _copy_behind_gloss(plain, start, end, behind=behind)
            continue
        behind = True
        at = plain.position
        plain.copy(gloss.link_start, gloss.link_end)
        plain.link(at, gloss.target)
        if gloss.rest < end:
            _join(plain, gloss.rest, gloss.rest)
            plain.copy(gloss.rest, end)
        yield gloss


def _join(plain: PlainText, end: int, start: int) -> None:
    """Put a space between two lines, which the mirror took away, unless punctuation goes without."""
    following = plain.source[start : start + 2]
    quote_closes = following[:1] == '"' and not following[1:].strip(" ,.;:!?)")
    quote_opens = plain.last in {'"', "“"} and plain.source[end - 2 : end - 1].isspace()
    if following[:1] in _NO_SPACE_BEFORE or plain.last in _NO_SPACE_AFTER or quote_closes or quote_opens:
        return
    plain.space(end, start)


def _copy_behind_gloss(plain: PlainText, start: int, end: int, *, behind: bool) -> None:
    """Copy a line; a full stop cut off by a gloss is mapped to where the words before it end, without the gloss."""
    if behind and plain.source[start] in _FINAL and (start + 1 == end or plain.source[start + 1].isspace()):
        plain.put(plain.source[start], plain.stored_end, plain.stored_end)
        start += 1
    plain.copy(start, end)
