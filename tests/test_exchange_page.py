"""Tests of the page with a network, of its drawing, and of where things are drawn."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from exchange_examples import HOSTILE, make_seed_network, networks
from hypothesis import given, settings

from diplograph.exchange.drawing import draw, name_colour
from diplograph.exchange.layout import MOST, WIDTH, lay_out
from diplograph.exchange.network import Edge, Network, Node
from diplograph.exchange.page import render_page
from diplograph.exchange.projection import Projection

_VOID = frozenset("meta input circle line".split())
both = pytest.mark.parametrize("projection", ["flat", "full"])


class _Checker(HTMLParser):
    """Checks that elements nest, and collects texts, ids, links and what would load from elsewhere or run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.scripts = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)
        self.scripts += tag == "script"
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name in {"href", "src", "action", "style"} or name.startswith("on"):
                (self.links if name == "href" and str(value).startswith("#") else self.outside).append(
                    f"{name}={value}"
                )

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in {"script", "style"}:
            self.texts.append(data)


@both
def test_the_page_is_whole_and_asks_for_nothing(projection: Projection) -> None:
    network = make_seed_network(projection)
    page = render_page(network)
    checker = _Checker(page)
    assert checker.open == []
    assert [text for text in checker.outside if not re.fullmatch(r"style=stroke-width:[0-9.]+", text)] == []
    assert len(checker.ids) == len(set(checker.ids))
    assert {link.removeprefix("href=#") for link in checker.links} <= set(checker.ids)
    assert len([name for name in checker.ids if name.startswith("xe")]) == len(network.edges)
    assert len([name for name in checker.ids if re.fullmatch(r"n\d+", name)]) == len(network.nodes)


def test_only_its_own_script_may_run() -> None:
    page = render_page(make_seed_network("flat"))
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in page


def test_every_quotation_can_be_read_without_the_script() -> None:
    network = make_seed_network("flat")
    shown = set(_Checker(render_page(network)).texts)
    assert {str(edge.values["quote"]) for edge in network.edges if "quote" in edge.values} <= shown


@settings(max_examples=40)
@given(networks())
def test_hostile_text_is_shown_as_text(network: Network) -> None:
    checker = _Checker(render_page(network))
    assert checker.scripts == 1
    assert checker.open == []
    assert [text for text in checker.outside if not text.startswith("style=stroke-width:")] == []


def test_a_hostile_label_stays_a_label() -> None:
    node = Node("n0", HOSTILE, "<b>", {"iri": "x", "label": HOSTILE}, ())
    edge = Edge("e0", "n0", "n0", HOSTILE, HOSTILE, {"relation": HOSTILE, "quote": HOSTILE, "evidence": "x"}, ())
    checker = _Checker(render_page(Network("<i>", (node,), (edge,))))
    assert checker.scripts == 1
    assert "alert(1)" in "".join(checker.texts)
    assert "<i>" in "".join(checker.texts)


def test_an_empty_network_has_a_page() -> None:
    checker = _Checker(render_page(Network("0 nodes, 0 edges", (), ())))
    assert "svg" not in checker.open
    assert any("0 nodes, 0 edges" in text for text in checker.texts)


@both
def test_places_are_apart_and_the_same_each_time(projection: Projection) -> None:
    network = make_seed_network(projection)
    places = lay_out(network)
    assert places == lay_out(network)
    assert len(set(places.values())) == len(network.nodes)
    assert all(-0.1 <= x <= WIDTH + 0.1 and y >= -0.1 for x, y in places.values())


@settings(max_examples=40)
@given(networks())
def test_every_node_has_a_place(network: Network) -> None:
    assert set(lay_out(network)) == {node.id for node in network.nodes}


def test_parts_without_edges_between_them_do_not_overlap() -> None:
    nodes = tuple(Node(f"n{index}", "x", "Person", {}, ()) for index in range(40))
    edges = tuple(
        Edge(f"e{a}", f"n{a}", f"n{a + 1}", "", "Visit", {"relation": "Visit"}, ()) for a in range(39) if a != 19
    )
    places = lay_out(Network("", nodes, edges))
    upper, lower = [[places[f"n{index}"][1] for index in part] for part in (range(20), range(20, 40))]
    assert max(upper) < min(lower)


def test_of_a_large_network_the_best_joined_are_drawn_and_all_is_listed() -> None:
    nodes = tuple(Node(f"n{index}", f"thing {index}", "Person", {}, ()) for index in range(MOST + 5))
    edges = tuple(Edge(f"e{i}", "n0", f"n{i}", "", f"Visit {i}", {"relation": "Visit"}, ()) for i in range(1, MOST))
    network = Network("large", nodes, edges)
    drawing = draw(network)
    assert drawing.left_out == 5
    assert drawing.svg.count('<a class="node') == MOST
    page = render_page(network)
    assert "5 nodes with fewer relations not drawn" in page
    assert page.count('<li id="n') == MOST + 5
    assert lay_out(network) == {}


def test_facts_share_a_colour() -> None:
    assert [name_colour(group) for group in ("Territory", "Visit", "Twinning", "OfficeTitle")] == [
        *("c-territory", "c-fact", "c-fact", "c-topic")
    ]
