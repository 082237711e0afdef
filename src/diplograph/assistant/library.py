"""The resources: the ontology, its vocabulary in short, the prefixes, and the source documents with their licences."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from pyoxigraph import Literal, QuerySolutions

from diplograph.assistant.answers import CONTENT
from diplograph.errors import QueryError
from diplograph.graph.results import read_rows, show
from diplograph.graph.sparql import run_query
from diplograph.graph.store import open_store
from diplograph.graph.texts import open_texts
from diplograph.graph.vocabulary import PREFIXES
from diplograph.resources import find_resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diplograph.assistant.desk import Desk
    from diplograph.graph.results import Cell

ONTOLOGY, VOCABULARY, PREFIX_LIST = "diplograph://ontology", "diplograph://vocabulary", "diplograph://prefixes"
DOCUMENT = "diplograph://document/"
#: Documents that are listed at once, and characters of one that are given.
PAGE, LONGEST = 100, 200_000


class Item(NamedTuple):
    """A resource in a list."""

    uri: str
    name: str
    title: str
    description: str
    kind: str


class Part(NamedTuple):
    """A part of what a resource holds."""

    uri: str
    kind: str
    text: str


#: The resources that every store has.
FIXED = (
    Item(VOCABULARY, "vocabulary", "Vocabulary", "Classes and properties of the ontology, a line each", "text/plain"),
    Item(PREFIX_LIST, "prefixes", "Prefixes", "The prefixes that queries need not declare", "text/plain"),
    Item(ONTOLOGY, "ontology", "Ontology", "The whole ontology in Turtle; long", "text/turtle"),
)


def list_items(desk: Desk, cursor: str | None) -> tuple[list[Item], str | None]:
    """List resources: the fixed ones and the first documents, then further documents; and the cursor of the rest.

    Raises:
        QueryError: The cursor is none that was given.
    """
    if cursor is not None and not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 10):
        raise QueryError(f"there is no cursor {cursor[:40]!r}", expected="one that a list gave")
    start = int(cursor or 0)
    rows = _select(
        desk,
        f"""SELECT ?id ?title ?source ?licence {{ GRAPH dgg:provenance {{
          ?document a dg:Document ; dcterms:identifier ?id ; rdfs:label ?title .
          OPTIONAL {{ ?document dcterms:source ?source }} OPTIONAL {{ ?document dcterms:license ?licence }} }}
        }} ORDER BY ?id LIMIT {PAGE + 1} OFFSET {start}""",
    )
    items = [*(FIXED if not start else ()), *map(_make_item, rows[:PAGE])]
    return items, str(start + PAGE) if len(rows) > PAGE else None


def _make_item(row: Sequence[Cell]) -> Item:
    name, title, source, licence = map(show, row)
    about = ", ".join(filter(None, [f"from {source}" if source else "", f"licence {licence}" if licence else ""]))
    text = f"A source document: {about or 'source and licence are not known'}"
    return Item(f"{DOCUMENT}{quote(name, safe='')}", name, title, text, "text/plain")


def read_item(desk: Desk, uri: str) -> list[Part]:
    """Read a resource.

    Raises:
        QueryError: There is none of that name.
    """
    if uri == ONTOLOGY:
        return [Part(uri, "text/turtle", find_resource("ontology", "diplograph.ttl").read_text(encoding="utf-8"))]
    if uri == PREFIX_LIST:
        return [Part(uri, "text/plain", "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()))]
    if uri == VOCABULARY:
        return [Part(uri, "text/plain", _write_vocabulary(desk))]
    if uri.startswith(DOCUMENT):
        return _read_document(desk, uri, unquote(uri.removeprefix(DOCUMENT)))
    raise QueryError(f"there is no resource {uri[:200]!r}", expected="one that is listed")


def _read_document(desk: Desk, uri: str, name: str) -> list[Part]:
    """Read what is known of a document, and its text."""
    rows = _select(
        desk,
        f"""SELECT ?name ?value {{ GRAPH dgg:provenance {{
          ?document a dg:Document ; dcterms:identifier {Literal(name)} ; ?property ?value . }}
          VALUES (?property ?name) {{ (dcterms:title "title") (dcterms:source "source") (dcterms:license "licence")
            (dcterms:provenance "retrieved") (dcterms:format "format") (dg:revision "revision") (dg:sha256 "sha256") }}
        }} ORDER BY ?name""",
    )
    texts = open_texts(desk.root)
    if not rows or name not in texts:
        raise QueryError(f"there is no document {name[:200]!r}", expected="one that is listed")
    text = texts[name]
    known = {show(key): show(value) for key, value in rows}
    about = {"document": name, **known, "attribution": _attribute(known), "text": CONTENT}
    sizes = {"characters": len(text), "given": min(len(text), LONGEST)}
    head = json.dumps({**about, **sizes}, ensure_ascii=False, indent=1)
    return [Part(f"{uri}#about", "application/json", head), Part(uri, "text/plain", text[:LONGEST])]


def _attribute(known: Mapping[str, str]) -> str:
    """Say whose words a document's are, as a quotation of them should."""
    licence = f"licence {known['licence']}" if known.get("licence") else ""
    return ", ".join(filter(None, [known.get("title", ""), known.get("source", ""), licence]))


def _write_vocabulary(desk: Desk) -> str:
    """Write the classes and properties of the ontology, a line each: what is above them or what they join, and why."""
    rows = _select(
        desk,
        """SELECT ?term ?wider ?domain ?range ?comment { GRAPH dgg:ontology {
          VALUES ?type { owl:Class owl:ObjectProperty owl:DatatypeProperty }
          ?term a ?type ; rdfs:comment ?comment FILTER(LANG(?comment) = "en" && STRSTARTS(STR(?term), STR(dg:)))
          OPTIONAL { ?term rdfs:subClassOf ?wider FILTER(isIRI(?wider)) }
          OPTIONAL { ?term rdfs:domain ?domain } OPTIONAL { ?term rdfs:range ?range }
        } } ORDER BY ?type ?term ?wider ?domain ?range""",
    )
    lines = {show(row[0]): f"{_describe(*map(show, row))}\n" for row in reversed(rows)}
    return "".join(reversed(lines.values()))


def _describe(term: str, wider: str, domain: str, target: str, comment: str) -> str:
    """Describe a term in a line.

    >>> _describe("dg:visitor", "", "dg:Visit", "dg:Agent", "Who visits.")
    'dg:visitor (dg:Visit -> dg:Agent): Who visits.'
    """
    joins = f"{domain or 'any'} -> {target or 'any'}" if domain or target else ""
    about = f"a {wider}" if wider else joins
    return f"{term}{f' ({about})' if about else ''}: {comment}"


def _select(desk: Desk, text: str) -> Sequence[tuple[Cell, ...]]:
    outcome = run_query(open_store(desk.root), text)
    return read_rows(outcome).rows if isinstance(outcome, QuerySolutions) else []
