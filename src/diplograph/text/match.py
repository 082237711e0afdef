"""Applies the patterns to one sentence: matches become drafts of claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplograph.text.annotate import Row
from diplograph.text.discourse import Discourse
from diplograph.text.drafts import Draft, make_drafts
from diplograph.text.language import Compiled
from diplograph.text.patterns import Kind, Library, Pattern
from diplograph.text.slots import read_slots
from diplograph.text.templates import Values


def candidates(row: Row, library: Library) -> Iterator[Pattern]:
    """Yield the patterns whose triggers occur in the sentence, in the order of the files."""
    numbers: set[int] = set()
    for key in (*row.keys, ""):
        numbers.update(library.by_trigger.get(key, ()))
    for number in sorted(numbers):
        yield library.patterns[number]


def find_drafts(row: Row, pattern: Pattern, kind: Kind, held: Values, discourse: Discourse) -> Iterator[Draft]:
    """Apply one pattern to a sentence.

    Args:
        row: The sentence.
        pattern: The pattern.
        kind: The kind of its claims.
        held: What the slots of its context hold.
        discourse: The state of reading.
    """
    taken: list[tuple[int, int]] = []
    for matcher in pattern.matchers:
        if matcher.triggers and row.keys.isdisjoint(matcher.triggers):
            continue
        for match in matcher.regex.finditer(row.code):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            drafts = list(_follow(row, pattern, kind, match, held, discourse))
            if drafts:
                taken.append((start, end))
            yield from drafts


def _follow(
    row: Row, pattern: Pattern, kind: Kind, match: re.Match[str], held: Values, discourse: Discourse
) -> Iterator[Draft]:
    """Make the drafts of a match and of the continuations behind it."""
    values, skipped = read_slots(row, match)
    values = {**held, **values}
    span = (row.token_at(match.start()), row.token_at(match.end()))
    yield from make_drafts(pattern, kind, values, span, skipped, discourse)
    end = match.end()
    while (further := _continue(row, pattern.then, end)) is not None:
        more, skips = read_slots(row, further)
        values = {**values, **more}
        yield from make_drafts(
            pattern, kind, values, (row.token_at(further.start()), row.token_at(further.end())), skips, discourse
        )
        end = further.end()


def _continue(row: Row, matchers: Sequence[Compiled], position: int) -> re.Match[str] | None:
    """Match one of the continuations right at a position."""
    found = (matcher.regex.match(row.code, position) for matcher in matchers)
    return next((match for match in found if match is not None and match.end() > position), None)
