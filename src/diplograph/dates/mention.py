"""The record of one date expression."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in a text.

    The extent leaves out prepositions ("in", "since", "from"), which say what happened at the date, and takes in what
    belongs to the expression itself: articles, weekdays, "early", "circa", "between … and", "or before".

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last character.
        edtf: The date as stated, or "" where the year is not stated.
        partial: A date without its year, ``--08-04``, ``--06`` or ``--08-10/--08-13`` ("" otherwise).
        relative: The distance from another date as an ISO 8601 duration, ``P0Y``, ``P1M``, ``-P1Y`` ("" otherwise).
            With ``partial`` it gives the year: "in March of the following year" is ``--03`` and ``P1Y``.
    """

    start: int
    end: int
    edtf: str
    partial: str = ""
    relative: str = ""
