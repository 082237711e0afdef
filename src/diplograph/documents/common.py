"""What the readers share: lines, and plain text with its mapping to the stored text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from diplograph.model import Block, Cell, Document, Link, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_END = re.compile(r"\r\n?|\n")
#: White space, and characters that show nothing: byte-order mark, zero-width space, direction marks, soft hyphen.
_HIDDEN = r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]"
_SPACE = re.compile(rf"(?:\s|{_HIDDEN})+")
#: The same but for single spaces, which need no work.
_ODD_SPACE = re.compile(rf"(?:[^\S ]|{_HIDDEN})(?:\s|{_HIDDEN})*| (?:\s|{_HIDDEN})+")
#: The mark of a note, of a request to the authors or of a button, as pages show them when their markup is gone.
_NOTE = re.compile(
    r"\[[ \u00a0]?(?:[0-9]{1,3}|[a-z]{1,2}|(?:note|nb|n)[ \u00a0]?[0-9]{1,3}|update|vague|sic|edit(?: \| edit source)?"
    r"|(?:citation|clarification|page|verification|(?:better|full|additional|original) (?:source|citation)s?) needed"
    r"|(?:by )?wh(?:om?|en|ere|ich)\?|according to whom\?|(?:permanent )?dead link|original research\??"
    r"|(?:failed verification|not in citation given|dubious)(?: [-\u2013] discuss)?)[ \u00a0]?\](?![a-z])",
    re.IGNORECASE,
)
_BEHIND_NOTE = frozenset(".,;:)'\"\u2019\u201d")
_INVISIBLE = re.compile(rf"{_HIDDEN}+")


def find_lines(text: str) -> Iterator[tuple[int, int]]:
    """Give the lines of a text as spans without their line ends, in order."""
    start = 0
    for match in _LINE_END.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Shorten a span by the white space and invisible characters at its two ends."""
    head = _SPACE.match(text, start, end)
    start = head.end() if head else start
    while end > start and _SPACE.match(text, end - 1, end):
        end -= 1
    return start, end


class PlainText:
    """Plain text in the making, with white space normalised and every run mapped to the stored text.

    Runs must be added in the order of the stored text.
    """

    __slots__ = ("_length", "_mark", "_parts", "_pieces", "_space", "cells", "links", "source")

    def __init__(self, source: str) -> None:
        """Start with nothing over the stored text ``source``."""
        self.source = source
        self.links: list[Link] = []
        self.cells: list[Cell] = []
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._space: tuple[int, int] | None = None
        self._mark: tuple[str, int, int] | None = None

    def __len__(self) -> int:
        """Give the length so far, without white space at the end."""
        return self._length

    @property
    def text(self) -> str:
        """The plain text so far."""
        return "".join(self._parts)

    @property
    def position(self) -> int:
        """Where the next visible character will stand."""
        return self._length + (self._space is not None) + (self._mark is not None and self._mark[0] != "\n")

    @property
    def last(self) -> str:
        """The last character, or nothing."""
        return self._parts[-1][-1] if self._parts else ""

    @property
    def stored_end(self) -> int:
        """Where the stored characters of the last visible one end."""
        return self._pieces[-1].stored_end if self._pieces else 0

    def copy(self, start: int, end: int) -> None:
        """Add the stored characters ``[start, end)`` as they are, with white space normalised."""
        if start >= end:
            return
        at = start
        for gap in _ODD_SPACE.finditer(self.source, start, end):
            self._copy_words(at, gap.start())
            if not _INVISIBLE.fullmatch(gap[0]):
                self.space(gap.start(), gap.end())
            at = gap.end()
        self._copy_words(at, end)

    def _copy_words(self, start: int, end: int) -> None:
        """Add stored characters whose only white space is single spaces."""
        if start < end and self.source[start] == " ":
            self.space(start, start + 1)
            start += 1
        last = end - 1 if end > start and self.source[end - 1] == " " else end
        if start < last:
            self._append(self.source[start:last], start, last)
        if last < end:
            self.space(last, end)

    def space(self, start: int, end: int) -> None:
        """Add white space that the stored characters ``[start, end)`` stand for; runs of it count once."""
        if self._length and self.last != " ":
            self._space = (self._space[0] if self._space else start, end)

    def put(self, plain: str, start: int, end: int) -> None:
        """Add text that stands for the stored characters ``[start, end)`` as a whole."""
        words = " ".join(_INVISIBLE.sub("", plain).split())
        if plain[:1].isspace():
            self.space(start, start)
        self._append(words, start, end)
        if words and plain[-1:].isspace():
            self.space(end, end)

    def close_up(self) -> None:
        """Forget the white space behind the last visible character."""
        self._space = self._mark = None

    def separate(self, start: int, end: int) -> None:
        """Add ``; `` for the stored characters ``[start, end)`` between two words, should another one follow."""
        if self._mark is None and (self.last.isalnum() or self.last in {")", '"', "”"}):
            self._mark = (";", start, end)
        self.space(start, end)

    def break_line(self, start: int, end: int) -> None:
        """Add a line end for the stored characters ``[start, end)``, should another line of the same cell follow."""
        if self._length and self.last != " ":
            self._mark = ("\n", start, end)
        self.space(start, end)

    def divide(self, at: int) -> None:
        """Add the bar between two cells, for no stored characters, at the offset ``at``."""
        self._space = self._mark = None
        self._append(" | ", at, at)

    def include(self, other: PlainText, start: int, end: int) -> None:
        """Add another plain text with its links; it stands for the stored characters ``[start, end)`` as a whole."""
        at = self.position
        self.put(other.text, start, end)
        self.links.extend(Link(at + link.start, at + link.end, link.target) for link in other.links)

    def link(self, start: int, target: str) -> None:
        """Make the plain text from ``start`` up to here a link to the article ``target``."""
        if target and start < self._length:
            self.links.append(Link(start, self._length, target))

    def _append(self, plain: str, start: int, end: int) -> None:
        """Add plain text that stands for the stored characters ``[start, end)``, behind the white space that was held back."""
        if not plain:
            return
        if self._space is not None:
            self._append_space(*self._space)
        piece = Piece(self._length, self._length + len(plain), start, end)
        last = self._pieces[-1] if self._pieces else None
        if last is not None and _is_even(last) and _is_even(piece) and last.stored_end == start:
            self._pieces[-1] = Piece(last.plain_start, piece.plain_end, last.stored_start, end)
        else:
            self._pieces.append(piece)
        self._parts.append(plain)
        self._length += len(plain)

    def _append_space(self, start: int, end: int) -> None:
        """Add the white space that was held back, or the mark that stands for it."""
        mark, self._mark, self._space = self._mark, None, None
        if mark is None:
            self._append(" ", start, end)
        elif mark[0] == "\n":
            self._append("\n", start, max(mark[2], end))
        else:
            self._append(mark[0], start, mark[2])
            self._append(" ", mark[2], max(mark[2], end))

    def block(self, template: Block) -> Block | None:
        """Make a block like ``template`` of what was added, or nothing where nothing visible was."""
        if not self._pieces:
            return None
        text = self.text
        start, end = self._pieces[0].stored_start, self._pieces[-1].stored_end
        pieces = tuple(self._pieces)
        if len(pieces) == 1 and text == self.source[start:end]:
            pieces = ()
        return replace(
            template,
            text=text,
            start=start,
            end=end,
            pieces=pieces,
            links=tuple(self.links),
            cells=tuple(self.cells),
        )


def _is_even(piece: Piece) -> bool:
    """Tell whether a piece maps character by character."""
    return piece.plain_end - piece.plain_start == piece.stored_end - piece.stored_start


def copy_plain(source: str, start: int, end: int) -> PlainText:
    """Make plain text of one run of stored characters."""
    plain = PlainText(source)
    plain.copy(start, end)
    return plain


def copy_unmarked(source: str, start: int, end: int, plain: PlainText | None = None) -> PlainText:
    """Make plain text of one run of stored characters without the marks of notes in it ("[1]", "[citation needed]").

    >>> copy_unmarked("It opened [2] in 1990 [ citation needed ].", 0, 42).text
    'It opened in 1990.'
    """
    plain = PlainText(source) if plain is None else plain
    for note in _NOTE.finditer(source, start, end) if source.find("[", start, end) >= 0 else ():
        plain.copy(start, note.start())
        start = note.end()
        if source[start : start + 1] == " " and source[start + 1 : start + 2] in _BEHIND_NOTE - {'"', "'"}:
            start += 1
        if source[start : start + 1] in _BEHIND_NOTE:
            plain.close_up()
    plain.copy(start, end)
    return plain


def slugify(title: str) -> str:
    """Turn a title into a name for files and IRIs.

    >>> slugify("Côte d'Ivoire–Norland relations")
    'cote-d-ivoire-norland-relations'
    """
    letters = unicodedata.normalize("NFKD", title.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "-".join(re.findall(r"[^\W_]+", bare))


def make_document(text: str, name: str, title: str, form: str, blocks: list[Block]) -> Document:
    """Make the document; ``name`` is its id."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(name, title, form, text, tuple(blocks), digest)
