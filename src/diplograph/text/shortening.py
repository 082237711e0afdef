"""Leaves out of a sentence what its statement does without: remarks in brackets, adverbs, insertions in commas."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from diplograph.text.annotate import Token
from diplograph.text.groups import without_groups, without_members
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
    plain = _without_dashes(without_members(_without_since(tokens)), words.verbs)
    plain = without_groups(_without_asides(plain))
    kept = _without_adverbs(plain, words)
    left = [t for n, t in enumerate(kept) if not _fills(t, words.fillers) or (t.word.endswith("ed") and _acts(kept, n))]
    return left[1:] if left and left[0].word == "," else left


def _acts(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether an actor stands right before a token, which then is a verb ("Peru continued good relations")."""
    return index > 0 and is_actor(tokens[index - 1])


def _fills(token: Token, fillers: frozenset[str]) -> bool:
    """Tell whether a token only fills ("in their *respective* capitals", "a *two-day* visit")."""
    return token.mention is None and (
        token.word in fillers or ("-" in token.word and not _LENGTHS.isdisjoint(token.word.split("-")))
    )


def is_actor(token: Token) -> bool:
    """Tell whether a token may be the subject of a clause."""
    return token.mention is not None and token.mention.cls in ACTORS


#: So many words may say what happened "since" when.
_LONGEST_SINCE = 7


def _without_since(tokens: Sequence[Token]) -> list[Token]:
    """Read "since its independence in 1990" as "since 1990"."""
    kept: list[Token] = []
    until = 0
    for index, token in enumerate(tokens):
        if index < until:
            continue
        kept.append(token)
        if token.word == "since" and token.mention is None:
            until = _since_end(tokens, index + 1)
    return kept


def _since_end(tokens: Sequence[Token], begin: int) -> int:
    """Give the index of the date behind what happened "since" then; 0 where there is none."""
    for index in range(begin + 1, min(begin + _LONGEST_SINCE, len(tokens))):
        if _is_date(tokens[index]):
            return index if tokens[index - 1].word in {"in", "on"} else 0
        if tokens[index - 1].word in {",", ";", "("}:
            return 0
    return 0


def _is_date(token: Token) -> bool:
    """Tell whether a token is a date."""
    return token.mention is not None and token.mention.cls == "date"


def _without_dashes(tokens: Sequence[Token], verbs: Verbs) -> Sequence[Token]:
    """Drop an insertion between dashes behind a subject ("Peru – then a republic – opened an embassy")."""
    dashes = [index for index, token in enumerate(tokens) if token.word in {"–", "—"}]
    for first, last in pairwise(dashes):
        if first and is_actor(tokens[first - 1]) and last - first <= _CLOSES and verbs.is_finite(tokens, last + 1):
            return [*tokens[:first], *tokens[last + 1 :]]
    return tokens


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
