"""Finds the subject that a clause leaves out: in "Peru left Chile and opened an embassy in Quito" it is Peru that opened.

A pattern that asks for a territory and then a verb takes the nearest territory before the verb. Where that one is the
object of the clause before, the subject of that clause is meant.
"""

from __future__ import annotations

from diplograph.text.annotate import Mention, Row

#: Words whose object a territory behind them is.
_GOVERNING = frozenset(
    "of with to from in by between against for on at into toward towards over including than via through under".split()
)
#: Words that begin a clause about the territory before them.
_RELATIVE = frozenset({"which", "who", "whose", "where", "whom"})
#: Classes that may be a territory's stand-in as a subject.
_ACTORS = frozenset({"territory", "pair"})


def subject_meant(row: Row, index: int) -> Mention | None:
    """Give the subject of the verb behind the territory at a token, where that territory is an object; else None."""
    if not _is_object(row, index) or not _is_left_out(row, index) or _is_owner(row, index):
        return None
    for number in range(index - 1, -1, -1):
        token = row.tokens[number]
        if token.word == ";":
            return None
        if token.mention is not None and not _is_object(row, number) and not _is_owner(row, number):
            actor = _territory_of(token.mention)
            if actor is not None:
                return actor
    return None


def _territory_of(mention: Mention) -> Mention | None:
    """Give the territory that acts, itself or through one who holds an office of it."""
    if mention.cls in _ACTORS:
        return mention
    of = mention.get("of") if mention.cls == "person" and mention.get("office") else ""
    return Mention("territory", mention.start, mention.end, of, {"territory": of}) if of else None


def _is_object(row: Row, index: int) -> bool:
    """Tell whether a verb or preposition stands right before a token."""
    if index == 0 or row.tokens[index - 1].mention is not None:
        return False
    word = row.tokens[index - 1].word
    infinitive = index > 1 and row.tokens[index - 2].word == "to"
    return word in _GOVERNING or infinitive or (word.endswith(("ed", "ing")) and index > 1)


def _is_owner(row: Row, index: int) -> bool:
    """Tell whether a token has something rather than does something ("Peru's army")."""
    return index + 1 < len(row.tokens) and row.tokens[index + 1].word in {"'s", "'"}


def _is_left_out(row: Row, index: int) -> bool:
    """Tell whether a further clause begins behind a token without a subject of its own, and is not about the token."""
    following = [token.word for token in row.tokens[index + 1 : index + 3]]
    return following[1:] == [] or not (following[0] == "," and following[1] in _RELATIVE)
