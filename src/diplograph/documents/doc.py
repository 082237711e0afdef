"""Read the output of a common dump extractor: ``<doc id url title>`` text, headings ending in a full stop.

A file may hold several documents. One alone keeps the whole file as its stored text; of several, each stores its own
``<doc …>…</doc>``.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diplograph.documents.common import PlainText, copy_plain, find_lines, make_document, slugify, trim
from diplograph.documents.entities import copy_decoded
from diplograph.documents.outline import Outline
from diplograph.documents.plain import ITEM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplograph.model import Document

_OPEN = re.compile(r"<doc\s(?P<attributes>[^<>]*)>")
_CLOSE = re.compile(r"</doc>")
_ATTRIBUTE = re.compile(r"(?<!\w)(\w+)=\"([^\"]*)\"")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LONGEST_HEADING = 9
_VERBS = frozenset(
    (
        "am are became been began can could did does had has have he is it may met must opened said she shall signed "
        "they took visited was we went were will would"
    ).split()
)


def is_doc(text: str) -> bool:
    """Tell whether a text is the output of the extractor."""
    return _OPEN.match(text.lstrip("\ufeff \t\r\n")) is not None


def parse_doc(text: str, name: str) -> list[Document]:
    """Read every document of a file; several are named after their titles, one after ``name``."""
    openings = list(_OPEN.finditer(text))
    if len(openings) == 1:
        return [_parse_one(text, name, openings[0])]
    documents: list[Document] = []
    used: dict[str, int] = {}
    for number, opening in enumerate(openings):
        limit = openings[number + 1].start() if number + 1 < len(openings) else len(text)
        close = _CLOSE.search(text, opening.end(), limit)
        stored = text[opening.start() : close.end() if close else limit]
        identifier = slugify(_read_attributes(opening).get("title", "")) or f"{name}-{number + 1}"
        used[identifier] = used.get(identifier, 0) + 1
        if used[identifier] > 1:
            identifier = f"{identifier}-{used[identifier]}"
        inner = _OPEN.match(stored)
        if inner is not None:
            documents.append(_parse_one(stored, identifier, inner))
    return documents


def _read_attributes(opening: re.Match[str]) -> Mapping[str, str]:
    """Read the attributes of a ``<doc …>`` tag."""
    return {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(opening["attributes"])}


def _parse_one(text: str, name: str, opening: re.Match[str]) -> Document:
    """Read the document that ``opening`` begins."""
    attributes = _read_attributes(opening)
    title = " ".join(attributes.get("title", "").split())
    close = _CLOSE.search(text, opening.end())
    outline = Outline()
    lines = ((opening.end() + start, opening.end() + end) for start, end in find_lines(text[opening.end() :]))
    for line_start, line_end in lines:
        start, end = trim(text, line_start, min(line_end, close.start() if close else len(text)))
        if start < end:
            _add_line(outline, text, (start, end), title)
        if close and line_end >= close.start():
            break
    title = title or (outline.blocks[0].text if outline.blocks else "") or name
    url = attributes.get("url", "")
    document = make_document(text, name, title, "doc", outline.blocks)
    return replace(document, source=url if url.startswith("http") else "", revision=attributes.get("revid", ""))


def _add_line(outline: Outline, text: str, line: tuple[int, int], title: str) -> None:
    """Add one line as what it is: every line is a block of its own."""
    start, end = line
    plain = PlainText(text)
    item = ITEM.match(text, start, end)
    at = item.end() if item else start
    for tag in _TAG.finditer(text, at, end):
        copy_decoded(plain, at, tag.start())
        at = tag.end()
    copy_decoded(plain, at, end)
    if not outline.blocks and (not title or plain.text == title):
        outline.title(plain)
    elif item:
        outline.item(plain, 1)
    elif _is_heading(plain.text):
        outline.heading(copy_plain(text, *trim(text, start, end - 1)), 1)
    else:
        outline.paragraph(plain)


def _is_heading(line: str) -> bool:
    """Tell whether a line is a heading: a few words with a full stop that make no sentence."""
    words = line.casefold().rstrip(".").split()
    if not line.endswith(".") or line.endswith("..") or len(words) > _LONGEST_HEADING or not words:
        return False
    opens = line[0].isupper() or line[0].isdigit()
    sentence = not _VERBS.isdisjoint(words) or any(word.endswith("ed") for word in words[1:-1])
    return opens and not sentence and ". " not in line and line.count(",") <= 1
