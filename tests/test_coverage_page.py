"""Tests of the page: it stands alone, is well formed, leads from text to fields and back, and keeps the text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.account.coverage import Entry, ledger
from diplograph.account.coverage_page import coverage_html
from diplograph.documents import parse_document
from diplograph.model import Claim, Document, RoleValue

ARTICLE = """= Foreign relations of Iceland =

== Missions ==
Iceland opened an embassy in Chile in 1991. The embassy of Peru has a <b>blue</b> & "green" roof.
The consulate of Peru has a roof. Lava cools slowly.
"""
_VOID = frozenset({"meta"})


class _Page(HTMLParser):
    """Collects what the tests ask of a page, and checks that each element is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.stored = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        assert not {"src", "onclick", "style"} & set(given)
        if tag not in _VOID:
            self.open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(given.get("id") == "text" for _, given in self.open):
            self.stored += data


def page(text: str = ARTICLE) -> str:
    document = parse_document(text, "iceland.txt")[0]
    return coverage_html(document, ledger(document))


def test_the_text_is_kept() -> None:
    assert _Page(page()).stored == ARTICLE


def test_links_lead_somewhere_and_ids_are_unique() -> None:
    found = _Page(page())
    assert len(found.ids) == len(set(found.ids))
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
    assert all(link.startswith("#") for link in found.links)


def test_the_page_stands_alone() -> None:
    text = page()
    assert "default-src 'none'" in text
    assert not re.search(r"<script|https?:|//|url\(|@import", text)


def test_a_claim_leads_to_its_fields() -> None:
    text = page()
    number = re.search(r'<a class="mark claims" id="u(\d+)" href="#f\1" title="Mission">Iceland opened', text)
    assert number is not None
    card = text[text.index(f'id="f{number[1]}"') :].split("</section>")[0]
    for row in (
        "<dt>host</dt><dd>Chile</dd>",
        "<dt>opened</dt><dd>1991</dd>",
        "positive, asserted",
        "<dt>pattern</dt>",
    ):
        assert row in card
    assert f'href="#u{number[1]}"' in card


def test_what_was_not_read_says_why_and_leads_on() -> None:
    text = page()
    assert text.count("mission (") >= 2
    assert len(re.findall(r'class="mark unmatched" id=', text)) == 2
    assert text.count("next such passage") == 1


def test_values_of_every_type_are_shown() -> None:
    roles: dict[str, RoleValue] = {
        "party": ["Chile", "Peru"],
        "offices": {"Ada": "Envoy"},
        "former": True,
        "resident": False,
        "value": 2.5,
    }
    claim = Claim("a", "<Kind>", roles, {"at": "1990"}, 0, 5, "Chile", "negative", "planned")
    document = Document("a", "", "plain", "Chile", (), "")
    text = coverage_html(document, [Entry("a", 0, 5, "paragraph", "claims", "", (claim, claim), 5)])
    for shown in ("Chile, Peru", "Ada: Envoy", "yes", "no", "2.5", "negative, planned", "&lt;Kind&gt;", "2 claims"):
        assert f">{shown}<" in text or f">{shown} <" in text
    assert "<dt>pattern</dt>" not in text
    _Page(text)


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=80))
def test_any_text_makes_a_page_that_keeps_it(text: str) -> None:
    document = Document("<a>", text, "plain", text, (), "")
    entries = [Entry("a", 0, len(text), "paragraph", "ambiguous", text)]
    found = _Page(coverage_html(document, entries)).stored
    assert len(found) == len(text)
    assert all(one == two or ord(one) < 0x20 or ord(one) == 0x7F for one, two in zip(text, found, strict=True))
    assert not re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", found)


def test_the_same_document_makes_the_same_page() -> None:
    assert page() == page()


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("ground", ["paper", "card", "claims", "unmatched", "ambiguous", "inexpressible"])
def test_contrast_is_enough_to_read(theme: int, ground: str) -> None:
    style = page().split("<style>")[1].split("</style>")[0]
    colours = re.findall(rf"--(ink|soft|{ground}): #([0-9a-f]+)", style)
    assert len(colours) == 6
    table = dict(colours[3 * theme : 3 * theme + 3])
    ink = "ink" if ground not in {"paper", "card"} else "soft"
    assert _contrast(table[ink], table[ground]) >= 4.5


def _contrast(one: str, two: str) -> float:
    """Give the contrast of two colours (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
