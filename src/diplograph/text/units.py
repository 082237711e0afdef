"""Walks a document unit by unit: each sentence, list item and table row with its mentions and its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace

from diplograph.model import Block, Claim, Document
from diplograph.text.annotate import Row
from diplograph.text.memory import remember
from diplograph.text.patterns import Library, bundled_library
from diplograph.text.reading import Reading, enter, enter_item, open_reading
from diplograph.text.segment import find_sentences
from diplograph.text.sentences import read_row
from diplograph.text.settle import make_claim
from diplograph.text.statements import find_statements
from diplograph.text.table_rows import row_claims


@dataclass(frozen=True, slots=True)
class Unit:
    """What is read as one: a sentence, a list item, a table row.

    Attributes:
        block: The block that it stands in.
        start: Offset of its first character in the stored text.
        end: Offset behind its last character.
        rows: Its tokens and mentions; for a table row that makes no claims one for each sentence in its cells.
        claims: What it claims, each once.
    """

    block: Block
    start: int
    end: int
    rows: tuple[Row, ...]
    claims: tuple[Claim, ...]


def read_units(document: Document, library: Library | None = None) -> Iterator[Unit]:
    """Yield the units of a document in reading order.

    Args:
        document: The document.
        library: The patterns; by default the bundled ones.
    """
    yield from walk(open_reading(document, library or bundled_library()))


def walk(reading: Reading) -> Iterator[Unit]:
    """Yield the units of a document whose reading has just been opened; it has come to the end of each as it is yielded."""
    parents: list[str] = []
    for block in reading.document.blocks:
        if block.kind in {"title", "heading"}:
            continue
        enter(reading, block)
        if block.kind == "row":
            yield _read_row(reading, block)
            continue
        parents = enter_item(reading, block, parents)
        reading.discourse.links = tuple(sorted(block.links))
        told = reading.discourse
        if block.kind == "gloss":
            reading.discourse = copy(told)  # what explains a link is no part of what the article goes on to tell
        for start, end in _spans(block):
            yield read_sentence(reading, block, start, end)
        reading.discourse = told


def _spans(block: Block) -> Sequence[tuple[int, int]]:
    """Give the plain spans that are read as one: a list item without sentences in it is one."""
    spans = find_sentences(block.text)
    return [(0, len(block.text))] if block.kind == "item" and len(spans) == 1 else spans


def read_sentence(reading: Reading, block: Block, start: int, end: int) -> Unit:
    """Read one sentence or list item; the discourse moves on.

    Args:
        reading: The reading of the document, which has entered the block.
        block: The block.
        start: Offset of the sentence in the block's plain text.
        end: Offset behind it.
    """
    row = read_row(block.text, start, end, reading.tools, reading.discourse)
    settled = find_statements(reading, row, block.kind if block.kind in {"item", "gloss"} else "sentence")
    span = block.stored(start, end)
    claims = _distinct(make_claim(reading, block, span, draft, roles, time) for draft, roles, time in settled)
    remember(reading, row, settled)
    return Unit(block, *span, (row,), claims)


def _read_row(reading: Reading, block: Block) -> Unit:
    """Read one table row."""
    claims = _distinct(row_claims(reading, block))
    rows: list[Row] = []
    for cell in () if claims else block.cells:
        for start, end in find_sentences(block.text[cell.start : cell.end]):
            rows.append(read_row(block.text, cell.start + start, cell.start + end, reading.tools, reading.discourse))
    return Unit(block, block.start, block.end, tuple(rows), claims)


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Drop claims that only repeat one."""
    made = tuple(claims)
    if len(made) < 2:
        return made
    seen: dict[str, Claim] = {}
    for claim in made:
        seen.setdefault(replace(claim, pattern="", section=()).to_json(), claim)
    return tuple(seen.values())
