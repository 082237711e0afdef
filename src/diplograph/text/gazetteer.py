"""Finds the names of the reference tables, and the word lists of the patterns, in text.

A name stands for one or several entities; which one is meant where there are several (Georgia, Korean, Congolese) is
settled later by the document's context, or left open and reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from diplograph.derived import derive
from diplograph.naming import fold
from diplograph.reference import Organisation, Place, Territory, load_reference


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name can stand for.

    Attributes:
        cls: The class of mention: ``territory``, ``adjective``, ``place``, ``organisation``, ``office`` or a word list.
        value: The index name of the entity, or the code of the word list.
        territory: The territory of an adjective or a place, or the territory itself.
        capital: Whether a place is the capital of its territory.
    """

    cls: str
    value: str
    territory: str = ""
    capital: bool = False


#: What the names of the reference tables are called among all that is derived.
NAMES = "names"

#: Senses by name, the most usual first.
Names = Mapping[str, tuple[Sense, ...]]


class Hit(NamedTuple):
    """A name found in text: half-open offsets and the senses that the name has, the most usual first."""

    start: int
    end: int
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names to senses, and the automata that find them.

    Attributes:
        exact: Senses of names that are matched as they are written.
        folded: Senses of words that are matched in any case.
    """

    exact: Mapping[str, tuple[Sense, ...]]
    folded: Mapping[str, tuple[Sense, ...]]
    _exact: AhoCorasick = field(repr=False)
    _folded: AhoCorasick = field(repr=False)
    _exact_senses: tuple[tuple[Sense, ...], ...] = field(repr=False)
    _folded_senses: tuple[tuple[Sense, ...], ...] = field(repr=False)

    def find(self, text: str) -> list[Hit]:
        """Find the longest names in ``text``, left to right, on word boundaries, without overlaps."""
        plain = _without_accents(text)
        hits = _hits(self._exact, self._exact_senses, plain)
        if quiet := _SHOUTED.sub(_title, plain) if _SHOUTED.search(plain) else "":
            known = {hit.start for hit in hits}
            shouted = _hits(self._exact, self._exact_senses, quiet)
            hits += [hit for hit in shouted if hit.start not in known and plain[hit.start : hit.end].isupper()]
        # the dotted capital of Turkish is the one letter that is two in lower case
        lowered = text.replace("İ", "I").lower().replace("’", "'").replace("–", "-")
        hits += _hits(self._folded, self._folded_senses, lowered)
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        return _without_loose_halves(_without_overlaps(hits))


#: A word in capitals that is longer than most abbreviations.
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")


def _title(word: re.Match[str]) -> str:
    """Write a word in capitals as a name ("KIRIBATI": "Kiribati")."""
    return word[0].title()


def _without_accents(text: str) -> str:
    """Strip accents, character by character, so that offsets stay.

    >>> _without_accents("Reykjavík"), _without_accents("ﬁ")
    ('Reykjavik', 'ﬁ')
    """
    return text if text.isascii() else "".join(map(_bare, text))


#: "post-Soviet", "anti-American": what such a word describes is not of the territory.
_PREFIXES = ("post-", "anti-", "pro-", "non-", "pre-")
#: What joins the halves of "Sino-Japanese"; the adjective "Sino-" is only ever the first half of two.
_DASHES = "-–"


@cache
def _bare(character: str) -> str:
    """Strip the accents of one character."""
    return unicodedata.normalize("NFD", character)[0]


def _hits(automaton: AhoCorasick, senses: tuple[tuple[Sense, ...], ...], text: str) -> list[Hit]:
    """Run one automaton and keep what stands on word boundaries, the longest of what begins together."""
    found = []
    for index, start, last in automaton.find_matches_as_indexes(text, overlapping=True):
        end = last - (last - start > 1 and text[last - 1] in _DASHES)
        if (start and text[start - 1].isalnum() and text[start].isalnum()) or (end < len(text) and text[end].isalnum()):
            continue
        if text[start - 1 : start] == "-" and text[:start].casefold().endswith(_PREFIXES):
            continue
        found.append(Hit(start, end, senses[index]))
    return found


def _without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """Keep the longest hit where several overlap, the earlier one where they are equally long."""
    kept: list[Hit] = []
    for hit in hits:
        if kept and hit.start < kept[-1].end:
            if hit.start == kept[-1].start and hit.end == kept[-1].end:
                merged = kept[-1].senses + tuple(s for s in hit.senses if s not in kept[-1].senses)
                kept[-1] = Hit(hit.start, hit.end, merged)
            elif hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return kept


def _without_loose_halves(hits: list[Hit]) -> list[Hit]:
    """Drop first halves that no territory follows: "Sino-Japanese" is of two territories, "Indo-Pacific" of none."""
    classes = {hit.start: hit.senses[0].cls for hit in hits}
    return [
        hit
        for hit in hits
        if not hit.senses[0].value.endswith("-") or classes.get(hit.end + 1) in {"territory", "adjective"}
    ]


def _add_territory(names: dict[str, list[Sense]], territory: Territory) -> None:
    """Enter the names, adjectives and demonyms of a territory."""
    sense = Sense("territory", territory.name, territory.name)
    for name in (territory.name, *territory.names, *territory.former_names):
        names[name].append(sense)
    for word in (*territory.adjectives, *territory.demonyms):
        for form in {word, word.replace("-", "–")} if word.endswith("-") else {word}:
            names[form].append(Sense("adjective", word, territory.name))


def _add_place(names: dict[str, list[Sense]], place: Place, territory: str) -> None:
    """Enter the names of a city, under the state where its territory is a part of one (Edinburgh: United Kingdom)."""
    for name in (place.name, *place.names):
        names[name].append(Sense("place", place.name, territory, place.capital))


def _add_organisation(names: dict[str, list[Sense]], organisation: Organisation) -> None:
    """Enter the names and the abbreviation of an organisation."""
    sense = Sense("organisation", organisation.name)
    forms = {organisation.name, *organisation.names, organisation.abbreviation} - {""}
    forms |= {_first_only(name) for name in forms if " " in name}
    for name in sorted(forms):
        names[name].append(sense)
        for british, american in (("Organisation", "Organization"), ("Organization", "Organisation")):
            if british in name:
                names[name.replace(british, american)].append(sense)


def _first_only(name: str) -> str:
    """Write a name with small letters but for its first and for abbreviations.

    >>> _first_only("Non-Aligned Movement"), _first_only("UN Women")
    ('Non-aligned movement', 'UN women')
    """
    words = [word if word.isupper() else word.lower() for word in name.split()]
    return name[0] + " ".join(words)[1:]


#: Which sense of a name is the most usual one, by its class.
_ORDER = {"territory": 0, "adjective": 1, "place": 2, "organisation": 3}


def _frozen(names: Mapping[str, list[Sense]]) -> dict[str, tuple[Sense, ...]]:
    """Sort the senses of each name, the most usual class first, without repeats."""
    return {
        name: (senses[0],) if len(senses) == 1 else tuple(sorted(dict.fromkeys(senses), key=_usual))
        for name, senses in sorted(names.items())
        if len(name) > 1
    }


def _usual(sense: Sense) -> tuple[int, str]:
    """Rank a sense by how usual its class is."""
    return _ORDER.get(sense.cls, 4), sense.value


def build_gazetteer(words: Mapping[str, Mapping[str, str]]) -> Gazetteer:
    """Build the automata from the reference tables and word lists.

    Args:
        words: Word lists: class → form → code; the forms are matched in any case.
    """
    folded: dict[str, list[Sense]] = defaultdict(list)
    for cls, forms in words.items():
        for form, code in forms.items():
            folded[form.lower()].append(Sense(cls, code))
    return _assemble(_reference_names()[0], _frozen(folded))


def known_names() -> Names:
    """The senses of every name of the reference tables by folded name, for looking up link targets and headings."""
    return _reference_names()[1]


@cache
def _reference_names() -> tuple[Names, Names]:
    """Give the senses of the names of the reference tables: as they are written, and by folded name."""
    return derive(NAMES, _make_names)


def _make_names() -> tuple[Names, Names]:
    """Enter the names of all tables."""
    reference = load_reference()
    exact: dict[str, list[Sense]] = defaultdict(list)
    for territory in reference.territories:
        _add_territory(exact, territory)
    by_id = {territory.id: territory.name for territory in reference.territories}
    nations = {t.name: by_id[t.parent] for t in reference.territories if t.kind == "Region" and t.parent in by_id}
    for place in reference.places:
        _add_place(exact, place, nations.get(place.territory, place.territory))
    for organisation in reference.organisations:
        _add_organisation(exact, organisation)
    folded: dict[str, list[Sense]] = defaultdict(list)
    for name, senses in (written := _frozen(exact)).items():
        folded[fold(name)].extend(senses)
    return written, _frozen(folded)


def _assemble(exact: Names, folded: Names) -> Gazetteer:
    """Compile the automata over the names."""
    return Gazetteer(
        exact,
        folded,
        AhoCorasick([_without_accents(name) for name in exact], matchkind=MatchKind.Standard),
        AhoCorasick(tuple(folded), matchkind=MatchKind.Standard),
        tuple(exact.values()),
        tuple(folded.values()),
    )
