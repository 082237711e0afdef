"""Finds what a sentence states: as a whole, in the shorter sentences that it holds, and in passing."""

from __future__ import annotations

from collections.abc import Iterable

from diplograph.text.annotate import Row
from diplograph.text.clauses import Clause, find_clauses
from diplograph.text.drafts import Draft
from diplograph.text.memory import anchor_of
from diplograph.text.reading import Reading
from diplograph.text.settle import find_all_drafts, settle
from diplograph.text.tenures import Settled, tenures_in_passing
from diplograph.text.timing import dates_of

#: A list item of no more tokens is a label, to which its brackets belong ("Norway (consulate)").
_LABEL = 8


def find_statements(reading: Reading, row: Row, scope: str) -> list[Settled]:
    """Find what a sentence states, with dates, polarity and modality settled.

    Args:
        reading: The reading of the document.
        row: The sentence.
        scope: Where the patterns apply (see ``patterns.Pattern``).
    """
    settled = settle(reading, row, find_all_drafts(reading, row, scope))
    label = scope == "item" and len(row.tokens) <= _LABEL
    for clause in () if label else find_clauses(row, reading.tools.library):
        settled = _with_clause(reading, row, settled, clause, scope)
    return settled + tenures_in_passing(reading, row, settled, dates_of(row, anchor_of(reading)))


def _with_clause(reading: Reading, row: Row, settled: list[Settled], clause: Clause, scope: str) -> list[Settled]:
    """Add what a clause says beyond the sentence; a statement that crossed into the clause gives way to the clause's."""
    drafts = find_all_drafts(reading, clause.row, scope)
    told = [draft for draft, _, _ in settled]
    new = [draft for draft in drafts if not _is_told(draft, told)]
    kinds = {draft.kind.name for draft in drafts if clause.row.plain(draft.first, draft.last)[1] > clause.first}
    kept = [
        (draft, roles, time)
        for draft, roles, time in settled
        if draft.kind.name not in kinds or _is_told(draft, drafts) or not _crosses(row, draft, clause)
    ]
    again = settle(reading, clause.row, [draft for draft in drafts if draft not in new])
    return _redated(row, kept, again, clause) + settle(reading, clause.row, new)


def _redated(row: Row, kept: list[Settled], again: list[Settled], clause: Clause) -> list[Settled]:
    """Give statements of a clause that has a date of its own this date rather than one from elsewhere in the sentence."""
    own = {
        t.mention.value for t in clause.row.tokens if t.start >= clause.first and t.mention and t.mention.cls == "date"
    }
    if not own:
        return kept
    dated: list[Settled] = []
    for draft, roles, time in kept:
        times = [other for twin, _, other in again if _key(twin) == _key(draft)]
        alike = sum(_key(twin) == _key(draft) for twin, _, _ in kept)
        better = len(times) == alike == 1 and set(times[0].values()) & own and not set(time.values()) & own
        dated.append((draft, roles, times[0] if better and _ends_in(row, draft, clause) else time))
    return dated


def _ends_in(row: Row, draft: Draft, clause: Clause) -> bool:
    """Tell whether a match of the sentence ends in what is a clause's own."""
    return draft.last <= len(row.tokens) and clause.first < row.plain(draft.first, draft.last)[1] <= clause.last


def _key(draft: Draft) -> tuple[str, str]:
    """Give what identifies a statement in its sentence: its kind and key roles."""
    return draft.kind.name, repr([draft.roles.get(name) for name in draft.kind.key])


def _is_told(draft: Draft, others: Iterable[Draft]) -> bool:
    """Tell whether one of the others says the same, of a happening also by the same actor where both name one."""
    actor = draft.roles.get("actor")
    alike = (other for other in others if _key(other) == _key(draft))
    return any(not actor or other.roles.get("actor", actor) == actor for other in alike)


def _crosses(row: Row, draft: Draft, clause: Clause) -> bool:
    """Tell whether a match began before what is a clause's own and ended in it."""
    if draft.last > len(row.tokens):
        return False
    start, end = row.plain(draft.first, draft.last)
    return start < clause.first < end <= clause.last
