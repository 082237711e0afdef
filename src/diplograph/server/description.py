"""What the endpoint says of itself and of the data: a service description, and a description of the dataset.

Source: SPARQL 1.1 Service Description; W3C Interest Group Note "Describing Linked Datasets with the VoID Vocabulary".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from diplograph.graph.results import read_rows
from diplograph.graph.sparql import run_query
from diplograph.graph.vocabulary import (
    BASE,
    DCTERMS,
    DG,
    DGR,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
    PROVENANCE_GRAPH,
    QUESTION_GRAPH,
    RDF_TYPE,
    RDFS_LABEL,
    REFERENCE_GRAPH,
    SHACL,
    XSD,
)
from diplograph.server.messages import Reply
from diplograph.server.negotiation import GRAPHS, choose
from diplograph.server.sheets import write_statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import Store

    from diplograph.graph.results import Cell
    from diplograph.server.messages import Request
    from diplograph.server.site import Site

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_VOID = "http://rdfs.org/ns/void#"
_TITLE = "Foreign relations, each fact with the characters that say it"
#: The formats of answers, as the W3C names them.
_RESULTS = (
    "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV "
    "Turtle N-Triples RDF_XML JSON-LD N-Quads TriG"
)
#: The graphs that are more than the evidence of one claim.
_GRAPHS = {
    REFERENCE_GRAPH: "Reference data: territories, organisations, offices, places",
    INFERRED_GRAPH: "What follows from the facts by the rules of the ontology",
    PROVENANCE_GRAPH: "Claims with their documents, characters and quotations",
    ONTOLOGY_GRAPH: "Labels, definitions and hierarchies of the ontology's terms",
    QUESTION_GRAPH: "Saved questions",
}


def describe_service(site: Site, request: Request) -> Reply:
    """Describe the endpoint."""
    return _send(site, request, _list_service(site, site.locate(request)))


def answer_void(site: Site, request: Request) -> Reply:
    """Describe the dataset."""
    return _send(
        site, request, [*_list_dataset(site, site.locate(request)), *_list_partitions(site, site.locate(request))]
    )


def _send(site: Site, request: Request, facts: Iterator[Triple] | Sequence[Triple]) -> Reply:
    """Write a description in the format that is accepted."""
    chosen = choose(request.headers.get("accept"), GRAPHS)
    known = {"sd": _SD, "void": _VOID, "sh": SHACL, "formats": _FORMATS}
    body = write_statements(sorted(facts, key=str), chosen.form, site.megabytes, known)
    return Reply(200, {"Content-Type": chosen.media_type, "Vary": "Accept"}, body)


def _list_service(site: Site, address: str) -> Iterator[Triple]:
    """List what is said of the endpoint."""
    endpoint = NamedNode(f"{address}/sparql")
    service, default = (NamedNode(f"{endpoint.value}#{name}") for name in ("service", "default-graph"))
    yield Triple(service, RDF_TYPE, NamedNode(f"{_SD}Service"))
    yield Triple(service, NamedNode(f"{_SD}endpoint"), endpoint)
    yield Triple(service, RDFS_LABEL, Literal(_TITLE, language="en"))
    yield Triple(service, NamedNode(f"{_SD}supportedLanguage"), NamedNode(f"{_SD}SPARQL11Query"))
    for name in _RESULTS.split():
        yield Triple(service, NamedNode(f"{_SD}resultFormat"), NamedNode(_FORMATS + name))
    dataset = NamedNode(f"{address}/void#dataset")
    yield Triple(service, NamedNode(f"{_SD}defaultDataset"), dataset)
    yield Triple(dataset, RDF_TYPE, NamedNode(f"{_SD}Dataset"))
    yield Triple(dataset, NamedNode(f"{_SD}defaultGraph"), default)
    yield Triple(default, RDF_TYPE, NamedNode(f"{_SD}Graph"))
    yield Triple(
        default, RDFS_LABEL, Literal("Every plain fact once, with reference data and inferences", language="en")
    )
    for graph, label in _GRAPHS.items():
        if site.store.contains_named_graph(graph):
            named = NamedNode(f"{endpoint.value}#{graph.value.rsplit('/', 1)[-1]}")
            yield Triple(dataset, NamedNode(f"{_SD}namedGraph"), named)
            yield Triple(named, RDF_TYPE, NamedNode(f"{_SD}NamedGraph"))
            yield Triple(named, NamedNode(f"{_SD}name"), graph)
            yield Triple(named, NamedNode(f"{_SD}graph"), graph)
            yield Triple(graph, RDF_TYPE, NamedNode(f"{_SD}Graph"))
            yield Triple(graph, RDFS_LABEL, Literal(label, language="en"))
    for prefix, namespace in PREFIXES.items():
        declared = NamedNode(f"{endpoint.value}#prefix-{prefix}")
        yield Triple(service, NamedNode(f"{SHACL}declare"), declared)
        yield Triple(declared, NamedNode(f"{SHACL}prefix"), Literal(prefix))
        yield Triple(declared, NamedNode(f"{SHACL}namespace"), Literal(namespace, datatype=NamedNode(f"{XSD}anyURI")))


def _list_dataset(site: Site, address: str) -> Iterator[Triple]:
    """List what is said of the dataset and of its graphs."""
    dataset = NamedNode(f"{address}/void#dataset")
    yield Triple(dataset, RDF_TYPE, NamedNode(f"{_VOID}Dataset"))
    yield Triple(dataset, NamedNode(f"{DCTERMS}title"), Literal(_TITLE, language="en"))
    yield Triple(dataset, NamedNode(f"{DCTERMS}identifier"), Literal(str(site.record["hash"])))
    yield Triple(dataset, NamedNode(f"{_VOID}sparqlEndpoint"), NamedNode(f"{address}/sparql"))
    yield Triple(dataset, NamedNode(f"{_VOID}dataDump"), NamedNode(f"{address}/graph?default"))
    yield Triple(dataset, NamedNode(f"{_VOID}uriSpace"), Literal(BASE))
    yield Triple(dataset, NamedNode(f"{_VOID}exampleResource"), NamedNode(f"{DGR}territory/HK"))
    yield Triple(dataset, NamedNode(f"{_VOID}vocabulary"), NamedNode(DG.rstrip("#")))
    licence = NamedNode(f"{DCTERMS}license")
    for (text,) in _select(
        site.store, f"SELECT DISTINCT ?l {{ GRAPH dgg:provenance {{ ?d a dg:Document ; {licence} ?l }} }}"
    ):
        if isinstance(text, Literal | NamedNode):
            yield Triple(dataset, licence, text)
    for graph, label in _GRAPHS.items():
        if site.store.contains_named_graph(graph):
            count = sum(1 for _ in site.store.quads_for_pattern(None, None, None, graph))
            yield Triple(dataset, NamedNode(f"{_VOID}subset"), graph)
            yield Triple(graph, RDF_TYPE, NamedNode(f"{_VOID}Dataset"))
            yield Triple(graph, RDFS_LABEL, Literal(label, language="en"))
            yield Triple(graph, NamedNode(f"{_VOID}triples"), Literal(count))


def _list_partitions(site: Site, address: str) -> Iterator[Triple]:
    """List how much of what the default graph holds: in all, by classes and by properties."""
    dataset = f"{address}/void#dataset"
    whole = "(COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?a) (COUNT(DISTINCT ?o) AS ?b)"
    names = ("triples", "distinctSubjects", "distinctObjects")
    for row in _select(site.store, f"SELECT {whole} {{ ?s ?p ?o }}"):
        yield from _count(NamedNode(dataset), names, row)
    classes = _select(site.store, "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c")
    yield from _count(NamedNode(dataset), ("classes",), (Literal(len(classes)),))
    for number, (term, count) in enumerate(sorted(classes, key=str), start=1):
        part = NamedNode(f"{dataset}-class-{number}")
        yield from _link(NamedNode(dataset), "class", part, term)
        yield from _count(part, ("entities",), (count,))
    properties = _select(site.store, f"SELECT ?p {whole} {{ ?s ?p ?o }} GROUP BY ?p")
    yield from _count(NamedNode(dataset), ("properties",), (Literal(len(properties)),))
    for number, (term, *counts) in enumerate(sorted(properties, key=str), start=1):
        part = NamedNode(f"{dataset}-property-{number}")
        yield from _link(NamedNode(dataset), "property", part, term)
        yield from _count(part, names, counts)


def _link(dataset: NamedNode, kind: str, part: NamedNode, term: Cell) -> Iterator[Triple]:
    """Say that something is the part of the dataset with a class or a property."""
    yield Triple(dataset, NamedNode(f"{_VOID}{kind}Partition"), part)
    yield Triple(part, RDF_TYPE, NamedNode(f"{_VOID}Dataset"))
    if isinstance(term, NamedNode):
        yield Triple(part, NamedNode(f"{_VOID}{kind}"), term)


def _count(part: NamedNode, names: Sequence[str], counts: Sequence[Cell]) -> Iterator[Triple]:
    """Say how much there is of something."""
    for name, count in zip(names, counts, strict=True):
        if isinstance(count, Literal):
            yield Triple(part, NamedNode(_VOID + name), count)


def _select(store: Store, query: str) -> Sequence[tuple[Cell, ...]]:
    """Give the rows of a query that is known to be well-formed."""
    outcome = run_query(store, query)
    return read_rows(outcome).rows if isinstance(outcome, QuerySolutions) else []
