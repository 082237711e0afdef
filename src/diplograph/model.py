"""The frozen records that pass between the rooms: documents, blocks, spans and claims.

Offsets are half-open and count Unicode code points of the stored text: the file decoded as UTF-8 without newline
translation, so that ``document.text[start:end]`` is always the exact quotation.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

BlockKind = Literal["title", "heading", "paragraph", "item", "row", "gloss"]
Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "planned", "proposed", "alleged"]
#: What a role can hold: a name, a number, a flag, several of them, or names with their offices.
RoleValue = str | int | float | bool | list[str] | dict[str, str]


class Piece(NamedTuple):
    """One run of a block's plain text and the stored characters that it stands for.

    Where both runs are equally long they correspond character by character; otherwise the plain run stands for the
    stored run as a whole (a template, a link with its brackets, an entity).
    """

    plain_start: int
    plain_end: int
    stored_start: int
    stored_end: int


class Link(NamedTuple):
    """A hyperlink of the source: half-open plain offsets within the block, and the title of the linked article."""

    start: int
    end: int
    target: str


class Cell(NamedTuple):
    """One cell of a table row: half-open plain offsets within the row's block, and the text of its column's header."""

    start: int
    end: int
    header: str


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document that is read as a whole: a title, a heading, a paragraph, a list item, a table row, a gloss.

    Attributes:
        kind: What the block is. A ``gloss`` is text that explains a link and was inlined behind it.
        text: The plain text, free of markup.
        start: Offset of the block's first character in the stored text.
        end: Offset behind its last character.
        level: Depth of a heading (1 = under the title) or of a list item (1 = outermost); 0 for the rest.
        path: The headings above the block, outermost first, without the title.
        pieces: How the plain text maps to the stored text, in order; empty where it is the stored slice itself.
        links: The hyperlinks in the plain text.
        cells: The cells of a table row, in order.
        intro: For items and rows, the paragraph or caption that introduces the list or table ("" if none).
        subject: For a gloss, the text of the link that it explains.
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    level: int = 0
    path: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    links: tuple[Link, ...] = ()
    cells: tuple[Cell, ...] = ()
    intro: str = ""
    subject: str = ""

    def stored(self, start: int, end: int) -> tuple[int, int]:
        """Give the stored offsets of the plain text ``[start, end)``, with the markup that belongs to it.

        >>> Block("paragraph", "A b", 10, 13).stored(2, 3)
        (12, 13)
        """
        if not self.pieces:
            return self.start + start, self.start + end
        first = self.pieces[max(bisect_right(self.pieces, start, key=_plain_start) - 1, 0)]
        last = self.pieces[max(bisect_right(self.pieces, max(end - 1, start), key=_plain_start) - 1, 0)]
        return _edge(first, start, at_end=False), _edge(last, end, at_end=True)


def _plain_start(piece: Piece) -> int:
    """Give what pieces are searched by."""
    return piece.plain_start


def _edge(piece: Piece, offset: int, *, at_end: bool) -> int:
    """Map one plain offset inside a piece to the stored text."""
    if piece.plain_end - piece.plain_start == piece.stored_end - piece.stored_start:
        return piece.stored_start + min(max(offset - piece.plain_start, 0), piece.plain_end - piece.plain_start)
    return piece.stored_end if at_end else piece.stored_start


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read.

    Attributes:
        id: The name that claims and IRIs use, from the file name up to its first dot.
        title: The article's title.
        format: ``plain``, ``scrape``, ``wikitext``, ``doc``, ``html`` or ``dump``.
        text: The stored text, exactly.
        blocks: The blocks in reading order.
        sha256: Of the stored text encoded as UTF-8, in hexadecimal.
        path: Where it was read from, for messages; never part of any output that must be reproducible.
        source: Address of the original, where it is known.
        licence: Licence of the text (SPDX name), where it is known.
        retrieved: When or how the text was obtained, where it is known.
        revision: Revision of the original, where it is known.
    """

    id: str
    title: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    sha256: str
    path: str = ""
    source: str = ""
    licence: str = ""
    retrieved: str = ""
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about foreign relations that a document makes, with the characters that make it.

    Attributes:
        document: Id of the document.
        kind: Local name of a class of the ontology (``Visit``, ``Agreement`` …).
        roles: Who and what takes part, by role name; names are written as in an index.
        time: EDTF dates by role (``date``, ``at``, ``since``, ``until``, ``opened``, ``signed`` …), as precise as stated.
        start: Offset of the first character in the document's stored text.
        end: Offset behind the last character.
        exact: The quotation: ``text[start:end]``.
        polarity: Whether the document says that it is, or that it is not.
        modality: Whether it is asserted, planned, proposed or alleged.
        pattern: Id of the pattern that found it ("" for claims from elsewhere).
        section: The headings above it.
    """

    document: str
    kind: str
    roles: Mapping[str, RoleValue]
    time: Mapping[str, str]
    start: int
    end: int
    exact: str
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    pattern: str = field(default="", compare=False)
    section: tuple[str, ...] = field(default=(), compare=False)

    def to_json(self) -> str:
        """Write the claim as one line of JSON, roles and times sorted, so that equal claims give equal lines."""
        record = {
            "document": self.document,
            "kind": self.kind,
            "roles": dict(sorted(self.roles.items())),
            "time": dict(sorted(self.time.items())),
            "polarity": self.polarity,
            "modality": self.modality,
            "start": self.start,
            "end": self.end,
            "exact": self.exact,
            "pattern": self.pattern,
            "section": list(self.section),
        }
        return json.dumps(record, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Claim:
        """Read a claim from one line of JSON; ``pattern`` and ``section`` may be missing."""
        record = json.loads(line)
        record["section"] = tuple(record.get("section", ()))
        return cls(**record)
