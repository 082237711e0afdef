"""What must hold for every document, whatever format it was read from."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from diplograph.text.segment import find_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diplograph.model import Block, Document, Piece


def check_document(document: Document) -> None:
    """Check every block's offsets, pieces, links, cells and sentences against the stored text."""
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(document.text)
        assert block.text
        assert block.text == block.text.strip(" \n") or block.kind == "row"
        if block.pieces:
            check_pieces(document.text, block)
        else:
            assert document.text[block.start : block.end] == block.text
        check_marks(block)
        check_sentences(block)


def check_pieces(text: str, block: Block) -> None:
    """Check that the pieces cover the plain text in order and that even ones correspond character by character."""
    first, last = block.pieces[0], block.pieces[-1]
    assert (first.plain_start, last.plain_end) == (0, len(block.text))
    assert (first.stored_start, last.stored_end) == (block.start, block.end)
    for piece in block.pieces:
        assert piece.plain_start < piece.plain_end
        assert piece.stored_start <= piece.stored_end
        check_even_piece(text, block, piece)
    for before, after in pairwise(block.pieces):
        assert before.plain_end == after.plain_start
        assert before.stored_end <= after.stored_start


def check_even_piece(text: str, block: Block, piece: Piece) -> None:
    """Check a piece that is as long as what it stands for: only white space and marks between cells may differ."""
    plain = block.text[piece.plain_start : piece.plain_end]
    stored = text[piece.stored_start : piece.stored_end]
    if len(plain) == len(stored) and plain.isalnum() and stored.isalnum():
        assert plain == stored


def check_marks(block: Block) -> None:
    """Check that links and cells lie inside the plain text, in order."""
    for link in block.links:
        assert 0 <= link.start < link.end <= len(block.text)
        assert link.target
    for cell in block.cells:
        assert 0 <= cell.start <= cell.end <= len(block.text)
    for before, after in pairwise(block.cells):
        assert before.end <= after.start


def check_sentences(block: Block) -> None:
    """Check that sentences are trimmed, in order and without overlap, also in the stored text."""
    sentences = find_sentences(block.text)
    spans = [block.stored(start, end) for start, end in sentences]
    assert all(block.text[start:end] == block.text[start:end].strip() != "" for start, end in sentences)
    assert all(before[1] <= after[0] for before, after in pairwise(sentences))
    assert all(block.start <= start <= end <= block.end for start, end in spans)
    assert all(before[0] <= after[0] and before[1] <= after[1] for before, after in pairwise(spans))


def texts(blocks: Sequence[Block], kind: str) -> list[str]:
    """Give the plain texts of the blocks of a kind."""
    return [block.text for block in blocks if block.kind == kind]


def slices(document: Document, kind: str) -> list[str]:
    """Give the stored characters of the blocks of a kind."""
    return [document.text[block.start : block.end] for block in document.blocks if block.kind == kind]
