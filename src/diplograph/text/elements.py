"""Takes patterns apart into their elements, to say how far each of them matches a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diplograph.text.alphabet import Alphabet
from diplograph.text.annotate import Row
from diplograph.text.language import Parser


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a pattern: as it is written, and the regular expression for encoded sentences that it becomes."""

    written: str
    source: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a pattern matches a sentence.

    Attributes:
        reached: How many of its elements match one after the other somewhere; those that may be left out do not count.
        elements: How many such elements it has.
        absent: How many of them match nowhere in the sentence, each taken by itself.
        passed: The elements that match, as they are written.
        failed: The first element that does not match ("" where all do).
        rest: The elements behind it.
        text: The words that the matching elements took.
    """

    reached: int
    elements: int
    absent: int
    passed: str
    failed: str
    rest: str
    text: str

    @property
    def share(self) -> float:
        """The share of the elements that match."""
        return self.reached / self.elements if self.elements else 1.0


def split_pattern(text: str, macros: Mapping[str, str], alphabet: Alphabet) -> list[list[Element]]:
    """Split a pattern into the elements of each of its outermost alternatives.

    >>> [[e.written for e in branch] for branch in split_pattern("(a|b) c ... {x:word} | <d>", {"d": "e"}, Alphabet({}))]
    [['(a|b)', 'c', '...', '{x:word}'], ['<d>']]

    Raises:
        PatternError: The pattern cannot be read.
    """
    parser = Parser(text, macros, alphabet)
    branches: list[list[Element]] = [[]]
    for match in parser.elements():
        if match["bar"]:
            branches.append([])
            continue
        source = parser.part(match).source
        branches[-1].append(Element(text[match.start() : parser.position].strip(), source))
    return branches


def measure(row: Row, branches: Sequence[Sequence[Element]]) -> Progress:
    """Find how far a pattern matches a sentence: the alternative that comes furthest counts."""
    return max((_measure(row, elements) for elements in branches), key=lambda p: (not p.failed, p.share))


def _measure(row: Row, elements: Sequence[Element]) -> Progress:
    """Lengthen the sequence until it matches nowhere; what a sequence matches its beginning matches too."""
    source, last, reached = "", None, len(elements)
    for number, element in enumerate(elements):
        source += element.source
        match = re.search(source, row.code)
        if match is None:
            reached = number
            break
        last = match
    written = [element.written for element in elements]
    needed = [number for number, element in enumerate(elements) if re.fullmatch(element.source, "") is None]
    return Progress(
        sum(number < reached for number in needed),
        len(needed),
        sum(re.search(elements[number].source, row.code) is None for number in needed),
        " ".join(written[:reached]),
        " ".join(written[reached : reached + 1]),
        " ".join(written[reached + 1 :]),
        _words(row, last),
    )


def _words(row: Row, match: re.Match[str] | None) -> str:
    """Give the words that a match took."""
    return row.words(*match.span()) if match is not None and match.end() > match.start() else ""
