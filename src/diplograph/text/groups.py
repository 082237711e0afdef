"""Leaves out of enumerations what names nobody: "several Arab states, including", "and its agencies", "the … countries of"."""

from __future__ import annotations

from collections.abc import Sequence

from diplograph.text.annotate import Token

#: What an organisation has that is no member of an enumeration of organisations.
_AGENCIES = frozenset(
    "agencies programs programmes organs bodies institutions organisations organizations affiliates".split()
)
_KINDS = frozenset(
    "forum group grouping organisation organization bloc alliance initiative movement summit framework treaty".split()
)
_LONGEST_AGENCIES = 14
#: What an organisation may be called behind its name.
#: So many words may say what an organisation of an enumeration is ("G-20 major economies").
_LONGEST_KIND = 3
_STATES = {
    **dict.fromkeys(("state", "country", "nation"), "member"),
    **dict.fromkeys(("states", "countries", "nations"), "members"),
}
#: What a group of territories is called, and what joins it to some of them that are named.
_GROUPS = frozenset(
    "countries nations states members republics governments territories kingdoms neighbours neighbors".split()
)
_WHOLE = _GROUPS | {"world", "powers", "region", "others", "neighbour", "neighbor"}
_NAMING = frozenset({"and", "including", "like", "namely", "such"})
_COUNTING = frozenset("many several most some other various numerous few".split())
#: Words before a group that are no part of it.
_LEADING = frozenset("between with by of in to from and among among for that which was were is are".split())
_LONGEST_GROUP = 4
#: Marks what is to be left out up to the next territory.
_SKIP = "\0"


def without_groups(tokens: Sequence[Token]) -> list[Token]:
    """Leave out of enumerations what names nobody."""
    return _without_groups(_without_agencies(_without_nouns(tokens)))


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
    for index in range(begin, min(begin + _LONGEST_AGENCIES, len(tokens))):
        if tokens[index].mention is not None or tokens[index].word in {",", ";", "("}:
            break
        if tokens[index].word in _AGENCIES:
            end = index + 1
    return end if any(token.word in {"its", "their", "various"} for token in tokens[begin:end]) else 0


def _without_nouns(tokens: Sequence[Token]) -> list[Token]:
    """Drop what an organisation is called behind its name ("the APEC forum")."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        before = kept[-1] if kept else None
        if before is not None and before.mention and before.mention.cls == "organisation" and _is_kind(tokens, index):
            continue
        if before is not None and before.word == "member" and token.word in _STATES and _is_of(tokens, index + 1):
            kept[-1] = before._replace(word=_STATES[token.word])  # "a member state of" is a member of
            continue
        kept.append(token)
    return kept


def _is_kind(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a word says what an organisation is ("APEC forum"), or stands between two in an enumeration."""
    if tokens[index].word in _KINDS:
        return True
    behind = index
    while behind < min(index + _LONGEST_KIND, len(tokens)) and tokens[behind].word.isalpha():
        if tokens[behind].word in _LEADING or tokens[behind].word == "and" or tokens[behind].word in _COUNTING:
            return False
        behind += 1
    if not index < behind < len(tokens) - 1 or tokens[behind].word != ",":
        return False
    following = tokens[behind + 1].mention
    return following is not None and following.cls in {"organisation", "territory"}


def _is_of(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "of" stands at an index."""
    return index < len(tokens) and tokens[index].word == "of"


def _without_groups(tokens: Sequence[Token]) -> list[Token]:
    """Drop "the Andean countries of", and "ten states, including" before names of territories."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        kept.append(token)
        if token.word not in _GROUPS or token.mention is not None:
            continue
        begin = len(kept) - 1
        counted = False
        while begin and len(kept) - begin <= _LONGEST_GROUP and _describes(kept[begin - 1]):
            begin -= 1
            counted = counted or _counts(kept[begin])
        behind = index + 1
        while behind < len(tokens) and tokens[behind].word in {",", "as"} | _NAMING:
            behind += 1
        joined = {t.word for t in tokens[index + 1 : behind]} & _NAMING
        follows = behind < len(tokens) and _is_territory(tokens[behind])
        if (counted and joined and follows) or _lists(tokens, index + 1):
            kept[begin:] = [Token(token.start, token.start, _SKIP)]
    return _without_skipped(kept)


def _lists(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "of" and a territory stand at an index."""
    return index + 1 < len(tokens) and tokens[index].word == "of" and _is_territory(tokens[index + 1])


def without_members(tokens: Sequence[Token]) -> list[Token]:
    """Drop members of an enumeration that are no names ("with Chile, Arab states, Peru and Ghana")."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _member_end(tokens, index + 1) if tokens[index].word == "," and kept and _is_named(kept[-1]) else 0
        if end:
            index = end
            continue
        kept.append(tokens[index])
        index += 1
    return kept


def _member_end(tokens: Sequence[Token], begin: int) -> int:
    """Give the index of the comma behind a few plain words, with a name behind it; 0 where something else stands there."""
    end = begin
    while end < len(tokens) and end - begin < _LONGEST_GROUP and tokens[end].word.isalpha():
        end += 1
    words = {token.word for token in tokens[begin:end]}
    if not begin < end < len(tokens) - 1 or tokens[end].word != "," or not words & _WHOLE:
        return 0
    return end if _is_named(tokens[end + 1]) else 0


def _is_named(token: Token) -> bool:
    """Tell whether a token is a name of an enumeration, or closes a remark behind one."""
    return token.word == ")" or (token.mention is not None and token.mention.cls in {"territory", "organisation"})


def _without_skipped(tokens: Sequence[Token]) -> list[Token]:
    """Drop the marks, and what stands between them and the next territory."""
    kept: list[Token] = []
    skipping = False
    for token in tokens:
        skipping = token.word == _SKIP or (skipping and not _is_territory(token))
        if not skipping:
            kept.append(token)
    return kept


def _is_territory(token: Token) -> bool:
    """Tell whether a token is a territory."""
    return token.mention is not None and token.mention.cls == "territory"


def _counts(token: Token) -> bool:
    """Tell whether a token says how many."""
    return token.word in _COUNTING or (token.mention is not None and token.mention.cls == "number")


def _describes(token: Token) -> bool:
    """Tell whether a token may describe a group of territories."""
    if token.mention is not None:
        return token.mention.cls in {"number", "adjective", "organisation", "name", "person"} and not token.mention.get(
            "of"
        )
    return token.word.isalnum() and token.word not in _LEADING
