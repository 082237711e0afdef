"""The page of the ontology's terms; each has an anchor that is the fragment of its IRI."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, QuerySolutions

from diplograph.graph.results import read_rows
from diplograph.graph.sparql import run_query
from diplograph.graph.vocabulary import DG
from diplograph.server.layout import send_page
from diplograph.server.names import Names, locate, write

if TYPE_CHECKING:
    from diplograph.graph.results import Cell
    from diplograph.server.messages import Reply
    from diplograph.server.site import Site

_QUERY = """SELECT ?term (SAMPLE(?l) AS ?label) (SAMPLE(?d) AS ?text) (SAMPLE(?a) AS ?above) (SAMPLE(?r) AS ?range) {
  GRAPH dgg:ontology { ?term rdfs:label ?l FILTER(LANG(?l) IN ("en", ""))
    OPTIONAL { ?term skos:definition|rdfs:comment ?d FILTER(LANG(?d) IN ("en", "")) }
    OPTIONAL { ?term rdfs:subClassOf|rdfs:subPropertyOf ?a }
    OPTIONAL { ?term rdfs:range ?r } }
} GROUP BY ?term ORDER BY ?term"""


def send_ontology(site: Site) -> Reply:
    """Make the page of the ontology."""
    outcome = run_query(site.store, _QUERY)
    rows = read_rows(outcome).rows if isinstance(outcome, QuerySolutions) else []
    names = Names(site.store)
    names.add([term for row in rows for term in (row[0], *row[3:])])
    terms = [row for row in rows if isinstance(row[0], NamedNode) and row[0].value.startswith(DG)]
    classes = [row for row in terms if _local(row[0])[:1].isupper()]
    others = [row for row in terms if not _local(row[0])[:1].isupper()]
    body = (
        "<h1>The ontology</h1>\n<p>The classes of what is stored, and the properties and codes with which it is said. "
        f'<code>dg:</code> stands for <code>{escape(DG)}</code>. Data: <a href="{escape(locate(DG).rstrip("#"))}.ttl">ttl</a></p>\n'
        f"<h2>Classes</h2>\n<dl>\n{''.join(_write(row, names) for row in classes)}</dl>\n"
        f"<h2>Properties and codes</h2>\n<dl>\n{''.join(_write(row, names) for row in others)}</dl>\n"
    )
    return send_page("The ontology", body)


def _local(term: Cell) -> str:
    """Give the local name of a term."""
    return term.value.removeprefix(DG) if isinstance(term, NamedNode) else ""


def _write(row: tuple[Cell, ...], names: Names) -> str:
    """Write a term: its name, its definition, what is above it, and its members."""
    term, _, text, above, target = row
    local = _local(term)
    said = f"{write(text.value)} " if isinstance(text, Literal) else ""
    said += f"Below {names.link(above)}. " if isinstance(above, NamedNode) else ""
    said += f"Leads to {names.link(target)}. " if isinstance(target, NamedNode) and target.value.startswith(DG) else ""
    query = (
        f"SELECT ?member {{ ?member a dg:{local} }} LIMIT 500"
        if local[:1].isupper()
        else f"SELECT ?subject ?value {{ ?subject dg:{local} ?value }} LIMIT 500"
    )
    members = f'<a class="note" href="/sparql?{escape(urlencode({"query": query, "format": "html"}))}">members</a>'
    return f'<dt id="{escape(local)}">{write(names.say(term))}<br><code>dg:{write(local)}</code></dt><dd>{said}{members}</dd>\n'
