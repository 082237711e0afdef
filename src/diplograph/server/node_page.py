"""The page of a node: what it is, what documents say of it, what the graph holds, and the sentences as footnotes."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from diplograph.graph.mint import mint_document, mint_span
from diplograph.graph.vocabulary import BASE, RDF_TYPE, shorten
from diplograph.server.layout import send_page
from diplograph.server.names import Names, locate, write
from diplograph.server.nodes import (
    MOST_EDGES,
    list_edges,
    list_facts,
    list_kinds,
    list_other_names,
    list_statements,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diplograph.graph.answers import Quotation
    from diplograph.graph.results import Cell
    from diplograph.server.messages import Reply
    from diplograph.server.nodes import Fact, Statement
    from diplograph.server.site import Site

#: The formats in which the data of a node are offered, by their suffixes.
SUFFIXES = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".json": "application/json",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".html": "text/html",
}


class Notes:
    """The footnotes of a page, numbered as they come."""

    def __init__(self) -> None:
        """Begin without any."""
        self._numbers: dict[Quotation, int] = {}

    def cite(self, notes: Iterable[Quotation | None]) -> str:
        """Write references to footnotes."""
        numbers = [self._numbers.setdefault(note, len(self._numbers) + 1) for note in notes if note is not None]
        return "".join(f' <sup><a href="#n{n}" aria-label="Footnote {n}">[{n}]</a></sup>' for n in numbers)

    def write(self) -> str:
        """Write the footnotes; each opens its document at the characters."""
        if not self._numbers:
            return ""
        lines = [
            f'<li id="n{number}"><blockquote><bdi>{write_long(note.exact)}</bdi></blockquote>'
            f'<cite><a href="{escape(locate_note(note))}">{write(note.describe_place())}</a></cite></li>\n'
            for note, number in self._numbers.items()
        ]
        return f'<h2 id="sentences">Sentences</h2>\n<ol class="notes">\n{"".join(lines)}</ol>\n'


def locate_note(note: Quotation) -> str:
    """Give the address of a sentence in the page of its document."""
    if note.start == note.end:
        return locate(mint_document(note.document).value)
    return locate(mint_span(note.document, note.start, note.end).value)


def write_long(text: str) -> str:
    """Write a text of any length on one line of HTML."""
    return escape(" ".join(text.split()))


def send_node(site: Site, node: NamedNode, page: int) -> Reply:
    """Make the page of a node that the graph says something of."""
    names, notes = Names(site.store), Notes()
    label = names.say(node)
    facts = list_facts(site.store, node, site.texts)
    statements, more = list_statements(site.store, node, site.texts, page)
    edges, whole = list_edges(site.store, node)
    names.add([term for fact in (*facts, *edges) for term in (fact.predicate, fact.value)])
    names.add([term for one in statements for term in (one.kind, one.about)])
    parts = [
        *_write_head(site, node, label, names),
        *_write_statements(statements, names, notes),
        _write_more(node, page, more=more),
        *_write_facts(node, facts, names, notes),
        *_write_edges(edges, names, whole=whole),
        _write_use(site, node),
        notes.write(),
    ]
    return send_page(label, "".join(parts))


def _write_head(site: Site, node: NamedNode, label: str, names: Names) -> Iterator[str]:
    """Write what a node is called, what it is, and where its data are."""
    kinds = list_kinds(site.store, node)
    names.add(kinds)
    yield f"<h1><bdi>{write(label)}</bdi></h1>\n"
    yield f'<p class="kind">{", ".join(map(names.link, kinds))}</p>\n' if kinds else ""
    other = list_other_names(site.store, node, label)
    yield f"<p>Also called {', '.join(f'<bdi>{write(name)}</bdi>' for name in other[:30])}.</p>\n" if other else ""
    yield f'<p class="soft"><code>{write(shorten(node.value))}</code> · data: {_link_data(node.value)}</p>\n'
    if node.value.startswith(("http://", "https://")) and not node.value.startswith(BASE):
        yield f'<p>Elsewhere: <a href="{escape(node.value)}" rel="noreferrer nofollow">{write(node.value)}</a></p>\n'


def _link_data(iri: str) -> str:
    """Write links to the data of a node."""
    if not iri.startswith(BASE):
        links = [(name[1:], f"{locate(iri)}&{urlencode({'format': name[1:]})}") for name in SUFFIXES]
    else:
        path, _, _ = locate(iri).partition("#")
        links = [(name[1:], path + name) for name in SUFFIXES]
    return " · ".join(f'<a href="{escape(address)}">{name}</a>' for name, address in links if name != "html")


def _write_statements(statements: Sequence[Statement], names: Names, notes: Notes) -> Iterator[str]:
    """Write claims by their kinds."""
    if statements:
        yield "<h2>What the documents say</h2>\n"
    for kind, members in groupby(statements, key=lambda one: one.kind):
        yield f"<h3>{write(names.say(kind).capitalize())}</h3>\n<ul>\n"
        for one in members:
            yield f"<li>{write_statement(one)}{notes.cite([one.note])}</li>\n"
        yield "</ul>\n"


def write_statement(one: Statement) -> str:
    """Write what a claim says, with what hedges it; the link leads to what it is about, or to the claim."""
    target = one.about if isinstance(one.about, NamedNode) else one.claim
    hedge = f' <span class="badge">{write(one.hedge)}, not a fact</span>' if one.hedge else ""
    return f'<a href="{escape(locate(target.value))}"><bdi>{write(one.says)}</bdi></a>{hedge}'


def _write_more(node: NamedNode, page: int, *, more: bool) -> str:
    """Write links to the statements before and after."""
    path = locate(node.value).partition("#")[0]
    join = "&" if "?" in path else "?"
    links = [f'<a href="{escape(path)}{join}page={page - 1}">Earlier statements</a>'] if page > 1 else []
    links += [f'<a href="{escape(path)}{join}page={page + 1}">More statements</a>'] if more else []
    return f"<p>{' · '.join(links)}</p>\n" if links else ""


def _write_facts(node: NamedNode, facts: Sequence[Fact], names: Names, notes: Notes) -> Iterator[str]:
    """Write facts by properties, as sentences with the node as their subject."""
    shown = [fact for fact in facts if fact.predicate != RDF_TYPE]
    if not shown:
        return
    yield "<h2>What the graph holds</h2>\n<dl>\n"
    for predicate, members in groupby(shown, key=lambda fact: fact.predicate):
        values = ", ".join(_write_value(node, fact, names, notes) for fact in members)
        yield f'<dt><a href="{escape(locate(predicate.value))}">{write(names.say_property(predicate))}</a></dt><dd>{values}</dd>\n'
    yield "</dl>\n"


def _write_value(node: NamedNode, fact: Fact, names: Names, notes: Notes) -> str:
    """Write the value of a fact: with its footnotes, or with a link that says why it follows."""
    link = names.link(fact.value)
    if fact.notes:
        return f"{link}{notes.cite(fact.notes)}"
    if not fact.inferred:
        return link
    asked = {"subject": node.value, "predicate": fact.predicate.value, "object": _write_term(fact.value)}
    return f'{link} <a class="note" href="/why?{escape(urlencode(asked))}">why?</a>'


def _write_term(term: Cell) -> str:
    """Write a term as ``why`` takes it."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _write_use(site: Site, node: NamedNode) -> str:
    """Write a link to what a property joins."""
    if next(site.store.quads_for_pattern(None, node, None, None), None) is None:
        return ""
    query = urlencode({"query": f"SELECT ?subject ?value {{ ?subject {node} ?value }} LIMIT 500", "format": "html"})
    return f'<p>A property: <a href="/sparql?{escape(query)}">what it joins</a></p>\n'


def _write_edges(edges: Sequence[Fact], names: Names, *, whole: bool) -> Iterator[str]:
    """Write what leads to a node."""
    if not edges:
        return
    yield "<h2>What points here</h2>\n<dl>\n"
    for predicate, members in groupby(edges, key=lambda fact: fact.predicate):
        values = ", ".join(names.link(fact.value) for fact in members)
        yield f"<dt>as {write(names.say_property(predicate))} of</dt><dd>{values}</dd>\n"
    yield "</dl>\n"
    yield "" if whole else f'<p class="soft">The first {MOST_EDGES}; the endpoint has all.</p>\n'
