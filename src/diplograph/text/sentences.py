"""Reads a sentence into a row of tokens and mentions, joins the mentions and resolves what stands for others.

The mention patterns of the library join mentions (``{of:adjective} {office:office} {name:name}`` is a person); then
pronouns and "both countries" are resolved by the discourse.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from diplograph.text.anaphora import resolve_stand_ins
from diplograph.text.annotate import Mention, Row, Token, tokenize, with_data
from diplograph.text.discourse import Discourse
from diplograph.text.mentions import find_mentions
from diplograph.text.patterns import Pattern
from diplograph.text.slots import read_slots
from diplograph.text.templates import fill
from diplograph.text.tools import Tools


def read_row(text: str, start: int, end: int, tools: Tools, discourse: Discourse) -> Row:
    """Read the sentence ``text[start:end]`` of a block's plain text into a row of tokens and mentions."""
    return make_row(text, (start, end), find_mentions(text, start, end, tools, discourse), tools, discourse)


def make_row(text: str, span: tuple[int, int], mentions: list[Mention], tools: Tools, discourse: Discourse) -> Row:
    """Make a row of a sentence whose mentions are found: join them and resolve what stands for others."""
    start, end = span
    row = Row(text, start, end, _with_determiners(_opened(tokenize(text, start, end, mentions)), text))
    row.encode(tools.library.alphabet)
    _join(row, tools, discourse)
    _share_offices(row, tools, discourse)
    resolve_stand_ins(row, discourse, tools.library.alphabet)
    return row


#: What opens the examples in brackets that are read as if commas stood around them.
_NAMING = frozenset({"including", "namely", "notably", "i.", "e."})


def _opened(tokens: list[Token]) -> list[Token]:
    """Read "ten states (including Chad and Peru)" and "(e.g. Chad)" as "ten states, including Chad and Peru"."""
    for first in range(len(tokens) - 2):
        if tokens[first].word != "(" or tokens[first + 1].word not in _NAMING:
            continue
        last = next((n for n in range(first, len(tokens)) if tokens[n].word == ")"), 0)
        begin = next((n for n in range(first, last) if tokens[n].mention is not None), 0)
        if begin:
            ends = last + 1 == len(tokens) or not (tokens[last + 1].mention or tokens[last + 1].word.isalnum())
            comma, naming = tokens[first]._replace(word=","), tokens[first + 1]._replace(word="including")
            after = [] if ends else [tokens[last]._replace(word=",")]
            return [*tokens[:first], comma, naming, *tokens[begin:last], *after, *tokens[last + 1 :]]
    return tokens


def _with_determiners(tokens: list[Token], text: str) -> list[Token]:
    """Note on mentions whether an article stood before them."""
    for index, token in enumerate(tokens):
        if token.mention is not None and text[max(token.start - 4, 0) : token.start].lower().endswith("the "):
            tokens[index] = Token(token.start, token.end, token.word, with_data(token.mention, the="1"))
    return tokens


def _join(row: Row, tools: Tools, discourse: Discourse) -> None:
    """Apply the mention patterns in their order, the last match of each first."""
    last: int | None = -1
    while last is not None:
        last = next((n for n in tools.joins.select(row.code, last) if _join_by(row, n, discourse, tools)), None)


def _join_by(row: Row, number: int, discourse: Discourse, tools: Tools) -> bool:
    """Apply one text of a mention pattern; tell whether it joined anything."""
    pattern, matcher = tools.joins.entries[number]
    matches = list(matcher.find(row.code))
    done = [_join_one(row, pattern, match, discourse, tools) for match in reversed(matches)]
    if any(done):
        row.encode(tools.library.alphabet)
    return any(done)


#: What stands before an office that is nobody's in particular: "the first visit by a Chadian president".
_OF_ANY = (" visit by a ", " visit by an ", " visit of a ", " visit of an ", " trip by a ", " trip by an ")


def _join_one(row: Row, pattern: Pattern, match: re.Match[str], discourse: Discourse, tools: Tools) -> bool:
    """Replace the tokens of one match by a mention; tell whether it was done."""
    definite, envoys = tools.definite, tools.envoys
    first, last = match.span()
    if first >= last or (pattern.determined and not _is_determined(row, first)):
        return False
    values = read_slots(row, match)[0]
    if pattern.same and len({fill(f"{{{name}}}", values, {}) for name in pattern.same}) > 1:
        return False
    if pattern.kind == "person" and _is_of_others(values):
        return False
    if values.get("post") and not any(m.value.lower().endswith(envoys) for m in values.get("office", ())):
        return False
    data = {key: value for key, template in pattern.roles.items() if (value := fill(template, values, {}))}
    texts = {key: str(value[0] if isinstance(value, list) else value) for key, value in data.items()}
    if texts.get("bare") and row.text[: row.tokens[first].start].endswith(_OF_ANY):
        return False
    mention = Mention(pattern.kind, row.tokens[first].start, row.tokens[last - 1].end, texts.pop("value", ""), texts)
    if mention.cls == "person" and mention.value:
        mention = discourse.persons.note(_of_house(mention, tools))
    elif mention.cls == "person" and mention.get("of"):
        article = "the " if mention.get("of") in definite else ""
        office, _, post = mention.get("office").partition(f" {values['prep']} " if values.get("prep") else "\0")
        post = f" {values['prep']} {post}" if post else ""
        mention = with_data(mention, label=f"{office} of {article}{mention.get('of')}{post}")
    row.replace_tokens(first, last, mention)
    return True


def _is_of_others(values: Mapping[str, Sequence[Mention] | str]) -> bool:
    """Tell whether an office behind a name is in the plural: "the arrest of Ada Lim, Ministers of Chad and Peru said"."""
    names, offices = values.get("name", ()), values.get("office", ())
    return any(o.get("plural") and o.start > n.start for o in offices for n in names)  # type: ignore[union-attr] # slots of mentions


def _of_house(mention: Mention, tools: Tools) -> Mention:
    """Give "Speaker of the Knesset" the country whose house it is."""
    if mention.get("of") or " of the " not in mention.get("office"):
        return mention
    houses = tools.library.settings.get("houses", {})
    return with_data(mention, of=houses.get(mention.get("office").rpartition(" ")[2], ""))


def _share_offices(row: Row, tools: Tools, discourse: Discourse) -> None:
    """Give the office of "Ministers Valdes and Stone" or "the Presidents of Chile and Peru" to all whom the list names.

    The counterpart of somebody has the same office, too.
    """
    head, office = -1, ""
    for index, token in enumerate(row.tokens):
        mention, holder = token.mention, row.tokens[head].mention
        if mention is not None and mention.cls == "person":
            if mention.get("counterpart") and not mention.get("office") and office:
                row.tokens[index] = Token(token.start, token.end, token.word, with_data(mention, office=office))
            office = mention.get("office") or mention.get("known_office") or office
        if mention is None:
            head = head if token.word in {",", "and", "&"} else -1
        elif mention.cls == "person" and mention.get("plural"):
            head = index
            row.tokens[index] = _of_the_first(row, index, discourse)
        elif head < 0 or holder is None or (shared := _with_office(mention, holder, tools)) is None:
            head = -1
        else:
            person = shared if shared.get("bare") else discourse.persons.note(shared)
            row.tokens[index] = Token(token.start, token.end, token.word, person)
            row.tokens[head] = Token(row.tokens[head].start, row.tokens[head].end, "", with_data(holder, plural=""))
    _name_holders(row, discourse)
    row.encode(tools.library.alphabet)


def _name_holders(row: Row, discourse: Discourse) -> None:
    """Join "the Presidents of Chile and Peru, Ana Ruiz and Jon Berg," into two persons with their offices."""
    for index in range(len(row.tokens) - 6):
        first, link, second, comma, one, joint, other = row.tokens[index : index + 7]
        offices = [t.mention for t in (first, second) if t.mention is not None and t.mention.get("bare")]
        names = [t.mention for t in (one, other) if t.mention is not None and t.mention.get("name")]
        if len(offices) + len(names) < 4 or (link.word, comma.word, joint.word) != ("and", ",", "and"):
            continue
        if any(name.get("office") for name in names):
            continue
        data = [{"office": office.get("office"), "of": office.get("of")} for office in offices]
        joined = [discourse.persons.note(with_data(name, **held)) for name, held in zip(names, data, strict=True)]
        ends = [Token(name.start, name.end, "", name) for name in joined]
        row.tokens[index : index + 7] = [ends[0], joint, ends[1]]
        return


def _of_the_first(row: Row, index: int, discourse: Discourse) -> Token:
    """Give the first person of "the Irish and Mexican presidents Higgins and Fox" the first of the two territories."""
    token, before = row.tokens[index], row.tokens[max(index - 2, 0)].mention
    if token.mention is None or index < 2 or row.tokens[index - 1].word != "and":
        return token
    if before is None or before.cls != "adjective" or not token.mention.get("name"):
        return token
    first = with_data(token.mention, of=before.get("territory"), later_of=token.mention.get("of"))
    return Token(token.start, token.end, token.word, discourse.persons.note(first))


def _with_office(mention: Mention, holder: Mention, tools: Tools) -> Mention | None:
    """Make the holder of the same office out of a name, or of a territory; None where it is neither."""
    office = holder.get("office")
    if mention.cls == "territory" and holder.get("bare"):
        article = "the " if mention.value in tools.definite else ""
        data = {"office": office, "of": mention.value, "bare": "1", "label": f"{office} of {article}{mention.value}"}
        return Mention("person", mention.start, mention.end, "", data)
    if mention.cls != "person" or holder.get("bare") or mention.get("office") or not mention.get("name"):
        return None
    return with_data(mention, office=office, of=mention.get("of") or holder.get("later_of") or holder.get("of"))


#: What tells one holder of an office from the others.
_WHICH = frozenset({"then", "current", "new", "own", "incumbent", "outgoing", "incoming", "late", "sitting", "last"})


def _is_ordinal(token: Token) -> bool:
    """Tell whether a token is "first", "second" and so on."""
    return token.mention is not None and token.mention.cls == "ordinal"


def _is_determined(row: Row, first: int) -> bool:
    """Tell whether the token has an article or a possessor before it, or begins the sentence or a clause."""
    token = row.tokens[first]
    if first == 0 or token.word == "then" or (token.mention is not None and token.mention.cls == "adjective"):
        return True
    if first + 1 < len(row.tokens) and row.tokens[first + 1].word == "'s":
        return True
    if token.mention is not None and token.mention.get("the"):
        return True
    if row.tokens[first - 1].word in _WHICH or _is_ordinal(row.tokens[first - 1]):
        return True
    before = row.text[max(token.start - 8, 0) : token.start].lower()
    return before.endswith(("the ", "'s ", "’s ", "his ", "their ", "its ", "to ", "with "))
