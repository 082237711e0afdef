"""Linked data: for every IRI of the graph a page and data, by what is accepted or by a suffix.

An IRI of this package is found at its own path. What stands elsewhere is found at ``/resource?iri=``.
"""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from pyoxigraph import DefaultGraph, NamedNode, Triple

from diplograph.graph.mint import mint_document
from diplograph.graph.vocabulary import BASE, CLAIM, DG, ONTOLOGY_GRAPH, OWL, PROV, PROVENANCE_GRAPH, RDF_TYPE, SOURCE
from diplograph.server.document_page import send_document
from diplograph.server.messages import JSON, TEXT, Reply, RequestError, read_fields, read_part
from diplograph.server.names import HOME, Names, locate
from diplograph.server.negotiation import GRAPHS, PAGE, choose
from diplograph.server.node_page import SUFFIXES, send_node
from diplograph.server.nodes import list_facts, list_kinds, list_statements
from diplograph.server.ontology_page import send_ontology
from diplograph.server.sheets import write_statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from diplograph.server.messages import Request
    from diplograph.server.site import Site

#: Triples about a node, and triples that lead to it, that are given.
_MOST = 10_000
_QUOTED = NamedNode(f"{PROV}wasQuotedFrom")
#: Letters beyond ASCII as addresses write them.
_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_OFFERED = {**PAGE, **{name: form for name, form in GRAPHS.items() if name != "text/plain"}, "application/json": "json"}


def answer_iri(site: Site, request: Request) -> Reply:
    """Answer a request for an IRI at its own path.

    Raises:
        RequestError: The graph says nothing of it.
    """
    path = request.path.removeprefix(HOME)
    iri, media_type = _find(site, path)
    if iri is None:
        raise RequestError(
            404, f"the graph says nothing of {BASE}{read_part(path)}", expected="/search finds what it knows"
        )
    if iri.startswith(f"{BASE}question/"):
        return Reply(303, {"Location": f"/questions/{quote(iri.rpartition('/')[2], safe='')}"}, b"")
    return _send(site, request, iri, media_type)


def answer_resource(site: Site, request: Request) -> Reply:
    """Answer a request for any IRI, named in a parameter.

    Raises:
        RequestError: The graph says nothing of it.
    """
    fields = dict(read_fields(request.query))
    iri = fields.get("iri", "")
    media_type = SUFFIXES.get(f".{fields['format']}", "") if "format" in fields else None
    if media_type == "":
        raise RequestError(404, f"there is no format {fields['format']!r}", expected=" ".join(s[1:] for s in SUFFIXES))
    if iri.startswith(BASE):
        return Reply(303, {"Location": locate(iri)}, b"")
    if not _is_known(site.store, iri):
        raise RequestError(404, f"the graph says nothing of {iri!r}", expected="/search finds what it knows")
    return _send(site, request, iri, media_type)


def _find(site: Site, path: str) -> tuple[str | None, str | None]:
    """Find the IRI that a path stands for, and the media type that its suffix asks for."""
    for suffix, media_type in {"": None, **SUFFIXES, ".txt": "text/plain"}.items():
        if path.endswith(suffix):
            bare = path.removesuffix(suffix)
            for spelling in dict.fromkeys([bare, _decode(bare), unquote(bare)]):
                iri = BASE + spelling
                if f"{iri}#" == DG or _is_known(site.store, iri):
                    return iri, media_type
    return None, None


def _decode(path: str) -> str:
    """Read the letters beyond ASCII of a path, and leave other percent signs as they are."""
    return _ENCODED.sub(lambda run: unquote(run[0]), path)


def _is_known(store: Store, iri: str) -> bool:
    """Tell whether the graph says something of an IRI, or leads to it, or has a graph of this name."""
    try:
        node = NamedNode(iri)
    except ValueError:
        return False
    quads = (store.quads_for_pattern(*place) for place in _places(node))
    return any(next(found, None) is not None for found in quads) or store.contains_named_graph(node)


def _places(node: NamedNode) -> tuple[tuple[NamedNode | None, NamedNode | None, NamedNode | None, None], ...]:
    """Give the places of a quad at which a node may stand."""
    return ((node, None, None, None), (None, None, node, None), (None, node, None, None))


def _send(site: Site, request: Request, iri: str, media_type: str | None) -> Reply:
    """Send a page or data."""
    node = NamedNode(iri)
    document = unquote(iri.removeprefix(SOURCE)) if iri.startswith(SOURCE) else ""
    stored = document in site.texts and mint_document(document) == node
    if media_type == "text/plain":
        if not stored:
            raise RequestError(404, "there is no stored text of that name")
        return Reply(200, {"Content-Type": TEXT}, site.texts[document].encode())
    chosen = choose(media_type or request.headers.get("accept"), _OFFERED)
    suffix = next((s for s, offered in SUFFIXES.items() if offered == chosen.media_type), "")
    headers = {"Vary": "Accept"}
    if iri.startswith(BASE) and suffix:
        headers["Content-Location"] = locate(iri) + suffix
    if chosen.form == "html":
        page = _send_page(site, request, node, document if stored else "")
        return Reply(page.status, {**page.headers, **headers}, page.body)
    if chosen.form == "json":
        return Reply(200, {"Content-Type": JSON, **headers}, _write_json(site, node))
    body = write_statements(sorted(set(_describe(site.store, node)), key=str), chosen.form, site.megabytes)
    return Reply(200, {"Content-Type": chosen.media_type, **headers}, body)


def _send_page(site: Site, request: Request, node: NamedNode, document: str) -> Reply:
    """Send the page of a node."""
    if document:
        return send_document(site, node, document)
    if f"{node.value}#" == DG:
        return send_ontology(site)
    page = dict(read_fields(request.query)).get("page", "1")
    if not (page.isdecimal() and 0 < int(page[:6]) < 100_000):
        raise RequestError(400, f"{page!r} is no page", expected="a number from 1")
    return send_node(site, node, int(page[:6]))


def _describe(store: Store, node: NamedNode) -> Iterator[Triple]:
    """Give the triples about a node and those that lead to it; of a claim also what it states and where."""
    if f"{node.value}#" == DG:
        yield from (quad.triple for quad in store.quads_for_pattern(None, None, None, ONTOLOGY_GRAPH))
        yield Triple(node, RDF_TYPE, NamedNode(f"{OWL}Ontology"))
        return
    for graph in (DefaultGraph(), PROVENANCE_GRAPH):
        yield from (q.triple for q in islice(store.quads_for_pattern(node, None, None, graph), _MOST))
    quads = store.quads_for_pattern(node, None, None, None)
    yield from (q.triple for q in islice(quads, _MOST))
    yield from (q.triple for q in islice(store.quads_for_pattern(None, None, node, None), _MOST))
    if node.value.startswith(CLAIM):
        yield from (q.triple for q in store.quads_for_pattern(None, None, None, node))
        for quad in store.quads_for_pattern(node, _QUOTED, None, PROVENANCE_GRAPH):
            if isinstance(quad.object, NamedNode):
                yield from (q.triple for q in store.quads_for_pattern(quad.object, None, None, PROVENANCE_GRAPH))
    elif store.contains_named_graph(node):
        yield from (q.triple for q in islice(store.quads_for_pattern(None, None, None, node), _MOST))


def _write_json(site: Site, node: NamedNode) -> bytes:
    """Write what the graph says of a node as plain JSON, with the sentences."""
    names = Names(site.store)
    facts, (statements, more) = list_facts(site.store, node, site.texts), list_statements(site.store, node, site.texts)
    names.add([term for fact in facts for term in (fact.predicate, fact.value)])
    data = {
        "iri": node.value,
        "label": names.say(node),
        "kinds": [names.say(kind) for kind in list_kinds(site.store, node)],
        "statements": [
            {
                "says": one.says,
                "kind": names.say(one.kind),
                "status": one.hedge or "asserted",
                "claim": one.claim.value,
                "evidence": [one.note._asdict()] if one.note else [],
            }
            for one in statements
        ],
        "facts": [
            {
                "property": fact.predicate.value,
                "label": names.say_property(fact.predicate),
                "value": names.say(fact.value),
                "iri": fact.value.value if isinstance(fact.value, NamedNode) else None,
                "inferred": fact.inferred,
                "evidence": [note._asdict() for note in fact.notes],
            }
            for fact in facts
        ],
        "complete": not more,
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()
