"""Tests of the pages with answers, and of the questions in the store."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from golden_questions import ask_sheet, open_seeds
from pyoxigraph import Literal, NamedNode

from diplograph.graph.answer_page import render_fragment, render_report
from diplograph.graph.answers import Naming, Quotation, Sheet
from diplograph.graph.question_terms import describe_questions
from diplograph.graph.questions import find_questions, load_question, load_questions
from diplograph.graph.results import read_rows
from diplograph.graph.sparql import run_query
from diplograph.graph.vocabulary import QUESTION_GRAPH
from diplograph.publishing.question_page import PAGE, render_questions
from diplograph.resources import find_resource

CHILE = NamedNode("https://w3id.org/diplograph/id/territory/CL")


class Reader(HTMLParser):
    """Reads the tags, the anchors and the links of a page, and whether every element is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.anchors += [str(given["id"])] if "id" in given else []
        self.links += [str(given[name]) for name in ("href", "src") if name in given]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def make_sheet(exact: str, name: str) -> Sheet:
    note = Quotation("doc", 1, 0, len(exact), exact)
    naming = {CHILE: Naming(name, ("Chile", name))}
    return Sheet(("party", "note"), [(CHILE, Literal("<i>x</i>"))], ("",), [(note,)], naming)


def test_a_report_stands_alone_and_says_it_all() -> None:
    question = load_question("visitors-in-office", ())
    page = render_report(question, {}, ask_sheet(open_seeds(), question.name, {}))
    reader = Reader(page)
    assert reader.open == []
    assert {"script", "img", "link", "iframe", "form"}.isdisjoint(reader.tags)
    assert all(link.startswith("#") and link[1:] in reader.anchors for link in reader.links)
    assert question.summary in reader.text
    assert "Aleksander Kwaśniewski" in reader.text
    assert "<mark>Aleksander Kwaśniewski</mark>" in page
    assert "foreign-relations-of-hong-kong, line " in reader.text
    assert 'name="viewport"' in page
    assert "prefers-color-scheme: dark" in page


def test_text_is_no_markup() -> None:
    sheet = make_sheet('<script>alert(1)</script> Chile & "others"', "<b>Chile</b>")
    page = render_fragment(sheet)
    assert "<script" not in page
    assert "&lt;b&gt;Chile&lt;/b&gt;" in page
    assert "&lt;i&gt;x&lt;/i&gt;" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>Chile</mark> &amp; &quot;others&quot;" in page
    question = load_question("meetings-of", ())
    report = render_report(question, {"person": "</dd><script>"}, sheet)
    assert "<script" not in report
    assert "&lt;/dd&gt;&lt;script&gt;" in report


def test_evidence_may_be_left_out_and_iris_shown() -> None:
    sheet = make_sheet("Chile", "Chile")
    page = render_fragment(sheet, evidence=False, iris=True)
    assert "evidence" not in page
    assert "blockquote" not in page
    assert ">dgr:territory/CL<" in page


def test_the_page_of_the_questions_is_whole() -> None:
    page = find_resource("ontology", PAGE).read_text(encoding="utf-8")
    reader = Reader(page)
    assert reader.open == []
    assert {"script", "img", "link", "iframe"}.isdisjoint(reader.tags)
    assert set(find_questions(())) <= set(reader.anchors)
    assert len(reader.anchors) == len(set(reader.anchors))
    assert all(link.startswith("#") and link[1:] in reader.anchors for link in reader.links)


def test_the_page_is_the_same_twice() -> None:
    graph = open_seeds()
    assert render_questions(graph.store, graph.texts) == render_questions(graph.store, graph.texts)


@pytest.mark.parametrize("name", find_questions(()))
def test_the_questions_in_the_store_run_as_they_stand(name: str) -> None:
    graph = open_seeds()
    node = f"<https://w3id.org/diplograph/question/{name}>"
    rows = graph.query(
        f"""PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?text ?summary {{ GRAPH {QUESTION_GRAPH} {{
          {node} a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ; sh:select ?text ; rdfs:label ?summary }} }}"""
    )
    ((text, summary),) = rows.rows  # type: ignore[union-attr]
    question = load_question(name, ())
    assert text == Literal(question.text)
    assert summary == Literal(question.summary, language="en")
    assert isinstance(text, Literal)
    assert read_rows(run_query(graph.store, text.value)).columns  # type: ignore[arg-type]


def test_the_default_graph_holds_no_questions() -> None:
    assert open_seeds().query("ASK { ?q <http://www.w3.org/ns/shacl#select> ?text }") is False
    assert len({quad.subject for quad in describe_questions()}) == len(load_questions(()))
