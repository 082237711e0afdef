"""Answers for Python: rows with fields, whose values are names, dates and numbers."""

from __future__ import annotations

from collections import namedtuple
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from pyoxigraph import Literal, NamedNode

from diplograph.errors import QueryError
from diplograph.graph.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd
    import polars as pl

    from diplograph.graph.answers import Quotation, Sheet
    from diplograph.graph.questions import Question
    from diplograph.graph.results import Cell

_READERS: dict[str, Callable[[str], object]] = {
    f"{XSD}date": date.fromisoformat,
    f"{XSD}integer": int,
    f"{XSD}decimal": Decimal,
    f"{XSD}double": float,
    f"{XSD}boolean": lambda text: text in {"true", "1"},
}


class Name(str):
    """The name of a node, which knows the IRI of what it names."""

    __slots__ = ("iri",)
    iri: str

    def __new__(cls, label: str, iri: str) -> Self:
        """Name a node."""
        name = super().__new__(cls, label)
        name.iri = iri
        return name


class Answer(NamedTuple):
    """The answer to a question.

    Attributes:
        question: What was asked.
        columns: The names of the columns.
        rows: A tuple with a field for each column: names, dates where a day is stated, numbers, texts, ``None``.
        evidence: For each row, the sentences that it rests on.
    """

    question: Question
    columns: tuple[str, ...]
    rows: list[Any]
    evidence: list[tuple[Quotation, ...]]

    def to_dicts(self) -> list[dict[str, object]]:
        """Give each row as a dictionary; IRIs stand beside the names, in ``…_iri``, evidence in ``evidence``."""
        return [dict(self._list_fields(row, notes)) for row, notes in zip(self.rows, self.evidence, strict=True)]

    def _list_fields(self, row: tuple[object, ...], notes: tuple[Quotation, ...]) -> Iterator[tuple[str, object]]:
        """List the fields of a row by their names."""
        for column, value in zip(self.columns, row, strict=True):
            yield column, str(value) if isinstance(value, Name) else value
            if isinstance(value, Name):
                yield f"{column}_iri", value.iri
        yield "evidence", [f"{note.describe_place()}: {note.exact}" for note in notes]

    def to_pandas(self) -> pd.DataFrame:
        """Give the rows as a data frame of pandas.

        Raises:
            QueryError: pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415 - only where it is installed
        except ImportError:
            raise QueryError("pandas is not installed", expected="pip install pandas") from None
        return pd.DataFrame(self.rows, columns=list(self.columns))

    def to_polars(self) -> pl.DataFrame:
        """Give the rows as a data frame of polars.

        Raises:
            QueryError: polars is not installed.
        """
        try:
            import polars as pl  # noqa: PLC0415 - only where it is installed
        except ImportError:
            raise QueryError("polars is not installed", expected="pip install polars") from None
        rows = [tuple(str(value) if isinstance(value, Name) else value for value in row) for row in self.rows]
        return pl.DataFrame(rows, schema=list(self.columns), orient="row", infer_schema_length=None)


def make_answer(question: Question, sheet: Sheet) -> Answer:
    """Turn the terms of an answer into values."""
    record = namedtuple("Row", sheet.columns, rename=True)  # type: ignore[misc] # noqa: PYI024 - the columns are known when it runs
    rows = [record(*(_read(sheet, cell) for cell in row)) for row in sheet.rows]
    notes = [tuple(note for note in row if note is not None) for row in sheet.evidence]
    return Answer(question, sheet.columns, rows, notes)


def _read(sheet: Sheet, cell: Cell) -> object:
    """Read a term as a value; a literal that is none of its type stays text."""
    if cell is None:
        return None
    if isinstance(cell, NamedNode):
        return Name(sheet.say(cell), cell.value)
    if not isinstance(cell, Literal):
        return str(cell)
    try:
        return _READERS.get(cell.datatype.value, str)(cell.value)
    except (ValueError, ArithmeticError):
        return cell.value
