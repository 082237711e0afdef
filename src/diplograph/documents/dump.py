"""Read a MediaWiki XML dump page by page, in memory that does not grow with the dump.

The stored text of a page is its wikitext; redirects and pages outside the article namespace are skipped.
Source: MediaWiki, export schema 0.10 and 0.11 (https://www.mediawiki.org/xml/).
"""

from __future__ import annotations

import bz2
import io
import re
import urllib.parse
from contextlib import contextmanager
from dataclasses import replace
from typing import IO, TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from diplograph.documents.common import slugify
from diplograph.documents.wikitext import parse_wikitext
from diplograph.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from diplograph.model import Document

_START = re.compile(r"(?:<\?xml[^<>]*>\s*)?<mediawiki\b")
_BZIP2 = b"BZh"


class _Page(NamedTuple):
    """What a dump holds of a page, all as text."""

    title: str
    namespace: str
    redirect: bool
    text: str
    revision: str
    timestamp: str


def is_dump(text: str) -> bool:
    """Tell whether a text is a dump."""
    return _START.match(text.lstrip("\ufeff \t\r\n")) is not None


def is_dump_file(path: Path) -> bool:
    """Tell by its first bytes whether a file is a dump, compressed or not."""
    with path.open("rb") as file:
        head = file.read(4_096)
    return head.startswith(_BZIP2) or is_dump(head.decode("utf-8", "replace"))


def stream_documents(
    path: Path, *, title_pattern: str | None = None, category: str | None = None
) -> Iterator[Document]:
    """Read the articles of a dump one after the other.

    Args:
        path: The dump, ``.xml`` or ``.xml.bz2``.
        title_pattern: A regular expression that must be found in the title.
        category: A category, without its namespace, that the page must be filed under.

    Raises:
        DocumentError: The file is missing, not a dump, damaged, or the title pattern is no regular expression.

    """
    try:
        with _open(path) as file:
            yield from _read_articles(file, str(path), title_pattern, category)
    except OSError as error:
        raise DocumentError((error.strerror or str(error)).lower(), path=str(path)) from error
    except EOFError as error:
        raise DocumentError("the compressed file ends too early", path=str(path)) from error


def parse_dump(text: str, name: str) -> list[Document]:
    """Read the articles of a dump that is in memory; ``name`` stands for it in messages."""
    return list(_read_articles(io.BytesIO(text.encode("utf-8", "surrogatepass")), name, None, None))


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    """Open a dump, compressed or not."""
    with path.open("rb") as file:
        compressed = file.read(3) == _BZIP2
        file.seek(0)
        if not compressed:
            yield file
            return
        with bz2.open(file) as inner:
            yield inner


def _read_articles(file: IO[bytes], path: str, title_pattern: str | None, category: str | None) -> Iterator[Document]:
    """Give the chosen articles of a dump, each with a name of its own."""
    try:
        wanted = re.compile(title_pattern or "")
    except re.error as error:
        raise DocumentError(f"{title_pattern!r} is no regular expression: {error}", path=path) from error
    filed = re.compile(rf"\[\[\s*category\s*:\s*{re.escape(category)}\s*[\]|]", re.IGNORECASE) if category else None
    used: dict[str, int] = {}
    for site, page in _read_pages(file, path):
        if page.namespace != "0" or page.redirect or not wanted.search(page.title):
            continue
        if filed is not None and not filed.search(page.text.replace("_", " ")):
            continue
        name = slugify(page.title) or "page"
        used[name] = used.get(name, 0) + 1
        name = name if used[name] == 1 else f"{name}-{used[name]}"
        document = parse_wikitext(page.text, name, page.title)
        address = (
            urllib.parse.urljoin(site, urllib.parse.quote(page.title.replace(" ", "_"), safe=",:()'–")) if site else ""
        )
        retrieved = f"revision of {page.timestamp}" if page.timestamp else ""
        yield replace(document, format="dump", source=address, revision=page.revision, retrieved=retrieved)


def _read_pages(file: IO[bytes], path: str) -> Iterator[tuple[str, _Page]]:
    """Give the pages of a dump with the address that their titles stand under."""
    site = ""
    root: ET.Element | None = None
    try:
        # Expat refuses entities that multiply (since 2.4.1), and reads nothing from outside the file.
        for event, element in ET.iterparse(file, events=("start", "end")):  # noqa: S314
            if root is None:
                root = element
                if _local(element) != "mediawiki":
                    raise DocumentError("not a dump", path=path, expected="<mediawiki>")
            elif event == "end" and _local(element) == "base":
                site = (element.text or "").strip()
            elif event == "end" and _local(element) == "page":
                yield site, _make_page(element)
                root.clear()
    except ET.ParseError as error:
        line, column = error.position
        reason = f"damaged XML: {str(error).partition(':')[0]}"
        raise DocumentError(reason, path=path, line=line, column=column + 1) from error


def _make_page(page: ET.Element) -> _Page:
    """Read a page: its last revision, where it holds several."""
    title = namespace = ""
    revision: ET.Element | None = None
    redirect = False
    for child in page:
        match _local(child):
            case "title":
                title = (child.text or "").strip()
            case "ns":
                namespace = (child.text or "").strip()
            case "redirect":
                redirect = True
            case "revision":
                revision = child
    fields = {_local(child): child.text or "" for child in revision} if revision is not None else {}
    return _Page(
        title, namespace or "0", redirect, fields.get("text", ""), fields.get("id", ""), fields.get("timestamp", "")
    )


def _local(element: ET.Element) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
