"""The state of reading one document: its topic, the section it is in, and the contexts that its headings give to patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from diplograph.model import Block, Document
from diplograph.naming import fold
from diplograph.text.annotate import Mention, Row
from diplograph.text.discourse import Discourse, find_definitions, find_short_names
from diplograph.text.drafts import topic_of
from diplograph.text.gazetteer import Sense, known_names
from diplograph.text.mentions import find_mentions
from diplograph.text.patterns import Library, Pattern
from diplograph.text.segment import find_sentences
from diplograph.text.sentences import make_row, read_row
from diplograph.text.slots import read_slots
from diplograph.text.tools import Tools, tools_for

#: Headings that say where the visitors told of came from: "From Chile", "Visits by Chile".
_ORIGIN = re.compile(r"(?:(?:official |state |high-level )?visits? )?(?:from|by) (?!.* to )", re.IGNORECASE)
#: List items that are nested deeper are read as if they were at this depth.
_DEEPEST = 20
_YEAR = re.compile(r"[12]\d{3}")


@dataclass(slots=True)
class Reading:
    """The reading of one document.

    Attributes:
        document: The document.
        tools: Library, gazetteer and word lists.
        discourse: What has been said so far.
        held: Slots of the contexts of patterns under the current headings, by pattern; None where a context fails.
        headings: The current headings, the innermost first, the introduction and the title.
        rows: These as rows, once a pattern has asked for them.
        read: All headings that have been read.
    """

    document: Document
    tools: Tools
    discourse: Discourse
    held: dict[str, Mapping[str, Any] | None] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    rows: list[Row] | None = None
    read: dict[str, Row] = field(default_factory=dict)


def open_reading(document: Document, library: Library) -> Reading:
    """Make the state for reading a document: its topic, the names it defines, the persons it names."""
    tools = tools_for(library)
    discourse = Discourse(usual=library.settings.get("usual", {}), capitals=tools.capitals)
    discourse.topic = _topic(document, tools, discourse)
    names = known_names()
    whole = "\n".join(block.text for block in document.blocks)
    for name, short in find_short_names(whole):
        known = [sense for sense in names.get(fold(name), ()) if sense.cls == "territory"]
        if known:
            discourse.defined[short] = known[0]
    for short, longer in library.settings.get("shortened", {}).items():
        meant = [name for name in discourse.topic if name in longer]
        if len(meant) == 1:
            discourse.defined[short] = names[fold(meant[0])][0]
    for name, short in find_definitions(whole):
        senses = [sense for sense in names.get(fold(name), ()) if sense.cls in {"organisation", "territory"}]
        discourse.defined[short] = senses[0] if senses else Sense("body", name)
    discourse.titled = _agreement_of(document.title, tools, discourse)
    reading = Reading(document, tools, discourse)
    _gather_persons(reading)
    return reading


def _agreement_of(title: str, tools: Tools, discourse: Discourse) -> str:
    """Give the type of the agreement that an article is about ("" where it is about something else)."""
    mentions = find_mentions(title, 0, len(title), tools, discourse)
    agreement = next((m for m in mentions if m.cls == "agreement"), None)
    if agreement is None:
        return ""
    return topic_of(agreement.get("surface"), tools.library.settings["topics"]["title"]) or agreement.value


def _topic(document: Document, tools: Tools, discourse: Discourse) -> tuple[str, ...]:
    """Find what territories an article is about, and for an article on a mission, the mission."""
    mentions = find_mentions(document.title, 0, len(document.title), tools, discourse)
    mission = next((m for m in mentions if m.cls == "mission"), None)
    places = [m for m in mentions if m.cls == "place"]
    named = territories_in(document.title, tools, discourse)[:2]
    if mission is not None and len(named) == 1 and places:
        host = places[-1].get("territory")
        discourse.mission = {"sender": named[0], "host": host, "type": mission.value, "seat": places[-1].value}
        return (named[0], host)
    if named or not places:
        return named
    # "Missions of Donetsk": the lead says which territory is meant by the city's name
    lead = next((block.text for block in document.blocks if block.kind == "paragraph"), "")
    found = territories_in(lead, tools, discourse)
    return tuple(name for name in found if places[0].value in name)[:1]


def territories_in(text: str, tools: Tools, discourse: Discourse) -> tuple[str, ...]:
    """List the territories that a title or heading names, in order; an adjective counts where no noun does."""
    return _territories(find_mentions(text, 0, len(text), tools, discourse))


def _territories(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """List the territories among mentions."""
    nouns = [m.value for m in mentions if m.cls == "territory"]
    return tuple(
        dict.fromkeys(nouns or [m.get("territory") for m in mentions if m.cls == "adjective" and m.get("territory")])
    )


def _named(text: str, reading: Reading) -> tuple[str, ...]:
    """List the territories that a short list item names, or the organisations where it names none."""
    mentions = find_mentions(text, 0, len(text), reading.tools, reading.discourse)
    return _territories(mentions) or tuple(m.value for m in mentions if m.cls == "organisation")


def _gather_persons(reading: Reading) -> None:
    """Read the document once for the full names of persons, so that short ones before them are understood."""
    scratch = Discourse(topic=reading.discourse.topic, usual=reading.discourse.usual, defined=reading.discourse.defined)
    scratch.raw = reading.discourse.raw
    for block in reading.document.blocks:
        if block.kind in {"paragraph", "item", "row", "gloss"} and any(c.isupper() for c in block.text):
            for start, end in find_sentences(block.text):
                mentions = find_mentions(block.text, start, end, reading.tools, scratch)
                if any(mention.cls == "name" for mention in mentions):
                    make_row(block.text, (start, end), mentions, reading.tools, scratch)
    for person in scratch.persons.by_name.values():
        entered = reading.discourse.persons.add(person.name)
        entered.office, entered.of = person.office, person.of


def enter(reading: Reading, block: Block) -> None:
    """Move to a block: the section's territories, and the contexts of the patterns, follow its headings."""
    headings = (*reversed(block.path), block.intro, reading.document.title)
    if headings == reading.headings:
        return
    if headings[: len(block.path)] != reading.headings[: len(block.path)]:
        reading.discourse.event = {}
    reading.headings = headings
    reading.discourse.links = ()
    reading.held.clear()
    reading.rows = None
    if block.path and _YEAR.fullmatch(block.path[-1].strip()):
        reading.discourse.year = block.path[-1].strip()
    section = _section(reading, block)
    heading = next((h for h in reversed(block.path) if _ORIGIN.match(h)), "")
    reading.discourse.origin = section[0] if heading and section else ""
    if section != reading.discourse.section:
        reading.discourse.section = section
        reading.discourse.subject = ""
        reading.discourse.agreement = {}


def _section(reading: Reading, block: Block) -> tuple[str, ...]:
    """List the territories of the innermost heading that names any, or the one organisation of the last heading."""
    for heading in reversed(block.path):
        section = territories_in(heading, reading.tools, reading.discourse)
        if section:
            return section
    named = _named(block.path[-1], reading) if block.path and len(reading.discourse.topic) == 1 else ()
    return named if len(named) == 1 else ()


def enter_item(reading: Reading, block: Block, parents: list[str]) -> list[str]:
    """Keep the territories that the list items above an item name."""
    if block.kind != "item":
        reading.discourse.parent = ""
        return []
    level = min(block.level, _DEEPEST)
    parents = parents[: max(level - 1, 0)]
    reading.discourse.parent = next((parent for parent in reversed(parents) if parent), "")
    named = _named(block.text, reading) if len(block.text) < 60 else ()
    return [*parents, *[""] * (level - 1 - len(parents)), named[0] if named else ""]


def context_for(reading: Reading, pattern: Pattern) -> Mapping[str, Any] | None:
    """Match the contexts of a pattern against headings, introduction and title; None where it cannot apply."""
    if not pattern.context and not pattern.unless:
        return {}
    if pattern.id not in reading.held:
        reading.held[pattern.id] = _match_context(reading, pattern)
    return reading.held[pattern.id]


def _read_heading(reading: Reading, text: str) -> Row:
    """Read a heading, an introduction or the title; what was read before stays as it was read."""
    if text not in reading.read:
        reading.read[text] = read_row(text, 0, len(text), reading.tools, reading.discourse)
    return reading.read[text]


def _heading_rows(reading: Reading) -> list[Row]:
    """Read the headings, the introduction and the title once."""
    if reading.rows is None:
        texts = (*filter(None, reading.headings[:-1]), reading.headings[-1])
        reading.rows = [_read_heading(reading, text) for text in texts]
    return reading.rows


def _match_context(reading: Reading, pattern: Pattern) -> Mapping[str, Any] | None:
    """Match each context somewhere; the innermost heading wins."""
    held: dict[str, Any] = {}
    rows = _heading_rows(reading)
    if any(matcher.regex.search(row.code) for row in rows for matcher in pattern.unless):
        return None
    for matchers in pattern.context:
        found = next(
            (m for row in rows for c in matchers if (m := (row, c.regex.search(row.code)))[1] is not None), None
        )
        if found is None:
            return None
        row, match = found
        assert match is not None
        held.update(read_slots(row, match)[0])
    return held
