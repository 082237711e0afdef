"""Tests of the pages and of linked data: links lead somewhere, footnotes to the characters, and nothing hostile gets through."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

import pytest
from graph_examples import make_claim, make_document
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse
from web_server import find_store

from diplograph.graph.answers import Quotation
from diplograph.graph.mint import mint_claim, mint_document, mint_span
from diplograph.graph.rdf import add_vocabulary, to_quads
from diplograph.graph.store import replace_build, source_path
from diplograph.graph.vocabulary import BASE, DGR
from diplograph.server.answering import answer
from diplograph.server.document_page import Passage, gather, mark
from diplograph.server.messages import Reply, Request
from diplograph.server.names import locate
from diplograph.server.nodes import Statement
from diplograph.server.site import Site, open_site

if TYPE_CHECKING:
    from pathlib import Path

HK = "/diplograph/id/territory/HK"
ARTICLE = "/diplograph/source/foreign-relations-of-hong-kong"
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "host": "localhost:8000"}


class _Page(HTMLParser):
    """Reads a page: its tags with their attributes, anchors, links and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id" and value:
                self.anchors.add(value)
            if name in {"href", "src", "action"} and value:
                self.links.append(value)

    def handle_data(self, data: str) -> None:
        self.text += data


@cache
def _site() -> Site:
    return open_site(find_store())


def _get(address: str, site: Site | None = None, **headers: str) -> Reply:
    parts = urlsplit(address)
    return answer(site or _site(), Request("GET", parts.path, parts.query, {**BROWSER, **headers}))


def _read(address: str, site: Site | None = None) -> _Page:
    reply = _get(address, site)
    assert (reply.status, reply.headers["Content-Type"]) == (200, "text/html; charset=utf-8"), address
    return _Page(reply.body.decode())


PAGES = [
    *("/", "/documents", "/questions", "/search?words=hong+ko", "/query", "/api", "/diplograph/ontology", ARTICLE, HK),
    *(
        "/questions/agreements-signed",
        "/questions/met-on-visit",
        "/why?subject=Hong+Kong&predicate=hasAgreementWith&object=Chile",
    ),
    "/sparql?query=SELECT+*+%7B+%3Fv+a+dg%3AVisit+%3B+%3Fp+%3Fo+%7D",
]


@pytest.mark.parametrize("address", PAGES)
def test_every_link_leads_to_a_page_and_a_place_in_it(address: str) -> None:
    page = _read(address)
    for link in dict.fromkeys(page.links):
        target, _, fragment = link.partition("#")
        if target.startswith(("http://", "https://", "data:")) or target in {"/health", "/metrics"}:
            continue
        reply = _get(target) if target else _get(address)
        missing = {400} if target == "/why" or target.startswith("/sparql") else set()
        assert reply.status in {200, 303} | missing, link
        if fragment and reply.status == 200 and "html" in reply.headers["Content-Type"]:
            assert unquote(fragment) in _Page(reply.body.decode()).anchors, link


@pytest.mark.parametrize("address", PAGES)
def test_pages_need_no_script_and_nothing_from_elsewhere(address: str) -> None:
    reply = _get(address)
    page = _Page(reply.body.decode())
    assert page.tags.isdisjoint({"script", "img", "iframe", "object", "embed", "style"})
    assert page.attributes.isdisjoint({"style", "src"})
    assert {"h1", "main", "title"} <= page.tags
    assert not any(name.startswith("on") for name in page.attributes)


def test_footnotes_open_the_document_at_the_characters() -> None:
    text = _site().texts["foreign-relations-of-hong-kong"]
    links = [link for link in _read(HK).links if link.startswith(f"{ARTICLE}#char=")]
    page = _get(ARTICLE).body.decode()
    assert len(links) > 10
    for link in links:
        start, end = map(int, link.partition("#char=")[2].split(","))
        marked = page.partition(f'<mark id="char={start},{end}"')[2].partition(">")[2]
        assert _Page(re.sub(r"<sup>.*?</sup>", "", marked)).text.startswith(text[start:end])


def test_every_iri_has_a_page_and_data() -> None:
    kinds: dict[str, list[str]] = {}
    store = _site().store
    for quad in store:
        for term in (quad.subject, quad.object, quad.graph_name):
            if isinstance(term, NamedNode) and term.value.startswith(BASE):
                kinds.setdefault(re.sub(r"[^/]*$", "", term.value.partition("#")[0]), []).append(term.value)
    assert len(kinds) > 20
    for iris in kinds.values():
        for iri in sorted(set(iris))[:2]:
            address = locate(iri).partition("#")[0]
            reply = _get(address)
            if reply.status == 303:
                assert _get(reply.headers["Location"]).status == 200
                continue
            assert reply.status == 200, address
            for suffix, form in {
                ".ttl": RdfFormat.TURTLE,
                ".nt": RdfFormat.N_TRIPLES,
                ".jsonld": RdfFormat.JSON_LD,
            }.items():
                data = _get(address + suffix)
                assert list(parse(data.body, form)), address + suffix
            assert json.loads(_get(f"{address}.json").body)["iri"] == iri.partition("#")[0]


def test_data_by_what_is_accepted() -> None:
    by_suffix, by_header = _get(f"{HK}.nt"), _get(HK, accept="application/n-triples")
    assert by_suffix.body == by_header.body
    assert by_header.headers["Content-Location"] == f"{HK}.nt"
    assert "Accept" in by_header.headers["Vary"]
    subjects = {str(quad.subject) for quad in parse(by_suffix.body, RdfFormat.N_TRIPLES)}
    assert f"<{DGR}territory/HK>" in subjects
    assert _get(HK, accept="image/png").status == 406


def test_plain_data_with_sentences() -> None:
    data = json.loads(_get(f"{HK}.json").body)
    assert (data["label"], data["kinds"]) == ("Hong Kong", ["Special administrative region"])
    signed = [one for one in data["statements"] if "Maldives" in one["says"]]
    assert any("Maldives" in one["evidence"][0]["exact"] for one in signed)
    cut = [
        (_site().texts[e["document"]][e["start"] : e["end"]], e["exact"])
        for one in data["statements"]
        for e in one["evidence"]
    ]
    assert [text for text, _ in cut] == [exact for _, exact in cut]
    assert {one["status"] for one in data["statements"]} > {"asserted"}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing", 404),
        ("/diplograph/id/territory/none", 404),
        ("/diplograph/id/../../../etc/passwd", 404),
        ("/diplograph/source/..%2F..%2Fbuild.json", 404),
        ("/diplograph/source/%2e%2e%2f%2e%2e%2fcurrent.txt", 404),
        ("/diplograph/source/%FF", 400),
        ("/static/../site.py", 404),
        ("/questions/..%2F..%2Fx", 404),
        ("/questions/%00", 404),
        ("/questions/met-on-visit?nothing=1", 400),
        ("/questions/agreements-signed?territory=Atlantis", 400),
        ("/api/questions/none", 404),
        ("/api/questions/met-on-visit.exe", 404),
        ("/api/search?words=a&words=b", 400),
        ("/api/search?words=a&limit=0", 400),
        ("/api/why", 400),
        ("/api/why?subject=Atlantis", 404),
        ("/resource?iri=javascript:alert(1)", 404),
        ("/resource?iri=no", 404),
        (f"{HK}?page=0", 400),
        (f"{HK}?page=x", 400),
    ],
)
def test_what_is_not_there(address: str, status: int) -> None:
    assert _get(address, accept="*/*" if address.startswith("/api/") else BROWSER["accept"]).status == status


HOSTILE = """</mark><script>alert(1)</script>"'><img src=x onerror=alert(2)>&lt;\u202e\u0000"""


def test_hostile_names_and_texts_are_shown_as_text(tmp_path: Path) -> None:
    name, text = "../x<y>&#?%41 é", f"Iceland {HOSTILE} opened an embassy in {HOSTILE}."
    document = replace(make_document(name, text), title=HOSTILE)
    claim = make_claim("Mission", text, document=name, text=text, sender="Iceland", host=HOSTILE, type="embassy")
    with replace_build(tmp_path) as build:
        store = Store(str(build / "graph"))
        store.extend(add_vocabulary(to_quads([claim], [document]).quads))
        node = NamedNode(f"{DGR}person/eve")
        for said in (HOSTILE, "Eve"):
            store.update(
                f"INSERT DATA {{ {node} <http://www.w3.org/2000/01/rdf-schema#label> {Literal(said)} ; a <{BASE}ontology#Item> }}"
            )
        store.flush()
        del store
        source_path(build, name).write_text(text)
        (build / "build.json").write_text('{"hash": "0", "claims": {}}')
        (build / "origins.json").write_text("{}")
    site = open_site(tmp_path)
    source, span = locate(mint_document(name).value), locate(mint_span(name, 0, len(text)).value)
    assert urlsplit(source).path == source.partition("#")[0]
    addresses = ["/", "/documents", source, locate(node.value), locate(mint_claim(claim).value)]
    addresses += [
        f"/search?words={quote('alert')}",
        f"/search?words={quote(HOSTILE)}",
        f"/resource?iri={quote(HOSTILE)}",
    ]
    addresses += [
        f"/questions/missions-sent?territory={quote(HOSTILE)}",
        f"/why?subject={quote(HOSTILE)}&predicate=a&object=b",
    ]
    addresses += [f"/query?query={quote(HOSTILE)}", "/sparql?query=SELECT*%7B%3Fs%3Fp%3Fo%7D", f"/{quote(HOSTILE)}"]
    for address in addresses:
        page = _Page(_get(address, site).body.decode())
        assert page.tags.isdisjoint({"script", "img"}), address
        assert not any(attribute.startswith("on") for attribute in page.attributes), address
        assert all(re.match(r"(https?://|/|#|data:,)", link) for link in page.links), address
    shown = _read(source, site)
    assert "\u0000" not in _get(source, site).body.decode()
    assert "<script>alert(1)</script>" in shown.text
    assert unquote(span.partition("#")[2]) in shown.anchors
    assert _get(f"{source}.txt", site).body.decode() == text


@st.composite
def _passages(draw: st.DrawFn) -> tuple[str, list[Passage]]:
    text = draw(st.text("ab<&é\n", max_size=30))
    places = draw(st.lists(st.tuples(st.integers(-1, 31), st.integers(0, 32)), max_size=8))
    notes = [Quotation("d", 1, start, end, text[start:end]) for start, end in places]
    claim = NamedNode("urn:x:c")
    return text, gather((Statement(claim, "says", claim, "", None, note) for note in notes), len(text))


@given(_passages())
def test_marks_hold_what_they_mark(case: tuple[str, list[Passage]]) -> None:
    text, passages = case
    page = "".join(mark(text, passages))
    without = re.sub(r"<sup>.*?</sup>", "", page)
    assert _Page(without).text == text
    assert page.count("<mark") == page.count("</mark>")
    for number, passage in enumerate(passages, start=1):
        assert page.count(f'id="char={passage.start},{passage.end}"') == 1
        before = without.partition(f'<mark id="char={passage.start},{passage.end}"')[0]
        assert len(_Page(before).text) == passage.start
        ended = re.sub(rf'<sup>(?!<a href="#p{number}").*?</sup>', "", page).partition("<sup>")[0]
        assert len(_Page(ended).text) == passage.end
