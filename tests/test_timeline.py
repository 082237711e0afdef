"""Tests of the timeline, as data and as a page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from graph_examples import DGR, OTHER_TEXT, TEXT, build_example
from pyoxigraph import NamedNode, Store

from diplograph.graph.store import make_memory_store
from diplograph.graph.timeline import list_entries, render_json
from diplograph.graph.timeline_page import render_page

TEXTS = {"iceland": TEXT, "chile": OTHER_TEXT}
_VOID = {"meta", "input"}


@pytest.fixture(scope="module")
def store() -> Store:
    return make_memory_store(build_example())


def test_entries_are_in_the_order_of_time_with_their_evidence(store: Store) -> None:
    entries = list_entries(store, TEXTS)
    assert [entry.begin for entry in entries] == sorted(entry.begin or "" for entry in entries)
    opening = next(entry for entry in entries if entry.label.startswith("Opening"))
    assert (opening.edtf, opening.begin, opening.end, opening.kind) == ("2001", "2001-01-01", "2001-12-31", "Mission")
    assert [claimed.exact for claimed in opening.claims] == ["Iceland opened an embassy in Tokyo in 2001."]
    assert [claimed.exact[a:b] for claimed in opening.claims for a, b in claimed.marks] == ["2001"]


def test_every_entry_is_stated_by_a_claim(store: Store) -> None:
    assert all(entry.claims for entry in list_entries(store, TEXTS))


def test_what_has_a_life_is_told_event_by_event(store: Store) -> None:
    nodes = [entry.node for entry in list_entries(store, TEXTS)]
    assert not [node for node in nodes if any(other.startswith(f"{node}/") for other in nodes)]
    signings = [entry for entry in list_entries(store, TEXTS) if entry.label.startswith("Signing")]
    assert [(entry.edtf, entry.claims[0].document) for entry in signings] == [
        ("2003-05", "iceland"),
        ("2003-05-05", "chile"),
    ]


def test_only_what_is_about_something(store: Store) -> None:
    entries = list_entries(store, TEXTS, NamedNode(f"{DGR}person/anna-eir"))
    assert entries
    assert all("Anna Eir" in entry.label for entry in entries)


def test_json(store: Store) -> None:
    entries = list_entries(store, TEXTS)
    records = json.loads(render_json(entries, {"iceland": "x.txt"}))["entries"]
    assert [record["edtf"] for record in records] == [entry.edtf for entry in entries]
    assert records[0]["claims"][0]["path"] == "x.txt"


class _Checker(HTMLParser):
    """Checks that elements nest, and collects what the page asks for from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in {"src", "href"} and value:
                (self.links if value.startswith("#") else self.outside).append(value)
            if name == "id" and value:
                self.ids.append(value)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_asks_for_nothing(store: Store) -> None:
    checker = _Checker()
    checker.feed(render_page(list_entries(store, TEXTS), {}, "A & B"))
    assert checker.open == []
    assert checker.outside == []
    assert len(checker.ids) == len(set(checker.ids))
    assert {link.removeprefix("#") for link in checker.links} == set(checker.ids)


def test_the_page_escapes_and_marks(store: Store) -> None:
    page = render_page(list_entries(store, TEXTS), {}, "<b>")
    assert "<title>&lt;b&gt;</title>" in page
    assert "Iceland opened an embassy in Tokyo in <mark>2001</mark>." in page
    assert len(re.findall("<li data-kind", page)) == len(list_entries(store, TEXTS))


def test_the_chart_cuts_out_a_long_time_of_which_nothing_is_told(store: Store) -> None:
    entry = list_entries(store, TEXTS)[0]
    years = (950, 1945, 1970)
    page = render_page([entry._replace(begin=f"{year:04}-01-01", end=None) for year in years], {}, "x")
    assert re.findall(r'href="#d(\d+)"', page) == ["95", "194", "197"]
    assert page.count('<span class="gap">') == 1
    assert page.count("<a></a>") == 2


def test_an_empty_graph_has_an_empty_page() -> None:
    assert "0 dated entries from 0 documents" in render_page(list_entries(Store(), {}), {}, "x")
