"""MediaWiki dumps: one document a page, in memory that does not grow."""

from __future__ import annotations

import bz2
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from document_checks import check_document

from diplograph.documents import parse_document, read_document, stream_documents
from diplograph.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
<siteinfo><sitename>W</sitename><base>https://example.org/wiki/Main_Page</base></siteinfo>
"""
PAGE = """<page><title>{title}</title><ns>{ns}</ns>{extra}<id>1</id><revision><id>98</id><text>old</text></revision>
<revision><id>99</id><timestamp>2020-01-02T03:04:05Z</timestamp><text xml:space="preserve">{text}</text></revision>
</page>
"""
TEXT = "'''Norland''' met [[Sudland|Sud]] &amp;amp; left.\n[[Category:Relations of Norland|x]]"


def make_page(title: str, *, ns: int = 0, extra: str = "", text: str = TEXT) -> str:
    """Write a page as a dump holds it."""
    return PAGE.format(title=title, ns=ns, extra=extra, text=text)


DUMP = (
    HEAD
    + make_page("Norland–Sudland relations")
    + make_page("Old name", extra='<redirect title="x"/>')
    + make_page("Talk:Norland", ns=1)
    + make_page("Norland - Sudland relations", text="[[Norland]] left. &lt;ref&gt;x&lt;/ref&gt;")
    + "</mediawiki>"
)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """Store the dump."""
    path = tmp_path / "dump.xml"
    path.write_text(DUMP, encoding="utf-8")
    return path


def test_articles(dump: Path) -> None:
    first, second = stream_documents(dump)
    check_document(first)
    assert (first.id, first.title, first.format) == ("norland-sudland-relations", "Norland–Sudland relations", "dump")
    assert (first.revision, first.retrieved) == ("99", "revision of 2020-01-02T03:04:05Z")
    assert first.source == "https://example.org/wiki/Norland%E2%80%93Sudland_relations"
    assert first.text == TEXT.replace("&amp;amp;", "&amp;")
    assert [block.text for block in first.blocks] == ["Norland met Sud & left."]
    assert (second.id, second.blocks[0].text) == ("norland-sudland-relations-2", "Norland left.")


def test_compressed_and_in_memory(dump: Path) -> None:
    packed = dump.with_suffix(".xml.bz2")
    packed.write_bytes(bz2.compress(dump.read_bytes()))
    names = [document.id for document in stream_documents(dump)]
    assert [document.id for document in read_document(packed)] == names
    assert [document.id for document in parse_document(DUMP, "dump.xml")] == names


def test_selection(dump: Path) -> None:
    assert [document.title for document in stream_documents(dump, title_pattern=" - ")] == [
        "Norland - Sudland relations"
    ]
    assert len(list(stream_documents(dump, category="relations of Norland"))) == 1
    assert list(stream_documents(dump, category="Norland")) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (HEAD.encode() + b"<page><title>x</page>", r"dump\.xml:3:17: damaged XML: mismatched tag"),
        (HEAD.encode(), r"dump\.xml:3:1: damaged XML: no element found"),
        (bz2.compress(DUMP.encode())[:-20], "the compressed file ends too early"),
        (b"BZh9 not bzip2", "invalid data stream"),
        (b"<feed></feed>", "not a dump; expected <mediawiki>"),
    ],
)
def test_damaged_dumps(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "dump.xml"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=message):
        list(stream_documents(path))


def test_wrong_requests(tmp_path: Path, dump: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        list(stream_documents(tmp_path / "absent.xml"))
    with pytest.raises(DocumentError, match=r"'\(' is no regular expression"):
        list(stream_documents(dump, title_pattern="("))


def test_memory_stays_flat(tmp_path: Path) -> None:
    def measure(pages: int) -> int:
        path = tmp_path / "big.xml"
        body = "".join(make_page(f"P{number}", text="[[a]] b. " * 50) for number in range(pages))
        path.write_text(HEAD + body + "</mediawiki>", encoding="utf-8")
        tracemalloc.start()
        assert sum(1 for _ in stream_documents(path)) == pages
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    measure(20)
    assert measure(800) < 2 * measure(100)
