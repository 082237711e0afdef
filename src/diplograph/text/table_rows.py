"""Reads table rows: by the patterns for their columns, then the prose in their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplograph.model import Block, Cell, Claim
from diplograph.text.annotate import Mention
from diplograph.text.discourse import Discourse
from diplograph.text.drafts import Draft, make_drafts
from diplograph.text.memory import remember
from diplograph.text.mentions import find_mentions
from diplograph.text.patterns import Pattern
from diplograph.text.reading import Reading, context_for
from diplograph.text.segment import find_sentences
from diplograph.text.sentences import read_row
from diplograph.text.settle import make_claim
from diplograph.text.statements import find_statements
from diplograph.text.timing import resolve_date

#: What has no more tokens is no sentence.
_FEW = 3
#: What follows a name in its cell.
_REMARK = re.compile(r" [–—-] | \(|[;\n]")
_DASH = re.compile(r"\s*[-\u2013\u2014]\s*")
_LONGEST_ITEM = 200
_UNMISTAKABLE = frozenset({"place", "mission"})


def row_claims(reading: Reading, block: Block) -> Iterator[Claim]:
    """Read a table row: by the patterns for its columns, then the prose in its cells."""
    told = reading.discourse
    reading.discourse = _inside(reading, block)
    claims = list(_column_claims(reading, block))
    columns = len(claims)
    for cell in block.cells:
        sentences = find_sentences(block.text[cell.start : cell.end])
        for start, end in sentences:
            part = (cell.start + start, cell.start + end)
            span = block.stored(*part) if len(sentences) > 1 else (block.start, block.end)
            for claim in _prose_claims(reading, block, part, span):
                _add(claims, columns, claim, reading)
    reading.discourse = told
    yield from claims


def _column_claims(reading: Reading, block: Block) -> Iterator[Claim]:
    """Read a row by the patterns for its columns, or as an item of a list where it has no headers."""
    span = (block.start, block.end)
    for draft in _column_drafts(reading, block):
        draft.polarity, draft.modality = draft.polarity or "positive", draft.modality or "asserted"
        time = {role: value for role, value in draft.time.items() if not value.startswith("@")}
        yield make_claim(reading, block, span, draft, draft.roles, time)
    if not any(cell.header for cell in block.cells):
        yield from _item_claims(reading, block, span)


def _add(claims: list[Claim], columns: int, new: Claim, reading: Reading) -> None:
    """Add a claim of a sentence, unless it only repeats one of the columns', which then takes over its other roles."""
    key = reading.tools.library.kinds[new.kind].key
    for number, claim in enumerate(claims[:columns]):
        same = claim.kind == new.kind and all(claim.roles.get(role) == new.roles.get(role) for role in key)
        sure = (claim.polarity, claim.modality) == (new.polarity, new.modality)
        fits = all(claim.roles.get(role, value) == value for role, value in new.roles.items())
        if same and sure and fits and new.time.items() <= claim.time.items():
            claims[number] = replace(claim, roles={**new.roles, **claim.roles})
            return
    claims.append(new)


def _item_claims(reading: Reading, block: Block, span: tuple[int, int]) -> Iterator[Claim]:
    """Read a short row without headers as an item of a list, with commas for the bars; a number before it goes."""
    if len(block.text) > _LONGEST_ITEM:
        return
    row = read_row(block.text, 0, len(block.text), reading.tools, reading.discourse)
    tokens = [token._replace(word=",") if token.word == "|" else token for token in row.tokens]
    counted = block.text[block.cells[0].start : block.cells[0].end].strip("#().").isdigit()
    row.tokens = [token for token in tokens if token.start > block.cells[0].end + 1] if counted else tokens
    row.encode(reading.tools.library.alphabet)
    for draft, roles, time in find_statements(reading, row, "item") if row.tokens else ():
        yield make_claim(reading, block, span, draft, roles, time)


def _inside(reading: Reading, block: Block) -> Discourse:
    """Give the discourse inside a row: its first territory is what it is about, and nothing before it is meant."""
    named = _first_territory(reading, block)
    about = (named,) if named else reading.discourse.section
    return replace(reading.discourse, section=about, subject="", group=(), event={}, agreement={}, mission={}, trade={})


def _prose_claims(reading: Reading, block: Block, part: tuple[int, int], span: tuple[int, int]) -> Iterator[Claim]:
    """Read a sentence in a cell, whose claims have the span; the sentences behind it in the row go on from it."""
    row = read_row(block.text, *part, reading.tools, reading.discourse)
    if len(row.tokens) > _FEW:
        settled = find_statements(reading, row, "row-prose")
        yield from (make_claim(reading, block, span, draft, roles, time) for draft, roles, time in settled)
        remember(reading, row, settled)


def _column_drafts(reading: Reading, block: Block) -> list[Draft]:
    """Make the drafts of the patterns for columns; all are made before any becomes a claim."""
    library, discourse = reading.tools.library, reading.discourse
    drafts: list[Draft] = []
    whole = read_row(block.text, 0, len(block.text), reading.tools, discourse)
    for pattern in library.patterns:
        if pattern.scope != "row" or (
            pattern.matchers and not any(m.regex.search(whole.code) for m in pattern.matchers)
        ):
            continue
        held = context_for(reading, pattern)
        values = _cells(reading, block, pattern) if held is not None else None
        if held is not None and values is not None:
            drafts += make_drafts(pattern, library.kinds[pattern.kind], {**held, **values}, (0, 0), [], discourse)
    return drafts


def _first_territory(reading: Reading, block: Block) -> str:
    """Give the first territory that a cell names ("" for none): what the prose in the row is about."""
    mentions = (
        mention
        for cell in block.cells
        for mention in find_mentions(block.text, cell.start, cell.end, reading.tools, reading.discourse)
    )
    return next((mention.value for mention in mentions if mention.cls == "territory"), "")


def _is_headed(header: str, words: Sequence[str]) -> bool:
    """Tell whether a header holds one of the words, and none of those that a ``!`` excludes."""
    excluded = any(word[1:] in header for word in words if word.startswith("!"))
    return not excluded and any(word in header for word in words if not word.startswith("!"))


def _cells(reading: Reading, block: Block, pattern: Pattern) -> dict[str, list[Mention]] | None:
    """Bind the columns of a row pattern to the mentions in their cells; None where a column is missing."""
    values: dict[str, list[Mention]] = {}
    for slot, column in pattern.columns.items():
        headed = [cell for cell in block.cells if _is_headed(cell.header.lower(), column.header)]
        held = (_held(reading, block, cell, column.cls) for cell in headed)
        found = next(filter(None, held), None) or (_shifted(reading, block, column.cls) if headed else [])
        if not found and not column.optional:
            return None
        values[slot] = found
    return values


def _shifted(reading: Reading, block: Block, cls: str) -> list[Mention]:
    """Find the cell that holds nothing but a city or a mission, where a cell that is missing has moved it."""
    for cell in block.cells if cls in _UNMISTAKABLE else ():
        mentions = find_mentions(block.text, cell.start, cell.end, reading.tools, reading.discourse)
        if (
            len(mentions) == 1
            and mentions[0].cls == cls
            and (mentions[0].start, mentions[0].end) == (cell.start, cell.end)
        ):
            return mentions
    return []


def _held(reading: Reading, block: Block, cell: Cell, cls: str) -> list[Mention]:
    """List the mentions of a class, or of several, in a cell; of dates those that are settled.

    Two columns under one header ("Term of office") hold the beginning and the end.
    """
    mentions = find_mentions(block.text, cell.start, cell.end, reading.tools, reading.discourse)
    found = [m for m in mentions if m.cls in cls.split("|")]
    if cls == "name" and (remark := _REMARK.search(block.text, cell.start, cell.end)):
        found = [m for m in found if m.end <= remark.start()] or found
    if cls != "date":
        return found
    bracket = block.text.find("(", cell.start, cell.end)
    found = [m for m in found if not 0 <= bracket < m.start] or found
    found = [date for m in found if (date := _settled(m, reading.discourse.year)).value]
    if len(found) == 2 and _DASH.fullmatch(block.text, found[0].end, found[1].start):
        return [_between(found[0], found[1].value)]
    twin = next((c for c in block.cells if c.header == cell.header and c.start > cell.end), None)
    if twin is None or len(found) != 1 or "/" in found[0].value or not cell.header:
        return found
    ends = _held_dates(reading, block, twin)
    return [_between(found[0], ends[0].value if len(ends) == 1 else "")]


def _between(first: Mention, last: str) -> Mention:
    """Make the interval from a date to another ("" for one that is open)."""
    return replace(first, value=f"{first.value}/{last or '..'}", data={"first": first.value, "last": last})


def _settled(mention: Mention, year: str) -> Mention:
    """Settle a date without a year by the year that the headings give."""
    edtf = resolve_date(mention, year)
    first, _, last = edtf.partition("/")
    ends = {"first": first.replace("..", ""), "last": last.replace("..", "")}
    return replace(mention, value=edtf, data=ends if last else {"point": edtf})


def _held_dates(reading: Reading, block: Block, cell: Cell) -> list[Mention]:
    """List the single dates in a cell."""
    mentions = find_mentions(block.text, cell.start, cell.end, reading.tools, reading.discourse)
    return [m for m in mentions if m.cls == "date" and m.value and "/" not in m.value]
