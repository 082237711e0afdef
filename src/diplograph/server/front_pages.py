"""The pages that lead to everything: the first one, the documents, the search, the endpoint's form, the interface."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from diplograph.graph.questions import load_questions
from diplograph.graph.search_index import find
from diplograph.graph.vocabulary import PREFIXES
from diplograph.screen import count
from diplograph.server.document_page import list_documents
from diplograph.server.layout import send_page
from diplograph.server.messages import read_single
from diplograph.server.names import locate, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diplograph.graph.questions import Question
    from diplograph.server.messages import Reply, Request
    from diplograph.server.site import Site

_LONGEST, _HITS, _FEW = 300, 30, 6
#: Questions that show on the first page what can be asked, if they are there.
_FIRST = "agreements-signed met-on-visit reports-past-embassy members-of between-two who-meets-whom".split()
#: What stands between the header of a question and its query.
_HEADER_END = "\n\n"
_EXAMPLE = """SELECT ?partner ?signed WHERE {
  ?agreement a dg:FreeTradeAgreement ; dg:signed ?signed ; dg:party ?party .
  ?party rdfs:label ?partner
} ORDER BY ?signed LIMIT 20"""


def answer_index(site: Site, _: Request) -> Reply:
    """Give the first page."""
    documents, questions = list_documents(site), load_questions(site.questions)
    claims, quads = sum(site.record.get("claims", {}).values()), site.record.get("quads", 0)
    known = {question.name: question for question in questions}
    first = [known[name] for name in _FIRST if name in known] or questions[:_FEW]
    body = (
        "<h1>Who deals with whom, and which sentence says so</h1>\n"
        f"<p>This graph was read from {count(len(documents), 'document')} on foreign relations: missions, agreements, memberships, "
        f"visits, meetings, offices. It holds {claims:,} claims in {quads:,} quads. "
        "Every fact has a footnote that opens the document at the characters that state it; "
        "what a document denies, plans or only reports is kept apart.</p>\n"
        '<form action="/search" class="field wide"><label for="words">Find a country, an organisation, a person, or a question</label>\n'
        '<input id="words" type="search" name="words" placeholder="Hong Kong" required> <button>Search</button></form>\n'
        f'<h2>Ask</h2>\n<div class="cards">\n{"".join(map(_write_card, first))}</div>\n'
        f'<p><a href="/questions">All {len(questions)} questions</a></p>\n'
        f"<h2>Read</h2>\n{_list_documents(documents[:_FEW])}"
        f'<p><a href="/documents">All {count(len(documents), "document")}</a>, each with what it says marked in its text.</p>\n'
        "<h2>For programs</h2>\n<ul>\n"
        '<li><a href="/query">SPARQL endpoint</a> at <code>/sparql</code>, and one graph at a time at <code>/graph</code></li>\n'
        '<li><a href="/api">API</a>: questions, search and proofs as JSON and CSV</li>\n'
        "<li>Linked data: each page here is also <code>.ttl</code>, <code>.jsonld</code>, <code>.json</code>, <code>.nt</code>; "
        f'<a href="{escape(locate("https://w3id.org/diplograph/ontology"))}">the ontology</a>; <a href="/void">a description of the data</a></li>\n</ul>\n'
    )
    return send_page("diplograph: foreign relations with their sentences", body)


def _write_card(question: Question) -> str:
    """Write what a question asks."""
    return (
        f'<section class="card"><h3><a href="/questions/{escape(question.name)}">{write(question.summary)}</a></h3>'
        f'<p class="soft">{write(question.family)}</p></section>\n'
    )


def _list_documents(documents: Sequence[tuple[object, str]]) -> str:
    """List documents with links to their pages."""
    lines = [
        f'<li><a href="{escape(locate(getattr(node, "value", "")))}"><bdi>{write(title)}</bdi></a></li>\n'
        for node, title in documents
    ]
    return f"<ul>\n{''.join(lines)}</ul>\n"


def answer_documents(site: Site, _: Request) -> Reply:
    """List the documents."""
    documents = list_documents(site)
    return send_page("Documents", f"<h1>{count(len(documents), 'document')}</h1>\n{_list_documents(documents)}")


def answer_found(site: Site, request: Request) -> Reply:
    """Show what a search finds."""
    words = read_single(request.query, "words").get("words", "")[:_LONGEST]
    things = site.names.find(words, _HITS)
    questions = [hit for hit in find(None, load_questions(site.questions), words, _FEW) if hit.kind == "question"]
    parts = [f"<h1>{write(words) or 'Search'}</h1>\n"]
    parts.append("<h2>Things</h2>\n<ul>\n" if things else "")
    for hit in things:
        other = f' <span class="soft">({write(hit.name)})</span>' if hit.name != hit.label else ""
        parts.append(
            f'<li><a href="{escape(locate(hit.iri))}"><bdi>{write(hit.label)}</bdi></a>{other} <span class="kind">{write(hit.kind)}</span></li>\n'
        )
    parts.append("</ul>\n" if things else "")
    parts.append("<h2>Questions</h2>\n<ul>\n" if questions else "")
    parts += [f'<li><a href="/questions/{escape(hit.name)}">{write(hit.label)}</a></li>\n' for hit in questions]
    parts.append("</ul>\n" if questions else "")
    if not things and not questions:
        parts.append(
            "<p>Nothing has a name like that. Try fewer letters, or <a href='/questions'>the questions</a>.</p>\n"
        )
    return send_page(f"Search: {words}", "".join(parts))


def answer_questions(site: Site, _: Request) -> Reply:
    """List the questions by families."""
    questions = sorted(load_questions(site.questions), key=lambda question: (question.family, question.name))
    parts = [
        f"<h1>{len(questions)} questions</h1>\n<p>Each is a form: fill in names as people write them.</p>\n<div class='columns'>\n"
    ]
    for family, members in groupby(questions, key=lambda question: question.family):
        links = "".join(f'<li><a href="/questions/{escape(q.name)}">{write(q.summary)}</a></li>\n' for q in members)
        parts.append(f"<h3>{write(family.capitalize())}</h3>\n<ul>\n{links}</ul>\n")
    return send_page("Questions", "".join([*parts, "</div>\n"]))


def answer_query(site: Site, request: Request) -> Reply:
    """Give a form for queries."""
    query = read_single(request.query, "query").get("query", _EXAMPLE)
    forms = {"html": "page", "json": "JSON", "csv": "CSV", "xml": "XML"}
    options = "".join(f'<option value="{form}">{label}</option>' for form, label in forms.items())
    prefixes = "".join(f"<li><code>{escape(name)}:</code> {escape(iri)}</li>\n" for name, iri in PREFIXES.items())
    examples = "".join(
        f'<li><a href="/query?{escape(urlencode({"query": q.text.split(_HEADER_END, 1)[-1]}))}">{write(q.summary)}</a></li>\n'
        for q in load_questions(site.questions)
    )
    body = (
        "<h1>Ask in SPARQL</h1>\n<p>The endpoint is <code>/sparql</code> (SPARQL 1.1 Protocol; it only reads). The default graph holds each plain "
        "fact once; <code>GRAPH ?claim { … }</code> gives the evidence, <code>dgg:provenance</code> the quotations.</p>\n"
        f'<form action="/sparql"><label for="query">Query</label><textarea id="query" name="query" rows="12" spellcheck="false">{escape(query)}</textarea>\n'
        f'<p><label for="format">Answer as</label><select id="format" name="format">{options}</select> <button>Run</button></p></form>\n'
        f"<details><summary>Prefixes that need no declaration</summary><ul>{prefixes}</ul></details>\n"
        f"<details><summary>Examples</summary><ul>{examples}</ul></details>\n"
    )
    return send_page("SPARQL", body)


def answer_interface(_: Site, __: Request) -> Reply:
    """Describe the interface for people."""
    body = (
        "<h1>The API</h1>\n<p>Everything is read with GET, without a key. Its description for programs: "
        '<a href="/api/openapi.json">OpenAPI 3.1</a>.</p>\n<dl>\n'
        '<dt><a href="/api/questions">/api/questions</a></dt><dd>The saved questions with their parameters</dd>\n'
        "<dt>/api/questions/NAME</dt><dd>The answer with its sentences, by <code>Accept</code>, <code>?format=</code> or suffix "
        "(<code>json csv tsv xml md</code>): "
        '<a href="/api/questions/agreements-signed.csv">agreements-signed.csv</a></dd>\n'
        '<dt><a href="/api/search?words=hong">/api/search?words=</a></dt><dd>Names as they are typed, and questions</dd>\n'
        "<dt>/api/why?subject=&amp;predicate=&amp;object=</dt><dd>The proof of a fact, as JSON, text, Markdown or RDF</dd>\n"
        '<dt><a href="/query">/sparql</a></dt><dd>SPARQL 1.1 Protocol, rows as JSON, XML, CSV, TSV, graphs as Turtle, JSON-LD …</dd>\n'
        "<dt>/graph?graph=IRI, /graph?default</dt><dd>Graph Store Protocol, reading</dd>\n"
        '<dt><a href="/void">/void</a></dt><dd>What the data are, and how many</dd>\n'
        '<dt><a href="/health">/health</a>, <a href="/metrics">/metrics</a></dt><dd>For who runs it</dd>\n</dl>\n'
    )
    return send_page("API", body)
