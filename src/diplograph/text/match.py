"""Applies the patterns to one sentence: matches become drafts of claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from diplograph.text.annotate import Row
from diplograph.text.discourse import Discourse
from diplograph.text.drafts import Draft, make_drafts
from diplograph.text.language import Compiled
from diplograph.text.patterns import Kind, Library, Pattern
from diplograph.text.slots import members, read_slots
from diplograph.text.subjects import subject_meant
from diplograph.text.templates import Values


def candidates(row: Row, library: Library) -> Iterator[Pattern]:
    """Yield the patterns whose triggers occur in the sentence, in the order of the files."""
    numbers: set[int] = set()
    for key in (*row.keys, ""):
        numbers.update(library.by_trigger.get(key, ()))
    for number in sorted(numbers):
        yield library.patterns[number]


def find_drafts(
    row: Row,
    pattern: Pattern,
    kind: Kind,
    held: Values,
    discourse: Discourse,
    *,
    matchers: Sequence[Compiled] = (),
) -> Iterator[Draft]:
    """Apply one pattern to a sentence.

    Args:
        row: The sentence.
        pattern: The pattern.
        kind: The kind of its claims.
        held: What the slots of its context hold.
        discourse: The state of reading.
        matchers: Those of its texts that are tried; all of them where none is given.
    """
    taken: list[tuple[int, int]] = []
    for matcher in matchers or pattern.matchers:
        for match in matcher.find(row.code):
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
    """Make the drafts of a match and of the continuations behind it; one that holds a ``stop`` says nothing."""
    values, skipped = read_slots(row, match)
    if values.get("stop"):
        return
    values = {**held, **_with_subject(row, kind, match, values)}
    yield from make_drafts(pattern, kind, values, match.span(), skipped, discourse)
    end = match.end()
    while (further := _continue(row, pattern.then, end)) is not None:
        more, skips = read_slots(row, further)
        values = {**_undated(values), **more}
        yield from make_drafts(pattern, kind, values, further.span(), skips, discourse)
        end = further.end()


def _undated(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out dates: what goes on behind a statement is dated by itself."""
    return {
        name: held for name, held in values.items() if isinstance(held, str) or not (held and held[0].cls == "date")
    }


def _with_subject(row: Row, kind: Kind, match: re.Match[str], values: dict[str, Any]) -> dict[str, Any]:
    """Put the subject of the sentence in the place of an object that stands before the verb by accident."""
    found = values.get(kind.subject)
    if not found or isinstance(found, str) or len(found) != 1 or found[0].cls != "territory":
        return values
    if row.tokens[match.start()].mention is not found[0]:
        return values
    meant = subject_meant(row, match.start())
    return values if meant is None else {**values, kind.subject: members([meant])}


def _continue(row: Row, matchers: Sequence[Compiled], position: int) -> re.Match[str] | None:
    """Match one of the continuations right at a position."""
    found = (matcher.regex.match(row.code, position) for matcher in matchers)
    return next((match for match in found if match is not None and match.end() > position), None)
