"""The ledger of what was read: every sentence, list item and table row of a document ends in exactly one state.

The first rule that holds decides. A *telling word* is a word or a class of words (``{agreement}``) that the pattern
files name as a trigger, but for classes of names and the words that any text holds. A *party* is a territory, an
organisation, a body, a person, or an adjective or city that stands for a territory.

1. ``claims``: it makes claims.
2. ``nothing`` of this domain: no telling word, and fewer than two territories and organisations.
3. ``ambiguous``: a party in it stands for several and the document does not settle for which, or "he" or "both
   countries" for nobody named before.
4. ``inexpressible``, recognised but not expressible: no party is named, or only one and the others are a group ("most
   countries"); or no word tells a kind; or it only says what the article is about.
5. ``unmatched``: a trigger was seen, but no pattern matches.

What is not read as a sentence is accounted for too: ``heading`` for titles and headings, which are context, and
``outside`` for what the reader left out (notes, navigation, templates) and ``markup`` for signs between. Each visible
character belongs to one entry: the shortest that covers it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise
from typing import Literal, NamedTuple

from diplograph.model import Claim, Document
from diplograph.text.annotate import Mention, Token
from diplograph.text.patterns import BUILT_IN, Library, bundled_library
from diplograph.text.units import Unit, read_units

State = Literal["claims", "unmatched", "ambiguous", "inexpressible", "nothing", "heading", "outside", "markup"]
#: The states, and what they are called.
STATES: Mapping[State, str] = {
    "claims": "claims",
    "unmatched": "trigger seen but no pattern",
    "ambiguous": "ambiguous",
    "inexpressible": "recognised but not expressible",
    "nothing": "nothing of this domain",
    "heading": "title or heading",
    "outside": "left out by the reader",
    "markup": "markup",
}
#: The states of sentences, list items and table rows.
READ: tuple[State, ...] = ("claims", "unmatched", "ambiguous", "inexpressible", "nothing")
#: Classes of mentions that name somebody who can have relations; a person does who is named or holds an office.
_PARTIES = frozenset({"territory", "organisation", "adjective", "place", "body", "pair"})
_PRONOUNS = frozenset({"he", "she", "him"})
_SEVERAL = frozenset({"both", "two"})
#: Words for parties that are not named.
_GROUPS = frozenset(
    (
        "countries dignitaries governments ministers nations officials organisations organizations parties politicians "
        "powers sides states territories"
    ).split()
)
_DEFINES = frozenset({"refer", "refers", "is", "are"})
#: The fields of a mention that name a territory.
_PLACES = ("territory", "of", "known_of", "post", "first", "second")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of a document and its state.

    Attributes:
        document: Id of the document.
        start: Offset of its first character in the stored text.
        end: Offset behind its last character.
        kind: The kind of block that it stands in ("" for what no block holds).
        state: How it ended.
        reason: Why: the triggers, the ambiguous name, what is missing ("" where the state says it all).
        claims: What it claims.
        characters: The visible characters that belong to it and to no other entry.
    """

    document: str
    start: int
    end: int
    kind: str
    state: State
    reason: str = ""
    claims: tuple[Claim, ...] = ()
    characters: int = 0


class Segment(NamedTuple):
    """A run of the stored text that belongs to one entry: half-open offsets and the entry's index."""

    start: int
    end: int
    owner: int


def ledger(document: Document, library: Library | None = None) -> list[Entry]:
    """Account for a document: its entries in the order of the text, their characters adding up to all visible ones.

    Args:
        document: The document.
        library: The patterns; by default the bundled ones.
    """
    library = library or bundled_library()
    telling = find_telling(library)
    entries = [
        Entry(document.id, unit.start, unit.end, unit.block.kind, *judge(unit, telling, library), unit.claims)
        for unit in read_units(document, library)
    ]
    entries += [
        Entry(document.id, block.start, block.end, block.kind, "heading")
        for block in document.blocks
        if block.kind in {"title", "heading"}
    ]
    entries += _rest(document, entries)
    entries.sort(key=lambda entry: (entry.start, entry.end, entry.state))
    counts: Counter[int] = Counter()
    for segment in find_segments(document.text, entries):
        counts[segment.owner] += _visible(document.text[segment.start : segment.end])
    return [replace(entry, characters=counts[number]) for number, entry in enumerate(entries)]


def find_telling(library: Library) -> frozenset[str]:
    """Find what tells of this domain by itself: triggers of the patterns, and the classes of their word lists."""
    names = {f"{{{cls}}}" for cls in BUILT_IN if cls != "office"}
    words = {trigger for trigger in library.by_trigger if any(map(str.isalpha, trigger))}
    return frozenset(words | {f"{{{cls}}}" for cls in library.words}) - names - frozenset(library.settings["weak"])


def judge(unit: Unit, telling: frozenset[str], library: Library) -> tuple[State, str]:
    """Give the state of a unit and the reason.

    Args:
        unit: The unit.
        telling: The triggers that tell of a kind by themselves.
        library: The patterns.
    """
    if unit.claims:
        return "claims", ""
    mentions = [token.mention for row in unit.rows for token in row.tokens if token.mention is not None]
    keys = {key for row in unit.rows for key in row.keys}
    keys.update("{office}" for mention in mentions if mention.get("office"))
    triggers = sorted(telling & keys)
    parties = [mention for mention in mentions if _is_party(mention)]
    named = list(dict.fromkeys(name for mention in parties for name in _territories(mention)))
    if not triggers and len(named) < 2:
        return "nothing", ""
    unsettled = next(chain(_open_names(parties), _open_words(unit)), "")
    if unsettled:
        return "ambiguous", unsettled
    inexpressible = _why_inexpressible(unit, triggers, parties, named)
    if inexpressible:
        return "inexpressible", inexpressible
    kinds = {library.patterns[number].kind for trigger in triggers for number in library.by_trigger.get(trigger, ())}
    return "unmatched", f"{_shown(triggers)} ({', '.join(sorted(kinds))})" if kinds else _shown(triggers)


def _why_inexpressible(unit: Unit, triggers: Sequence[str], parties: Sequence[Mention], named: Sequence[str]) -> str:
    """Say why no claim can express a sentence of this domain ("" where one could)."""
    words = [token.word for row in unit.rows for token in row.tokens]
    groups = sorted(_GROUPS.intersection(words))
    if not parties:
        return f"no named party for {_shown(triggers)}"
    if not triggers:
        return f"no kind for {', '.join(named)}"
    if len(named) < 2 and groups:
        return f"{', '.join(groups)}: not named"
    # "X–Y relations are the relations between X and Y"
    return "a definition" if words.count("relations") > 1 and not _DEFINES.isdisjoint(words) else ""


def _shown(triggers: Iterable[str]) -> str:
    """Write triggers for people."""
    return ", ".join(trigger.strip("{}") for trigger in triggers)


def _open_names(parties: Sequence[Mention]) -> Iterator[str]:
    """Yield the names that stand for several territories, with these."""
    for mention in parties:
        if mention.get("ambiguous"):
            yield f"“{mention.value}”: {mention.get('ambiguous').replace(' | ', ' or ')}"


def _open_words(unit: Unit) -> Iterator[str]:
    """Yield the pronouns and group words that were not resolved."""
    for row in unit.rows:
        for token, following in pairwise([*row.tokens, Token(row.end, row.end, "")]):
            if token.word in _PRONOUNS or (token.word in _SEVERAL and following.word in _GROUPS):
                words = token.word if token.word in _PRONOUNS else f"{token.word} {following.word}"
                yield f"“{words}”: nobody named before"


def _is_party(mention: Mention) -> bool:
    """Tell whether a mention names somebody who can have relations."""
    if mention.cls == "person":
        return bool(mention.get("name") or any(_territories(mention)))
    return mention.cls in _PARTIES


def _territories(mention: Mention) -> list[str]:
    """List the territories and organisations that a mention stands for."""
    if mention.cls == "organisation":
        return [mention.value]
    return [value for name in _PLACES if (value := mention.get(name))]


def _rest(document: Document, entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield an entry for each run of text that no other entry covers."""
    for segment in find_segments(document.text, entries):
        run = document.text[segment.start : segment.end]
        if segment.owner < 0 and not run.isspace():
            start = segment.start + len(run) - len(run.lstrip())
            state: State = "outside" if any(map(str.isalnum, run)) else "markup"
            yield Entry(document.id, start, start + len(run.strip()), "", state)


def find_segments(text: str, entries: Sequence[Entry]) -> Iterator[Segment]:
    """Cut a text where entries begin and end; where they overlap the shortest owns the run, -1 where there is none."""
    owners = array("l", [-1]) * len(text)
    order = sorted(range(len(entries)), key=lambda n: (entries[n].start - entries[n].end, bool(entries[n].claims), n))
    for number in order:
        start, end = entries[number].start, entries[number].end
        owners[start:end] = array("l", [number]) * (end - start)
    position = 0
    for owner, run in groupby(owners):
        length = sum(1 for _ in run)
        yield Segment(position, position + length, owner)
        position += length


def _visible(text: str) -> int:
    """Count the characters that are not white space."""
    return sum(map(len, text.split()))
