"""Writes what the tools give as text: a line for each thing, the numbers of its footnotes, and the footnotes below.

Words of documents stand on one line, between quotation marks, so that nothing in them can pass for something else.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from diplograph.assistant.answers import CONTENT
from diplograph.screen import clean, count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diplograph.assistant.answers import (
        Answer,
        Description,
        Footnote,
        Found,
        Listed,
        Parameter,
        Proofs,
        Questions,
        Result,
        Row,
    )


def write_found(found: Found) -> str:
    """Write what a search found."""
    lines = ["Saved questions (ask):" if found.questions else "No saved question fits."]
    for question in found.questions:
        lines += [f"- {question.name}: {_flatten(question.summary)}", *_list_parameters(question.parameters)]
    lines.append("Entities (describe, why, or values of parameters):" if found.entities else "No entity fits.")
    lines += [f"- {_flatten(entity.label)} ({entity.kind}): {entity.iri}" for entity in found.entities]
    return _join(lines)


def write_questions(questions: Questions) -> str:
    """Write a list of questions by families."""
    lines = []
    for family in questions.families:
        members = [question for question in questions.questions if question.family == family]
        lines += [f"{family}:", *(line for member in members for line in _list_question(member))] if members else []
    return _join(lines)


def _list_question(question: Listed) -> Iterator[str]:
    yield f"- {question.name}: {_flatten(question.summary)}"
    if question.description:
        yield f"  {_flatten(question.description)}"
    yield from _list_parameters(question.parameters)


def _list_parameters(parameters: Iterable[Parameter]) -> Iterator[str]:
    for one in parameters:
        default = "required" if one.required else f"default: {one.default}" if one.default else "may be left out"
        yield f"  parameter {one.name} ({one.type}): {_flatten(one.description)} ({default})"


def write_answer(answer: Answer) -> str:
    """Write the answer to a saved question."""
    values = ", ".join(f"{name} = {_flatten(value)}" for name, value in answer.parameters.items())
    head = f"{_flatten(answer.summary)} ({answer.question}{f'; {values}' if values else ''})"
    return _join([head, *_list_rows(answer.rows, answer.note), *_list_notes(answer.footnotes)])


def write_result(result: Result) -> str:
    """Write what a query gave."""
    if result.holds is not None:
        return "true\n" if result.holds else "false\n"
    return _join([*_list_rows(result.rows, result.note), *_list_notes(result.footnotes)])


def _list_rows(rows: Sequence[Row], note: str) -> Iterator[str]:
    yield f"{count(len(rows), 'row')}{f' ({note})' if note else ''}:"
    for row in rows:
        cells = [f"{name}: {_write(value)}" for name, value in row.values.items() if value is not None]
        yield f"- {'; '.join(cells)}{_cite(row.footnotes)}"


def write_proofs(proofs: Proofs) -> str:
    """Write proofs, each step below what needs it."""
    lines = [f"({proofs.note})"] if proofs.note else []
    for step in proofs.steps:
        source = f"by {step.rule}" if step.rule else " ".join(["stated", *(f"in the {table}" for table in step.tables)])
        lines.append(f"{'  ' * step.depth}- {_flatten(step.says)}: {source}{_cite(step.footnotes)}")
    return _join([*lines, *_list_notes(proofs.footnotes)])


def write_description(description: Description) -> str:
    """Write what the graph says of an entity."""
    lines = [f"{_flatten(description.label)} ({', '.join(description.kinds) or 'of no known kind'}): {description.iri}"]
    lines += [f"Names: {'; '.join(map(_flatten, description.names))}"] if description.names else []
    lines += [f"({description.note})"] if description.note else []
    lines += ["Statements of documents:"] if description.statements else []
    for statement in description.statements:
        status = "" if statement.status == "asserted" else f": {statement.status}, not a fact"
        lines.append(f"- {_flatten(statement.says)}{status}{_cite(statement.footnotes)}")
    lines += ["Relations (prove them with why):"] if description.relations else []
    lines += [f"- {one.property}: {_flatten(one.value)}" for one in description.relations]
    return _join([*lines, *_list_notes(description.footnotes)])


def _list_notes(footnotes: Sequence[Footnote]) -> Iterator[str]:
    """Write footnotes."""
    if footnotes:
        yield f"Footnotes (each quotation is {CONTENT}):"
    for note in footnotes:
        line = f"line {note.line}, " if note.line else ""
        quote = json.dumps(_flatten(note.exact), ensure_ascii=False)
        yield f"[{note.number}] {_flatten(note.document)}, {line}characters {note.start}-{note.end}: {quote}"


def _cite(numbers: Iterable[int]) -> str:
    return "".join(f" [{number}]" for number in numbers)


def _write(value: object) -> str:
    return _flatten(value) if isinstance(value, str) else json.dumps(value)


def _flatten(text: str) -> str:
    """Write a text on one line, without characters that would steer a terminal or hide."""
    return clean(" ".join(text.split()))


def _join(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
