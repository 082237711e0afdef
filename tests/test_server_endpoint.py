"""Tests of the SPARQL endpoint, with a real server and with clients that were written elsewhere."""

from __future__ import annotations

import gzip
import socket
from typing import TYPE_CHECKING

import httpx
import pytest
from pyoxigraph import NamedNode, QuerySolutions, QueryTriples, Store, parse
from rdflib import RDF, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, POSTDIRECTLY, SPARQLWrapper
from web_server import find_store, run_server, select

from diplograph.graph.results import GRAPH_FORMATS, STANDARD_ROWS
from diplograph.graph.store import open_store, read_record
from diplograph.server.negotiation import GRAPHS, ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROW_QUERY = "SELECT ?v ?label { ?v a dg:Visit ; rdfs:label ?label } ORDER BY ?v"
GRAPH_QUERY = "CONSTRUCT WHERE { ?v a dg:Visit }"


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with run_server(find_store()) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store(find_store())


@pytest.mark.parametrize("media_type", ROWS)
def test_rows_in_every_format(client: httpx.Client, store: Store, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": ROW_QUERY}, headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    expected = store.query(ROW_QUERY, prefixes={"dg": "https://w3id.org/diplograph/ontology#", **_RDFS})
    assert isinstance(expected, QuerySolutions)
    assert answer.content == expected.serialize(format=STANDARD_ROWS[ROWS[media_type]])


_RDFS = {"rdfs": "http://www.w3.org/2000/01/rdf-schema#"}


@pytest.mark.parametrize("media_type", GRAPHS)
def test_graphs_in_every_format(client: httpx.Client, store: Store, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": GRAPH_QUERY}, headers={"Accept": media_type})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    found = {str(quad.triple) for quad in parse(answer.content, GRAPH_FORMATS[GRAPHS[media_type]])}
    visits = store.query(GRAPH_QUERY, prefixes={"dg": "https://w3id.org/diplograph/ontology#"})
    assert isinstance(visits, QueryTriples)
    assert found == {str(triple) for triple in visits}


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("text/*;q=0.2, */*;q=0.1", "text/csv"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("", "application/sparql-results+json"),
        ("nonsense, text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=2, application/json;q=0.1", "application/json"),
    ],
)
def test_the_best_format_is_chosen(client: httpx.Client, accept: str, expected: str) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == expected
    assert "Accept" in answer.headers["vary"]


def test_both_kinds_of_post(client: httpx.Client) -> None:
    form = client.post("/sparql", data={"query": ROW_QUERY})
    kind = {"Content-Type": "application/sparql-query; charset=utf-8"}
    direct = client.post("/sparql", content=ROW_QUERY, headers=kind)
    assert form.json() == direct.json() == client.get("/sparql", params={"query": ROW_QUERY}).json()
    assert len(form.json()["results"]["bindings"]) > 10


@pytest.mark.parametrize(
    ("method", "query", "headers", "body", "status"),
    [
        ("GET", "query=SELECT", {}, b"", 400),
        ("GET", "query=ASK{}&query=ASK{}", {}, b"", 400),
        ("GET", "query=%FF", {}, b"", 400),
        ("GET", "query=ASK{}&default-graph-uri=no%20iri", {}, b"", 400),
        ("GET", "query=SELECT*{SERVICE<http://127.0.0.1/>{?s?p?o}}", {}, b"", 501),
        ("GET", "query=ASK{}", {"Accept": "image/png"}, b"", 406),
        ("GET", "update=CLEAR%20ALL", {}, b"", 403),
        ("GET", "query=INSERT%20DATA%7B%3Ca%3A%3E%3Ca%3A%3E%3Ca%3A%3E%7D", {}, b"", 400),
        ("POST", "", {"Content-Type": "application/sparql-update"}, b"CLEAR ALL", 403),
        ("POST", "", {"Content-Type": "application/x-www-form-urlencoded"}, b"update=CLEAR+ALL", 403),
        ("POST", "", {"Content-Type": "application/x-www-form-urlencoded"}, b"", 400),
        ("POST", "", {"Content-Type": "text/plain"}, b"ASK {}", 415),
        ("POST", "", {}, b"ASK {}", 415),
        ("POST", "", {"Content-Type": "application/sparql-query"}, b"ASK {} # \xff", 400),
        ("POST", "", {"Content-Type": "application/sparql-query"}, b" " * 1_000_001, 413),
        ("POST", "", {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}, b"x", 415),
        ("PUT", "", {}, b"x", 405),
        ("DELETE", "query=ASK{}", {}, b"", 405),
    ],
)
def test_what_does_not_follow_the_protocol_is_refused(
    client: httpx.Client, method: str, query: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    answer = client.request(method, f"/sparql?{query}", headers=headers, content=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


def test_malformed_queries_name_the_place(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * {\n ?s }"})
    assert (answer.status_code, answer.text[:8]) == (400, "query:2:")


def test_datasets_of_the_protocol(client: httpx.Client, store: Store) -> None:
    names = [f"https://w3id.org/diplograph/graph/{name}" for name in ("reference", "inferred")]
    query = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
    counts = []
    for given in ([names[0]], [names[1]], names):
        answer = client.get("/sparql", params={**query, "default-graph-uri": given})
        counts.append(int(answer.json()["results"]["bindings"][0]["n"]["value"]))
    # Put together, a triple that stands in both counts once.
    both = {quad.triple for name in names for quad in store.quads_for_pattern(None, None, None, NamedNode(name))}
    assert counts[2] == len(both) <= counts[0] + counts[1]
    in_query = f"SELECT (COUNT(*) AS ?n) FROM <{names[0]}> FROM <{names[1]}> {{ ?s ?p ?o }}"
    assert select(client, in_query) == [{"n": str(counts[2])}]
    named = client.post(
        f"/sparql?named-graph-uri={names[0]}", data={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"}
    )
    assert [row["g"]["value"] for row in named.json()["results"]["bindings"]] == [names[0]]
    empty = client.post(f"/sparql?named-graph-uri={names[0]}", data={"query": "ASK { ?s ?p ?o }"})
    assert empty.json()["boolean"] is False


def test_an_answer_is_fresh_until_the_store_changes(client: httpx.Client) -> None:
    first = client.get("/sparql", params={"query": ROW_QUERY})
    tag = first.headers["etag"]
    again = client.get("/sparql", params={"query": ROW_QUERY}, headers={"If-None-Match": f'"x", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = client.get("/sparql", params={"query": ROW_QUERY}, headers={"If-None-Match": tag, "Accept": "text/csv"})
    assert (other.status_code, other.headers["etag"] == tag) == (200, False)
    fickle = client.get("/sparql", params={"query": "SELECT (STRUUID() AS ?x) {}"})
    assert "etag" not in fickle.headers
    assert fickle.content != client.get("/sparql", params={"query": "SELECT (STRUUID() AS ?x) {}"}).content


def test_answers_are_compressed_where_that_is_accepted(client: httpx.Client) -> None:
    with client.stream("GET", "/sparql", params={"query": ROW_QUERY}, headers={"Accept-Encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())
    plain = client.get("/sparql", params={"query": ROW_QUERY}, headers={"Accept-Encoding": "gzip;q=0"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed) == plain.content
    assert len(packed) < len(plain.content)


def test_head_gives_the_headers_of_get(client: httpx.Client) -> None:
    get, head = (client.request(method, "/sparql", params={"query": ROW_QUERY}) for method in ("GET", "HEAD"))
    names = ("content-type", "etag", "content-length", "vary")
    assert [get.headers.get(name) for name in names] == [head.headers.get(name) for name in names]
    assert (head.status_code, head.content) == (200, b"")


def test_other_sites_may_ask(client: httpx.Client) -> None:
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    before = client.options("/sparql", headers={**headers, "Access-Control-Request-Headers": "content-type"})
    assert (before.status_code, before.headers["access-control-allow-origin"]) == (204, "*")
    assert "POST" in before.headers["access-control-allow-methods"]
    assert "Content-Type" in before.headers["access-control-allow-headers"]
    assert client.get("/sparql?query=ASK{}", headers=headers).headers["access-control-allow-origin"] == "*"


def test_the_endpoint_describes_itself(client: httpx.Client) -> None:
    sd, answer = (
        "http://www.w3.org/ns/sparql-service-description#",
        client.get("/sparql", headers={"Accept": "text/turtle"}),
    )
    graph = Graph().parse(data=answer.text, format="turtle")
    assert [str(o) for o in graph.objects(None, URIRef(f"{sd}endpoint"))] == [
        f"{str(client.base_url).rstrip('/')}/sparql"
    ]
    assert URIRef(f"{sd}SPARQL11Query") in set(graph.objects(None, URIRef(f"{sd}supportedLanguage")))
    declared = {str(o) for o in graph.objects(None, URIRef("http://www.w3.org/ns/shacl#prefix"))}
    assert {"dg", "dgr", "prov"} <= declared


def test_the_dataset_is_described_as_it_is(client: httpx.Client) -> None:
    void, answer = "http://rdfs.org/ns/void#", client.get("/.well-known/void", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=answer.text, format="turtle")
    for part in graph.objects(None, URIRef(f"{void}classPartition")):
        name = graph.value(part, URIRef(f"{void}class"))
        counted = select(client, f"SELECT (COUNT(*) AS ?n) {{ ?s a <{name}> }}")[0]["n"]
        assert str(graph.value(part, URIRef(f"{void}entities"))) == counted
    total = select(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]
    dataset = next(graph.subjects(URIRef(f"{void}sparqlEndpoint")))
    assert str(graph.value(dataset, URIRef(f"{void}triples"))) == total
    parts = list(graph.objects(dataset, URIRef(f"{void}propertyPartition")))
    assert sum(int(str(graph.value(part, URIRef(f"{void}triples")))) for part in parts) == int(total)
    hashes = [str(o) for o in graph.objects(dataset, URIRef("http://purl.org/dc/terms/identifier"))]
    assert hashes == [read_record(find_store())["hash"]]


def test_graphs_one_by_one(client: httpx.Client) -> None:
    claim = select(client, "SELECT ?g { GRAPH ?g { ?v a dg:Visit } FILTER(STRSTARTS(STR(?g), STR(claim:))) } LIMIT 1")[
        0
    ]["g"]
    answer = client.get("/graph", params={"graph": claim}, headers={"Accept": "application/n-triples"})
    assert "ontology#Visit" in answer.text
    whole = client.get("/graph?default", headers={"Accept": "application/n-triples"})
    assert str(len(whole.text.splitlines())) == select(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]
    assert client.get("/graph", params={"graph": "https://example.org/none"}).status_code == 404
    for query in ("", "?graph=", "?graph=none", "?default&graph=a:b", "?graph=a:b&graph=a:c"):
        assert client.get(f"/graph{query}").status_code == 400
    assert client.put("/graph?default", content=b"").status_code == 405
    assert client.post("/graph?default", content=b"").status_code == 405


def test_a_large_answer_is_refused_and_not_cut() -> None:
    with run_server(find_store(), "--max-answer", "1") as address:
        answer = httpx.post(f"{address}/sparql", data={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"}, timeout=60)
        assert (answer.status_code, answer.text[:36]) == (500, "the answer has more than 1 MB; expec")
        assert httpx.get(f"{address}/sparql?query=ASK{{}}").json()["boolean"] is True


def test_clients_of_others(client: httpx.Client) -> None:
    address = f"{str(client.base_url).rstrip('/')}/sparql"
    wrapper = SPARQLWrapper(address)
    wrapper.setQuery(f"PREFIX dg: <https://w3id.org/diplograph/ontology#> {ROW_QUERY}")
    wrapper.setReturnFormat(JSON)
    wrapper.setMethod(POST)
    wrapper.setRequestMethod(POSTDIRECTLY)
    found = wrapper.query().convert()
    assert isinstance(found, dict)
    rows = client.post("/sparql", data={"query": ROW_QUERY}).json()["results"]["bindings"]
    assert found["results"]["bindings"] == rows
    graph = Graph(SPARQLStore(address, method="POST"))
    visits = list(graph.subjects(RDF.type, URIRef("https://w3id.org/diplograph/ontology#Visit")))
    assert {str(visit) for visit in visits} == {row["v"]["value"] for row in rows}


def test_a_head_that_is_too_large(client: httpx.Client) -> None:
    assert client.get("/sparql?query=ASK{}", headers={"X-Long": "x" * 40_000}).status_code == 431
    with socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=30) as raw:
        raw.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\nX-Long: ")
        with pytest.raises(ConnectionError):
            _send_much(raw)
    assert client.get("/health").text == "ok\n"


def _send_much(raw: socket.socket) -> None:
    for _ in range(2000):
        raw.sendall(b"x" * 10_000)
