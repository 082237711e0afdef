"""Where an offset stands in a text, as editors count: line and column."""

from __future__ import annotations


def find_place(text: str, offset: int) -> tuple[int, int]:
    r"""Give the line and the column of an offset, both counted from 1; only line feeds end lines.

    >>> find_place("ab\nc", 3)
    (2, 1)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
