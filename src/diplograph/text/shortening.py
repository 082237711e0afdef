"""Leaves out of a sentence what its statement does without: remarks in brackets, adverbs, insertions in commas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diplograph.text.annotate import Token
from diplograph.text.verbs import Verbs

#: Classes of mentions that may be the subject of a clause.
ACTORS = frozenset({"territory", "pair", "person", "name", "organisation", "body", "mission", "office", "agreement"})
#: A bracket longer than this is no remark; an insertion begins and ends within so many tokens.
_ASIDE, _OPENS, _CLOSES = 14, 16, 30


#: What "a two-day visit" and "a week-long tour" are told by.
_LENGTHS = frozenset({"hour", "day", "week", "month", "year"})


class Words(NamedTuple):
    """The word lists that shortening needs."""

    verbs: Verbs
    adverbs_kept: frozenset[str]
    fillers: frozenset[str]


def shorten(tokens: Sequence[Token], words: Words) -> list[Token]:
    """Leave out remarks in brackets, and adverbs and adjectives that say nothing of whether, what and when."""
    plain = _without_agencies(_without_asides(tokens))
    return [token for token in _without_adverbs(plain, words) if not _fills(token, words.fillers)]


def _fills(token: Token, fillers: frozenset[str]) -> bool:
    """Tell whether a token only fills ("in their *respective* capitals", "a *two-day* visit")."""
    return token.mention is None and (
        token.word in fillers or ("-" in token.word and not _LENGTHS.isdisjoint(token.word.split("-")))
    )


def is_actor(token: Token) -> bool:
    """Tell whether a token may be the subject of a clause."""
    return token.mention is not None and token.mention.cls in ACTORS


def _without_asides(tokens: Sequence[Token]) -> list[Token]:
    """Drop remarks in brackets that hold no date."""
    kept: list[Token] = []
    opened = -1
    for token in tokens:
        kept.append(token)
        if token.word == "(":
            opened = len(kept) - 1
        elif token.word == ")" and opened >= 0:
            inside = kept[opened:]
            if len(inside) <= _ASIDE and not any(t.mention is not None and t.mention.cls == "date" for t in inside):
                del kept[opened:]
            opened = -1
    return kept


#: What an organisation has that is no member of an enumeration of organisations.
_AGENCIES = frozenset("agencies programs programmes organs bodies institutions organisations organizations affiliates".split())


def _without_agencies(tokens: Sequence[Token]) -> list[Token]:
    """Drop "and many of its specialised agencies" behind an organisation."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        before = kept[-1].mention if kept else None
        if before is not None and before.cls == "organisation" and tokens[index].word in {"and", "with", "including"}:
            end = _agencies_end(tokens, index + 1)
            index = end or index
            if end:
                continue
        kept.append(tokens[index])
        index += 1
    return kept


def _agencies_end(tokens: Sequence[Token], begin: int) -> int:
    """Give the index behind "its related agencies and programs" at an index; 0 where something else stands there."""
    end = 0
    for index in range(begin, min(begin + _ASIDE, len(tokens))):
        if tokens[index].mention is not None or tokens[index].word in {",", ";", "("}:
            break
        if tokens[index].word in _AGENCIES:
            end = index + 1
    return end if any(token.word in {"its", "their", "various"} for token in tokens[begin:end]) else 0


def _without_adverbs(tokens: Sequence[Token], words: Words) -> list[Token]:
    """Drop adverbs in -ly, and "however", with the commas around them."""
    kept: list[Token] = []
    skip = False
    for index, token in enumerate(tokens):
        if skip:
            skip = False
            continue
        following = tokens[index + 1].word if index + 1 < len(tokens) else ""
        inserted = bool(kept) and kept[-1].word == following == ","
        adverb = token.word.endswith("ly") and token.word not in words.adverbs_kept
        if token.mention is not None or not (adverb or (inserted and token.word == "however")):
            kept.append(token)
        elif inserted:
            kept.pop()
            skip = True
    return kept


def without_insertion(tokens: Sequence[Token], verbs: Verbs) -> Sequence[Token]:
    """Drop what stands in commas between a subject and its verb ("Peru, which has many, opened an embassy")."""
    for index in range(1, min(_OPENS, len(tokens))):
        if verbs.is_finite(tokens, index - 1):
            return tokens
        if tokens[index].word == "," and is_actor(tokens[index - 1]):
            close = next(
                (
                    n
                    for n in range(index + 2, min(index + _CLOSES, len(tokens) - 1))
                    if tokens[n].word == "," and verbs.is_finite(tokens, n + 1)
                ),
                -1,
            )
            if close > 0:
                return [*tokens[:index], *tokens[close + 1 :]]
    return tokens
