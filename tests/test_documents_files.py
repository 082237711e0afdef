"""Finding and checking files: formats by content, errors that name the place."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_checks import check_document

from diplograph.documents import find_documents, find_metadata, parse_document, read_document
from diplograph.errors import DocumentError

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.txt: the file is empty; expected a document"),
        (b"\xef\xbb\xbf \n\r\n", "a.txt: the file is empty; expected a document"),
        (b"ab\ncd\0e", "a.txt:2:3: a NUL byte: the file is binary; expected text"),
        ("ab\né".encode() + b"\xff\xfe", "a.txt:2:2: byte 0xff is not UTF-8; expected UTF-8 text"),
        (b"ab\n" + b"x" * 50_000_000, "a.txt:2: the line is 50,000,000 characters long; expected at most 10,000,000"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(DocumentError) as raised:
        read_document(path)
    assert str(raised.value) == f"{tmp_path}/{message}"


def test_missing_files_and_empty_directories(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"absent\.txt: no such file or directory"):
        read_document(tmp_path / "absent.txt")
    with pytest.raises(DocumentError, match=r"absent\.txt: no such file or directory"):
        find_documents([tmp_path / "absent.txt"])
    with pytest.raises(DocumentError, match="the directory holds no documents; expected files"):
        find_documents([tmp_path])
    with pytest.raises(DocumentError, match="directory"):
        read_document(tmp_path)


@pytest.mark.skipif(not Path("/dev/zero").is_char_device(), reason="no such device")
def test_devices_are_no_documents() -> None:
    with pytest.raises(DocumentError, match="/dev/zero: a device, which may have no end; expected a file"):
        find_documents([Path("/dev/zero")])


def test_finding_files(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.wiki", "deep/c.html", "documents.toml", "readme.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    expected = [tmp_path / "a.wiki", tmp_path / "b.txt", tmp_path / "deep" / "c.html"]
    assert find_documents([tmp_path, tmp_path / "b.txt"]) == expected
    assert find_documents([tmp_path / "*.wiki", tmp_path / "readme.md"]) == [
        tmp_path / "a.wiki",
        tmp_path / "readme.md",
    ]
    assert find_documents([tmp_path / "**" / "*.html"]) == [tmp_path / "deep" / "c.html"]


def test_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.wiki"
    path.write_bytes(b"\xef\xbb\xbf[[Norland]]\r\nleft.")
    assert find_metadata(path) == {}
    (tmp_path / "documents.toml").write_text(
        '[[document]]\nfile = "b.txt"\n[[document]]\nfile = "a.wiki"\ntitle = "Norland"\nlicence = "CC0-1.0"\n'
        'source = "https://example.org/"\nretrieved = 2020-01-02\n',
        encoding="utf-8",
    )
    document = read_document(path)[0]
    check_document(document)
    assert (document.title, document.licence, document.source) == ("Norland", "CC0-1.0", "https://example.org/")
    assert (document.retrieved, document.path) == ("2020-01-02", str(path))
    assert document.text == "\ufeff[[Norland]]\r\nleft."
    assert document.blocks[0].text == "Norland left."


@pytest.mark.parametrize("content", ["[[document", "[[other]]\nx = 1", "document = 3", "[[document]]\nx = 1"])
def test_bad_metadata(tmp_path: Path, content: str) -> None:
    (tmp_path / "documents.toml").write_text(content, encoding="utf-8")
    with pytest.raises(DocumentError, match=r"documents\.toml: not a table of documents"):
        find_metadata(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("= T =\n[[a]] [[b]]", "plain"),
        ("T\n HOME\n\nTheInfoList\n\nOR:\n\n[[a]] [[b]]", "scrape"),
        ('\ufeff<doc id="1" title="T">\nA.\n</doc>', "doc"),
        ("<!doctype html><p>[[a]] [[b]]", "html"),
        ("{{a|b}}\n{| x\n|}", "wikitext"),
        ("Words.", "plain"),
    ],
)
def test_formats_are_told_by_content(text: str, form: str) -> None:
    assert [document.format for document in parse_document(text, "name.txt")] == [form]


def test_seeds() -> None:
    documents = [document for path in find_documents([SEEDS]) for document in read_document(path)]
    assert [(document.id, document.format, document.licence) for document in documents] == [
        ("foreign-relations-of-hong-kong", "plain", "CC-BY-SA-4.0"),
        ("hong-kong-north-korea-relations", "scrape", "CC-BY-SA-4.0"),
    ]
    for document in documents:
        check_document(document)
        assert document.title == find_metadata(Path(document.path))["title"]
        assert document.format == find_metadata(Path(document.path))["format"]
