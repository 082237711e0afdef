"""From a document to its claims, sentence by sentence, list item by list item, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from diplograph.mentions import read_row
from diplograph.model import Block, Claim, Document
from diplograph.patterns import Library, bundled_library
from diplograph.reading import Reading, enter, enter_item, open_reading
from diplograph.rows import row_claims
from diplograph.segment import find_sentences
from diplograph.settle import find_all_drafts, make_claim, remember, settle


def extract_claims(document: Document, library: Library | None = None) -> list[Claim]:
    """Find the claims that a document makes, sorted by their place in it.

    Args:
        document: The document.
        library: The patterns; by default the bundled ones.
    """
    claims = [claim for _, found in read_sentences(document, library) for claim in found]
    return sorted(claims, key=lambda claim: (claim.start, claim.end, claim.kind, claim.to_json()))


def read_sentences(document: Document, library: Library | None = None) -> Iterator[tuple[tuple[int, int], list[Claim]]]:
    """Yield each sentence, list item and table row with its claims: half-open stored offsets, then the claims."""
    reading = open_reading(document, library or bundled_library())
    parents: list[str] = []
    for block in document.blocks:
        if block.kind in {"title", "heading"}:
            continue
        enter(reading, block)
        if block.kind == "row":
            yield (block.start, block.end), list(_distinct(row_claims(reading, block)))
            continue
        parents = enter_item(reading, block, parents)
        reading.discourse.links = block.links
        for start, end in _units(block):
            claims = list(_distinct(_sentence_claims(reading, block, start, end)))
            yield block.stored(start, end), claims


def _units(block: Block) -> Sequence[tuple[int, int]]:
    """Give the spans that are read as one: a list item without sentences in it is one."""
    spans = find_sentences(block.text)
    return spans if block.kind != "item" or len(spans) > 1 else [(0, len(block.text))] if spans else []


def _sentence_claims(reading: Reading, block: Block, start: int, end: int) -> Iterator[Claim]:
    """Read one sentence or list item."""
    scope = "item" if block.kind == "item" else "sentence"
    row = read_row(block.text, start, end, reading.tools, reading.discourse)
    drafts = find_all_drafts(reading, row, scope)
    settled = settle(reading, row, drafts)
    span = block.stored(start, end)
    for draft, roles, time in settled:
        yield make_claim(reading, block, span, draft, roles, time)
    remember(reading, row, settled)


def _distinct(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Drop repeats."""
    seen: set[str] = set()
    for claim in claims:
        line = replace(claim, pattern="", section=()).to_json()
        if line not in seen:
            seen.add(line)
            yield claim
