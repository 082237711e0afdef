"""Tests of answers with footnotes."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from diplograph.graph.answers import find_evidence_columns, render_answer
from diplograph.graph.results import Rows

SOURCE = "https://w3id.org/diplograph/source/doc"
TEXTS = {"doc": "first\nsecond line\n"}


def make_rows(*spans: tuple[str, str, str]) -> Rows:
    rows = [(Literal(name), Literal("x"), Literal(quote), NamedNode(SOURCE + span)) for name, quote, span in spans]
    return Rows(("name", "asked", "quote", "span"), list(rows))


def test_rows_refer_to_numbered_sentences() -> None:
    rows = make_rows(
        ("Chile", "first", "#char=0,5"), ("Peru", "second line", "#char=6,17"), ("Cuba", "first", "#char=0,5")
    )
    lines = render_answer(rows, TEXTS, "table", ["asked"]).splitlines()
    assert lines == [
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
    assert "| Chile | [1] [2] |" in render_answer(rows, TEXTS, "markdown", ["asked"])
    assert "2. doc, line 2, characters 6-17: second line" in render_answer(rows, TEXTS, "markdown")


def test_no_rows_have_no_footnotes() -> None:
    assert render_answer(make_rows(), TEXTS, "table").endswith("(0 rows)\n")
    assert render_answer(make_rows(), TEXTS, "markdown").count("\n") == 2


def test_a_quotation_needs_its_span() -> None:
    assert find_evidence_columns(["quote"]) == []
    assert find_evidence_columns(["aQuote", "aSpan", "bQuote"]) == [("aQuote", "aSpan")]
