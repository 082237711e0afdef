"""Settles when a statement holds, and whether it is denied, planned, proposed or alleged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from diplograph.dates import DateMention, resolve
from diplograph.text.annotate import Mention, Row

#: How many tokens in front of a match may hold a cue that governs it.
_BEFORE = 4

#: Behind one of these, "would" tells of a plan; elsewhere of what came later ("she would visit Peru again in 2013").
_REPORTING = frozenset(
    """agree agreed agreeing agreement announce announced announces announcing argued assured asked believed claimed
    committed confirmed decided declared demanded envisaged expected feared hope hoped hopes if informed intended offered
    plan planned plans pledged predicted promised proposal proposed provided revealed said says so speculated stated
    stating stipulated suggested that thought threatened told under undertook unless warned whereby whether which""".split()
)
#: What follows a "would" that tells of no event.
_WISHING = frozenset({"like", "have", "rather", "prefer", "seem", "appear"})

#: Classes that are subjects of a clause which a date opens.
_ACTING = frozenset({"territory", "pair", "person", "organisation"})

#: What stands before a statement from which another one's date is counted: "was opened in 1965, following …".
_ANCHORING = frozenset({"following", "after", "before", "until", "despite", "since", "upon"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a sentence: the index of its token and the EDTF date."""

    index: int
    edtf: str


def dates_of(row: Row, anchor: str) -> list[Dated]:
    """List the dates of a sentence; those that leave a part out are resolved by the ones before, or by ``anchor``."""
    found: list[Dated] = []
    full = [
        t.mention.value for t in row.tokens if t.mention is not None and t.mention.cls == "date" and t.mention.value
    ]
    for index, token in enumerate(row.tokens):
        if token.mention is None or token.mention.cls != "date":
            continue
        edtf = token.mention.value
        if not edtf:
            later = anchor if token.mention.get("relative") and anchor else (full[0] if full else anchor)
            near = found[-1].edtf if found else later
            edtf = resolve_date(token.mention, near)
        if edtf:
            found.append(Dated(index, edtf))
    return found


def resolve_date(mention: Mention, anchor: str) -> str:
    """Resolve a partial or relative date by an anchor date ("" where it cannot be)."""
    if mention.value or not anchor:
        return mention.value
    partial, relative = mention.get("partial"), mention.get("relative")
    return resolve(DateMention(0, 0, "", partial, relative), anchor)


def pick_dates(row: Row, dates: Sequence[Dated], first: int, last: int, stops: Iterable[int]) -> list[str]:
    """Choose the dates that belong to the match on the tokens ``[first, last)``.

    Those inside the match; else one that follows at once, or an enumeration of dates; else one that opens the sentence
    or clause; else one that follows before another statement begins; else the nearest one before.

    Args:
        row: The sentence.
        dates: Its dates.
        first: Index of the match's first token.
        last: Index behind its last token.
        stops: Indexes where other statements of the sentence begin.
    """
    inside = [d for d in dates if first <= d.index < last]
    stop = min((s for s in stops if s >= last), default=len(row.tokens))
    behind = [d for d in dates if last <= d.index < stop and not _opens_clause(row, d.index)]
    if inside:
        return [d.edtf for d in inside[:-1]] + _enumerated(row, inside[-1], behind)
    after = [d for d in behind if not _has(row, last, d.index, {";"})]
    near = [d for d in after if _adjoins(row, last, d.index)] or [d for d in dates if _follows(row, last, d.index)]
    if near:
        return _enumerated(row, near[0], after)
    if first > 0 and row.tokens[first - 1].word in _ANCHORING:
        return [d.edtf for d in after[:1] if not _has(row, last, d.index, {","})]
    return _pick_far(row, dates, first, after)


def _pick_far(row: Row, dates: Sequence[Dated], first: int, after: Sequence[Dated]) -> list[str]:
    """Choose a date that does not stand right behind the match: the sentence's or clause's opening one, or the next."""
    before = [d for d in dates if d.index < first and not _has(row, d.index, first, {";"})]
    opening = [d for d in before if d.index <= 2 or _has(row, d.index - 2, d.index, {",", "and", ";"})]
    if opening:
        several = _enumerated(row, opening[0], before)
        return several if several[-1] == before[-1].edtf else [opening[-1].edtf]
    if after:
        return _enumerated(row, after[0], after)
    if before:
        return [before[-1].edtf]
    return [d.edtf for d in dates[:1] if d.index <= 2 and d.index < first]


def _opens_clause(row: Row, index: int) -> bool:
    """Tell whether a date opens a further clause ("… and in 1956, both …", "… and in 1956 Peru …")."""
    following = row.tokens[index + 1] if index + 1 < len(row.tokens) else None
    if following is None or not _has(row, index - 2, index, {"and", "but", "while"}):
        return False
    return following.word == "," or (following.mention is not None and following.mention.cls in _ACTING)


def _adjoins(row: Row, last: int, index: int) -> bool:
    """Tell whether a date stands right behind a match, or only a place between them ("was signed in Oslo in 1991")."""
    between = row.tokens[last:index]
    if any(t.word in {"and", "but"} for t in between):
        return False
    placed = all(
        t.word in {"in", "at", "on", ","} if t.mention is None else t.mention.cls in {"place", "territory"}
        for t in between
    )
    return len(between) <= 2 or (placed and len(between) <= 5)


def _follows(row: Row, last: int, index: int) -> bool:
    """Tell whether a date stands right behind a match, though what is said next may begin with it ("… in 1990 and …")."""
    return index == last + 1 and row.tokens[last].word in {"in", "on", "since", "("}


def _enumerated(row: Row, start: Dated, dates: Sequence[Dated]) -> list[str]:
    """Take a date and those that are joined to it by commas, "and" and prepositions alone."""
    taken = [start]
    for date in dates:
        if date.index > taken[-1].index and _only(
            row, taken[-1].index + 1, date.index, {",", "and", "in", "on", "again", "later", "then"}
        ):
            taken.append(date)
    return [date.edtf for date in taken]


def _has(row: Row, first: int, last: int, words: set[str]) -> bool:
    """Tell whether one of the words stands between two tokens."""
    return any(token.word in words for token in row.tokens[max(first, 0) : last])


def _only(row: Row, first: int, last: int, words: set[str]) -> bool:
    """Tell whether only these words stand between two tokens."""
    return all(token.word in words for token in row.tokens[first:last])


def cue(
    row: Row, first: int, last: int, skipped: Sequence[tuple[int, int]], cues: Mapping[str, frozenset[str]]
) -> dict[str, str]:
    """Read the polarity and the modality of the match on the tokens ``[first, last)``.

    Args:
        row: The sentence.
        first: Index of the match's first token.
        last: Index behind its last token.
        skipped: Token ranges inside that hold free text, whose words say nothing of the statement.
        cues: ``negative``, ``planned``, ``proposed`` and ``alleged`` → words or phrases in lower case.
    """
    start = max(first - _BEFORE, 0)
    for index in range(first - 1, start - 1, -1):
        if row.tokens[index].word in {",", ";", ":", "(", ")", "and", "but", "while"}:
            start = index + 1
            break
    words = [
        "_"
        if token.mention is not None or any(a <= index < b for a, b in skipped) or _tells_later(row, index)
        else token.word
        for index, token in enumerate(row.tokens[start:last], start)
    ]
    region = f" {' '.join(words)} ".replace(" not until ", " ")
    result = {}
    if any(map(region.__contains__, _padded(cues.get("negative", frozenset())))):
        result["polarity"] = "negative"
    for modality in ("alleged", "planned", "proposed"):
        if any(map(region.__contains__, _padded(cues.get(modality, frozenset())))):
            result["modality"] = modality
            break
    return result


def _tells_later(row: Row, index: int) -> bool:
    """Tell whether a token is a "would" that tells of what came later, and of no plan."""
    if row.tokens[index].word != "would" or index + 1 >= len(row.tokens) or row.tokens[index + 1].word in _WISHING:
        return False
    return not any(token.word in _REPORTING for token in row.tokens[:index])


@cache
def _padded(signals: frozenset[str]) -> tuple[str, ...]:
    """Write signals as they stand between words."""
    return tuple(f" {signal} " for signal in sorted(signals))
