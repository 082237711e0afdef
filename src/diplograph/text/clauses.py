"""Takes long sentences apart into shorter ones that say part of the same, so that plain patterns reach further.

"In 1998 Peru recognised Chile and broke relations with Cuba" also says "In 1998 Peru broke relations with Cuba"; "Peru
was the first country to recognise Chile" also says "Peru … recognise Chile"; a remark in brackets may be left out. A
shorter sentence is a row of the same tokens, which keep their places in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from diplograph.text.alphabet import Alphabet
from diplograph.text.annotate import Row, Token
from diplograph.text.coordination import hidden
from diplograph.text.patterns import Library
from diplograph.text.shortening import Words, is_actor, shorten, without_insertion
from diplograph.text.verbs import Verbs

#: Words that join clauses, and adverbs that may stand behind them.
_JOINING = frozenset({"and", "but", "or", "then", "while", "whereas"})
_BETWEEN = _JOINING | {",", "also", "later", "subsequently"}
#: "have" and "do" behind "and" go on with what an auxiliary before them denies or plans.
_OPEN = frozenset({"have", "do", "are"})
_PRONOUNS = frozenset({"it", "he", "she", "they"})
_EQUATING = frozenset({"is", "was", "were", "are", "became", "become"})
_REACH = 16
#: A date that opens a sentence is one of so many tokens.
_DATED = 2
#: What stands before a participle whose subject is that of the sentence.
_WHILE = frozenset({"while", "when", "after", "before"})
_NO_PARTICIPLES = frozenset(
    """including following according regarding concerning during pending excluding containing involving notwithstanding
    outstanding remaining neighboring neighbouring owing thing something everything nothing king being""".split()
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A shorter sentence.

    Attributes:
        row: Its tokens.
        first: Offset in the block's plain text where what is its own begins; before it stands what it shares.
        last: Offset behind it.
    """

    row: Row
    first: int
    last: int


def find_clauses(row: Row, library: Library) -> Iterator[Clause]:
    """Yield the shorter sentences that a sentence holds, if it holds any.

    Args:
        row: The sentence.
        library: The patterns, whose settings hold the word lists.
    """
    words = _words_of(library)
    tokens = shorten(row.tokens, words)
    if 0 < len(tokens) < len(row.tokens):
        yield _make(row, tokens, 0, library.alphabet)
    for part in _parts(tokens):
        shorter = without_insertion(part, words.verbs)
        if len(shorter) < len(part):
            yield _make(row, shorter, 0, library.alphabet)
        for own, clause in chain(_split(shorter, words.verbs), hidden(part, words.verbs)):
            yield _make(row, clause, own, library.alphabet)


@cache
def _words_of(library: Library) -> Words:
    """Read the word lists from the settings of a library."""
    lists: Mapping[str, Any] = library.settings.get("clauses", {})
    verbs = (frozenset(lists.get(name, ())) for name in ("finite", "modal", "be", "no_verbs", "participles"))
    kept, fillers = (frozenset(lists.get(name, ())) for name in ("adverbs_kept", "fillers"))
    return Words(Verbs(*verbs), kept, fillers)


def _make(row: Row, tokens: Sequence[Token], own: int, alphabet: Alphabet) -> Clause:
    """Make a clause of tokens, of which those from ``own`` on are not shared; if these are dated, the others need no date."""
    shared = tokens[:own]
    if own > _DATED and any(map(_is_date, tokens[own:])):
        opening = next((index for index in range(_DATED) if _is_date(shared[index])), -1)
        shared = shared[opening + 1 + (shared[opening + 1].word == ",") :] if opening >= 0 else shared
    made = Row(row.text, row.start, row.end, [*shared, *tokens[own:]])
    made.encode(alphabet)
    return Clause(made, tokens[own].start, tokens[-1].end)


def _parts(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield what stands between semicolons."""
    ends = [index for index, token in enumerate(tokens) if token.word == ";"]
    for start, end in zip([0, *(end + 1 for end in ends)], [*ends, len(tokens)], strict=True):
        yield tokens[start:end]


def _split(tokens: Sequence[Token], verbs: Verbs) -> Iterator[tuple[int, Sequence[Token]]]:
    """Yield the clauses of a part, each with the number of tokens before its own."""
    verb = next((index for index in range(len(tokens)) if verbs.is_finite(tokens, index)), 0)
    if not any(is_actor(token) for token in tokens[:verb]):
        return
    main = verb
    while verbs.helps(tokens, main):
        main += 1
    helping = frozenset(token.word for token in tokens[verb:main])
    starts = list(_further(tokens, main, verbs, passive=bool(helping & verbs.be)))
    ends = [joint for joint, _, _ in starts[1:]] + [len(tokens)]
    for (_, begin, has_subject), end in zip(starts, ends, strict=False):
        shared = tokens[: main if verbs.shares(helping, tokens[begin].word) else verb]
        yield (0, tokens[begin:end]) if has_subject else (len(shared), [*shared, *tokens[begin:end]])
    if starts:
        yield 0, tokens[: starts[0][0]]
    yield from _membership(tokens, verb)
    yield from _participles(tokens, verb, main)


def _further(tokens: Sequence[Token], main: int, verbs: Verbs, *, passive: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield where further clauses begin behind a verb: the joint, the first token, and whether that is a subject."""
    behind, depth = main + 1, 0
    for index in range(main + 1, len(tokens) - 1):
        word = tokens[index].word
        depth += (word == "(") - (word == ")")
        if depth or index < behind or not (word in _JOINING or word == ","):
            continue
        begin = index + 1
        while begin < len(tokens) - 2 and tokens[begin].word in _BETWEEN:
            begin += 1
        if [token.word for token in tokens[begin : begin + 3]] == ["only", "to", "be"]:
            begin = min(begin + 3, len(tokens) - 2)
        if tokens[begin].word in _PRONOUNS and verbs.is_finite(tokens, begin + 1):
            begin += 1
        goes_on = verbs.is_finite(tokens, begin) or (passive and tokens[begin].word in verbs.participles)
        apposed = begin == index + 1 and word == "," and not passive and _word(tokens, begin + 1) in {"by", "as"}
        if goes_on and tokens[begin].word not in _OPEN and not apposed:
            yield index, begin, False
        elif _has_subject(tokens, begin, comma=word == ",", verbs=verbs):
            yield index, begin, True
        else:
            continue
        behind = begin


def _word(tokens: Sequence[Token], index: int) -> str:
    """Give the word at an index ("" behind the end)."""
    return tokens[index].word if index < len(tokens) else ""


def _has_subject(tokens: Sequence[Token], begin: int, *, comma: bool, verbs: Verbs) -> bool:
    """Tell whether a subject and its verb begin at a token: behind a date, or a pronoun that is understood."""
    index = _behind_opening(tokens, begin)
    subject = tokens[index].mention
    if index + 1 >= len(tokens) or subject is None or not is_actor(tokens[index]):
        return False
    told = bool(subject.get("pronoun")) or (index > begin and not comma)
    return told and verbs.is_finite(tokens, index + 1)


#: What opens a clause before its subject, and how long that may be.
_OPENING = frozenset({"in", "on", "by", "since", "upon", "after", "during", "following", "at", "until"})
_LONGEST_OPENING = 9


def _behind_opening(tokens: Sequence[Token], begin: int) -> int:
    """Give the index behind a date, or behind a phrase with a comma after it, that opens a clause at an index."""
    if tokens[begin].word not in _OPENING and not _is_date(tokens[begin]):
        return begin
    comma = next((n for n in range(begin, min(begin + _LONGEST_OPENING, len(tokens) - 2)) if tokens[n].word == ","), 0)
    if comma:
        return comma + 1
    index = begin
    while index < len(tokens) - 2 and (tokens[index].word in _OPENING or _is_date(tokens[index])):
        index += 1
    return index


def _participles(tokens: Sequence[Token], verb: int, main: int) -> Iterator[tuple[int, Sequence[Token]]]:
    """Yield "Peru visiting Chile" for "Peru met Cuba while visiting Chile": the subject of both is the same."""
    for index in range(main + 1, len(tokens) - 2):
        form = tokens[index + 1]
        if tokens[index].word not in _WHILE or form.mention is not None or form.word in _NO_PARTICIPLES:
            continue
        if form.word.endswith("ing"):
            yield verb, [*tokens[:verb], *tokens[index + 1 :]]
            return


def _is_date(token: Token) -> bool:
    """Tell whether a token is a date."""
    return token.mention is not None and token.mention.cls == "date"


def _membership(tokens: Sequence[Token], verb: int) -> Iterator[tuple[int, Sequence[Token]]]:
    """Yield "Peru recognise Chile" for "Peru was the first country to recognise Chile"."""
    if tokens[verb].word not in _EQUATING:
        return
    for index in range(verb + 1, min(verb + _REACH, len(tokens) - 2)):
        counted = any(token.mention is not None and token.mention.cls == "ordinal" for token in tokens[verb:index])
        members = any(token.word in {"one", "among", "countries", "states", "nations"} for token in tokens[verb:index])
        if tokens[index].word in {"to", "that", "which", "who"} and (counted or members):
            yield verb, [*tokens[:verb], *tokens[index + 1 :]]
            return
