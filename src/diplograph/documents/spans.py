"""Turn the text and inline tags of one block of HTML into plain text with its links."""

from __future__ import annotations

import re
import urllib.parse
from typing import TYPE_CHECKING

from diplograph.documents.common import PlainText, trim
from diplograph.documents.entities import copy_decoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diplograph.documents.tags import Tag

_ARTICLE_PATH = re.compile(r"^(?:https?:)?(?://[^/]+)?/?(?:\./|wiki/|w/index\.php\?title=)(?P<title>[^?#&]+)")
_NAMESPACE = re.compile(
    r"(?:category|file|help|image|portal|special|talk|template|user|wikipedia)(?: talk)?:", re.IGNORECASE
)
_MISSING = " (page does not exist)"


def write_spans(plain: PlainText, tags: Sequence[Tag], *, in_cell: bool = False) -> None:
    """Add what a run of text and inline tags shows; ``in_cell`` separates its lines."""
    target, at = "", 0
    for tag in tags:
        if not tag.name:
            copy_decoded(plain, tag.start, tag.end)
        elif tag.name == "a":
            plain.link(at, target)
            target, at = ("", 0) if tag.closes else (find_target(tag), plain.position)
        elif in_cell and tag.name == "br":
            plain.separate(tag.start, tag.end)
        elif in_cell:
            plain.break_line(tag.start, tag.end)
        else:
            plain.space(tag.start, tag.end)
    plain.link(at, target)


def find_target(tag: Tag) -> str:
    """Find the title of the article that a link leads to; nothing where it leads elsewhere."""
    attributes = tag.attributes()
    path = _ARTICLE_PATH.match(attributes.get("href", ""))
    if path is None:
        return ""
    title = attributes.get("title", "").removesuffix(_MISSING) or urllib.parse.unquote(path["title"])
    title = " ".join(title.partition("#")[0].replace("_", " ").split())
    return "" if _NAMESPACE.match(title) else title


def find_extent(text: str, tags: Sequence[Tag]) -> tuple[int, int]:
    """Give the span from the first visible character of a run to the last; an empty one where nothing is visible."""
    start = next((found[0] for tag in tags if not tag.name and (found := trim(text, *tag[1:3]))[0] < found[1]), 0)
    end = next(
        (found[1] for tag in reversed(tags) if not tag.name and (found := trim(text, *tag[1:3]))[0] < found[1]), 0
    )
    return start, end
