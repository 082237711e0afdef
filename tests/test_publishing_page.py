"""The page of the ontology: current, whole, and fit for browsers, telephones and screen readers."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from diplograph.publishing.class_diagram import draw_classes
from diplograph.publishing.page import PAGE, bundled_page, ontology_page
from diplograph.publishing.terms import Term, load_turtle, read_terms
from diplograph.resources import find_resource

TTL = find_resource("ontology", "diplograph.ttl").read_text(encoding="utf-8")
TEXT = find_resource("ontology", PAGE).read_text(encoding="utf-8")
TERMS = read_terms(load_turtle(TTL))
VOID = {"meta", "link", "br"}

SMALL = """
@prefix dg: <https://w3id.org/diplograph/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
dg:Boat a owl:Class ; skos:prefLabel "Boat <b>"@en, "船"@zh-Hant ; skos:definition "It floats."@en ; rdfs:isDefinedBy <https://w3id.org/diplograph/ontology> .
dg:Raft a owl:Class ; rdfs:subClassOf dg:Boat ; skos:prefLabel "Raft"@en, "筏"@zh-Hant ; skos:definition "It floats low."@en ; rdfs:isDefinedBy <https://w3id.org/diplograph/ontology> .
dg:tows a owl:ObjectProperty, owl:TransitiveProperty ; rdfs:domain dg:Boat ; rdfs:range dg:Boat ; skos:prefLabel "tows"@en, "拖"@zh-Hant ;
  skos:definition "It pulls."@en ; owl:propertyChainAxiom ( dg:tows dg:tows ) ; rdfs:isDefinedBy <https://w3id.org/diplograph/ontology> .
"""


class _Reader(HTMLParser):
    """Notes ids, links, headings and whether every element is closed where it must be."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.headings: list[int] = []
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" else []
        self.loads += [str(given.get("src"))] if "src" in given or tag == "script" else []
        self.headings += [int(tag[1])] if re.fullmatch(r"h\d", tag) else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture(scope="module")
def page() -> _Reader:
    reader = _Reader()
    reader.feed(TEXT)
    return reader


def test_the_page_is_current() -> None:
    assert bundled_page() == TEXT


def test_every_term_has_its_anchor(page: _Reader) -> None:
    assert set(TERMS) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert len(TERMS) > 400


def test_links_lead_somewhere(page: _Reader) -> None:
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert inside
    assert sorted(set(inside) - set(page.ids)) == []
    files = [link for link in page.links if not link.startswith(("#", "http"))]
    assert all(find_resource("ontology", name) for name in files)
    assert len(files) == 4


def test_the_page_asks_nobody_for_anything(page: _Reader) -> None:
    assert page.loads == []
    assert "url(" not in TEXT
    assert "@import" not in TEXT
    assert "default-src 'none'" in TEXT


def test_the_page_is_well_formed_and_its_headings_nest(page: _Reader) -> None:
    assert page.wrong == page.open == []
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False))


def test_the_page_speaks_to_screens_of_all_kinds() -> None:
    assert '<html lang="en">' in TEXT
    assert 'name="viewport"' in TEXT
    assert "prefers-color-scheme: dark" in TEXT
    assert "@media (max-width" in TEXT
    assert 'class="skip"' in TEXT
    assert TEXT.count('lang="zh-Hant"') > len(TERMS)


def contrast(one: str, other: str) -> float:
    """Compute the contrast of two colours. Source: WCAG 2.2, "contrast ratio"."""

    def luminance(colour: str) -> float:
        digits = colour.lstrip("#")
        parts = [
            int(digits[i : i + 2], 16) / 255 if len(digits) == 6 else int(digits[i // 2] * 2, 16) / 255
            for i in (0, 2, 4)
        ]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_is_told_from_its_ground_in_light_and_dark() -> None:
    themes = [dict(re.findall(r"--(\w+): (#\w+)", part)) for part in re.findall(r":root {(.*?)}", TEXT, re.DOTALL)]
    assert len(themes) == 2
    for theme in themes:
        for ink in ("ink", "soft", "link"):
            for ground in ("paper", "card", "mark"):
                assert contrast(theme[ink], theme[ground]) >= 4.5, (ink, ground)


def test_the_diagram_is_drawn_alike_and_shows_every_class(page: _Reader) -> None:
    drawing = draw_classes(TERMS, "Classes")
    assert drawing == draw_classes(dict(reversed(TERMS.items())), "Classes")
    text = " ".join(ET.fromstring(drawing).itertext())
    missing = [t.label for t in TERMS.values() if t.sort == "class" and not _is_in(t, text)]
    assert missing == []
    assert drawing.replace('aria-label="Classes"', 'aria-label="Class diagram"') in TEXT
    assert "Membership" in page.ids


def _is_in(term: Term, text: str) -> bool:
    """A label may be broken between two lines."""
    return re.sub(r"\W", "", term.label) in re.sub(r"\W", "", text)


def test_boxes_do_not_overlap() -> None:
    drawing = ET.fromstring(draw_classes(TERMS, "Classes"))
    boxes = [tuple(int(r.attrib[k]) for k in ("x", "y", "width", "height")) for r in drawing.iter("rect")]
    assert len(boxes) > 1
    for i, (x, y, width, height) in enumerate(boxes):
        for x2, y2, width2, height2 in boxes[i + 1 :]:
            assert x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y


def test_any_ontology_becomes_a_page() -> None:
    text = ontology_page(SMALL)
    assert "Boat &lt;b&gt;" in text
    assert '<article id="tows">' in text
    assert "<dt>is</dt><dd>transitive</dd>" in text
    assert '<dt>property chain</dt><dd><a href="#tows">tows</a> ∘ <a href="#tows">tows</a></dd>' in text
    assert '<dt>subclasses</dt><dd><a href="#Raft">Raft</a></dd>' in text


def test_terms_are_read_with_what_stands_beside_them() -> None:
    assert TERMS["Embassy"].values == (("missionType", "missionType-embassy"),)
    assert TERMS["everMemberOf"].chain == ("hasFullMembership", "organisation")
    assert TERMS["locatedIn"].traits == ("transitive",)
    assert "State" in TERMS["SpecialAdministrativeRegion"].links["disjointWith"]
    assert TERMS["Visit"].links["disjointWith"] == ("LifecycleEvent", "Meeting")
    assert TERMS["relationLevel-full"].notes["altLabel"] == ("full-fledged", "fully-fledged")
