"""Read plain extracts: ``= Title =``, ``==Heading==``, ``- item`` (two spaces for each depth), blank lines between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.documents.bars import add_bars, find_bars, is_row
from diplograph.documents.common import copy_unmarked, find_lines, make_document, trim
from diplograph.documents.outline import Outline

if TYPE_CHECKING:
    from diplograph.model import Document

#: A marker may be repeated where the extractor left out the items between.
ITEM = re.compile(r"(?P<indent>\s*)(?:(?:[-*•–—][ \t\u00a0]+)+|\d{1,3}[.)][ \t\u00a0]+)(?=\S)")
_FILE_NAME = re.compile(r"\.(?:jpe?g|png|svg|gif|tiff?|webp|og[gv]|webm|pdf)\b", re.IGNORECASE)
_HEADING_MARKS = 6
#: In lines without a blank one between them, a table is sought no more often.
_MOST_TRIES = 50


def is_plain(text: str) -> bool:
    """Tell whether a text is surely a plain extract: its first line is a title in single marks."""
    first = text.lstrip("\ufeff \t\r\n").partition("\n")[0].strip()
    return heading_level(first, 0, len(first)) == 1


def parse_plain(text: str, name: str) -> Document:
    """Read a plain extract; the title falls back to ``name``."""
    outline = Outline()
    title = ""
    paragraph: tuple[int, int] | None = None
    lines = [(*trim(text, line_start, line_end), line_start) for line_start, line_end in find_lines(text)]
    at = tries = 0
    while at < len(lines):
        start, end, line_start = lines[at]
        level = heading_level(text, start, end)
        item = ITEM.match(text, line_start, end)
        is_prose = start < end and not level and not item
        bars = find_bars(text, lines, at) if is_prose and tries < _MOST_TRIES and is_row(text[start:end]) else None
        tries = tries + is_prose if bars is None and is_prose else 0
        at += 1
        if is_prose and bars is None:
            paragraph = (paragraph[0] if paragraph else start, end)
            continue
        if paragraph:
            _add_paragraph(outline, text, *paragraph)
            paragraph = None
        if bars:
            add_bars(outline, text, bars)
            at = bars.after
        elif level == 1 and not title and not outline.blocks:
            heading = copy_unmarked(text, *_strip_marks(text, start, end, level))
            outline.title(heading)
            title = outline.blocks[0].text if outline.blocks else ""
        elif level:
            outline.heading(copy_unmarked(text, *_strip_marks(text, start, end, level)), max(level - 1, 1))
        elif item:
            depth = len(item["indent"].replace("\t", "  ")) // 2 + 1
            outline.item(copy_unmarked(text, item.end(), end), depth)
    if paragraph:
        _add_paragraph(outline, text, *paragraph)
    return make_document(text, name, title or name, "plain", outline.blocks)


def heading_level(text: str, start: int, end: int) -> int:
    """Count the ``=`` that enclose a heading; 0 where the line is none."""
    if end - start <= len("==") or text[start] != "=" or text[end - 1] != "=":
        return 0
    level = 0
    while level < _HEADING_MARKS and start + level < end - level - 1:
        if text[start + level] != "=" or text[end - level - 1] != "=":
            break
        level += 1
    return level


def _strip_marks(text: str, start: int, end: int, level: int) -> tuple[int, int]:
    """Give the span of a heading inside its marks."""
    return trim(text, start + level, end - level)


def _add_paragraph(outline: Outline, text: str, start: int, end: int) -> None:
    """Add a paragraph without the rest of a file link at its beginning, unless it lists categories."""
    if text.startswith("Category:", start):
        return
    close = text.find("]]", start, end)
    if close >= 0 and text.find("[[", start, close) < 0 and _FILE_NAME.search(text, start, close):
        start, _ = trim(text, close + 2, end)
    outline.paragraph(copy_unmarked(text, start, end))
