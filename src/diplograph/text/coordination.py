"""Finds the shorter sentences that coordination, participles and relative clauses hide.

"Peru signed a treaty with Chile in 1990 and with Cuba in 1992" also says "Peru signed a treaty with Cuba in 1992"; "Peru
recognised Chile, opening an embassy in 1991" also says "Peru opened an embassy in 1991". Each shorter sentence comes with
the number of tokens that it shares with another one and that stand before its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diplograph.text.annotate import Token
from diplograph.text.shortening import is_actor
from diplograph.text.verbs import Verbs

#: A shorter sentence: how many of its tokens stand before its own, and the tokens.
Part = tuple[int, Sequence[Token]]

#: Prepositions whose object may be told of several times with a date each.
_PREPOSITIONS = frozenset({"with", "to", "by", "in", "from", "between", "for"})
#: What may be told of several times with a date each.
_OBJECTS = frozenset({"territory", "organisation", "place", "body", "person"})
#: Words between the members of an enumeration.
_JOINTS = frozenset({",", "and", "then", "later", "finally", "subsequently", "also"})
#: What may stand behind the date of an object.
_ENDING = frozenset({",", "and", ";", "while", "but"})
#: What may stand between the object and its date.
_BEFORE_DATE = frozenset({"in", "on", "since", "(", "from", "until", "later", "again"})
#: Prepositions and conjunctions before a participle that opens the sentence.
_FRONTING = frozenset({"after", "before", "upon", "by", "since", "having", "when", "while"})
#: Words in -ing that are no participles of a statement.
_NO_PARTICIPLES = frozenset(
    "during including following according regarding concerning pending excluding being having owing depending considering"
    " containing involving notwithstanding outstanding neighboring neighbouring something everything nothing"
    " making leading resulting becoming citing stating saying remaining bringing causing allowing ending starting".split()
)
_ADVERBS = frozenset(
    {"thus", "thereby", "also", "later", "then", "subsequently", "officially", "formally", "eventually"}
)
#: What may be in a sentence whose participles say no plain fact.
_HEDGED = frozenset({"not", "never", "if", "to"})
_LONGEST_OBJECT = 5
_SHORTEST = 6
_FIRST = frozenset({"recognised", "recognized", "recognise", "recognize", "recognises", "recognizes", "acknowledged"})


def hidden(tokens: Sequence[Token], verbs: Verbs) -> Iterator[Part]:
    """Yield the shorter sentences that a sentence without semicolons holds beside its coordinated verbs.

    Args:
        tokens: The sentence, remarks and insertions left out.
        verbs: The word lists of verbs.
    """
    verb = next((index for index in range(len(tokens)) if verbs.is_finite(tokens, index)), 0)
    yield from _fronted(tokens, verbs)
    if not any(token.word in _HEDGED or token.word in verbs.modal for token in tokens[: verb + 3]):
        yield from _accompanying(tokens, verbs)
    if not verb or not any(is_actor(token) for token in tokens[:verb]):
        return
    yield from _gapped(tokens, verb, verbs)
    yield from _shared_object(tokens, verb)
    if not any(token.word in _HEDGED or token.word in verbs.modal for token in tokens[: verb + 3]):
        yield from _final(tokens, verb, verbs)
    yield from _relative(tokens, verbs)
    yield from _when(tokens, verb, verbs)
    yield from _date_first(tokens, verb, verbs)


def _date_first(tokens: Sequence[Token], verb: int, verbs: Verbs) -> Iterator[Part]:
    """Yield "established relations with Peru in 1990" for "established relations in 1990 with Peru"."""
    for index in range(verb + 3, len(tokens) - 2):
        before, following = tokens[index - 1], tokens[index + 1]
        if _is_date(tokens[index]) and before.word in {"in", "on"} and following.word in {"with", "between"}:
            end = _end(tokens, index + 2, verbs)
            yield 0, [*tokens[: index - 1], *tokens[index + 1 : end], before, tokens[index]]


def _when(tokens: Sequence[Token], verb: int, verbs: Verbs) -> Iterator[Part]:
    """Yield "relations were restored in 1990" for "relations stayed severed until 1990, when they were restored"."""
    for index in range(verb + 1, len(tokens) - 4):
        subject = index + 2 + (tokens[index + 1].word == ",")
        if not _is_date(tokens[index]) or tokens[subject - 1].word != "when":
            continue
        own = tokens[subject : _end(tokens, subject + 1, verbs)]
        if any(map(_is_date, own)):
            continue
        if tokens[subject].word in {"they", "these", "it"} and verbs.is_finite(tokens, subject + 1):
            yield verb, [*tokens[:verb], *own[1:], tokens[index]]
        elif is_actor(tokens[subject]) and verbs.is_finite(tokens, subject + 1):
            yield 0, [*own, tokens[index]]


def _gapped(tokens: Sequence[Token], verb: int, verbs: Verbs) -> Iterator[Part]:
    """Yield the sentence with each further object that has a date of its own ("with Chile in 1990 and with Cuba in 1992")."""
    for joint in range(verb + 3, len(tokens) - 2):
        if tokens[joint].word not in {",", "and"} or tokens[joint - 1].word in _JOINTS:
            continue
        begin = joint + 1
        while begin < len(tokens) - 2 and tokens[begin].word in _JOINTS:
            begin += 1
        named = begin + (tokens[begin].word in _PREPOSITIONS)
        end = _dated_end(tokens, named, alone=True)
        if not end or tokens[named].mention is None:
            continue
        first = _first_object(tokens, verb, joint, begin, named)
        if first and not any(verbs.is_finite(tokens, index) for index in range(first, end)):
            yield first, [*tokens[:first], *tokens[begin:end]]


def _dated_end(tokens: Sequence[Token], named: int, *, alone: bool) -> int:
    """Give the index behind the date of the object at an index; 0 where there is none, or if not ``alone`` with it."""
    mention = tokens[named].mention
    if mention is None or mention.cls not in _OBJECTS:
        return 0
    for index in range(named + 1, min(named + _LONGEST_OBJECT, len(tokens))):
        if _is_date(tokens[index]):
            end = index + 1 + (index + 1 < len(tokens) and tokens[index + 1].word == ")")
            following = tokens[end] if end < len(tokens) else None
            return end if not alone or following is None or following.word in _ENDING else 0
        if tokens[index].word not in _BEFORE_DATE:
            return 0
    return 0


def _first_object(tokens: Sequence[Token], verb: int, joint: int, begin: int, named: int) -> int:
    """Give the index of the object, or of its preposition, in whose place the one at ``named`` stands; 0 for none."""
    wanted = tokens[named].mention
    for index in range(joint - 1, verb, -1):
        mention = tokens[index].mention
        if (
            mention is None
            or wanted is None
            or mention.cls != wanted.cls
            or not _dated_end(tokens[:joint], index, alone=False)
        ):
            continue
        if tokens[index - 1].word in {"and", ","} or (tokens[index - 2].word in {"and", ","} and begin != named):
            continue
        if begin == named:
            return index
        return index - 1 if tokens[index - 1].word == tokens[begin].word else 0
    return 0


def _shared_object(tokens: Sequence[Token], verb: int) -> Iterator[Part]:
    """Yield "Peru recognised Chile in 1990" for "Peru recognised and established relations with Chile in 1990"."""
    for index in range(verb, len(tokens) - 4):
        if tokens[index].word not in _FIRST or tokens[index + 1].word != "and" or tokens[index + 2].mention is not None:
            continue
        for place in range(index + 3, min(index + 9, len(tokens) - 1)):
            mention = tokens[place + 1].mention
            if tokens[place].word == "with" and mention is not None and mention.cls in {"territory", "pair"}:
                yield 0, [*tokens[: index + 1], *tokens[place + 1 :]]
                return


def _final(tokens: Sequence[Token], verb: int, verbs: Verbs) -> Iterator[Part]:
    """Yield "Peru opened an embassy" for "Peru recognised Chile, opening an embassy"."""
    for index in range(verb + 2, len(tokens) - 2):
        begin = index + 1
        while begin < len(tokens) - 2 and tokens[begin].word in _ADVERBS:
            begin += 1
        if tokens[index].word == "," and _is_participle(tokens[begin]):
            shared, own = tokens[:verb], [_as_past(tokens[begin]), *tokens[begin + 1 : _end(tokens, begin, verbs)]]
            yield verb, [*shared, *own]


def _accompanying(tokens: Sequence[Token], verbs: Verbs) -> Iterator[Part]:
    """Yield "Peru closed its embassy" for ", with Peru closing its embassy", and for what "and" joins to such."""
    within = False
    for index in range(2, len(tokens) - 3):
        within = within or tokens[index].word == "with"
        if not within or tokens[index].word not in {"with", "and"} or not is_actor(tokens[index + 1]):
            continue
        form, behind = _with_form(tokens, index + 2)
        if form is not None:
            end = next(
                (n for n in range(behind, len(tokens) - 1) if tokens[n].word == "and" and is_actor(tokens[n + 1])), 0
            )
            yield 0, [tokens[index + 1], form, *tokens[behind : min(end or len(tokens), _end(tokens, behind, verbs))]]


def _with_form(tokens: Sequence[Token], index: int) -> tuple[Token | None, int]:
    """Give the verb that a participle behind "with Peru" stands for, and the index behind the participle."""
    words = [token.word for token in tokens[index : index + 2]]
    if words[0] == "being" or words == ["serving", "as"]:
        return tokens[index]._replace(word="is"), index + (1 if words[0] == "being" else 2)
    return (_as_past(tokens[index]), index + 1) if _is_participle(tokens[index]) else (None, index)


def _fronted(tokens: Sequence[Token], verbs: Verbs) -> Iterator[Part]:
    """Yield "Peru recognised Chile in 1990" for "After recognising Chile in 1990, Peru opened an embassy"."""
    if len(tokens) < _SHORTEST:
        return
    begin = int(tokens[0].word in _FRONTING)
    if begin and tokens[1].word == "having":
        begin = 2
    form = tokens[begin]
    past = tokens[0].word == "having" and verbs.is_finite(tokens, begin)
    if not (past or _is_participle(form)):
        return
    comma = next((index for index in range(begin + 1, len(tokens) - 2) if tokens[index].word == ","), 0)
    if comma and is_actor(tokens[comma + 1]) and verbs.is_finite(tokens, comma + 2):
        yield 0, [tokens[comma + 1], form if past else _as_past(form), *tokens[begin + 1 : comma]]


def _relative(tokens: Sequence[Token], verbs: Verbs) -> Iterator[Part]:
    """Yield "Chile recognised Peru in 1990" for "… with Chile, which had recognised Peru in 1990"."""
    for index in range(1, len(tokens) - 4):
        if (
            tokens[index].word != ","
            or tokens[index + 1].word not in {"which", "who"}
            or not is_actor(tokens[index - 1])
        ):
            continue
        if not (verbs.is_finite(tokens, index + 2) or verbs.helps(tokens, index + 2)):
            continue
        yield 0, [tokens[index - 1], *tokens[index + 2 : _end(tokens, index + 3, verbs)]]


def _end(tokens: Sequence[Token], begin: int, verbs: Verbs) -> int:
    """Give the index where a clause that begins at an index ends: at a comma before a verb, a participle or "which"."""
    for index in range(begin + 1, len(tokens) - 2):
        following = index + 1
        if tokens[index].word in {",", "and", "but"} and (
            verbs.is_finite(tokens, following)
            or tokens[following].word in {"which", "who", "while", "and", "but", "with"}
            or (tokens[index].word == "," and _is_participle(tokens[following]))
        ):
            return index
    return len(tokens)


def _is_participle(token: Token) -> bool:
    """Tell whether a token is a verb in -ing."""
    word = token.word
    return token.mention is None and word.endswith("ing") and len(word) >= _SHORTEST and word not in _NO_PARTICIPLES


def _as_past(token: Token) -> Token:
    """Write a participle in -ing as the past of a regular verb."""
    return token._replace(word=f"{token.word[:-3]}ed")


def _is_date(token: Token) -> bool:
    """Tell whether a token is a date."""
    return token.mention is not None and token.mention.cls == "date"
