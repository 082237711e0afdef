"""Selects the patterns that a sentence may match, in a few operations on long integers.

Every pattern text has one bit in each of several planes of an integer. A plane stands for one set of tokens of which
the text needs one; the bit says that the sentence has it. What has its bits in all planes may match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from diplograph.text.alphabet import Alphabet
from diplograph.text.language import Compiled
from diplograph.text.patterns import Pattern

#: How many sets of needed tokens are asked for, the most telling ones; the expression itself asks for the others.
_PLANES = 6


@dataclass(frozen=True, slots=True)
class Selector:
    """Selects from a sequence of patterns.

    Attributes:
        entries: Each text of each pattern with the pattern, in order.
        met: The bits that a character of an encoded sentence sets.
        free: The bits of what needs nothing.
    """

    entries: tuple[tuple[Pattern, Compiled], ...]
    met: Mapping[str, int]
    free: int

    def select(self, code: str, behind: int = -1) -> Iterator[int]:
        """Yield the numbers of the entries behind one that an encoded sentence may match, in order."""
        bits, met, width = self.free, self.met, len(self.entries)
        for char in met.keys() & set(code):
            bits |= met[char]
        found = (1 << width) - (1 << behind + 1)
        for plane in range(_PLANES):
            found &= bits >> plane * width
        while found:
            lowest = found & -found
            yield lowest.bit_length() - 1
            found ^= lowest

    def select_texts(self, code: str) -> Iterator[tuple[Pattern, list[Compiled]]]:
        """Yield the patterns that an encoded sentence may match, each with those of its texts that it may match."""
        chosen = map(self.entries.__getitem__, self.select(code))
        for pattern, group in groupby(chosen, key=itemgetter(0)):
            yield pattern, [text for _, text in group]


def make_selector(patterns: Sequence[Pattern], alphabet: Alphabet) -> Selector:
    """Make the selector of patterns; those for the columns of tables are left out."""
    entries = tuple((pattern, text) for pattern in patterns if pattern.scope != "row" for text in pattern.matchers)
    met: defaultdict[str, int] = defaultdict(int)
    free = 0
    for number, (_, text) in enumerate(entries):
        needs = [need for need in (text.triggers, *text.needs) if need][:_PLANES]
        for plane in range(_PLANES):
            bit = 1 << plane * len(entries) + number
            if plane >= len(needs):
                free |= bit
            else:
                for key in needs[plane]:
                    met[alphabet.of_key(key)] |= bit
    return Selector(entries, dict(met), free)
