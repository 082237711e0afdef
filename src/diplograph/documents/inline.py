"""Turn runs of wikitext into plain text: links, templates, emphasis, tags, external links, references of characters."""

from __future__ import annotations

import re
from bisect import bisect_left

from diplograph.documents.common import PlainText, trim
from diplograph.documents.entities import copy_decoded
from diplograph.documents.markup import Line, Node
from diplograph.documents.templates import expand, expand_unknown, is_icon, is_known, name_country, normalize_name

_MARK = re.compile(
    r"(?P<quotes>'{2,})|(?P<break><br[^<>]*>)|(?P<line>\n[ \t]*[*#:;]+|\n[ \t\r]*(?=\n))|<(?:/?[a-zA-Z]|!--)[^<>]*>"
    r"|(?P<external>\[(?:https?:|ftp:|mailto:)?//[^\s\[\]<>]*|\[mailto:[^\s\[\]<>]*)|(?P<close>\])|__[A-Z]{3,20}__"
)
_SIMPLE = re.compile(r"[\w .,()-]*")
_TRAIL = re.compile(r"[^\W\d_]+")
_NAMED = re.compile(r"\s*([^\s=|{}\[\]<>][^=|{}\[\]<>]{0,40}?)\s*=")
_NAMESPACE = re.compile(r"\s*+(?P<colon>:?)\s*+(?P<name>[^\W\d_][\w -]{0,30}):")
_FILES = frozenset({"file", "image", "media", "category"})
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z-]{2,12})?$")
_BRACKETED = re.compile(r"(?<!\s)\s*\([^()]*\)$|,[^,]*$")
#: Constructs that nest deeper than this are left out; the wiki itself refuses them at about that depth.
_DEEPEST = 24
_ARGUMENTS_OF_UNKNOWN = 3


def write_line(plain: PlainText, line: Line, *, in_cell: bool = False, depth: int = 0) -> None:
    """Add what a run of wikitext shows; ``in_cell`` separates its lines and keeps what unknown templates say."""
    writer = _Writer(plain, in_cell=in_cell, depth=depth)
    at = line.start
    for node in line.nodes:
        writer.write_run(at, node.start)
        at = writer.write_node(node, line.end)
    writer.write_run(at, line.end)


class _Writer:
    """Writes one run; it remembers whether an external link is open between its constructs."""

    __slots__ = ("_depth", "_external", "_in_cell", "_plain", "_text")

    def __init__(self, plain: PlainText, *, in_cell: bool, depth: int) -> None:
        """Write into a plain text."""
        self._plain, self._text = plain, plain.source
        self._in_cell, self._depth, self._external = in_cell, depth, False

    def write_run(self, start: int, end: int) -> None:
        """Write a run without templates and links."""
        if start >= end:
            return
        at = start
        for mark in _MARK.finditer(self._text, start, end):
            if mark["close"] and not self._external:
                continue
            copy_decoded(self._plain, at, mark.start())
            at = mark.end()
            if mark["close"]:
                self._external = False
            elif mark["external"]:
                self._external = True
            elif mark["quotes"] and len(mark["quotes"]) not in {2, 3, 5}:
                self._plain.copy(mark.start(), mark.end() - (3 if len(mark["quotes"]) == 4 else 5))
            elif mark["break"] and self._in_cell:
                self._plain.separate(*mark.span())
            elif mark["line"] and self._in_cell:
                self._plain.break_line(*mark.span())
            elif mark["break"] or mark["line"]:
                self._plain.space(*mark.span())
        copy_decoded(self._plain, at, end)

    def write_node(self, node: Node, limit: int) -> int:
        """Write a construct and give the offset to go on from: behind the letters that are part of a link."""
        if self._depth >= _DEEPEST:
            return node.end
        if node.kind == "link":
            return self._write_link(node, limit)
        if node.kind == "template":
            self._write_template(node)
        elif node.kind == "literal":
            self._plain.copy(*node.bars)
        return node.end

    def _render(self, node: Node, start: int, end: int) -> PlainText:
        """Render a part of a construct to a plain text of its own."""
        inner = PlainText(self._text)
        line = Line(start, end, node.within(start, end))
        write_line(inner, line, in_cell=self._in_cell, depth=self._depth + 1)
        return inner

    def _write_link(self, node: Node, limit: int) -> int:
        """Write a link's label, with the letters that follow it directly."""
        parts = node.parts()
        target = self._text[slice(*trim(self._text, *parts[0]))]
        if "\n" in target or _is_no_article(target):
            return node.end
        at = self._plain.position
        target = target.removeprefix(":").strip()
        label = self._render(node, parts[1][0], parts[-1][1]) if len(parts) > 1 else None
        if label is None or not len(label):
            shown = target if label is None else _BRACKETED.sub("", target)
            self._plain.put(shown.replace("_", " "), node.start, node.end)
        else:
            self._plain.put(label.text, node.start, node.end)
        trail = _TRAIL.match(self._text, node.end, limit)
        if trail:
            self._plain.copy(*trail.span())
        self._plain.link(at, " ".join(target.partition("#")[0].replace("_", " ").split()))
        return trail.end() if trail else node.end

    def _write_template(self, node: Node) -> None:
        """Write what a template shows; of one that no table knows, its first argument, in a table's cell only."""
        parts = node.parts()
        name = normalize_name(self._text[slice(*parts[0])])
        known = is_known(name)
        if not known and not self._in_cell:
            return
        arguments: dict[str, str] = {}
        linked: PlainText | None = None
        number = 1
        for start, end in parts[1:] if known else parts[1 : _ARGUMENTS_OF_UNKNOWN + 1]:
            key, value = read_argument(self._text, node, start, end, number=number)
            number += key == str(number)
            if _SIMPLE.fullmatch(self._text, *value):
                arguments[key] = " ".join(self._text[slice(*value)].split())
                continue
            rendered = self._render(node, *value)
            arguments[key] = rendered.text
            linked = linked or (rendered if rendered.links else None)
        shown = expand(name, arguments) if known else expand_unknown(arguments)
        if linked is not None and linked.text == shown.text:
            self._plain.include(linked, node.start, node.end)
            return
        at = self._plain.position
        self._plain.put(shown.text, node.start, node.end)
        self._plain.link(at, shown.target)


def write_icons(plain: PlainText, line: Line) -> None:
    """Add the countries of a cell's flags, for a cell that shows nothing else."""
    for node in line.nodes:
        parts = node.parts() if node.kind == "template" else []
        if len(parts) > 1 and is_icon(normalize_name(plain.source[slice(*parts[0])])):
            plain.put(name_country(plain.source[slice(*parts[1])]), node.start, node.end)


def read_argument(text: str, node: Node, start: int, end: int, *, number: int) -> tuple[str, tuple[int, int]]:
    """Give the name of a template's argument, a ``number`` where it has none, and the span of its value."""
    child = bisect_left(node.children, start, key=_start)
    first = node.children[child].start if child < len(node.children) else end
    named = _NAMED.match(text, start, min(first, end))
    if named is None:
        return str(number), (start, end)
    return named[1].casefold(), (named.end(), end)


def _start(node: Node) -> int:
    """Give what nodes are searched by."""
    return node.start


def _is_no_article(target: str) -> bool:
    """Tell whether a link shows a file, files the page under a category, or leads to another language's wiki."""
    namespace = _NAMESPACE.match(target)
    if namespace is None or namespace["colon"]:
        return False
    name = namespace["name"].strip()
    return name.casefold() in _FILES or _LANGUAGE.match(name) is not None
