"""Writes answers in every format: footnotes for people, columns of their own for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from diplograph.graph.results import (
    STANDARD_ROWS,
    Rows,
    escape_markdown,
    render,
    render_markdown,
    render_table,
    to_solutions,
)
from diplograph.screen import clean, hang

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplograph.graph.answers import Quotation, Sheet
    from diplograph.graph.results import Cell

#: The column that refers to the footnotes.
_NOTES = "evidence"
#: The columns that a piece of evidence has of its own.
_PARTS = ("quote", "document", "line", "characters")


def render_sheet(sheet: Sheet, form: str, *, evidence: bool = True, iris: bool = False) -> str:
    """Write an answer; equal rows become one where its evidence is in footnotes, or left out.

    Args:
        sheet: The answer.
        form: ``table``, ``markdown``, ``csv``, ``tsv``, ``json`` or ``xml``.
        evidence: Whether to say which sentences each row rests on.
        iris: Whether to write the IRIs of nodes instead of their labels.
    """
    if form in STANDARD_ROWS and evidence:
        return render(to_solutions(_spread(sheet, iris=iris)), form)
    merged, notes = merge_rows(sheet, iris=iris)
    rows: list[tuple[Cell, ...]] = [cells for cells, _ in merged]
    if not evidence:
        return render(to_solutions(Rows(sheet.columns, rows)), form)
    rows = [(*cells, Literal(" ".join(f"[{n}]" for n in numbers))) for cells, numbers in merged]
    table = Rows((*sheet.columns, _NOTES), rows)
    return _render_markdown(table, notes) if form == "markdown" else render_table(table) + _render_notes(notes)


def merge_rows(
    sheet: Sheet, *, iris: bool = False
) -> tuple[list[tuple[tuple[Cell, ...], list[int]]], dict[Quotation, int]]:
    """Make equal rows one, and number their quotations in the order in which they come.

    Returns:
        The rows with the sorted numbers of their quotations, and the quotations with their numbers.
    """
    notes: dict[Quotation, int] = {}
    merged: dict[tuple[Cell, ...], set[int]] = {}
    for row, quotations in zip(sheet.rows, sheet.evidence, strict=True):
        numbers = merged.setdefault(_write_cells(sheet, row, iris=iris), set())
        numbers.update(notes.setdefault(note, len(notes) + 1) for note in quotations if note is not None)
    return [(cells, sorted(numbers)) for cells, numbers in merged.items()], notes


def _write_cells(sheet: Sheet, row: tuple[Cell, ...], *, iris: bool) -> tuple[Cell, ...]:
    """Put labels in the place of nodes, but where the IRIs are wanted."""
    if iris:
        return row
    return tuple(cell if cell is None or isinstance(cell, Literal) else Literal(sheet.say(cell)) for cell in row)


def _spread(sheet: Sheet, *, iris: bool) -> Rows:
    """Give each piece of evidence columns of its own: quote, document, line and characters."""
    names = [_name(pair, part, sheet.columns) for pair in sheet.pairs for part in _PARTS]
    rows = []
    for row, quotations in zip(sheet.rows, sheet.evidence, strict=True):
        cells = list(_write_cells(sheet, row, iris=iris))
        for note in quotations:
            cells += _write_note(note)
        rows.append(tuple(cells))
    return Rows((*sheet.columns, *names), list(dict.fromkeys(rows)))


def _name(pair: str, part: str, taken: tuple[str, ...]) -> str:
    """Name a column of evidence; where the answer has a column of that name, ``evidence`` stands before it."""
    name = pair + part.capitalize() if pair else part
    return f"evidence{name[0].upper()}{name[1:]}" if name in taken else name


def _write_note(note: Quotation | None) -> list[Cell]:
    """Write a piece of evidence as the cells of its columns."""
    if note is None:
        return [None] * len(_PARTS)
    line = Literal(note.line) if note.line else None
    return [Literal(note.exact), Literal(note.document), line, Literal(f"{note.start}-{note.end}")]


def _render_notes(notes: Mapping[Quotation, int]) -> str:
    """Write the footnotes: the place, and the sentence below it."""
    lines = []
    for note, number in notes.items():
        label = f"[{number}] "
        lines += [f"{label}{note.describe_place()}", *hang(" " * len(label), clean(" ".join(note.exact.split())))]
    return "".join(f"{line}\n" for line in (["", *lines] if lines else []))


def _render_markdown(table: Rows, notes: Mapping[Quotation, int]) -> str:
    """Write the table and the footnotes as Markdown."""
    listed = "".join(
        f"{number}. {note.describe_place()}: {escape_markdown(note.exact)}\n" for note, number in notes.items()
    )
    return f"{render_markdown(table)}\n{listed}" if listed else render_markdown(table)
