"""Explains how a sentence is read: mentions, dates, triggers, the patterns tried and where each of them failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from diplograph.account.coverage import State, find_telling, judge
from diplograph.errors import InputError
from diplograph.model import Block, Claim, Document
from diplograph.text.annotate import Mention, Row
from diplograph.text.elements import Progress, measure, split_pattern
from diplograph.text.match import candidates, find_drafts
from diplograph.text.memory import anchor_of
from diplograph.text.patterns import Pattern, bundled_library
from diplograph.text.reading import Reading, context_for, enter, enter_item, open_reading
from diplograph.text.segment import find_sentences
from diplograph.text.sentences import read_row
from diplograph.text.sides import at_home, context_of
from diplograph.text.slots import read_slots
from diplograph.text.templates import fill
from diplograph.text.timing import dates_of
from diplograph.text.units import read_sentence

#: Why a pattern for list items is not applied to a sentence in a paragraph.
ELSEWHERE = "only for list items"


@dataclass(frozen=True, slots=True)
class Trial:
    """One pattern that was tried.

    Attributes:
        pattern: Its id.
        kind: The kind of claim that it makes.
        written: Which of its texts was tried.
        progress: How far it matches.
        claims: How many claims it made.
        reason: Why it made none: the first condition that failed ("" where it made some).
    """

    pattern: str
    kind: str
    written: str
    progress: Progress
    claims: int
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one sentence is read.

    Attributes:
        text: The sentence.
        mentions: What stands for something, with offsets in the whole text that was given.
        surfaces: The words of each mention.
        dates: The dates: as they are written, and as they are understood in EDTF.
        triggers: The words and classes that set patterns off.
        trials: The patterns tried, those that came nearest first.
        claims: The claims that come out; offsets in the whole text.
        state: Its state in the ledger of what was read.
        reason: Why it is in that state.
    """

    text: str
    mentions: tuple[Mention, ...]
    surfaces: tuple[str, ...]
    dates: tuple[tuple[str, str], ...]
    triggers: tuple[str, ...]
    trials: tuple[Trial, ...]
    claims: tuple[Claim, ...]
    state: State
    reason: str


def explain_sentence(
    text: str,
    *,
    title: str = "",
    headings: Sequence[str] = (),
    intro: str = "",
    kind: Literal["paragraph", "item"] = "paragraph",
) -> Explanation:
    """Explain the last sentence of a text; those before it are read first, so that "he" and "both countries" are known.

    Args:
        text: One sentence or several.
        title: The title of the article it stands in.
        headings: The headings above it, outermost first.
        intro: The sentence that introduces the list it stands in.
        kind: Whether it stands in a paragraph or is a list item.

    Raises:
        InputError: The text holds no sentence.
    """
    spans = find_sentences(text)
    if not spans:
        raise InputError("nothing to explain", expected="a sentence")
    block = Block(kind, text, 0, len(text), level=int(kind == "item"), path=tuple(headings), intro=intro)
    reading = open_reading(Document("sentence", title, "plain", text, (block,), ""), bundled_library())
    enter(reading, block)
    enter_item(reading, block, [])
    for start, end in spans[:-1]:
        read_sentence(reading, block, start, end)
    return _explain(reading, block, *spans[-1])


def _explain(reading: Reading, block: Block, start: int, end: int) -> Explanation:
    """Explain the sentence ``[start, end)`` of a block; all before it has been read."""
    text, library = block.text, reading.tools.library
    row = read_row(text, start, end, reading.tools, reading.discourse)
    dates = dates_of(row, anchor_of(reading))
    trials = sorted(_try_all(reading, row, block.kind), key=_order)
    unit = read_sentence(reading, block, start, end)
    mentions = tuple(token.mention for token in row.tokens if token.mention is not None)
    state, reason = judge(unit, find_telling(library), library)
    return Explanation(
        text[start:end],
        mentions,
        tuple(text[mention.start : mention.end] for mention in mentions),
        tuple((text[row.tokens[date.index].start : row.tokens[date.index].end], date.edtf) for date in dates),
        tuple(sorted(row.keys & library.by_trigger.keys())),
        tuple(trials),
        unit.claims,
        state,
        reason,
    )


def _order(trial: Trial) -> tuple[bool, bool, int, float, int, str, str]:
    """Sort what made claims first, then what lacks least and came furthest; what applies elsewhere comes last."""
    progress = trial.progress
    return (
        not trial.claims,
        trial.reason == ELSEWHERE,
        progress.absent,
        -progress.share,
        -progress.elements,
        trial.pattern,
        trial.written,
    )


def _try_all(reading: Reading, row: Row, kind: str) -> Iterator[Trial]:
    """Try each text of each pattern that a trigger sets off."""
    library = reading.tools.library
    scope = "item" if kind == "item" else "sentence"
    for pattern in candidates(row, library):
        reason, count = _outcome(reading, row, pattern, scope)
        for written in (matcher.text for matcher in pattern.matchers):
            progress = measure(row, split_pattern(written, library.macros, library.alphabet))
            made = count if not progress.failed else 0
            why = "" if made else f"no {progress.failed}" if progress.failed and reason != ELSEWHERE else reason
            yield Trial(pattern.id, pattern.kind, written, progress, made, why)


def _outcome(reading: Reading, row: Row, pattern: Pattern, scope: str) -> tuple[str, int]:
    """Apply a pattern: why it makes no claim where its text matches, and how many claims it makes."""
    if pattern.scope not in {"sentence", scope}:
        return ELSEWHERE, 0
    held = context_for(reading, pattern)
    if held is None:
        return "no heading, introduction or title as the pattern asks for", 0
    library = reading.tools.library
    count = sum(1 for _ in find_drafts(row, pattern, library.kinds[pattern.kind], held, reading.discourse))
    if count:
        return "", count
    match = next((m for matcher in pattern.matchers if (m := matcher.regex.search(row.code))), None)
    if match is None:
        return "", 0
    values = at_home({**held, **read_slots(row, match)[0]}, reading.discourse, pattern.kind)
    templates = {**library.kinds[pattern.kind].roles, **pattern.roles}
    context = context_of(values, reading.discourse)
    missing = [role for role in library.kinds[pattern.kind].key if not fill(templates.get(role, ""), values, context)]
    return f"no value for {', '.join(missing)}" if missing else "its values do not make a claim", 0
