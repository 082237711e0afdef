"""Tests of answers with their evidence, in every format."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from diplograph.graph.answer_formats import render_sheet
from diplograph.graph.answers import find_evidence_columns, look_up_names, make_sheet
from diplograph.graph.results import Rows
from diplograph.graph.store import make_memory_store
from diplograph.graph.vocabulary import PROVENANCE_GRAPH, RDFS_LABEL

SOURCE = "https://w3id.org/diplograph/source/doc"
CHILE = NamedNode("https://w3id.org/diplograph/id/territory/CL")
TEXTS = {"doc": "first\nsecond line\n"}


def make_rows(*spans: tuple[str, str, str]) -> Rows:
    rows = [(Literal(name), Literal(quote), NamedNode(SOURCE + span)) for name, quote, span in spans]
    return Rows(("name", "quote", "span"), list(rows))


def render_answer(rows: Rows, form: str, *, evidence: bool = True) -> str:
    return render_sheet(make_sheet(Store(), rows, TEXTS), form, evidence=evidence)


def test_rows_refer_to_numbered_sentences() -> None:
    rows = make_rows(
        ("Chile", "first", "#char=0,5"), ("Peru", "second line", "#char=6,17"), ("Cuba", "first", "#char=0,5")
    )
    assert render_answer(rows, "table").splitlines() == [
        "name   evidence",
        "-----  --------",
        "Chile  [1]",
        "Peru   [2]",
        "Cuba   [1]",
        "(3 rows)",
        "",
        "[1] doc, line 1, characters 0-5",
        "    first",
        "[2] doc, line 2, characters 6-17",
        "    second line",
    ]


def test_equal_rows_are_one_with_all_their_evidence() -> None:
    rows = make_rows(("Chile", "first", "#char=0,5"), ("Chile", "second line", "#char=6,17"))
    assert "| Chile | [1] [2] |" in render_answer(rows, "markdown")
    assert "2. doc, line 2, characters 6-17: second line" in render_answer(rows, "markdown")
    assert render_answer(rows, "csv", evidence=False) == "name\r\nChile\r\n"


def test_footnotes_do_not_steer_the_terminal() -> None:
    lines = render_answer(make_rows(("Chile", "\x1b[2Jfirst", "#char=0,5")), "table").splitlines()
    assert lines[-1] == "    \ufffd[2Jfirst"


def test_markdown_footnotes_are_no_markup() -> None:
    text = render_answer(make_rows(("Chile", "<b>first</b>", "#char=0,5")), "markdown")
    assert "characters 0-5: &lt;b>first" in text


def test_no_rows_have_no_footnotes() -> None:
    assert render_answer(make_rows(), "table").endswith("(0 rows)\n")
    assert render_answer(make_rows(), "markdown").count("\n") == 2


def test_a_quotation_needs_its_span() -> None:
    assert find_evidence_columns(["quote"]) == []
    assert find_evidence_columns(["aQuote", "aSpan", "bQuote"]) == [("aQuote", "aSpan")]


def test_evidence_has_columns_of_its_own_for_machines() -> None:
    rows = make_rows(("Chile, República", 'a "first"', "#char=0,5"), ("Peru", "gone", "#char=6,17"))
    (chile, peru) = csv.DictReader(io.StringIO(render_answer(rows, "csv"), newline=""))
    assert chile == {
        "name": "Chile, República",
        "quote": 'a "first"',
        "document": "doc",
        "line": "1",
        "characters": "0-5",
    }
    assert peru["line"] == "2"
    found = json.loads(render_answer(rows, "json"))["results"]["bindings"][1]
    assert {name: value["value"] for name, value in found.items()} == peru
    assert render_answer(rows, "tsv").splitlines()[0] == "?name\t?quote\t?document\t?line\t?characters"
    assert '<binding name="characters">' in render_answer(rows, "xml")


def test_a_row_without_evidence_keeps_its_place() -> None:
    rows = Rows(("name", "aQuote", "aSpan"), [(Literal("Chile"), None, None)])
    assert render_answer(rows, "csv") == "name,aQuote,aDocument,aLine,aCharacters\r\nChile,,,,\r\n"
    assert "Chile" in render_answer(rows, "table")


def test_columns_of_evidence_make_way_for_those_of_the_answer() -> None:
    rows = Rows(("document", "quote", "span"), [(Literal("mine"), Literal("first"), NamedNode(f"{SOURCE}#char=0,5"))])
    assert render_answer(rows, "csv").startswith("document,quote,evidenceDocument,line,characters\r\nmine,first,doc,")


def test_people_read_labels_and_machines_iris() -> None:
    store = make_memory_store([Quad(CHILE, RDFS_LABEL, Literal("Chile", language="en"))])
    sheet = make_sheet(store, Rows(("party",), [(CHILE,)]), {})
    assert render_sheet(sheet, "csv") == "party\r\nChile\r\n"
    assert render_sheet(sheet, "csv", iris=True) == f"party\r\n{CHILE.value}\r\n"


def test_names_are_english_and_what_has_none_is_short() -> None:
    claim, other = NamedNode("https://w3id.org/diplograph/claim/1"), NamedNode("https://example.org/x")
    store = make_memory_store(
        [
            Quad(CHILE, RDFS_LABEL, Literal("智利", language="zh-Hant")),
            Quad(CHILE, RDFS_LABEL, Literal("Chile", language="en")),
            Quad(claim, RDFS_LABEL, Literal("A claim"), PROVENANCE_GRAPH),
        ]
    )
    naming = look_up_names(store, [CHILE, claim, other, Literal("x"), None])
    assert [naming[node].label for node in (CHILE, claim, other)] == ["Chile", "A claim", "<https://example.org/x>"]


@pytest.mark.parametrize("span", ["#char=x,y", "", "#line=3"])
def test_a_span_that_is_none_still_has_its_words(span: str) -> None:
    assert "first" in render_answer(make_rows(("Chile", "first", span)), "table")
