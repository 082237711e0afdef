"""The namespaces that the graph uses, in one place: change ``BASE`` and every IRI follows."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

#: A triple of the graph that this package makes: it has no blank nodes.
Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]

BASE = "https://w3id.org/diplograph/"

DG = f"{BASE}ontology#"
DGR = f"{BASE}id/"
CLAIM = f"{BASE}claim/"
SOURCE = f"{BASE}source/"
GRAPH = f"{BASE}graph/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
SHACL = "http://www.w3.org/ns/shacl#"
WIKIDATA = "http://www.wikidata.org/entity/"

#: The prefixes that queries may use without declaring them and that exports declare.
PREFIXES = {
    "claim": CLAIM,
    "dcterms": DCTERMS,
    "dg": DG,
    "dgg": GRAPH,
    "dgr": DGR,
    "nif": NIF,
    "oa": OA,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "src": SOURCE,
    "wd": WIKIDATA,
    "xsd": XSD,
}

PROVENANCE_GRAPH = NamedNode(f"{GRAPH}provenance")
REFERENCE_GRAPH = NamedNode(f"{GRAPH}reference")
ONTOLOGY_GRAPH = NamedNode(f"{GRAPH}ontology")
INFERRED_GRAPH = NamedNode(f"{GRAPH}inferred")
QUESTION_GRAPH = NamedNode(f"{GRAPH}questions")

RDF_TYPE = NamedNode(f"{RDF}type")
RDFS_LABEL = NamedNode(f"{RDFS}label")


def dg(name: str) -> NamedNode:
    """Give the ontology's term of that local name.

    >>> dg("Visit").value
    'https://w3id.org/diplograph/ontology#Visit'
    """
    return NamedNode(DG + name)


def read_value(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """Give the IRI of a node, or the text of a literal.

    >>> read_value(Literal("2010-03"))
    '2010-03'
    """
    return str(term) if isinstance(term, Triple) else term.value


def shorten(iri: str) -> str:
    """Write an IRI with its prefix where one fits, else in angle brackets.

    >>> shorten("https://w3id.org/diplograph/id/territory/HK")
    'dgr:territory/HK'
    """
    fits = [(namespace, prefix) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)]
    if not fits:
        return f"<{iri}>"
    namespace, prefix = max(fits, key=lambda fit: len(fit[0]))
    return f"{prefix}:{iri[len(namespace) :]}"
