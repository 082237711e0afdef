"""Tests of the formats of answers and graphs."""

from __future__ import annotations

import csv
import io
import json

import pytest
import rdflib
from graph_examples import build_example
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, parse

from diplograph.errors import QueryError
from diplograph.graph.api import Graph
from diplograph.graph.results import (
    GRAPH_FORMATS,
    ROW_FORMATS,
    Rows,
    render,
    render_graph,
    render_markdown,
    render_table,
)
from diplograph.screen import clean, measure

P = NamedNode("https://w3id.org/diplograph/ontology#name")
ROWS = "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o"


def make_store() -> Store:
    store = Store()
    for number, text in enumerate(['say "hi", Þór', "two\nlines", "a | b"]):
        store.add(Quad(NamedNode(f"https://w3id.org/diplograph/id/person/{number}"), P, Literal(text)))
    return store


def test_csv_and_json_are_the_standard_ones() -> None:
    rows = list(csv.reader(io.StringIO(render(make_store().query(ROWS), "csv"))))
    assert rows[0] == ["s", "o"]
    assert [row[1] for row in rows[1:]] == ["a | b", 'say "hi", Þór', "two\nlines"]
    answer = json.loads(render(make_store().query(ROWS), "json"))
    assert answer["head"]["vars"] == ["s", "o"]
    assert answer["results"]["bindings"][0]["o"] == {"type": "literal", "value": "a | b"}


def test_tsv_and_xml_hold_every_row() -> None:
    assert render(make_store().query(ROWS), "tsv").count("\n") == 4
    assert render(make_store().query(ROWS), "xml").count("<result>") == 3


@pytest.mark.parametrize("form", ROW_FORMATS)
def test_every_row_format_ends_with_one_line_feed(form: str) -> None:
    text = render(make_store().query(ROWS), form)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_a_table_is_for_people() -> None:
    lines = render(make_store().query(ROWS), None).splitlines()
    assert lines[0].split() == ["s", "o"]
    assert lines[2].startswith("dgr:person/2  a | b")
    assert lines[-1] == "(3 rows)"


def test_markdown_escapes_what_would_break_the_table() -> None:
    lines = render_markdown(Rows(("a|b",), [(Literal("x | y\n<b>"),)])).splitlines()
    assert lines == ["| a\\|b |", "| --- |", "| x \\| y &lt;b> |"]


def test_yes_and_no() -> None:
    assert render(make_store().query("ASK { ?s ?p ?o }"), None) == "true\n"
    assert json.loads(render(make_store().query("ASK { ?s ?p 1 }"), "json"))["boolean"] is False


@pytest.mark.parametrize(
    ("query", "form"),
    [(ROWS, "turtle"), (ROWS, "nonsense"), ("ASK {}", "rdfxml"), ("CONSTRUCT WHERE { ?s ?p ?o }", "csv")],
)
def test_formats_that_do_not_fit(query: str, form: str) -> None:
    with pytest.raises(QueryError, match="does not fit"):
        render(make_store().query(query), form)


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=120)


@given(st.lists(st.lists(words, min_size=3, max_size=3), max_size=4), st.integers(40, 100))
def test_no_line_of_a_table_is_wider_than_the_screen(cells: list[list[str]], width: int) -> None:
    rows = Rows(("one", "two", "three"), [tuple(map(Literal, row)) for row in cells])
    for line in render_table(rows, width).splitlines():
        assert measure(line) <= width
        assert line == clean(line)


def test_words_are_not_broken_where_that_is_possible() -> None:
    row = ("North Korea", "Hong Kong", "rank among trading partners", "2", "", "Consulate-general of North Korea")
    columns = ("reporter", "partner", "measure", "rank", "amount", "mission")
    text = render_table(Rows(columns, [tuple(map(Literal, row))]), 66)
    for word in " ".join(row).split():
        assert word in text


@given(st.lists(st.from_regex(r"[a-z]{1,30}", fullmatch=True), min_size=1, max_size=30))
def test_wrapping_loses_nothing(found: list[str]) -> None:
    text = render_table(Rows(("quote",), [(Literal(" ".join(found)),)]), 40)
    body = text.removesuffix("(1 row)\n").removeprefix("quote").replace("-", "")
    assert "".join(body.split()) == "".join(found)


@pytest.mark.parametrize("form", GRAPH_FORMATS)
def test_graph_formats_are_read_back_and_are_the_same_whatever_the_order(form: str) -> None:
    quads = list(build_example())
    if form not in {"nquads", "trig", "jsonld"}:
        quads = [quad for quad in quads if quad.graph_name == DefaultGraph()]
        text = render_graph((quad.triple for quad in quads), form)
        assert text == render_graph([quad.triple for quad in reversed(quads)], form)
    else:
        text = render_graph(quads, form)
        assert text == render_graph(reversed(quads), form)
    assert {str(quad) for quad in parse(text.encode(), format=GRAPH_FORMATS[form])} == set(map(str, quads))


@pytest.mark.parametrize(("form", "name"), [("turtle", "turtle"), ("rdfxml", "xml"), ("ntriples", "nt")])
def test_rdflib_reads_the_same_triples(form: str, name: str) -> None:
    graph = Graph.from_quads(build_example())
    triples = rdflib.Graph().parse(data=graph.export(form), format=name)
    assert len(triples) == len(list(graph.store.quads_for_pattern(None, None, None, DefaultGraph())))


def test_turtle_declares_the_prefixes_and_uses_them() -> None:
    text = Graph.from_quads(build_example()).export("turtle")
    assert "@prefix dg: <https://w3id.org/diplograph/ontology#> ." in text
    assert "dg:Embassy" in text
