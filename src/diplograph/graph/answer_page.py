"""An answer as HTML: the table, and the sentences that it rests on with the words marked that name what the rows name."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from diplograph.graph.answer_formats import merge_rows
from diplograph.graph.evidence import mark_words
from diplograph.graph.page_style import write_page
from diplograph.graph.results import show

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diplograph.graph.answers import Quotation, Sheet
    from diplograph.graph.questions import Question

#: Names shorter than this are codes of things, and no words of a sentence.
_SHORTEST = 3
#: What stands between the header of a question and its query.
_HEADER_END = "\n\n"


def render_report(
    question: Question, values: Mapping[str, str], sheet: Sheet, *, iris: bool = False, evidence: bool = True
) -> str:
    """Write a page of its own with the question, the answer and its sentences.

    Args:
        question: What was asked.
        values: The values of its parameters, as people wrote them.
        sheet: The answer.
        iris: Whether to write the IRIs of nodes instead of their labels.
        evidence: Whether to give the sentences.
    """
    head = [f"<h1>{escape(question.summary)}</h1>\n", f'<p class="soft">{escape(question.description)}</p>\n']
    asked = {p.name: values.get(p.name, p.default) for p in question.parameters}
    given = [f"<dt>{escape(n)}</dt><dd>{escape(v)}</dd>\n" for n, v in asked.items() if v is not None]
    head += ["<dl>\n", *given, "</dl>\n"] if given else []
    query = (
        f"<details><summary>The query</summary><pre>{escape(question.text.split(_HEADER_END, 1)[-1])}</pre></details>\n"
    )
    body = "".join([*head, "<h2>Answer</h2>\n", render_fragment(sheet, iris=iris, evidence=evidence), query])
    return write_page(question.summary, body)


def render_fragment(sheet: Sheet, prefix: str = "", *, iris: bool = False, evidence: bool = True) -> str:
    """Write the table and the sentences of an answer.

    Args:
        sheet: The answer.
        prefix: Makes the anchors differ from those of other answers on the page.
        iris: Whether to write the IRIs of nodes instead of their labels.
        evidence: Whether to give the sentences.
    """
    merged, notes = merge_rows(sheet, iris=iris)
    columns = [*sheet.columns, "evidence"] if evidence else list(sheet.columns)
    parts = ['<div class="scroll"><table>\n<thead><tr>']
    parts += [f'<th scope="col">{escape(column)}</th>' for column in columns]
    parts.append("</tr></thead>\n<tbody>\n")
    for cells, numbers in merged:
        links = " ".join(f'<a href="#{prefix}{n}">[{n}]</a>' for n in numbers)
        row = "".join(f"<td>{escape(show(cell))}</td>" for cell in cells)
        parts.append(f"<tr>{row}{f'<td>{links}</td>' if evidence else ''}</tr>\n")
    parts.append("</tbody></table></div>\n")
    parts.append(f'<p class="soft">{len(merged)} {"row" if len(merged) == 1 else "rows"}</p>\n')
    if evidence and notes:
        parts += ["<h3>Evidence</h3>\n" if not prefix else "", '<ol class="notes">\n']
        parts += _write_notes(sheet, notes, prefix)
        parts.append("</ol>\n")
    return "".join(parts)


def _write_notes(sheet: Sheet, notes: Mapping[Quotation, int], prefix: str) -> Iterator[str]:
    """Write the sentences with their places."""
    words = _list_words(sheet)
    for note, number in notes.items():
        place = escape(note.describe_place())
        quote = _mark(note.exact, words.get(note, ()))
        yield f'<li id="{prefix}{number}"><blockquote>{quote}</blockquote><cite>{place}</cite></li>\n'


def _list_words(sheet: Sheet) -> dict[Quotation, list[str]]:
    """List for each quotation what the rows that rest on it name, so that these words can be marked."""
    found: dict[Quotation, dict[str, None]] = {}
    for row, quotations in zip(sheet.rows, sheet.evidence, strict=True):
        names = [name for cell in row for name in _list_names(sheet, cell)]
        for note in quotations:
            if note is not None:
                found.setdefault(note, {}).update(dict.fromkeys(names))
    return {note: list(names) for note, names in found.items()}


def _list_names(sheet: Sheet, cell: object) -> list[str]:
    """List the words that may name what a cell shows."""
    if isinstance(cell, NamedNode):
        names = sheet.naming[cell].names if cell in sheet.naming else ()
        surnames = [name.rsplit(" ", 1)[-1] for name in names if "/person/" in cell.value]
        return [name for name in (*names, *surnames) if len(name) >= _SHORTEST or name.isupper()]
    text = show(cell) if cell is not None else ""  # type: ignore[arg-type] # a cell is a term
    return [text] if text else []


def _mark(exact: str, words: Sequence[str]) -> str:
    """Mark words in a sentence."""
    parts, at = [], 0
    for start, end in mark_words(exact, words):
        if start >= at:
            parts += [escape(exact[at:start]), f"<mark>{escape(exact[start:end])}</mark>"]
            at = end
    return "".join([*parts, escape(exact[at:])])
