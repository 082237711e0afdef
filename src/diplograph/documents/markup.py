"""Find the constructs of wikitext that nest: templates, links, notes, comments; one pass, linear, exact offsets.

The two parsers that are in common use, mwparserfromhell and wikitextparser, were measured first. Both take time that
grows with the square of the input (12 s for 60 kB of ``{|``; over 20 s for a table of 760 kB), and the first keeps no
offsets. What a reader of articles needs of the grammar is small: which brackets belong together.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NodeKind = Literal["template", "link", "dropped", "literal"]

_TOKEN = re.compile(
    r"\{\{|\}\}|\[\[|\]\]|\||<!--"
    r"|<(?P<tag>ref|gallery|math|timeline|score|imagemap|mapframe|graph|includeonly|nowiki|syntaxhighlight|source)\b"
    r"[^<>]*>",
    re.IGNORECASE,
)
_OPENED_BY = {"}}": "{{", "]]": "[["}
_KINDS: dict[str, NodeKind] = {"{{": "template", "[[": "link"}


@dataclass(frozen=True, slots=True)
class Node:
    """A construct and its place.

    Attributes:
        kind: What it is; ``dropped`` shows nothing, ``literal`` shows the stored text between its two ``bars``.
        start: Offset of its first bracket.
        end: Offset behind its last bracket.
        bars: Offsets of the ``|`` that divide it.
        children: The constructs that nest in it, in order.
    """

    kind: NodeKind
    start: int
    end: int
    bars: tuple[int, ...] = ()
    children: tuple[Node, ...] = ()

    def parts(self) -> list[tuple[int, int]]:
        """Give the spans between brackets and bars: a template's name and arguments, a link's target and label."""
        edges = [self.start + 1, *self.bars, self.end - 2]
        return [(before + 1, after) for before, after in itertools.pairwise(edges)]

    def within(self, start: int, end: int) -> tuple[Node, ...]:
        """Give the children inside a span."""
        first = bisect_left(self.children, start, key=_start)
        return self.children[first : bisect_left(self.children, end, first, key=_start)]


def _start(node: Node) -> int:
    """Give what nodes are searched by."""
    return node.start


@dataclass(slots=True)
class _Open:
    """A construct whose end has not come yet."""

    mark: str
    start: int
    bars: list[int] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


def find_nodes(text: str) -> list[Node]:
    """Find the outermost constructs of a wikitext in order; what is never closed is text.

    >>> [node.kind for node in find_nodes("{{a|[[b]]}} [[c <!-- d --> ")]
    ['template', 'dropped']
    """
    stack = [_Open("", 0)]
    counts = {"{{": 0, "[[": 0}
    closers = _Closers(text)
    at = 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        mark = match[0]
        if mark in counts:
            counts[mark] += 1
            stack.append(_Open(mark, match.start()))
        elif mark == "|":
            stack[-1].bars.append(match.start())
        elif mark in _OPENED_BY:
            if counts[_OPENED_BY[mark]]:
                _close(stack, counts, _OPENED_BY[mark], at)
        elif found := closers.read_raw(match):
            stack[-1].children.append(found)
            at = found.end
    return [node for opened in stack for node in opened.children]


def _close(stack: list[_Open], counts: dict[str, int], mark: str, end: int) -> None:
    """Close the innermost construct of a sort; the ones inside that stay open are text, what they hold moves out."""
    unclosed: list[_Open] = []
    while stack[-1].mark != mark:
        unclosed.append(stack.pop())
        counts[unclosed[-1].mark] -= 1
    opened = stack.pop()
    counts[mark] -= 1
    for inner in reversed(unclosed):
        opened.children.extend(inner.children)
    children = tuple(opened.children)
    stack[-1].children.append(Node(_KINDS[mark], opened.start, end, tuple(opened.bars), children))


class _Closers:
    """Finds where comments and tags with raw content end, and remembers which ones no longer do."""

    __slots__ = ("_absent", "_text")

    def __init__(self, text: str) -> None:
        """Search in a text."""
        self._text = text
        self._absent: set[str] = set()

    def read_raw(self, match: re.Match[str]) -> Node | None:
        """Make a node of a comment or of a tag with its content, or nothing where it is not closed."""
        tag = (match["tag"] or "").lower()
        if tag and match[0].endswith("/>"):
            return Node("dropped", *match.span())
        if tag in self._absent:
            return None
        closer = re.compile(rf"</{tag}\s*>" if tag else "-->", re.IGNORECASE).search(self._text, match.end())
        if closer is None:
            self._absent.add(tag)
            return None
        if tag == "nowiki":
            return Node("literal", match.start(), closer.end(), (match.end(), closer.start()))
        return Node("dropped", match.start(), closer.end())


class Line(NamedTuple):
    """A run of stored text and the outermost constructs in it."""

    start: int
    end: int
    nodes: tuple[Node, ...]


def find_logical_lines(text: str, start: int, end: int, nodes: Sequence[Node]) -> Iterator[Line]:
    """Give the lines of a span that holds ``nodes``; a line end inside a construct does not count."""
    line_start, first, upcoming = start, 0, 0
    line_end = _find_line_end(text, start, end)
    while True:
        if upcoming < len(nodes) and nodes[upcoming].start < line_end:
            if nodes[upcoming].end > line_end:
                line_end = _find_line_end(text, nodes[upcoming].end, end)
            upcoming += 1
            continue
        yield Line(line_start, line_end, tuple(nodes[first:upcoming]))
        if line_end >= end:
            return
        line_start, first = line_end + 1, upcoming
        line_end = _find_line_end(text, line_start, end)


def _find_line_end(text: str, start: int, end: int) -> int:
    """Find the next line feed before an end, or that end."""
    found = text.find("\n", start, end)
    return end if found < 0 else found
