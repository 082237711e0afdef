"""Tells places that no table lists from persons: by the words in front of a capitalised name."""

from __future__ import annotations

import re
from collections.abc import Callable

from diplograph.text.annotate import Mention
from diplograph.text.name_words import REGIONS

#: What stands in front of a place, however many words its name has; and in front of a place of one word.
_BEFORE = re.compile(
    r"\b(?:in|near|outside|(?:visit|trip|tour|travel|journey|pilgrimage)\w* to|(?:travell?ed|flew|went|came|moved|sailed|returned|relocated) to"
    r"|delegation (?:of \w+ )?to|(?:city|town|port|village|island|airport) of) (?:the )?$"
)
_BEFORE_ONE = re.compile(r"\b(?:visited|visiting|toured|left for|arrived (?:in|at)|based (?:in|at)) $")
#: Buildings in which people meet; "at" before one tells the place.
_BUILDINGS = ("Palace", "Castle", "Airport", "House", "Hotel", "Villa", "Hall")
_IN_BUILDING = re.compile(r"\b(?:at|in) (?:the )?$")
_BEHIND = re.compile(r"['’]s\b")


def as_place(name: Mention, text: str, is_known: Callable[[str], bool]) -> Mention:
    """Read a name as that of a place where the words in front of it say so and no person is called so.

    >>> as_place(Mention("name", 9, 16, "Brumley"), "they saw Brumley", lambda name: False).cls
    'name'
    >>> as_place(Mention("name", 14, 21, "Brumley"), "they lived in Brumley", lambda name: False).cls
    'place'
    """
    before = text[max(name.start - 40, 0) : name.start]
    if name.cls == "body" and name.value.endswith(_BUILDINGS) and " " in name.value and _IN_BUILDING.search(before):
        return Mention("place", name.start, name.end, name.value, {"place": name.value, "surface": name.value})
    told = _BEFORE.search(before) or (" " not in name.value and _BEFORE_ONE.search(before))
    if (
        name.cls != "name"
        or not told
        or name.value.split(" ")[0] in REGIONS
        or is_known(name.value.split(" ")[-1])
        or _BEHIND.match(text, name.end)
    ):
        return name
    return Mention("place", name.start, name.end, name.value, {"place": name.value, "surface": name.value})
