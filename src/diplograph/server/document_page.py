"""The page of a document: its text with every claim marked, and beside it what the claims say."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal

from diplograph.graph.mint import mint_document
from diplograph.graph.vocabulary import DCTERMS, PROVENANCE_GRAPH, dg
from diplograph.lines import find_place
from diplograph.screen import count
from diplograph.server.layout import send_page
from diplograph.server.names import Names, locate, write
from diplograph.server.node_page import SUFFIXES, write_statement
from diplograph.server.nodes import list_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import NamedNode

    from diplograph.server.messages import Reply
    from diplograph.server.nodes import Statement
    from diplograph.server.site import Site

#: Control characters that HTML does not allow, as the signs that stand for them.
_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
#: What a document says of itself, in the order in which it is shown.
_FIELDS = {"source": "Source", "license": "Licence", "provenance": "Retrieved", "format": "Format"}


class Passage(NamedTuple):
    """Half-open code points of a text, and what is said there."""

    start: int
    end: int
    says: tuple[Statement, ...]


def send_document(site: Site, node: NamedNode, document: str) -> Reply:
    """Make the page of a document whose text is stored."""
    text = site.texts[document]
    passages = gather(list_claims(site.store, node, site.texts), len(text))
    title = Names(site.store).say(node)
    claims = sum(len(passage.says) for passage in passages)
    body = [
        f"<h1><bdi>{write(title)}</bdi></h1>\n",
        _count(claims, len(passages), len(text)),
        *_write_fields(site, node),
        '<div class="document">\n<article class="text" dir="auto" aria-label="Text of the document">',
        *mark(text, passages),
        '</article>\n<aside aria-label="Claims">\n<h2>What it says</h2>\n',
        *(_write_passage(number, passage, text) for number, passage in enumerate(passages, start=1)),
        "</aside>\n</div>\n",
    ]
    return send_page(title, "".join(body))


def _count(claims: int, passages: int, characters: int) -> str:
    """Say how much of a document became claims."""
    counted = f"{count(claims, 'claim')} in {count(passages, 'passage')} of {characters:,} characters."
    return f'<p class="soft">{counted} Marked is what became a claim; a number leads to what it says.</p>\n'


def gather(statements: Iterable[Statement], length: int) -> list[Passage]:
    """Gather claims by their passages, in the order of the text; the longer of two that begin together comes first."""
    places: dict[tuple[int, int], list[Statement]] = {}
    for one in statements:
        if one.note is not None and 0 <= one.note.start < one.note.end <= length:
            places.setdefault((one.note.start, one.note.end), []).append(one)
    ordered = sorted(places, key=lambda place: (place[0], -place[1]))
    return [Passage(start, end, tuple(places[start, end])) for start, end in ordered]


def mark(text: str, passages: Sequence[Passage]) -> Iterator[str]:
    """Write a text as HTML with its passages marked; each has an anchor that is the fragment of its span's IRI.

    Passages may lie inside each other, and overlap: then the later one is marked in two parts.
    """
    open_now: list[int] = []
    begun: set[int] = set()
    bounds = sorted({0, len(text), *(p.start for p in passages), *(p.end for p in passages)})
    waiting = 0
    for start, end in pairwise(bounds):
        yield from _close(open_now, passages, start)
        while waiting < len(passages) and passages[waiting].start == start:
            open_now.append(waiting)
            begun.add(waiting)
            yield _open(passages[waiting], waiting, first=True)
            waiting += 1
        yield escape(text[start:end].translate(_CONTROLS))
    yield from _close(open_now, passages, len(text))


def _close(open_now: list[int], passages: Sequence[Passage], at: int) -> Iterator[str]:
    """Close the passages that end at a place; those inside them that go on are opened again."""
    ending = [number for number in open_now if passages[number].end <= at]
    if not ending:
        return
    first = open_now.index(ending[0])
    for number in reversed(open_now[first:]):
        yield "</mark>"
        if number in ending:
            yield f'<sup><a href="#p{number + 1}" aria-label="Passage {number + 1}">{number + 1}</a></sup>'
    going_on = [number for number in open_now[first:] if number not in ending]
    del open_now[first:]
    for number in going_on:
        open_now.append(number)
        yield _open(passages[number], number, first=False)


def _open(passage: Passage, number: int, *, first: bool) -> str:
    """Open the mark of a passage."""
    anchor = f' id="char={passage.start},{passage.end}"' if first else ""
    hedged = ' class="hedged"' if all(one.hedge for one in passage.says) else ""
    says = "; ".join(one.says + (f" ({one.hedge})" if one.hedge else "") for one in passage.says)
    return f'<mark{anchor}{hedged} title="{write(f"{number + 1}: {says}")}">'


def _write_passage(number: int, passage: Passage, text: str) -> str:
    """Write what is said in a passage."""
    line = find_place(text, passage.start)[0]
    says = "".join(
        f'<li>{write_statement(one)} <a class="note" href="{escape(locate(one.claim.value))}">claim</a></li>\n'
        for one in passage.says
    )
    place = f"line {line}, characters {passage.start}–{passage.end}"
    return (
        f'<section id="p{number}"><h3>{number} <small><a href="#char={passage.start},{passage.end}">{place}</a></small></h3>\n'
        f'<ul class="plain">\n{says}</ul></section>\n'
    )


def _write_fields(site: Site, node: NamedNode) -> Iterator[str]:
    """Write what is known of a document."""
    known: Mapping[str, str] = {
        quad.predicate.value: quad.object.value
        for quad in site.store.quads_for_pattern(node, None, None, PROVENANCE_GRAPH)
        if isinstance(quad.object, Literal)
    }
    fields = {label: known.get(DCTERMS + name, "") for name, label in _FIELDS.items()}
    fields["SHA-256"] = known.get(dg("sha256").value, "")
    path = locate(node.value)
    links = " · ".join(
        f'<a href="{escape(path + suffix)}">{suffix[1:]}</a>' for suffix in SUFFIXES if suffix != ".html"
    )
    rows = "".join(f"<dt>{label}</dt><dd>{_link(value)}</dd>\n" for label, value in fields.items() if value)
    yield f'<details><summary>About the document</summary>\n<dl>\n{rows}<dt>Data</dt><dd>{links} · <a href="{escape(path)}.txt">txt</a></dd></dl>\n</details>\n'


def _link(value: str) -> str:
    """Write a value, as a link where it is an address of the web."""
    if value.startswith(("https://", "http://")) and not any(c.isspace() for c in value):
        return f'<a href="{escape(value)}" rel="noreferrer nofollow">{write(value)}</a>'
    return f"<bdi>{write(value)}</bdi>"


def list_documents(site: Site) -> list[tuple[NamedNode, str]]:
    """List the documents with their titles, by title."""
    names = Names(site.store)
    nodes = [mint_document(document) for document in site.texts]
    names.add(nodes)
    return sorted(((node, names.say(node)) for node in nodes), key=lambda item: (item[1], item[0].value))
