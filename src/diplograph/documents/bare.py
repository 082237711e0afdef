"""Read dumps of an encyclopaedia's pages that keep no marks: a title, then one line for each heading, paragraph or item.

Such a dump holds words of the page that are not the article's ("Jump to content", "Last updated", names of pictures),
and what is a heading shows only by its shape and place. Tables survive as lines with bars, if at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from diplograph.documents.bars import FLAG, add_bars, find_bars, is_rule
from diplograph.documents.columns import is_joined_header
from diplograph.documents.common import copy_unmarked, find_lines, make_document, trim
from diplograph.documents.outline import Outline
from diplograph.documents.plain import ITEM, heading_level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diplograph.model import Document

    Span = tuple[int, int]

#: Words of the page around the article; some stand at the end of the article's title or of a heading too.
_BOILERPLATE = re.compile(
    r"(?:last (?:updated|edited)\b.*|contents|(?:table of )?contents \[?(?:hide|show)\]?|jump to content"
    r"|jump to:? ?navigation.*|from wikipedia, the free encyclopedia|from wikipedia|the free encyclopedia"
    r"|\(redirected from .*\)|navigation menu|main menu|coordinates: .*|\(previous \d+\) \(next \d+\)|related topics"
    r"|wikipedia article:?|advertisement|read more(?: about .*)?|more information .*|toggle the table of contents|edit"
    r"|from \w+ - reading time.*|\{[^{}]*\}|(?:[^·]+ · )+[^·]+|this article is part of (?:the|a) series.*|v ?[·•|] ?t ?[·•|] ?e|\d+ languages?|article talk.*|shortcut:?"
    r"|(?:main articles?|see also|see|further information|for more (?:details|information)[^:]*): .*|.* portal ?\|?"
    r"|!?\[[^\]]*\]\(.*|[\s|:-]*|.*\.(?:svg|png|jpe?g|gif|webp|tiff?|pdf))$",
    re.IGNORECASE,
)
#: How the caption of a picture begins, or whom it names.
_CAPTION = re.compile(
    r"^(?:the |former )?(?:embassy|consulate|high commission|building|headquarters)\b"
    r"|^(?:flag|map|location|locator|coat of arms|emblem|logo) (?:of|map|showing)\b"
    r"|\b(?:president|minister|king|queen|chancellor|ambassador|secretary|prince|princess)s? (?:of )?[A-Z]",
    re.IGNORECASE,
)
_CIRCUMSTANCE = re.compile(r" (?:with|and|meets?|at|in|on|during) ")
#: Behind these headings only lists of works and links stand, up to the end.
_LAST = frozenset(
    {"references", "external links", "further reading", "bibliography", "sources", "citations", "footnotes"}
)
#: A line that the dump cut off where a link stood, or a short sentence.
_BROKEN = re.compile(
    r"^(?:In|On|At|Since|By|During) (?:[0-9]|the )|\b(?:is|are|was|were|has|have|had|became|paid|met)\b"
    r"| (?:the|an?|of|and|or|in|on|to|by|with|for|from|at|as|that|which|its|their|King|Queen|President|Minister)$"
)
#: What a site puts behind its titles.
_SITE = re.compile(r"(?: [-\u2013\u2014|] Wiki[a-z]+.*|: (?:Wikis|Map))$")
#: What list items hold and headings do not.
_TELLING = re.compile(r"[(:]|\d| [–—-] ")
_LONG = 120
_SENTENCE = 60
_LONGEST_TITLE = 12
_LONGEST_HEADING = 10
_DEEPEST_CHAIN = 3
_LOOKED_AT = 400


class _Line(NamedTuple):
    """A line, without white space around it, and what it may be: ``item row rule short`` or ``long``."""

    start: int
    end: int
    sort: str


def is_bare(text: str) -> bool:
    """Tell whether a text is such a dump: a title on the first line, lines as long as paragraphs, and no marks."""
    lines = [(start, end) for start, end in _trimmed(text[:100_000]) if not _is_boilerplate(text, start, end)]
    if len(lines) < 2 or not _is_short(text, *lines[0], words=_LONGEST_TITLE):
        return False
    marked = any(heading_level(text, start, end) for start, end in lines)
    return not marked and any(end - start > _LONG or is_rule(text[start:end]) for start, end in lines[1:])


def parse_bare(text: str, name: str) -> Document:
    """Read such a dump; the title is its first line."""
    lines = [_sort(text, start, end) for start, end in _trimmed(text) if not _is_boilerplate(text, start, end)]
    outline = Outline()
    at = _add_title(outline, text, lines) if lines else 0
    title = outline.blocks[0].text if outline.blocks else name
    while at < len(lines):
        line = lines[at]
        if line.sort == "short":
            after = _add_short(outline, text, lines, at)
            if after is None:
                break
            at = after
        elif line.sort in {"row", "rule"}:
            at = _add_table(outline, text, lines, at)
        else:
            _add_line(outline, text, line)
            at += 1
    return make_document(text, name, title, "plain", outline.blocks)


def _trimmed(text: str) -> list[Span]:
    """Give the lines of a text that show something, without the white space around them."""
    found = (trim(text, start, end) for start, end in find_lines(text))
    return [(start, end) for start, end in found if start < end]


def _is_boilerplate(text: str, start: int, end: int) -> bool:
    """Tell whether a line belongs to the page and not to the article; a line of a table's bars does not."""
    return (
        end - start < _LOOKED_AT
        and not _is_bars(text[start:end])
        and (
            _BOILERPLATE.match(text, start, end) is not None
            or not (line := copy_unmarked(text, start, end).text)
            or is_joined_header(line)
        )
    )


def _is_bars(line: str) -> bool:
    """Tell whether a line holds nothing but bars of a table: a rule, or the end of a cell."""
    return line == "|" or is_rule(line)


def _is_caption(line: str) -> bool:
    """Tell whether a short line says what a picture shows: a building, a map, a person on some occasion."""
    shown = _CAPTION.search(line)
    return shown is not None and _CIRCUMSTANCE.search(line, shown.end()) is not None


def _is_short(text: str, start: int, end: int, *, words: int) -> bool:
    """Tell whether a line may be a title or heading: a few words that begin with a capital and end in no punctuation."""
    line = copy_unmarked(text, start, end).text if end - start < _LOOKED_AT else ""
    return (
        0 < len(line.split()) <= words
        and (line[0].isupper() or line[0].isdigit())
        and line[-1] not in '.!?…;,:"”'
        and "|" not in line
    )


def _sort(text: str, start: int, end: int) -> _Line:
    """Tell what a line may be; behind the picture of a flag stands a row of a list."""
    flag = FLAG.match(text, start, end)
    if flag and "|" not in text[flag.end() : end]:
        return _Line(flag.end(), end, "item")
    if ITEM.match(text, start, end):
        sort = "item"
    elif _is_bars(text[start:end]):
        sort = "rule"
    elif text.find(" |", start, end) >= 0:
        sort = "row"
    else:
        short = _is_short(text, start, end, words=_LONGEST_HEADING) and not _BROKEN.search(text[start:end])
        sort = "short" if short else "long"
    return _Line(start, end, sort)


def _add_title(outline: Outline, text: str, lines: Sequence[_Line]) -> int:
    """Add the title, and pass over the lines that repeat it."""
    start, end = lines[0].start, lines[0].end
    site = _SITE.search(text[start:end])
    plain = copy_unmarked(text, start, start + site.start() if site else end)
    outline.title(plain)
    folded, at = plain.text.casefold(), 1
    while at < len(lines) and text[lines[at].start : lines[at].end].replace("_", " ").casefold() == folded:
        at += 1
    return at


def _add_line(outline: Outline, text: str, line: _Line) -> None:
    """Add an item or a paragraph."""
    item = ITEM.match(text, line.start, line.end)
    plain = copy_unmarked(text, item.end() if item else line.start, line.end)
    if line.sort == "item":
        outline.item(plain, 1)
    else:
        outline.paragraph(plain)


def _add_short(outline: Outline, text: str, lines: Sequence[_Line], at: int) -> int | None:
    """Add a run of short lines: headings, one under another, where text follows; else what a list or table left.

    Returns:
        Where to go on; ``None`` where only references follow.
    """
    after = at
    while after < len(lines) and lines[after].sort == "short":
        after += 1
    run = [line for line in lines[at:after] if not _is_caption(text[line.start : line.end])]
    # Several such lines right under the title are what an information box left.
    boxed = len(outline.blocks) == 1 and len(run) > 1
    headed = after < len(lines) and _has_content(lines[after]) and not boxed
    depth = 0
    for number, line in enumerate(run):
        plain = copy_unmarked(text, line.start, line.end)
        if plain.text.casefold() in _LAST:
            return None
        if not headed and not boxed and _heads_list(text, run[number : number + 2]):
            outline.heading(plain, 1)
            continue
        if headed and plain.text.casefold() == "see also" and lines[after].end - lines[after].start > _LONG:
            continue  # left of a box: what stands below is the article
        first = 0 if len(run) <= _DEEPEST_CHAIN else len(run) - 1
        if headed and number >= first:
            depth += 1
            outline.heading(plain, depth)
        else:
            outline.item(plain, 1)
    return after


def _heads_list(text: str, lines: Sequence[_Line]) -> bool:
    """Tell whether the first of two short lines is a heading over a list: only the second tells more than a name."""
    telling = [_TELLING.search(text, line.start, line.end) is not None for line in lines]
    return telling == [False, True]


def _has_content(line: _Line) -> bool:
    """Tell whether a line is what a heading can stand above."""
    return line.sort != "long" or line.end - line.start >= _SENTENCE


def _add_table(outline: Outline, text: str, lines: Sequence[_Line], at: int) -> int:
    """Add a table; lines with bars that have no header are not of the article.

    Returns:
        Where to go on.
    """
    bars = find_bars(text, lines, at)
    if bars is not None:
        add_bars(outline, text, bars)
        return bars.after
    after = at
    while after < len(lines) and lines[after].sort in {"row", "rule"}:
        after += 1
    return after
