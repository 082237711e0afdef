"""Tests of answers as Python values."""

from __future__ import annotations

import importlib.util
from datetime import date
from decimal import Decimal

import pytest
from golden_questions import open_seeds
from pyoxigraph import Literal, NamedNode

from diplograph.errors import QueryError
from diplograph.graph.answers import Naming, Quotation, Sheet
from diplograph.graph.questions import load_question
from diplograph.graph.records import Answer, Name, make_answer
from diplograph.graph.vocabulary import XSD

CHILE = NamedNode("https://w3id.org/diplograph/id/territory/CL")
NOTE = Quotation("doc", 3, 5, 9, "said")


@pytest.fixture
def answer() -> Answer:
    def typed(text: str, name: str) -> Literal:
        return Literal(text, datatype=NamedNode(XSD + name))

    cells = (
        CHILE,
        typed("2010-03-29", "date"),
        typed("2010-03", "gYearMonth"),
        Literal(3),
        typed("1.5", "decimal"),
        None,
    )
    columns = ("party", "day", "month", "count", "share", "class")
    sheet = Sheet(columns, [cells], ("",), [(NOTE, None)], {CHILE: Naming("Chile", ("Chile",))})
    return make_answer(load_question("denied", ()), sheet)


def test_values_have_the_types_of_python(answer: Answer) -> None:
    (row,) = answer.rows
    assert row == ("Chile", date(2010, 3, 29), "2010-03", 3, Decimal("1.5"), None)
    assert isinstance(row.party, Name)
    assert row.party.iri == CHILE.value
    assert row.day.year == 2010
    assert answer.evidence == [(NOTE,)]


def test_a_literal_that_is_none_of_its_type_stays_text() -> None:
    cell = Literal("soon", datatype=NamedNode(f"{XSD}date"))
    sheet = Sheet(("day",), [(cell,)], (), [()], {})
    assert make_answer(load_question("denied", ()), sheet).rows == [("soon",)]


def test_rows_become_dictionaries(answer: Answer) -> None:
    (row,) = answer.to_dicts()
    assert row["party"] == "Chile"
    assert row["party_iri"] == CHILE.value
    assert row["evidence"] == ["doc, line 3, characters 5-9: said"]


def test_a_question_gives_typed_rows() -> None:
    answer = open_seeds().ask("agreements-signed", territory="hong kong", since=2010, until=date(2010, 12, 31))
    assert {(row.partner, row.signed) for row in answer.rows} == {("New Zealand", "2010-03")}
    assert answer.evidence[0][0].exact == "New Zealand (March 2010)"
    assert answer.evidence[0][0].line > 0


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_data_frames_where_the_library_is_installed(answer: Answer, library: str) -> None:
    convert = answer.to_pandas if library == "pandas" else answer.to_polars
    if importlib.util.find_spec(library) is None:
        with pytest.raises(QueryError, match=f"{library} is not installed; expected pip install {library}"):
            convert()
    else:
        assert list(convert().columns) == list(answer.columns)
