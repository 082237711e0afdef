"""Reads table rows: by the patterns for their columns, then the prose in their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diplograph.model import Block, Claim
from diplograph.text.annotate import Mention
from diplograph.text.drafts import Draft, make_drafts
from diplograph.text.mentions import find_mentions, read_row
from diplograph.text.patterns import Pattern
from diplograph.text.reading import Reading, context_for
from diplograph.text.segment import find_sentences
from diplograph.text.settle import find_all_drafts, make_claim, settle
from diplograph.text.timing import resolve_date


def row_claims(reading: Reading, block: Block) -> Iterator[Claim]:
    """Read a table row: by the patterns for its columns, then the prose in its cells."""
    library = reading.tools.library
    discourse = reading.discourse
    drafts: list[Draft] = []
    whole = read_row(block.text, 0, len(block.text), reading.tools, discourse)
    for pattern in library.patterns:
        if pattern.scope != "row" or (
            pattern.matchers and not any(m.regex.search(whole.code) for m in pattern.matchers)
        ):
            continue
        held = context_for(reading, pattern) if pattern.context else {}
        values = _cells(reading, block, pattern) if held is not None else None
        if held is not None and values is not None:
            drafts += make_drafts(pattern, library.kinds[pattern.kind], {**held, **values}, (0, 0), [], discourse)
    for draft in drafts:
        draft.polarity, draft.modality = draft.polarity or "positive", draft.modality or "asserted"
        time = {role: value for role, value in draft.time.items() if not value.startswith("@")}
        yield make_claim(reading, block, (block.start, block.end), draft, draft.roles, time)
    named = next(
        (
            m.value
            for c in block.cells
            for m in find_mentions(block.text, c.start, c.end, reading.tools, discourse)
            if m.cls == "territory"
        ),
        "",
    )
    section, discourse.section = discourse.section, (named,) if named else discourse.section
    for cell in block.cells:
        for start, end in find_sentences(block.text[cell.start : cell.end]):
            row = read_row(block.text, cell.start + start, cell.start + end, reading.tools, discourse)
            if len(row.tokens) > 3:
                for draft, roles, time in settle(reading, row, find_all_drafts(reading, row, "row-prose")):
                    yield make_claim(reading, block, (block.start, block.end), draft, roles, time)
    discourse.section = section


def _is_headed(header: str, words: Sequence[str]) -> bool:
    """Tell whether a header holds one of the words, and none of those that a ``!`` excludes."""
    excluded = any(word[1:] in header for word in words if word.startswith("!"))
    return not excluded and any(word in header for word in words if not word.startswith("!"))


def _cells(reading: Reading, block: Block, pattern: Pattern) -> dict[str, list[Mention]] | None:
    """Bind the columns of a row pattern to the mentions in their cells; None where a column is missing."""
    values: dict[str, list[Mention]] = {}
    for slot, column in pattern.columns.items():
        found: list[Mention] = []
        for cell in block.cells:
            if _is_headed(cell.header.lower(), column.header):
                mentions = find_mentions(block.text, cell.start, cell.end, reading.tools, reading.discourse)
                found = [m for m in mentions if m.cls in column.cls.split("|")]
                if column.cls == "date":
                    found = [m for m in found if m.value or resolve_date(m, reading.discourse.year)]
                if found:
                    break
        if not found and not column.optional:
            return None
        values[slot] = found
    return values
