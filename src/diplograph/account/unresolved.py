"""Lists the names that documents leave open: those that no reference table knows, and those that mean several things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from diplograph.lines import find_place
from diplograph.model import Claim, Document
from diplograph.naming import fold
from diplograph.screen import clean
from diplograph.text.annotate import Mention
from diplograph.text.gazetteer import known_names
from diplograph.text.mentions import find_mentions
from diplograph.text.patterns import Library, bundled_library
from diplograph.text.reading import Reading, open_reading
from diplograph.text.units import Unit, walk

#: The classes of names that stand in tables.
_LISTED = frozenset({"territory", "adjective", "place", "organisation"})
#: The classes of names that are found by their capitals.
_UNLISTED = frozenset({"body", "name"})


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name that stays open, and how often.

    Attributes:
        name: The name as an index would have it.
        sort: ``unresolved`` where no table knows it, ``ambiguous`` where several entities bear it.
        sense: ``body`` or ``name`` for an unresolved one, what it may stand for for an ambiguous one.
        place: File and line of its first occurrence; in a file of several documents the line of the document.
        count: How often it occurs.
    """

    name: str
    sort: Literal["unresolved", "ambiguous"]
    sense: str
    place: str
    count: int = 1


def find_open_names(documents: Iterable[Document], library: Library | None = None) -> list[OpenName]:
    """Find the names that documents leave open: unresolved ones first, then the most frequent.

    Unresolved are the names that a claim uses and no reference table knows, but for those of persons; ambiguous are those whose document does
    not settle what they stand for, whether a claim uses them or not.

    Args:
        documents: The documents.
        library: The patterns; by default the bundled ones.
    """
    counts: dict[tuple[str, str, str], int] = {}
    first: dict[tuple[str, str, str], OpenName] = {}
    for document in documents:
        for found in _find(document, library or bundled_library()):
            key = (found.sort, found.name, found.sense)
            first.setdefault(key, found)
            counts[key] = counts.get(key, 0) + 1
    names = [OpenName(name.name, name.sort, name.sense, name.place, counts[key]) for key, name in first.items()]
    return sorted(names, key=lambda n: (n.sort == "ambiguous", -n.count, n.name, n.sense))


def _find(document: Document, library: Library) -> Iterator[OpenName]:
    """Yield the open names of a document, each time that they occur."""
    reading = open_reading(document, library)
    for unit in walk(reading):
        stated = {value for claim in unit.claims for value in _values(claim)}
        for mention in _mentions(reading, unit):
            place = f"{document.path or document.id}:{_line(document, unit, mention)}"
            if mention.cls in _LISTED and mention.get("ambiguous"):
                yield OpenName(mention.value, "ambiguous", mention.get("ambiguous").replace(" | ", " or "), place)
            elif mention.cls in _UNLISTED and mention.value in stated and not _is_known(mention.value, reading):
                yield OpenName(mention.value, "unresolved", mention.cls, place)


def _is_known(name: str, reading: Reading) -> bool:
    """Tell whether a table knows a name, or the document has it as a person's."""
    return fold(name) in known_names() or name in reading.discourse.persons.by_name


def _values(claim: Claim) -> Iterator[str]:
    """Yield the texts in the roles of a claim."""
    for value in claim.roles.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | dict):
            yield from value


def _mentions(reading: Reading, unit: Unit) -> Iterator[Mention]:
    """Yield the mentions of a unit as they were before any were joined: "Congolese", not "the Congolese President"."""
    spans = [(row.start, row.end) for row in unit.rows] or [(cell.start, cell.end) for cell in unit.block.cells]
    for start, end in spans:
        yield from find_mentions(unit.block.text, start, end, reading.tools, reading.discourse)


def _line(document: Document, unit: Unit, mention: Mention) -> int:
    """Give the line of the stored text that a mention begins in, counted from 1."""
    return find_place(document.text, unit.block.stored(mention.start, mention.end)[0])[0]


def format_open_names(names: Iterable[OpenName]) -> str:
    """List open names: the number of occurrences, the name and what is known of it, and below the first place."""
    return "".join(f"{name.count:5}  {clean(name.name)} ({_described(name)})\n       {name.place}\n" for name in names)


def _described(name: OpenName) -> str:
    """Say what is known of an open name."""
    return f"ambiguous: {name.sense}" if name.sort == "ambiguous" else f"{name.sense} that no table knows"
