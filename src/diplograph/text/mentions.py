"""Finds the mentions of a sentence: what tables and word lists name, dates, offices, numbers, capitalised names.

Of mentions that overlap the longest is kept, of equally long ones the better ranked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from diplograph.dates import find_dates
from diplograph.naming import fold
from diplograph.text.annotate import Mention, without_overlaps
from diplograph.text.discourse import Discourse
from diplograph.text.gazetteer import Hit, Sense, known_names
from diplograph.text.name_words import Words
from diplograph.text.names import name_mentions
from diplograph.text.numbers import number_mentions
from diplograph.text.offices import office_mention
from diplograph.text.persons import same_person
from diplograph.text.places import as_place
from diplograph.text.titles import with_titles
from diplograph.text.tools import Tools

_RANK = {
    "date": 0,
    "body": 1,
    "office": 1,
    "money": 2,
    "organisation": 3,
    "territory": 4,
    "place": 5,
    "adjective": 6,
    "ordinal": 8,
    "number": 9,
}
_CAPITALS = re.compile(r"\b[A-Z][A-Z'’.-]{1,40}(?:[ –-]{1,4}[A-Z][A-Z'’.-]{0,40})+\b")
#: Words that make the name behind them that of another organisation ("South Pacific Community Fund").
_WIDER = re.compile(r"\b(?:South|North|East|West|Central|Southern|Northern|Eastern|Western|International|Regional) \Z")
#: How many characters around a sentence are looked at.
_AROUND = 16
#: Names of a state that are those of a part of the world behind another word: "Latin American".
_OF_PARTS = frozenset({"America", "American", "Americans", "Indian", "Indians"})
_PART_BEFORE = re.compile(r"\b(?:Latin|South|North|Central|Ibero|Pan|Inter|Meso|Native|African|West|East)[ -]\Z")
_ABBREVIATION = re.compile(r"\b[A-Z][A-Za-z0-9-]{1,9}\b")
_ACRONYM = re.compile(r"\b[A-Z]{4,9}\b(?! [A-Z])")
#: What stands between the members of an enumeration.
_JOINT = re.compile(
    r"(?: \([^()]{1,40}\))?(?:[,;] (?:and )?| and )(?:the )?|(?= \((?:now|later) )(?: \((?:now|later) (?:the )?)"
)
_JOINT_BEFORE = re.compile(r"(?: \([^()]{1,40}\))?(?:[,;] (?:and )?| and )(?:the )?\Z")
_JOINED = 60
#: A line of a timeline begins with the year: "1998 Embassy opened in Oslo".
_YEAR_FIRST = re.compile(r"(?:1[5-9]|20)\d\d(?= [A-Z])")
_DIGIT_OR_WORD = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|[a-z]+teen|twenty|first|second|third|[a-z]+th)\b",
    re.IGNORECASE,
)


def find_mentions(text: str, start: int, end: int, tools: Tools, discourse: Discourse) -> list[Mention]:
    """Find the mentions of a sentence, in order and apart."""
    key = (text, start, end)
    if key not in discourse.raw:
        discourse.raw[key] = _find_raw(text, start, end, tools)
    part, hits, found = discourse.raw[key]
    found = [m for hit in hits if (m := _from_hit(hit, text, start, tools, discourse)) is not None] + found
    found += _abbreviations(part, start, discourse)
    found += _acronyms(part, start, found)
    found = [
        m for m in without_overlaps(found, lambda m: _RANK.get(m.cls, 7)) if not _begins_body(m, text, tools.words)
    ]
    found = with_titles(text, end, found, tools.words)
    beside = _names_beside_capitals if part != text[start:end] else name_mentions
    names = [
        _linked(name, discourse) for name in beside(text, (start, end), found, tools.words, discourse.persons.knows)
    ]
    bodies = {sense.value for sense in discourse.defined.values() if sense.cls == "body"}
    names = [replace(name, cls="body") if name.cls == "name" and name.value in bodies else name for name in names]
    held = {mention.start for mention in found if mention.cls == "place"}
    names = [name if name.start in held else as_place(name, text, discourse.persons.knows) for name in names]
    return without_overlaps(_unnamed(found, names, text), lambda m: _RANK.get(m.cls, 7))


def _names_beside_capitals(
    text: str, span: tuple[int, int], taken: list[Mention], words: Words, is_known: Callable[[str], bool]
) -> list[Mention]:
    """Find names as ``name_mentions`` does, but none in phrases in capitals."""
    start, end = span
    lowered = _CAPITALS.sub(lambda m: m[0].lower(), text[start:end])
    if len(lowered) != end - start:
        return name_mentions(text, span, taken, words, is_known)
    # only the sentence and what is looked at around it is copied: paragraphs may be long
    first = max(start - _AROUND, 0)
    part = text[first:start] + lowered + text[end : end + _AROUND]
    names = name_mentions(part, (start - first, end - first), [_moved(m, -first) for m in taken], words, is_known)
    return [_moved(name, first) for name in names]


def _moved(mention: Mention, distance: int) -> Mention:
    """Move a mention."""
    return Mention(mention.cls, mention.start + distance, mention.end + distance, mention.value, mention.data)


def _find_raw(text: str, start: int, end: int, tools: Tools) -> tuple[str, list[Hit], list[Mention]]:
    """Find what does not depend on the document: the text without capitals, names of tables, dates and numbers."""
    part = _lower_capitals(text[start:end])
    found = [
        Mention(
            "date",
            start + d.start,
            start + d.end,
            d.edtf,
            {"partial": d.partial, "relative": d.relative, **_ends(d.edtf)},
        )
        for d in find_dates(text[start:end])
    ]
    if start == 0 and (year := _YEAR_FIRST.match(part)) is not None and not (found and found[0].start == 0):
        found.insert(0, Mention("date", 0, year.end(), year[0], _ends(year[0])))
    if _DIGIT_OR_WORD.search(part):
        found += number_mentions(text, start, end)
    return part, tools.gazetteer.find(part), found


def _ends(edtf: str) -> dict[str, str]:
    """Give the ends of an interval as fields, or the date itself as ``point``; an open end is left out."""
    if "/" not in edtf:
        return {"point": edtf}
    first, _, last = edtf.partition("/")
    return {"first": first.replace("..", ""), "last": last.replace("..", "")}


#: Titles behind which a city's name is that of a person.
_BEFORE_SURNAMES = ("President", "Minister", "King", "Queen", "Prince", "Premier", "Chancellor", "Secretary", "Senator")


def _abbreviations(text: str, start: int, discourse: Discourse) -> Iterable[Mention]:
    """Find the abbreviations that the document has defined."""
    if not discourse.defined:
        return
    for match in _ABBREVIATION.finditer(text):
        sense = discourse.defined.get(match[0])
        if sense is not None:
            data = {"territory": sense.territory, "surface": match[0]} if sense.territory else {"surface": match[0]}
            yield Mention(sense.cls, start + match.start(), start + match.end(), sense.value, data)


def _acronyms(text: str, start: int, found: Sequence[Mention]) -> list[Mention]:
    """Find letters that no table has but that stand in an enumeration beside an organisation ("the UN, UNXDO and …")."""
    ends = {mention.end for mention in found if mention.cls == "organisation"}
    begins = {mention.start for mention in found if mention.cls == "organisation"}
    made: list[Mention] = []
    for match in _ACRONYM.finditer(text) if ends else ():
        first, last = start + match.start(), start + match.end()
        floor = max(match.start() - _JOINED, 0)
        before, behind = _JOINT_BEFORE.search(text, floor, match.start()), _JOINT.match(text, match.end())
        beside = (before is not None and start + before.start() in ends) or (
            behind is not None and start + behind.end() in begins
        )
        if beside:
            ends.add(last)
            made.append(Mention("organisation", first, last, match[0], {"surface": match[0]}))
    return made


def _begins_body(mention: Mention, text: str, words: Words) -> bool:
    """Tell whether a word of a list only begins the name of a body ("Protocol Division")."""
    if mention.cls != "agreement" or not text[mention.start].isupper() or " " in text[mention.start : mention.end]:
        return False
    following = re.match(r" (\w+)", text[mention.end : mention.end + 40])
    return following is not None and following[1] in words.body_heads


def _lower_capitals(text: str) -> str:
    """Give phrases in capitals as titles, so that names are found in "RELATIONS OF GREENLAND"."""
    return _CAPITALS.sub(lambda m: re.sub(r"[A-Z][A-Z'’]+", _titled, m[0]), text)


def _titled(word: re.Match[str]) -> str:
    """Write a word in capitals as in a title; an abbreviation of two or three letters stays."""
    if word[0] in {"OF", "THE", "AND", "IN", "TO", "FOR", "ON", "BY", "FROM", "WITH"}:
        return word[0].lower()
    return word[0][0] + word[0][1:].lower() if len(word[0]) > 3 else word[0]


def _from_hit(hit: Hit, text: str, start: int, tools: Tools, discourse: Discourse) -> Mention | None:
    """Turn a name of the gazetteer into a mention; None for an abbreviation that is a word here."""
    first, last = start + hit.start, start + hit.end
    if text[first:last] in _OF_PARTS and _PART_BEFORE.search(text, max(first - _AROUND, 0), first):
        return None
    sense = _sense(hit, discourse)
    if sense is None:
        usual = hit.senses[0]
        return Mention(
            usual.cls,
            first,
            last,
            text[first:last],
            {"ambiguous": " | ".join(sorted({s.territory or s.value for s in hit.senses}))},
        )
    if sense.cls == "office":
        small = text[first:last] in tools.library.settings["no_titles"]
        return None if small else office_mention(text, first, last, tools.words)
    value = text[first:last] if sense.cls == "place" else sense.value
    data = {"surface": text[first:last]}
    if sense.territory:
        data["territory"] = sense.territory
    if sense.cls == "place":
        data["place"] = value
        data["is_capital"] = "1" if sense.capital else ""
    elif sense.territory:
        data["capital"] = tools.capitals.get(sense.territory, "")
    if sense.cls == "organisation":
        value = _as_written(data["surface"], value)
        wider = _WIDER.search(text, max(first - _AROUND, start), first) if " " in data["surface"] else None
        if wider is not None:
            first, value = wider.start(), text[wider.start() : last]
    return Mention(sense.cls, first, last, value, data)


def _sense(hit: Hit, discourse: Discourse) -> Sense | None:
    """Choose the sense of a name; the name of a whole may stand for the part that the article is about."""
    sense = discourse.choose(hit.senses)
    return discourse.defined.get(sense.value, sense) if sense is not None and sense.cls == "territory" else sense


#: A name of so many words is given in full: it stands as it is written, though tables know the body by another name.
_FULL = 4


def _as_written(surface: str, name: str) -> str:
    """Choose between the name of an organisation in the text and that in the tables, where the text has one at length.

    >>> _as_written("UN", "United Nations"), _as_written("Bureau of Coral Reefs", "International Coral Bureau")
    ('United Nations', 'Bureau of Coral Reefs')
    """
    written = " ".join(surface.split())
    full = len(written.split()) >= _FULL and written[0].isupper() and not written.isupper()
    return written if full or written.islower() else name


def _linked(name: Mention, discourse: Discourse) -> Mention:
    """Follow the hyperlink at a name: the name ends where the link ends, and the linked article has the full name."""
    number = bisect_left(discourse.links, (name.start,))
    link = discourse.links[number] if number < len(discourse.links) else None
    if link is None or link.start != name.start or link.end > name.end:
        return name
    title = link.target.partition("#")[0].partition(" (")[0].strip()
    senses = [
        sense for sense in known_names().get(fold(title), ()) if sense.cls in {"organisation", "territory", "place"}
    ]
    if senses:
        data = (
            {"territory": senses[0].territory, "place": senses[0].value}
            if senses[0].cls == "place"
            else {"territory": senses[0].territory}
        )
        return Mention(senses[0].cls, name.start, link.end, senses[0].value, data)
    shown = name.value if link.end == name.end else name.value[: link.end - link.start]
    title = title.partition(" of ")[0] if name.cls == "name" else title  # "Juliana of the Netherlands"
    value = title if name.cls == "name" and " " in title and same_person(shown, title) else shown
    return Mention(name.cls, name.start, link.end, value, name.data)


def _unnamed(found: list[Mention], names: list[Mention], text: str) -> Iterable[Mention]:
    """Join a place or a title that is part of a person's name to the name ("Jack London", "Ann Bishop")."""
    persons = {edge: name for name in names if name.cls == "name" for edge in (name.start, name.end)}
    joined: set[Mention] = set()
    titles = {m.end + 1 for m in found if m.cls == "office" and m.value.endswith(_BEFORE_SURNAMES)}
    for mention in found:
        after, before = persons.get(mention.end + 1), persons.get(mention.start - 1)
        city = mention.cls == "place"
        if mention.get("is_capital") and after is not None and _before(text, mention)[-1:].islower():
            after = None  # "in Baku Heydar Aliyev": a capital begins a name only behind a title
        title = mention.cls == "office" and " " not in mention.value and text[mention.start].isupper()
        title = title and not text[mention.start : mention.end].isupper()  # "Ann Jones MP": letters behind a name
        if city and after is not None and after.start == mention.end + 1 and text[mention.end] == " ":
            joined.add(after)
            yield Mention("name", mention.start, after.end, f"{text[mention.start : mention.end]} {after.value}")
        elif (city or title) and before is not None and before.end == mention.start - 1 and text[before.end] == " ":
            joined.add(before)
            yield Mention("name", before.start, mention.end, f"{before.value} {text[mention.start : mention.end]}")
        elif city and mention.start in titles and " " in text[mention.start - 1]:
            yield Mention("name", mention.start, mention.end, text[mention.start : mention.end])  # "President Lagos"
        else:
            yield mention
    yield from (name for name in names if name not in joined)


def _before(text: str, mention: Mention) -> str:
    """Give the characters before a mention, without white space at their end."""
    return text[max(mention.start - _AROUND, 0) : mention.start].rstrip()
