"""How sentences are written for matching: each token as one character.

Then a list of words is a class of characters, a gap counts characters, and offsets are indexes of tokens, so that the
expressions that patterns become compile and match quickly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from diplograph.errors import PatternError

#: The character of the first class of mentions: below U+0100 ``re`` keeps classes of characters as bitmaps.
CLASS_BASE = 0xA1
#: The character of a word that no pattern has, and the first behind those of all others. (Above U+FFFF ``re`` is quick
#: to compile classes of characters.)
UNKNOWN, _END = "\U000f0000", "\U0010ffff"
#: Any token that is no mention.
PLAIN = f"[{UNKNOWN}-{_END}]"


@dataclass(frozen=True, slots=True)
class Alphabet:
    """How tokens are written for matching: each as one character.

    Attributes:
        chars: The character of each class of mentions.
        auxiliaries: Words that ``<aux>`` takes; with the comma they are the first words, so that they are one range.
        words: The characters of the words that patterns have; grows as patterns are compiled.
    """

    chars: Mapping[str, str]
    auxiliaries: frozenset[str] = frozenset()
    words: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Enter the auxiliaries."""
        for word in (",", *sorted(self.auxiliaries)):
            self.of_word(word)

    def of_class(self, cls: str) -> str:
        """Give the character of a class.

        Raises:
            PatternError: There is no such class.
        """
        if cls not in self.chars:
            raise PatternError(f"no class of mentions {cls!r}", expected=", ".join(sorted(self.chars)))
        return self.chars[cls]

    def of_word(self, word: str) -> str:
        """Give the character of a word of a pattern."""
        char = self.words.get(word)
        if char is None:
            char = self.words[word] = chr(ord(UNKNOWN) + len(self.words) + 1)
        return char

    def of_key(self, key: str) -> str:
        """Give the character of a word, or of a class written ``{class}``."""
        return self.of_class(key[1:-1]) if key[0] == "{" and len(key) > 1 else self.of_word(key)

    def of_auxiliaries(self) -> str:
        """Give the class of the characters that ``<aux>`` takes."""
        return f"[{self.words[',']}-{chr(ord(UNKNOWN) + len(self.auxiliaries | {','}))}]"


@cache
def class_of(chars: str) -> str:
    """Write a class of characters; neighbours become ranges."""
    if len(chars) == 1:
        return chars
    runs: list[tuple[str, str]] = []
    for char in sorted(set(chars)):
        if runs and ord(char) == ord(runs[-1][1]) + 1:
            runs[-1] = (runs[-1][0], char)
        else:
            runs.append((char, char))
    return f"[{''.join(first if first == last else f'{first}-{last}' for first, last in runs)}]"


def stand_in_order(order: Sequence[str], code: str) -> bool:
    """Tell whether one character of each set stands in a text, each behind the one before."""
    place = 0
    for chars in order:
        place = next((index for index in range(place, len(code)) if code[index] in chars), -1) + 1
        if not place:
            return False
    return True
