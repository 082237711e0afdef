"""HTML pages: the article without the boxes around it, offsets into the source of the page."""

from __future__ import annotations

import pytest
from document_checks import check_document, slices, texts

from diplograph.documents import parse_document
from diplograph.model import Link

PAGE = """<!DOCTYPE html>
<html><head><title>Foreign relations of Norland - Site</title><style>.x{a<b}</style><script>"<p>no</p>"</script></head>
<body><div id="nav"><p>Menu</p></div>
<h1 id="firstHeading"><span>Foreign relations of <i>Norland</i></span></h1>
<div id="mw-content-text"><div class="mw-content-ltr mw-parser-output"><div class="hatnote">See X</div>
<table class="infobox"><tr><td>box</td></tr></table>
<p><b>Norland</b> met the <a href="/wiki/European_Union" title="European Union">EU</a>&nbsp;and R&amp;D.<sup
class="reference"><a href="#c">[1]</a></sup> It<!-- x --> <a href="https://example.org/x">left</a>.
<p>Not closed <a href="/wiki/File:A.png">file</a> <a href="./S%C3%BCd#a">s</a><div id="toc">Contents</div>
<h2><span id="A">Relations</span><span class="mw-editsection">[edit]</span></h2>
<figure><figcaption>Map</figcaption></figure>
<table class="wikitable"><caption>States</caption><tbody>
<tr><th rowspan=2>State</th><th colspan="2">Date</th></tr><tr><th>Begun</th><th>Ended</th></tr>
<tr><td rowspan="2"><span class="flagicon"><img src=x></span><a href="/wiki/Sud" title="Sud">Sudland</a></td>
<td><span style="display:none">001990</span>4 May 1990</td><td><ul><li>a</li><li>b<br>c</li></ul></td></tr>
<tr><td>1992<td>&ndash;</tr>
<tr><th colspan=3>Oceania</th></tr>
<tr><td>Estland</td><td>2 May 1999</td><td></td></tr>
</tbody></table>
<ul><li>One <ul><li>Two (1999)</ul><li>Three</ul>
<dl><dt>Term</dt><dd>Text.</dd></dl>
<h3>Deep</h3>Loose text<hr>more
<h2>See also</h2><ul><li>X</li></ul>
<table class="navbox"><tr><td><a href="/wiki/N">n</a></td></tr></table>
</div></div><div id=footer>Footer</div></body></html>
"""


def test_page() -> None:
    document = parse_document(PAGE, "norland.html")[0]
    check_document(document)
    assert (document.format, document.title) == ("html", "Foreign relations of Norland")
    assert [(block.kind, block.level, block.text) for block in document.blocks if block.kind != "row"] == [
        ("title", 0, "Foreign relations of Norland"),
        ("paragraph", 0, "Norland met the EU and R&D. It left."),
        ("paragraph", 0, "Not closed file s"),
        ("heading", 1, "Relations"),
        ("item", 1, "One"),
        ("item", 2, "Two (1999)"),
        ("item", 1, "Three"),
        ("heading", 2, "Term"),
        ("paragraph", 0, "Text."),
        ("heading", 2, "Deep"),
        ("paragraph", 0, "Loose text"),
        ("paragraph", 0, "more"),
    ]
    assert slices(document, "paragraph")[0].startswith("Norland</b> met the <a")


def test_links() -> None:
    blocks = parse_document(PAGE, "norland.html")[0].blocks
    assert blocks[1].links == (Link(16, 18, "European Union"),)
    assert [link.target for link in blocks[2].links] == ["Süd"]


def test_tables() -> None:
    document = parse_document(PAGE, "norland.html")[0]
    rows = [block for block in document.blocks if block.kind == "row"]
    assert [row.text for row in rows] == [
        "Sudland | 4 May 1990 | a\nb; c",
        "Sudland | 1992 | –",
        "Estland | 2 May 1999 | ",
    ]
    assert [cell.header for cell in rows[1].cells] == ["State", "Date / Begun", "Date / Ended"]
    assert [row.path for row in rows] == [("Relations",), ("Relations",), ("Relations", "Oceania")]
    assert {row.intro for row in rows} == {"States"}
    assert slices(document, "row")[1] == "1992<td>&ndash;"


@pytest.mark.parametrize(
    ("page", "paragraphs"),
    [
        ("<html><body><p>Plain page.</p></body></html>", ["Plain page."]),
        ('<div id="mw-content-text"><p>Only this.</p></div><p>Not this.</p>', ["Only this."]),
        ("<html><b>a</p>b</b><p>c</b>d", ["ab", "cd"]),
        ("<html><p>a</td></table>b <!-- c", ["ab c"]),
        ("<html><table><tr><td><p>a</b></i></tr></table>after", ["after"]),
        ("<html><p class=reference>a</p>b", ["b"]),
    ],
)
def test_broken_pages(page: str, paragraphs: list[str]) -> None:
    document = parse_document(page, "page.html")[0]
    check_document(document)
    assert texts(document.blocks, "paragraph") == paragraphs
