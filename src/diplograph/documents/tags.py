"""Read HTML as a stream of tags and text with exact offsets, in linear time.

The standard library's parser gives lines and columns, and in some of the versions that are in use takes quadratic time
over unclosed markup. Pages of an encyclopaedia escape ``<`` and ``>`` in their attributes, so that a tag is what stands
between two such signs.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<attributes>[^<>]*)>|<!--|<[!?][^<>]*>")
_ATTRIBUTE = re.compile(r"([^\s=\"'/]{1,100})(?:\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+)))?")
_RAW = frozenset({"script", "style", "textarea", "title"})
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


class Tag(NamedTuple):
    """A tag, or with an empty name a run of text; ``start`` and ``end`` are offsets in the stored text."""

    name: str
    start: int
    end: int
    closes: bool = False
    raw_attributes: str = ""

    def attributes(self) -> Mapping[str, str]:
        """Give the tag's attributes, names in lower case, values decoded."""
        found = _ATTRIBUTE.findall(self.raw_attributes)
        return {name.lower(): html.unescape(double or single or bare) for name, double, single, bare in found}


def find_tags(text: str) -> Iterator[Tag]:
    """Give the tags and the runs of text between them in order; comments, declarations and raw content are left out."""
    at = 0
    absent: set[str] = set()
    while match := _TAG.search(text, at):
        if match.start() > at:
            yield Tag("", at, match.start())
        at = match.end()
        name = (match["name"] or "").lower()
        if name:
            yield Tag(name, match.start(), match.end(), bool(match["close"]), match["attributes"])
        if match[0] == "<!--" or (name in _RAW and not match["close"]):
            at = _skip_raw(text, at, name, absent)
    if at < len(text):
        yield Tag("", at, len(text))


def _skip_raw(text: str, at: int, name: str, absent: set[str]) -> int:
    """Give the offset behind a comment, or of the tag that closes raw content; what is never closed is not skipped."""
    if name in absent or name == "title":
        return at
    closer = re.compile(rf"(?=</{name}\b)" if name else "-->", re.IGNORECASE).search(text, at)
    if closer is None:
        absent.add(name)
        return at
    return closer.end()
