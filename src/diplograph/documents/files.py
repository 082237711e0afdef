"""Find document files, check that they can be read, and tell their formats by content."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from diplograph.documents.bare import is_bare, parse_bare
from diplograph.documents.common import find_lines
from diplograph.documents.doc import is_doc, parse_doc
from diplograph.documents.dump import is_dump, is_dump_file, parse_dump, stream_documents
from diplograph.documents.html import is_html, parse_html
from diplograph.documents.plain import is_plain, parse_plain
from diplograph.documents.scrape import is_scrape, parse_scrape
from diplograph.documents.wikitext import is_wikitext, parse_wikitext
from diplograph.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diplograph.model import Document

METADATA_FILE = "documents.toml"
SUFFIXES = frozenset({".txt", ".wiki", ".wikitext", ".mediawiki", ".xml", ".bz2", ".html", ".htm", ".xhtml"})
#: Code points; a line of an article is a paragraph or a table's HTML and stays far below.
LONGEST_LINE = 10_000_000


def find_documents(paths: Sequence[Path]) -> list[Path]:
    """Find the document files among files, directories (searched to any depth) and glob patterns, sorted, each once.

    Raises:
        DocumentError: A path does not exist, or a directory holds no document.

    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            matches = [file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file()]
            if not matches:
                raise DocumentError(
                    "the directory holds no documents", path=str(path), expected="files " + " ".join(sorted(SUFFIXES))
                )
        else:
            matches = [path] if path.exists() else _match_pattern(path)
            if not matches:
                raise DocumentError("no such file or directory", path=str(path))
            if path.is_char_device() or path.is_block_device():
                raise DocumentError("a device, which may have no end", path=str(path), expected="a file")
        found.update(matches)
    return sorted(found)


def _match_pattern(path: Path) -> list[Path]:
    """Find the files that a glob pattern names."""
    base = Path(path.anchor)
    return [found for found in base.glob(str(path.relative_to(path.anchor))) if found.is_file()]


def find_metadata(path: Path) -> Mapping[str, str]:
    """Give what the ``documents.toml`` beside a document says of it: title, format, source, licence and the like.

    Raises:
        DocumentError: The file is no TOML.

    """
    beside = path.parent / METADATA_FILE
    if not beside.is_file():
        return {}
    try:
        tables = tomllib.loads(beside.read_text(encoding="utf-8"))["document"]
        found: dict[str, object] = next((table for table in tables if table["file"] == path.name), {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise DocumentError(f"not a table of documents: {error}", path=str(beside), expected="[[document]]") from error
    return {key: str(value) for key, value in found.items()}


def read_document(path: Path) -> list[Document]:
    """Read the documents of a file, with what is known of them.

    Raises:
        DocumentError: The file is missing, binary, not UTF-8, empty, or holds a line that is too long.

    """
    known = find_metadata(path)
    if path.is_file() and is_dump_file(path):
        documents = list(stream_documents(path))
    else:
        documents = parse_document(read_text(path), path.name, title=known.get("title", ""))
    return [
        replace(
            document,
            path=str(path),
            source=document.source or known.get("source", ""),
            licence=known.get("licence", ""),
            retrieved=document.retrieved or known.get("retrieved", ""),
            revision=document.revision or known.get("revision", ""),
        )
        for document in documents
    ]


def parse_document(text: str, name: str, *, title: str = "") -> list[Document]:
    """Read the documents of a stored text; ``name`` is its file's name, ``title`` the article's where it is known."""
    identifier = name.split(".", 1)[0] or name
    if is_dump(text):
        return parse_dump(text, name)
    if is_html(text):
        return [parse_html(text, identifier, title)]
    if is_doc(text):
        return parse_doc(text, identifier)
    if is_scrape(text):
        return [parse_scrape(text, identifier)]
    if is_plain(text) or not is_wikitext(text, Path(name).suffix.lower()):
        return [parse_bare(text, identifier) if is_bare(text) else parse_plain(text, identifier)]
    return [parse_wikitext(text, identifier, title)]


def read_text(path: Path) -> str:
    """Read a text file exactly, without newline translation.

    Raises:
        DocumentError: The file is missing, binary, not UTF-8, empty, or holds a line that is too long.

    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError((error.strerror or str(error)).lower(), path=str(path)) from error
    zero = data.find(b"\0")
    if zero >= 0:
        line, column = _place(data, zero)
        raise DocumentError("a NUL byte: the file is binary", path=str(path), line=line, column=column, expected="text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place(data, error.start)
        reason = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise DocumentError(reason, path=str(path), line=line, column=column, expected="UTF-8 text") from error
    _check_lines(text, path)
    return text


def _place(data: bytes, offset: int) -> tuple[int, int]:
    """Give the line and the column, both from 1, of a byte; columns count code points."""
    start = data.rfind(b"\n", 0, offset) + 1
    return data.count(b"\n", 0, offset) + 1, len(data[start:offset].decode("utf-8", "replace")) + 1


def _check_lines(text: str, path: Path) -> None:
    """Refuse a text without content or with a line that no article has."""
    if not text.strip("\ufeff \t\r\n"):
        raise DocumentError("the file is empty", path=str(path), expected="a document")
    if len(text) <= LONGEST_LINE:
        return
    for number, (start, end) in enumerate(find_lines(text), 1):
        if end - start > LONGEST_LINE:
            raise DocumentError(
                f"the line is {end - start:,} characters long",
                path=str(path),
                line=number,
                expected=f"at most {LONGEST_LINE:,}",
            )
