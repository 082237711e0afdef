"""Know the parts of an encyclopaedia's page that are not its article: boxes, notes, menus, hidden text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LEFT_OUT_TAGS = frozenset(
    (
        "audio button figure footer form head header iframe math nav noscript object script select style svg template "
        "textarea video"
    ).split()
)
_CLASSES = frozenset(
    (
        "ambox authority-control catlinks dablink error gallery geo hatnote infobox inline-template metadata "
        "mw-cite-backlink mw-editsection mw-empty-elt mw-indicators mw-jump-link mw-references-wrap navbar navbox "
        "navbox-styles noexcerpt noprint portal portalbox printfooter reference references reflist rellink "
        "shortdescription side-box sidebar sistersitebox sortkey succession-box thumb tmbox toc tocright "
        "vertical-navbox"
    ).split()
)
_IDS = frozenset({"toc", "catlinks", "siteSub", "contentSub", "jump-to-nav", "mw-navigation", "footer", "coordinates"})
_ROLES = frozenset({"navigation", "note", "banner", "contentinfo", "search"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def is_left_out(attributes: Mapping[str, str]) -> bool:
    """Tell by its attributes whether an element holds nothing of the article."""
    if not attributes:
        return False
    return (
        not _CLASSES.isdisjoint(attributes.get("class", "").casefold().split())
        or attributes.get("id") in _IDS
        or attributes.get("role") in _ROLES
        or _HIDDEN.search(attributes.get("style", "")) is not None
        or "hidden" in attributes
    )
