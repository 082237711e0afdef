"""Find how many columns a table has that was written one cell a line, the header first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADER_WORDS = frozenset(
    (
        "accreditation accredited agreement ambassador ambassadors appointed area capital city comment comments "
        "consul countries country credentials date dates destination details diplomatic embassy end ended entity "
        "established event exports formal guest head holder host imports incumbent left level location locations "
        "member members minister mission missions name nation no note notes number office opened organisation "
        "organization partner party period photo picture place portrait post presented president purpose rank "
        "recognition recognised recognized ref refs region relations remarks representative role seat signed since "
        "start state states status subject tenure term terminated territory title total treaty type until value visit "
        "visitor visits year years #"
    ).split()
)
_DATE_WORDS = frozenset(
    ("date dates year years established ended since until opened signed start end recognition").split()
)
_FIRST_HEADERS = frozenset({"#", "no", "rank", "country", "name"})
_DATE = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_WORD = re.compile(r"[^\W\d_]+|#")
_GLUED = re.compile(r"(?<=[a-z#])(?=[A-Z])")
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "none", "?", "tba", "unknown"})
_MOST_COLUMNS = 10
_LONGEST_HEADER = 8
_LOOKED_AT = 400


def find_columns(lines: Sequence[str]) -> int:
    """Give the number of columns of a table written one cell a line; 0 where the lines are no table.

    >>> find_columns(["Country", "Date", "Notes", "Norland", "4 May 1990", "–", "Sudland", "1991", "Embassy in Sud"])
    3
    """
    best, score = 0, 0.0
    for columns in range(2, min(_MOST_COLUMNS, len(lines) // 2) + 1):
        if not _is_header(lines[columns - 1]):
            break
        if len(lines) % columns == 0:
            found = _score(lines[:columns], lines[columns:_LOOKED_AT])
            if found >= score:
                best, score = columns, found
    return best if score > 0 and _is_header(lines[0]) else 0


def is_header_row(cells: Sequence[str]) -> bool:
    """Tell whether cells name columns: two or more that sound like it, at most one that names nothing.

    >>> [is_header_row(cells) for cells in (["#", "Country", "Date"], ["1", "Norland", "4 May 1990"], ["Party", "x"])]
    [True, False, False]
    """
    named = [cell for cell in cells if cell]
    known = sum(_is_header(cell) and _sounds_like(cell, _HEADER_WORDS) for cell in named)
    return known > 1 and all(map(_is_header, named)) and known >= len(named) - 1


def is_joined_header(line: str) -> bool:
    """Tell whether a line is the header of a table whose columns are told apart by spaces only.

    >>> [is_joined_header(line) for line in ("# Country Date", "#CountryDate", "Name of the country", "Date")]
    [True, True, False, False]
    """
    spaced = _GLUED.sub(" ", line).casefold()
    words = [word for word in _WORD.findall(spaced) if word != "of" and "|" not in line]
    return 1 < len(words) <= _LONGEST_HEADER and words[0] in _FIRST_HEADERS and _HEADER_WORDS.issuperset(words)


def count_named(cells: Sequence[str]) -> int:
    """Count the cells at the beginning that name columns; 0 where the rest do not make whole rows.

    >>> count_named(["Country", "Date", "Notes", "Norland", "1990", "See Norland", "Sudland", "", ""])
    3
    """
    count = next((n for n, cell in enumerate(cells) if not (_is_header(cell) and _sounds_like(cell, _HEADER_WORDS))), 0)
    return count if count and len(cells) % count == 0 else 0


def _is_header(line: str) -> bool:
    """Tell whether a line can be the header of a column."""
    words = line.split()
    return 0 < len(words) <= _LONGEST_HEADER and line[-1] not in ".,;:!?…" and not any(map(str.isdigit, line))


def _score(header: Sequence[str], cells: Sequence[str]) -> float:
    """Score one reading: the share of headers that sound like one and of columns whose cells are alike."""
    named = sum(_sounds_like(name, _HEADER_WORDS) for name in header) / len(header)
    alike = sum(_is_alike(name, cells[number :: len(header)]) for number, name in enumerate(header)) / len(header)
    return named + alike if 2 * named >= 1 and alike == 1 else 0.0


def _sounds_like(name: str, words: frozenset[str]) -> bool:
    """Tell whether one of the words of a header is in a list."""
    return not words.isdisjoint(_WORD.findall(name.casefold()))


def _is_alike(name: str, cells: Sequence[str]) -> bool:
    """Tell whether the cells of a column are of one sort, and dates where the header says so."""
    sorts = {_sort(cell) for cell in cells} - {"nothing"}
    return sorts <= {"date"} if _sounds_like(name, _DATE_WORDS) else "date" not in sorts or len(sorts) == 1


def _sort(cell: str) -> str:
    """Tell what a cell holds: ``nothing``, a ``date`` or ``text``."""
    folded = cell.casefold().strip()
    if folded in _NOTHING:
        return "nothing"
    if _DATE.search(cell) and len(cell.split()) <= _LONGEST_HEADER:
        return "date"
    return "text"
