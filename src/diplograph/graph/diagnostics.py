"""Findings as compilers print them: place and message, the line of the source, and marks under the words.

::

    seeds/hk.txt:71:3: warning: Membership of …: The membership begins in 1991, before … (1995). [MembershipSense]
       71 | - World Trade Organization (Since 1991)
          |   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~^^^^~

Tildes are under the characters that make the claim, carets under those of its words that the message repeats; where it
repeats none, the carets are under the whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from diplograph.screen import clean, measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diplograph.graph.findings import Finding

#: Columns of the screen that a line of the source may fill, with its margin.
WIDTH = 100
#: Columns to which tabs go.
_TAB = 4
_MARGIN = 7
_CUT = "…"
#: Numbers, and dates with their months and days, are what a message takes from the text.
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMERALS = {word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine ten".split())}
_NUMERALS |= {"eleven": "11", "twelve": "12"}
_DATE = re.compile(rf"(?:\d{{1,2}}(?:[–-]\d{{1,2}})? )?(?:(?:{_MONTHS}) )(?:\d{{1,2}}, )?(\d{{4}})")


class Line(NamedTuple):
    """A line of a source, ready for the screen, and as many columns of marks."""

    number: int
    text: str
    marks: str


def render_findings(
    findings: Iterable[Finding], texts: Mapping[str, str], origins: Mapping[str, str], width: int = WIDTH
) -> str:
    """Write findings for people.

    Args:
        findings: In the order in which they are to be shown.
        texts: The stored texts by document; of those that are missing, no line is shown.
        origins: The paths by document; a document without one is called by its id.
        width: Columns of the screen.
    """
    return "".join(render_finding(f, texts.get(f.document, ""), origins.get(f.document, ""), width) for f in findings)


def render_finding(finding: Finding, text: str, path: str, width: int = WIDTH) -> str:
    """Write one finding, with the line that it is about."""
    place = ":".join(str(part) for part in (path or finding.document, finding.line, finding.column) if part)
    check = f" [{finding.check}]" if finding.check else ""
    head = f"{finding.severity}: {clean(finding.message)}{check}"
    head = f"{place}: {head}\n" if place else f"{head}\n"
    if not finding.end > finding.start or finding.end > len(text):
        return head
    line = draw_line(text, (finding.start, finding.end), find_words(finding.message, finding.exact), width)
    return f"{head}{line.number:5} | {line.text}\n{'':5} | {line.marks}\n"


def find_words(message: str, exact: str) -> list[tuple[int, int]]:
    """Find the numbers and dates of a quotation that a message repeats, as half-open offsets in it.

    >>> find_words("It begins in 1991, before 1995.", "a member (since May 1991)")
    [(16, 24)]
    """
    said = {number.replace(",", "") for number in _NUMBER.findall(message)}
    found = [match.span() for match in _DATE.finditer(exact) if match[1] in said]
    found += [match.span() for match in _NUMBER.finditer(exact) if match[0].replace(",", "") in said]
    found += [m.span() for m in re.finditer(r"\w+", exact) if _NUMERALS.get(m[0].lower()) in said]
    return [span for span in sorted(found) if not any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in found)]


def draw_line(text: str, span: tuple[int, int], words: Iterable[tuple[int, int]], width: int = WIDTH) -> Line:
    """Draw the line of a text that holds the first of some words, or else the beginning of a span.

    Args:
        text: The whole text.
        span: Half-open code points.
        words: Half-open offsets within the span that are to be pointed at; none = the whole span.
        width: Columns of the screen; a longer line is cut around the words.
    """
    start, end = span
    marked = [(start + first, start + last) for first, last in words] or [span]
    at = marked[0][0]
    begin = text.rfind("\n", 0, at) + 1
    stop = text.find("\n", at)
    stop = len(text) if stop < 0 else stop
    kinds = [
        "^" if any(a <= i < b for a, b in marked) else "~" if start <= i < end else " " for i in range(begin, stop)
    ]
    cells = _draw_cells(text[begin:stop].removesuffix("\r"), kinds)
    shown, marks = _fit(cells, width - _MARGIN - 1)
    return Line(text.count("\n", 0, at) + 1, shown, marks.rstrip())


def _draw_cells(line: str, kinds: list[str]) -> list[tuple[str, str]]:
    """Give, for every character, what the screen shows and the marks under it, equally wide but for its combining marks."""
    cells, column = [], 0
    for character, kind in zip(line, kinds, strict=False):
        shown = " " * (_TAB - column % _TAB) if character == "\t" else clean(character)
        columns = measure(shown)
        column += columns
        cells.append((shown, kind * columns))
    return cells


def _fit(cells: list[tuple[str, str]], width: int) -> tuple[str, str]:
    """Cut a line around what is pointed at, so that it fits the width."""
    sizes = [len(mark) for _, mark in cells]
    begin, end = 0, len(cells)
    if sum(sizes) > width:
        pointed = [index for index, (_, mark) in enumerate(cells) if "^" in mark] or [0]
        begin, end = _choose_window(sizes, (pointed[0], pointed[-1] + 1), width - 2 * len(_CUT))
    # A mark that combines with a character that was cut away must not combine with the sign of the cut.
    while 0 < begin < end and not sizes[begin]:
        begin += 1
    before, after = (_CUT if begin else ""), (_CUT if end < len(cells) else "")
    shown = "".join(shown for shown, _ in cells[begin:end])
    return f"{before}{shown}{after}", " " * len(before) + "".join(mark for _, mark in cells[begin:end])


def _choose_window(sizes: list[int], pointed: tuple[int, int], room: int) -> tuple[int, int]:
    """Choose the characters that fit: of what is pointed at as many as can be, then as much on either side."""
    begin = end = pointed[0]
    while end < pointed[1] and sizes[end] <= room:
        room -= sizes[end]
        end += 1
    half = room // 2
    while begin > 0 and sizes[begin - 1] <= room - half:
        begin -= 1
        room -= sizes[begin]
    while end < len(sizes) and sizes[end] <= room:
        room -= sizes[end]
        end += 1
    while begin > 0 and sizes[begin - 1] <= room:
        begin -= 1
        room -= sizes[begin]
    return begin, end
