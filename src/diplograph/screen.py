"""Text on a terminal: how many columns it takes, where it is broken, and what must not reach the screen."""

from __future__ import annotations

import unicodedata

#: Columns of the screen that text for people may fill.
WIDTH = 80
#: Categories of characters that a terminal would obey, or could not show.
_UNSAFE = frozenset("Cc Cs Co Cn".split())
#: Characters that would reorder the text around them, or break its lines.
_MOVING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
_REPLACED = "\ufffd"


def clean(text: str) -> str:
    r"""Replace characters that a terminal would obey instead of showing them.

    >>> clean("a\rb")
    'a\ufffdb'
    """
    return "".join(_REPLACED if c in _MOVING or unicodedata.category(c) in _UNSAFE else c for c in text)


def measure(text: str) -> int:
    r"""Count the columns that a text takes on a terminal: wide characters take two, marks and joiners none.

    >>> measure("a"), measure("香港"), measure("e\u0301")
    (1, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in {"Mn", "Me", "Cf"} else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def wrap(text: str, width: int = WIDTH) -> list[str]:
    """Break a text into lines of at most ``width`` columns: at spaces, and words that are too long anywhere.

    >>> wrap("a visit to Reykjavik", 8)
    ['a visit', 'to', 'Reykjavi', 'k']
    """
    lines, line = [], ""
    for word in text.split(" "):
        rest = word
        if line and measure(line) + 1 + measure(rest) <= width:
            line = f"{line} {rest}"
            continue
        if line:
            lines.append(line)
        while measure(rest) > width:
            cut = _count_fitting(rest, width)
            lines.append(rest[:cut])
            rest = rest[cut:]
        line = rest
    return [*lines, line]


def _count_fitting(word: str, width: int) -> int:
    """Count the characters of a word that fit the width; at least one."""
    used = 0
    for index, character in enumerate(word):
        used += measure(character)
        if used > width:
            return max(index, 1)
    return len(word)


def hang(lead: str, text: str, width: int = WIDTH) -> list[str]:
    """Wrap a text behind a lead, further lines below its beginning; behind a long lead it keeps half of the screen.

    >>> hang("A: ", "a visit to Chile", 12)
    ['A: a visit', '   to Chile']
    """
    margin = measure(lead)
    first, *rest = wrap(text, max(width - margin, width // 2))
    return [lead + first, *(" " * margin + line for line in rest)]


def shorten(text: str, width: int) -> str:
    """Cut a text to a number of characters, with a sign where something is missing.

    >>> shorten("Reykjavik", 6)
    'Reykj…'
    """
    return text if len(text) <= width else f"{text[: width - 1]}…"


def count(number: int, one: str, several: str = "") -> str:
    """Write a number with what it counts; ``several`` is the plural where it is not made with an "s".

    >>> count(1, "claim"), count(2, "claim"), count(0, "entry", "entries")
    ('1 claim', '2 claims', '0 entries')
    """
    return f"{number} {one if number == 1 else several or f'{one}s'}"
