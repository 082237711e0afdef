"""Reads what the slots of a match hold: mentions, words, or lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from diplograph.text.annotate import Mention, Row, Token


def read_slots(row: Row, match: re.Match[str]) -> tuple[dict[str, Any], list[tuple[int, int]]]:
    """Read the slots of a match: mentions, or words for a text slot; and the token ranges of the texts."""
    values: dict[str, Any] = {}
    skipped = []
    for group in match.groupdict():
        start, end = match.span(group)
        if start in {-1, end}:
            continue
        name = group.rpartition("__")[0]
        if group.endswith("t"):
            words = row.words(start, end)
            if group.endswith("lt"):
                coarse = any(token.word == ";" for token in row.tokens[max(start - 2, 0) : end + 1])
                parts = (part for part in split_list(words, coarse=coarse) if part and not _SUM.match(part))
                values[name] = [Mention("text", 0, 0, part) for part in parts]
            else:
                values[name] = words.lower() if group.endswith("kt") else words
            skipped.append((start, end))
        else:
            tokens = _without_subject(row.tokens[start:end])
            values[name] = _left_open(members(_outside(tokens)), tokens)
    return values, skipped


def _without_subject(tokens: list[Token]) -> list[Token]:
    """Drop a stand-in behind names and a comma: "of Chad and Oman, the country …" goes on with another clause."""
    last = tokens[-1].mention
    stands = last is not None and last.cls == "territory" and last.get("pronoun")
    return tokens[:-2] if stands and len(tokens) > 2 and tokens[-2].word == "," else tokens


def _outside(tokens: Iterable[Token]) -> Iterator[Mention]:
    """Yield the mentions that stand outside brackets: a remark behind a name of an enumeration is none of its members."""
    depth = 0
    for token in tokens:
        depth += (token.word == "(") - (token.word == ")")
        if token.mention is not None and depth <= 0:
            yield token.mention


#: A sum in a list of things is what they are worth.
_SUM = re.compile(
    r"(?:(?:worth|valued|about|around|nearly|almost|over|roughly|approximately|some|at) )*\S{0,4}[$€£¥]|(?:worth|valued) "
)
_LIST = re.compile(r";? ?,? (?:and|as well as) |, (?:and |or )?|; ")
#: A list that marks its last member with a comma too, or whose parts stand between semicolons, has no "and" for a mark.
_SERIAL = re.compile(r",? as well as |, (?:and |or )?|; (?:and )?")
_GERUND = re.compile(r"(?:the )?\w{2,20}ing\b")
#: In a list of what is done, "and" parts only what again is done ("promoting trade and investment, and …").
_DEEDS = re.compile(r",? (?:and|as well as) (?=(?:the )?\w{2,20}ing\b)|, (?:and |or )?(?=(?:the )?\w)")


def split_list(words: str, *, coarse: bool = False) -> list[str]:
    """Split a list in words into its members.

    Args:
        words: The list.
        coarse: Whether it is a part of a longer list with semicolons, so that "and" joins what belongs together.

    >>> split_list("oil, gas and coal"), split_list("machinery, iron and steel, and textiles")
    (['oil', 'gas', 'coal'], ['machinery', 'iron and steel', 'textiles'])
    >>> split_list("promoting trade and investment and issuing visas")
    ['promoting trade and investment', 'issuing visas']
    """
    if coarse or ", and " in words:
        return _SERIAL.split(words)
    return (_DEEDS if _GERUND.match(words) else _LIST).split(words)


#: Word lists of which "one or the other" leaves the code open, and the code for that.
_OPEN = {"mission": "mission"}


def _left_open(mentions: list[Mention], tokens: Iterable[Token]) -> list[Mention]:
    """Give "embassies or consulates" the one code that leaves the type open."""
    if len(mentions) > 1 and mentions[0].cls in _OPEN and any(token.word == "or" for token in tokens):
        return [replace(mentions[0], value=_OPEN[mentions[0].cls])]
    return mentions


def members(mentions: Iterable[Mention]) -> list[Mention]:
    """Take a pair apart into its two territories."""
    members = []
    for mention in mentions:
        if mention.cls == "pair":
            for side in ("first", "second"):
                data = {"territory": mention.get(side), "capital": mention.get(f"{side}_capital")}
                members.append(Mention("territory", mention.start, mention.end, mention.get(side), data))
        else:
            members.append(mention)
    return members
