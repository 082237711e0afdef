"""Reads a sentence: finds its mentions, settles what they stand for, and joins them into persons with offices.

The order: names of tables and word lists, dates, offices, numbers, capitalised names; the longest wins. Then the
mention patterns of the library join mentions (``{of:adjective} {office:office} {name:name}`` is a person), and pronouns
and "both countries" are resolved by the discourse.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable

from diplograph.dates import find_dates
from diplograph.naming import fold
from diplograph.text.anaphora import resolve_stand_ins
from diplograph.text.annotate import Mention, Row, Token, tokenize, with_data, without_overlaps
from diplograph.text.discourse import Discourse
from diplograph.text.gazetteer import Hit, known_names
from diplograph.text.names import Words, name_mentions, office_mention
from diplograph.text.numbers import number_mentions
from diplograph.text.patterns import Pattern
from diplograph.text.persons import same_person
from diplograph.text.places import as_place
from diplograph.text.slots import read_slots
from diplograph.text.templates import fill
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
#: How many characters around a sentence are looked at.
_AROUND = 16
_DIGIT_OR_WORD = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|[a-z]+teen|twenty|first|second|third|[a-z]+th)\b",
    re.IGNORECASE,
)


def read_row(text: str, start: int, end: int, tools: Tools, discourse: Discourse) -> Row:
    """Read the sentence ``text[start:end]`` of a block's plain text into a row of tokens and mentions."""
    return make_row(text, (start, end), find_mentions(text, start, end, tools, discourse), tools, discourse)


def make_row(text: str, span: tuple[int, int], mentions: list[Mention], tools: Tools, discourse: Discourse) -> Row:
    """Make a row of a sentence whose mentions are found: join them and resolve what stands for others."""
    start, end = span
    row = Row(text, start, end, _with_determiners(tokenize(text, start, end, mentions), text))
    row.encode(tools.library.alphabet)
    _join(row, tools, discourse)
    resolve_stand_ins(row, discourse, tools.library.alphabet)
    return row


def _with_determiners(tokens: list[Token], text: str) -> list[Token]:
    """Note on mentions whether an article stood before them."""
    for index, token in enumerate(tokens):
        if token.mention is not None and text[max(token.start - 4, 0) : token.start].lower().endswith("the "):
            tokens[index] = Token(token.start, token.end, token.word, with_data(token.mention, the="1"))
    return tokens


def find_mentions(text: str, start: int, end: int, tools: Tools, discourse: Discourse) -> list[Mention]:
    """Find the mentions of a sentence, in order and apart."""
    key = (text, start, end)
    if key not in discourse.raw:
        discourse.raw[key] = _find_raw(text, start, end, tools)
    part, hits, found = discourse.raw[key]
    found = [m for hit in hits if (m := _from_hit(hit, text, start, tools, discourse)) is not None] + found
    found += _abbreviations(part, start, discourse)
    found = [
        m for m in without_overlaps(found, lambda m: _RANK.get(m.cls, 7)) if not _begins_body(m, text, tools.words)
    ]
    beside = _names_beside_capitals if part != text[start:end] else name_mentions
    names = [
        _linked(name, discourse) for name in beside(text, (start, end), found, tools.words, discourse.persons.knows)
    ]
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
    if _DIGIT_OR_WORD.search(part):
        found += number_mentions(text, start, end)
    return part, tools.gazetteer.find(part), found


def _ends(edtf: str) -> dict[str, str]:
    """Give the ends of an interval as fields, or the date itself as ``point``; an open end is left out."""
    if "/" not in edtf:
        return {"point": edtf}
    first, _, last = edtf.partition("/")
    return {"first": first.replace("..", ""), "last": last.replace("..", "")}


_ABBREVIATION = re.compile(r"\b[A-Z][A-Za-z0-9-]{1,9}\b")


def _abbreviations(text: str, start: int, discourse: Discourse) -> Iterable[Mention]:
    """Find the abbreviations that the document has defined."""
    if not discourse.defined:
        return
    for match in _ABBREVIATION.finditer(text):
        sense = discourse.defined.get(match[0])
        if sense is not None:
            data = {"territory": sense.territory, "surface": match[0]} if sense.territory else {"surface": match[0]}
            yield Mention(sense.cls, start + match.start(), start + match.end(), sense.value, data)


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
    sense = discourse.choose(hit.senses)
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
        return office_mention(text, first, last, tools.words)
    value = text[first:last] if sense.cls == "place" else sense.value
    data = {"surface": text[first:last]}
    if sense.territory:
        data["territory"] = sense.territory
    if sense.cls == "place":
        data["place"] = value
        data["is_capital"] = "1" if sense.capital else ""
    elif sense.territory:
        data["capital"] = tools.capitals.get(sense.territory, "")
    return Mention(sense.cls, first, last, value, data)


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
    for mention in found:
        after, before = persons.get(mention.end + 1), persons.get(mention.start - 1)
        city = mention.cls == "place"
        if mention.get("is_capital") and after is not None and _before(text, mention)[-1:].islower():
            after = None  # "in Baku Heydar Aliyev": a capital begins a name only behind a title
        title = mention.cls == "office" and " " not in mention.value and text[mention.start].isupper()
        if city and after is not None and after.start == mention.end + 1 and text[mention.end] == " ":
            joined.add(after)
            yield Mention("name", mention.start, after.end, f"{text[mention.start : mention.end]} {after.value}")
        elif (city or title) and before is not None and before.end == mention.start - 1 and text[before.end] == " ":
            joined.add(before)
            yield Mention("name", before.start, mention.end, f"{before.value} {text[mention.start : mention.end]}")
        else:
            yield mention
    yield from (name for name in names if name not in joined)


def _before(text: str, mention: Mention) -> str:
    """Give the characters before a mention, without white space at their end."""
    return text[max(mention.start - _AROUND, 0) : mention.start].rstrip()


def _join(row: Row, tools: Tools, discourse: Discourse) -> None:
    """Apply the mention patterns in their order, each until it matches no more."""
    waiting = _find_joins(row, tools, -1)
    while waiting:
        number = waiting.pop()
        if _join_by(row, tools.library.mentions[number], discourse, tools):
            waiting = _find_joins(row, tools, number)


def _find_joins(row: Row, tools: Tools, behind: int) -> list[int]:
    """List the numbers of the mention patterns behind one whose triggers occur in the row, the last first."""
    found = {number for key in row.keys for number in tools.joins.get(key, ())}
    found.update(tools.joins.get("", ()))
    return sorted((number for number in found if number > behind), reverse=True)


def _join_by(row: Row, pattern: Pattern, discourse: Discourse, tools: Tools) -> bool:
    """Apply one mention pattern, the last match first; tell whether it joined anything."""
    changed = False
    for matcher in pattern.matchers:
        if matcher.triggers and row.keys.isdisjoint(matcher.triggers):
            continue
        matches = reversed(list(matcher.regex.finditer(row.code)))
        if sum([_join_one(row, pattern, match, discourse, tools) for match in matches]):
            row.encode(tools.library.alphabet)
            changed = True
    return changed


def _join_one(row: Row, pattern: Pattern, match: re.Match[str], discourse: Discourse, tools: Tools) -> bool:
    """Replace the tokens of one match by a mention; tell whether it was done."""
    definite, envoys = tools.definite, tools.envoys
    first, last = row.token_at(match.start()), row.token_at(match.end())
    if first >= last or (pattern.determined and not _is_determined(row, first)):
        return False
    values = read_slots(row, match)[0]
    if pattern.same and len({fill(f"{{{name}}}", values, {}) for name in pattern.same}) > 1:
        return False
    if values.get("post") and not any(m.value.lower().endswith(envoys) for m in values.get("office", ())):
        return False
    data = {key: value for key, template in pattern.roles.items() if (value := fill(template, values, {}))}
    texts = {key: str(value[0] if isinstance(value, list) else value) for key, value in data.items()}
    mention = Mention(pattern.kind, row.tokens[first].start, row.tokens[last - 1].end, texts.pop("value", ""), texts)
    if mention.cls == "person" and mention.value:
        mention = discourse.persons.note(mention)
    elif mention.cls == "person" and mention.get("of"):
        article = "the " if mention.get("of") in definite else ""
        office, _, post = mention.get("office").partition(f" {values['prep']} " if values.get("prep") else "\0")
        post = f" {values['prep']} {post}" if post else ""
        mention = with_data(mention, label=f"{office} of {article}{mention.get('of')}{post}")
    row.replace_tokens(first, last, mention)
    return True


def _is_determined(row: Row, first: int) -> bool:
    """Tell whether the token has an article or a possessor before it, or begins the sentence or a clause."""
    token = row.tokens[first]
    if first == 0 or (token.mention is not None and token.mention.cls == "adjective"):
        return True
    if token.mention is not None and token.mention.get("the"):
        return True
    before = row.text[max(token.start - 8, 0) : token.start].lower()
    return before.endswith(("the ", "'s ", "’s ", "his ", "their ", "its ", "to ", "with "))
