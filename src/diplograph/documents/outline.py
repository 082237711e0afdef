"""Put the blocks of a document under its headings, and leave out the parts that hold no statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diplograph.model import Block

if TYPE_CHECKING:
    from diplograph.documents.common import PlainText

#: Stands behind the deepest level of a heading that any format has.
SUBHEADING = 9
_LEFT_OUT = frozenset(
    {
        "bibliography",
        "citations and notes",
        "citations",
        "external link",
        "external links",
        "footnotes",
        "further reading",
        "gallery",
        "literature",
        "notes",
        "notes and references",
        "reference",
        "references",
        "references and notes",
        "references and sources",
        "related articles",
        "related pages",
        "see also",
        "sources",
        "sources and references",
        "works cited",
    }
)


@dataclass(slots=True)
class Outline:
    """The blocks of a document in the making, under the headings that are open.

    Blocks under headings that hold no statements ("See also", "References" …) are left out with the headings.
    """

    blocks: list[Block] = field(default_factory=list)
    _open: list[tuple[int, str]] = field(default_factory=list)
    _left_out: int = 0
    _intro: str = ""
    _items: list[tuple[int, str]] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        """The headings that are open, outermost first."""
        return tuple(name for _, name in self._open)

    @property
    def level(self) -> int:
        """The level of the innermost open heading; 0 under none."""
        return self._open[-1][0] if self._open else 0

    def title(self, plain: PlainText) -> None:
        """Add the title."""
        block = plain.block(Block("title", "", 0, 0))
        if block is not None:
            self.blocks.append(block)

    def heading(self, plain: PlainText, level: int) -> None:
        """Close the headings as deep as ``level`` and deeper, and open a new one."""
        if self._left_out and level > self._left_out:
            return
        self._left_out, self._intro = 0, ""
        self._items.clear()
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        depth = self.level + 1 if level == SUBHEADING else level
        block = plain.block(Block("heading", "", 0, 0, level=depth, path=self.path))
        if block is None:
            return
        if block.text.rstrip(" .:").casefold() in _LEFT_OUT:
            self._left_out = level
            return
        self._open.append((level, block.text.rstrip(":")))
        self.blocks.append(block)

    def subheading(self, plain: PlainText) -> None:
        """Open a heading that is written as a line of its own, deeper than any real one; it closes the last such."""
        self.heading(plain, SUBHEADING)

    def paragraph(self, plain: PlainText) -> None:
        """Add a paragraph, which introduces the list or table that may follow."""
        block = self._add(plain, Block("paragraph", "", 0, 0, path=self.path))
        self._items.clear()
        self._intro = block.text if block else self._intro

    def item(self, plain: PlainText, level: int) -> None:
        """Add a list item; one inside another item is introduced by it."""
        while self._items and self._items[-1][0] >= level:
            self._items.pop()
        intro = self._items[-1][1] if self._items else self._intro
        block = self._add(plain, Block("item", "", 0, 0, level=level, path=self.path, intro=intro))
        if block is not None:
            self._items.append((level, block.text))

    def row(self, plain: PlainText, caption: str = "", group: str = "") -> None:
        """Add a table row; ``caption`` introduces its table, ``group`` is the row above that spans the whole table."""
        path = (*self.path, group) if group else self.path
        self._items.clear()
        self._add(plain, Block("row", "", 0, 0, path=path, intro=caption or self._intro))

    def gloss(self, plain: PlainText, subject: str) -> None:
        """Add a text that explains the link ``subject``."""
        self._add(plain, Block("gloss", "", 0, 0, path=self.path, subject=subject))

    def _add(self, plain: PlainText, template: Block) -> Block | None:
        """Add a block where its part of the document is not left out."""
        block = None if self._left_out else plain.block(template)
        if block is not None:
            self.blocks.append(block)
        return block
