"""Tests of pages: they keep their size, and every row its footnotes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from diplograph.assistant.pages import LONGEST_QUOTE, LONGEST_VALUE, ROOM, Page, fill, shorten_name
from diplograph.graph.answers import Naming, Quotation, Sheet

INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")


def make_sheet(cells: list[Literal | NamedNode], exact: str = "Chile visited Peru.") -> Sheet:
    evidence = [(Quotation("a", 1, i, i + 5, exact),) for i in range(len(cells))]
    return Sheet(("x",), [(cell,) for cell in cells], ("",), list(evidence), {})


@given(
    st.lists(st.text(max_size=2 * LONGEST_VALUE), max_size=30), st.text(max_size=3 * LONGEST_QUOTE), st.integers(1, 40)
)
def test_a_page_keeps_its_size(texts: list[str], exact: str, limit: int) -> None:
    page = Page()
    filled = fill(page, make_sheet([Literal(text) for text in texts], exact), limit)
    values = [str(row.values["x"]) for row in filled.rows]
    assert filled.found == len(set(texts))
    assert len(filled.rows) <= min(limit, filled.found)
    assert sum(map(len, values)) + sum(len(note.exact) for note in page.footnotes) <= ROOM
    assert all(len(value) <= LONGEST_VALUE for value in values)
    assert all(len(note.exact) <= LONGEST_QUOTE for note in page.footnotes)
    assert sorted({number for row in filled.rows for number in row.footnotes}) == [n.number for n in page.footnotes]


def test_a_full_page_takes_no_more() -> None:
    page = Page()
    filled = fill(page, make_sheet([Literal(f"{i} {'x' * LONGEST_VALUE}") for i in range(500)]), 500)
    assert 0 < len(filled.rows) < filled.found == 500


def test_equal_rows_stand_once_with_all_their_footnotes() -> None:
    page = Page()
    filled = fill(page, make_sheet([Literal("a"), Literal("b"), Literal("a")]), 10)
    assert [(row.values, row.footnotes) for row in filled.rows] == [({"x": "a"}, [1, 2]), ({"x": "b"}, [3])]


def test_nodes_bear_their_names_and_keep_their_iris() -> None:
    node = NamedNode("https://w3id.org/diplograph/id/territory/CL")
    sheet = make_sheet([node])._replace(naming={node: Naming("Chile", ("Chile",))})
    row = fill(Page(), sheet, 1).rows[0]
    assert (row.values, row.iris) == ({"x": "Chile"}, {"x": node.value})


def test_numbers_that_json_cannot_hold_stay_texts() -> None:
    cells: list[Literal | NamedNode] = [Literal("9" * 30, datatype=INTEGER), Literal("x", datatype=INTEGER), Literal(3)]
    assert [row.values["x"] for row in fill(Page(), make_sheet(cells), 9).rows] == ["9" * 30, "x", 3]


def test_iris_are_written_as_the_tools_take_them() -> None:
    assert shorten_name("https://w3id.org/diplograph/id/territory/CL") == "dgr:territory/CL"
    assert shorten_name("https://example.org/a") == "https://example.org/a"
