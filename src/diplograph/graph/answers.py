"""Answers for people: what was asked for in a table, and under it the sentence that each row rests on, as footnotes.

A saved question names its evidence in pairs of columns: ``quote`` and ``span``, ``officeQuote`` and ``officeSpan`` ….
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal

from diplograph.graph.findings import find_line_starts, find_place
from diplograph.graph.mint import mint_document
from diplograph.graph.results import WIDTH, Rows, render_markdown, render_table, show, wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from diplograph.graph.results import Cell

_QUOTE, _SPAN = "quote", "span"
#: The column that refers to the footnotes.
_NOTES = "evidence"


class Footnote(NamedTuple):
    """A sentence that a row rests on: where it stands, and its words."""

    place: str
    quote: str


def render_answer(rows: Rows, texts: Mapping[str, str], form: str, hidden: Collection[str] = ()) -> str:
    """Write an answer as a table or as Markdown, with the evidence as footnotes; equal rows become one.

    Args:
        rows: The answer, with its evidence columns.
        texts: The stored texts by document, to say in which line a sentence stands.
        form: ``table`` or ``markdown``.
        hidden: Columns that are not shown, such as the parameters of the question.
    """
    pairs = find_evidence_columns(rows.columns)
    shown = [name for name in rows.columns if name not in hidden and name not in {n for pair in pairs for n in pair}]
    starts = {name: find_line_starts(text) for name, text in texts.items()}
    notes: dict[Footnote, int] = {}
    merged: dict[tuple[Cell, ...], list[int]] = {}
    for row in rows.rows:
        cells = dict(zip(rows.columns, row, strict=True))
        numbers = merged.setdefault(tuple(cells[name] for name in shown), [])
        for quote, span in pairs:
            if cells[quote] is not None:
                note = Footnote(_describe_place(show(cells[span]), starts), " ".join(show(cells[quote]).split()))
                number = notes.setdefault(note, len(notes) + 1)
                numbers += [number] if number not in numbers else []
    references = [(*cells, Literal(" ".join(f"[{n}]" for n in sorted(numbers)))) for cells, numbers in merged.items()]
    table = Rows((*shown, _NOTES), references)
    return _render_markdown(table, notes) if form == "markdown" else render_table(table) + _render_notes(notes)


def find_evidence_columns(columns: Collection[str]) -> list[tuple[str, str]]:
    """Find the pairs of columns that hold a quotation and its span.

    >>> find_evidence_columns(["partner", "quote", "span", "visitQuote", "visitSpan"])
    [('quote', 'span'), ('visitQuote', 'visitSpan')]
    """
    pairs = [(_QUOTE, _SPAN)]
    pairs += [(name, f"{name.removesuffix('Quote')}Span") for name in columns if name.endswith("Quote")]
    return [(quote, span) for quote, span in pairs if quote in columns and span in columns]


def _describe_place(span: str, starts: Mapping[str, list[int]]) -> str:
    """Say in words where a span stands: document, line and characters."""
    source, _, offsets = span.partition("#char=")
    begin, _, end = offsets.partition(",")
    for document, lines in starts.items():
        if source in {f"src:{mint_document(document).value.rsplit('/', 1)[-1]}", mint_document(document).value}:
            return f"{document}, line {find_place(lines, int(begin))[0]}, characters {begin}-{end}"
    return span


def _render_notes(notes: Mapping[Footnote, int]) -> str:
    """Write the footnotes: the place, and the sentence below it."""
    lines = []
    for note, number in notes.items():
        label = f"[{number}] "
        lines += [f"{label}{note.place}", *(" " * len(label) + part for part in wrap(note.quote, WIDTH - len(label)))]
    return "".join(f"{line}\n" for line in (["", *lines] if lines else []))


def _render_markdown(table: Rows, notes: Mapping[Footnote, int]) -> str:
    """Write the table and the footnotes as Markdown."""
    listed = "".join(f"{number}. {note.place}: {note.quote}\n" for note, number in notes.items())
    return f"{render_markdown(table)}\n{listed}" if listed else render_markdown(table)
