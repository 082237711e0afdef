"""The checks of FOOPS!, ROBOT report and OOPS! that need no web, each by its own name, on the ontology file alone.

FOOPS! (https://w3id.org/foops/), checked here: PURL1 URI2 VER1 OM1 OM2 OM3 (all but the DOI) OM4.1 OM5.1 OM5.2 FIND1 HTTP1
RDF1 VOC1 VOC2 VOC3 VOC4. What they demand of the server (CN1, DOC1) is prepared in ontology/.htaccess, see test_publishing_folder.py.
Need the live web or a registry: URI1 VER2 CN1 DOC1 RDF1 over HTTP, OM4.2 (the licence resolves), FIND2 FIND3 FIND_3_BIS
(prefix.cc, Linked Open Vocabularies), and the DOI of OM3.

ROBOT report, every rule of level ERROR in version 1.10 is checked here.

OOPS! (https://oops.linkeddata.es), critical and important pitfalls checked here: P03 P05 P06 P10 P11 P14 P15 P16 P18 P19 P24 P25 P27
P28 P29 P31 P34 P35 P38 P39 P41; minor ones: P02 P04 P07 P08 P12 P13 P20 P21 P22 P23 P26 P30 P32 P33 P36. Need the live web: P37
(published), P40 (are foreign terms defined where their IRIs lead; here: does rdflib's copy of those vocabularies have them).
Need judgement, and OOPS! has no automatic check of them: P01 P09 P17.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, RdfFormat, Store, serialize
from rdflib import URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME, VANN, DefinedNamespace

from diplograph.resources import find_resource

DG = "https://w3id.org/diplograph/ontology#"
IRI = "https://w3id.org/diplograph/ontology"
PREFIXES = f"""PREFIX dg: <{DG}> PREFIX owl: <{OWL}> PREFIX rdf: <{RDF}> PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}>
PREFIX dcterms: <{DCTERMS}> PREFIX vann: <{VANN}> PREFIX bibo: <http://purl.org/ontology/bibo/> PREFIX foaf: <{FOAF}>
"""
#: Inverses are declared where reasoning needs them: each other one would double the triples that it joins, for no answer.
WITHOUT_INVERSE = "P13: an inverse that no chain uses"
#: One official name, not two concepts in one class.
ONE_NAME = {f"{DG}EconomicAndTradeOffice"}


#: What each rule and pitfall is about, done wrong.
FAULTY = f"""
@prefix dg: <{DG}> . @prefix owl: <{OWL}> . @prefix rdf: <{RDF}> . @prefix rdfs: <{RDFS}> . @prefix skos: <{SKOS}> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
<https://example.org/o.owl> a owl:Ontology .
rdf:type rdfs:comment "mine" .
dg:Other a owl:Class ; rdfs:label "obsolete  thing", "two\\nlines", "" ; rdfs:comment "" ; skos:definition "it", "that" ;
  rdfs:isDefinedBy <{IRI}> ; rdfs:subClassOf dg:Old, dg:Other, [ a owl:Restriction ; owl:onProperty dg:is ; owl:hasValue dg:Other ] ;
  obo:IAO_0100001 dg:Old ; owl:equivalentClass dg:Old, [ owl:unionOf () ], [ owl:unionOf ( dg:Old ) ] .
dg:Old a owl:Class ; owl:deprecated "true" ; rdfs:label "obsolete  thing" ; skos:definition "it" .
dg:Gone a owl:Class ; owl:deprecated true ; rdfs:subClassOf dg:Untyped .
dg:gone owl:deprecated true . dg:Other dg:gone 1 . dg:Bare a owl:Class ; rdfs:isDefinedBy <{IRI}> .
dg:is a owl:ObjectProperty ; rdfs:subPropertyOf dg:is ; owl:inverseOf dg:is ; owl:equivalentProperty dg:was ; owl:propertyChainAxiom ( dg:was ) .
dg:was a owl:ObjectProperty, owl:SymmetricProperty, owl:TransitiveProperty ; owl:inverseOf dg:will ;
  rdfs:domain dg:Old ; rdfs:range dg:Other, dg:Gone .
dg:will a owl:ObjectProperty ; rdfs:domain dg:Bare ; rdfs:range dg:Bare .
dg:kind a rdfs:Datatype .
"""


@pytest.fixture(scope="module")
def faulty() -> Store:
    store = Store()
    store.load(FAULTY, RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def ontology() -> Store:
    store = Store()
    store.load(path=str(find_resource("ontology", "diplograph.ttl")), format=RdfFormat.TURTLE)
    return store


def ask(store: Store, pattern: str) -> bool:
    answer = store.query(f"{PREFIXES} ASK {{ {pattern} }}")
    assert isinstance(answer, QueryBoolean)
    return bool(answer)


def rows(store: Store, select: str) -> list[tuple[str, ...]]:
    answer = store.query(f"{PREFIXES} SELECT {select}")
    assert isinstance(answer, QuerySolutions)
    return sorted(tuple(getattr(value, "value", str(value)) for value in row) for row in answer)


def none(store: Store, pattern: str) -> None:
    assert rows(store, f"* WHERE {{ {pattern} }}") == []


# FOOPS!: what the header must say, by the vocabularies that it accepts.

METADATA = {
    "OM1 minimum metadata": "dcterms:title dcterms:description dcterms:license owl:versionIRI dcterms:creator vann:preferredNamespaceUri",
    "OM2 recommended metadata": "vann:preferredNamespacePrefix owl:versionInfo dcterms:created dcterms:bibliographicCitation",
    "OM3 detailed metadata": "dcterms:publisher foaf:logo bibo:status dcterms:source dcterms:issued owl:priorVersion dcterms:modified",
    "OM4.1 licence": "dcterms:license",
    "OM5.1 basic provenance": "dcterms:creator dcterms:created",
    "OM5.2 detailed provenance": "dcterms:publisher dcterms:issued",
    "VER1 version IRI": "owl:versionIRI",
    "FIND1 prefix": "vann:preferredNamespacePrefix",
}


@pytest.mark.parametrize(("check", "names"), METADATA.items())
def test_foops_metadata(check: str, names: str, ontology: Store) -> None:
    missing = [name for name in names.split() if not ask(ontology, f"<{IRI}> {name} ?value")]
    assert missing == [], check


def test_foops_purl1_http1_uri2_the_iri_is_persistent_and_the_only_one(ontology: Store) -> None:
    assert rows(ontology, "?o WHERE { ?o a owl:Ontology }") == [(IRI,)]
    assert IRI.startswith("https://w3id.org/")
    none(ontology, f"?term rdfs:isDefinedBy ?other FILTER(?other != <{IRI}>)")
    assert rows(ontology, f"?v ?n WHERE {{ <{IRI}> owl:versionIRI ?v ; owl:versionInfo ?n }}") == [
        (f"{IRI}/0.2.0", "0.2.0")
    ]


def test_foops_ver1_the_versions_differ_and_the_namespace_is_the_terms_own(ontology: Store) -> None:
    none(ontology, f"<{IRI}> owl:versionIRI ?v ; owl:priorVersion ?v")
    assert rows(ontology, f"?n WHERE {{ <{IRI}> vann:preferredNamespaceUri ?n }}") == [(DG,)]


def test_foops_rdf1_the_file_reads_the_same_in_every_syntax(ontology: Store) -> None:
    for syntax in (RdfFormat.RDF_XML, RdfFormat.JSON_LD, RdfFormat.N_TRIPLES):
        other = Store()
        other.load(serialize([quad.triple for quad in ontology], format=syntax) or b"", syntax)
        assert len(other) == len(ontology), syntax


def test_foops_voc1_voc2_other_vocabularies_are_used(ontology: Store) -> None:
    none(ontology, f"<{IRI}> owl:imports ?o")
    assert ask(ontology, "?p rdfs:range skos:Concept . ?p a owl:ObjectProperty")


def test_foops_voc3_voc4_every_term_has_a_label_and_a_description(ontology: Store) -> None:
    terms = f"?t rdfs:isDefinedBy <{IRI}>"
    none(ontology, f"{terms} FILTER NOT EXISTS {{ ?t rdfs:label ?l }}")
    none(ontology, f"{terms} FILTER NOT EXISTS {{ ?t skos:definition ?d }}")
    none(
        ontology,
        f"{terms} ; a ?k FILTER(?k IN (owl:Class, owl:ObjectProperty, owl:DatatypeProperty)) FILTER NOT EXISTS {{ ?t rdfs:comment ?c }}",
    )


# ROBOT report: the rules of level ERROR, each as the pattern of what it forbids.

LABELLED = "?entity rdfs:label ?value FILTER(!isBlank(?entity))"
DEFINED = "?entity ?p ?value FILTER(?p IN (<http://purl.obolibrary.org/obo/IAO_0000115>, <http://purl.obolibrary.org/obo/IAO_0000600>, skos:definition))"
ROBOT = {
    "deprecated_boolean_datatype": "?entity owl:deprecated ?value FILTER(DATATYPE(?value) != <http://www.w3.org/2001/XMLSchema#boolean>)",
    "deprecated_class_reference": "?entity rdfs:subClassOf|owl:equivalentClass ?value . { ?value owl:deprecated true } UNION { ?entity owl:deprecated true }",
    "deprecated_property_reference": "?property owl:deprecated true . { ?entity ?property ?value } UNION { ?entity owl:onProperty ?property }",
    "duplicate_definition": f"{DEFINED} ?entity rdf:type owl:Class . ?other ?p ?value ; rdf:type owl:Class FILTER(?other != ?entity)",
    "duplicate_label": f"{LABELLED} ?other rdfs:label ?value FILTER(?other != ?entity && !isBlank(?other))",
    "illegal_use_of_built_in_vocabulary": "rdf:type ?property ?value",
    "label_formatting": f'{LABELLED} FILTER(REGEX(?value, "[\\n\\t]"))',
    "label_whitespace": f'{LABELLED} FILTER(REGEX(?value, "^\\\\s|\\\\s$|\\\\s\\\\s"))',
    "missing_label": f"?entity rdfs:isDefinedBy <{IRI}> FILTER NOT EXISTS {{ ?entity rdfs:label ?value FILTER(STR(?value) != '') }}",
    "missing_ontology_description": "?entity a owl:Ontology FILTER NOT EXISTS { ?entity dcterms:description ?value }",
    "missing_ontology_license": "?entity a owl:Ontology FILTER NOT EXISTS { ?entity dcterms:license ?value FILTER(isIRI(?value)) }",
    "missing_ontology_title": "?entity a owl:Ontology FILTER NOT EXISTS { ?entity dcterms:title ?value }",
    "misused_obsolete_label": f'{LABELLED} FILTER(STRSTARTS(LCASE(?value), "obsolete")) FILTER NOT EXISTS {{ ?entity owl:deprecated true }}',
    "misused_replaced_by": "?entity <http://purl.obolibrary.org/obo/IAO_0100001> ?value FILTER NOT EXISTS { ?entity owl:deprecated true }",
    "multiple_definitions": f"{DEFINED} ?entity ?p ?other FILTER(?other != ?value)",
    "multiple_equivalent_class_definitions": "?entity owl:equivalentClass ?value, ?other FILTER(?value != ?other && isBlank(?value) && isBlank(?other))",
    "multiple_labels": f"{LABELLED} ?entity rdfs:label ?other FILTER(?other != ?value)",
}


@pytest.mark.parametrize(("rule", "forbidden"), ROBOT.items())
def test_robot_report_errors(rule: str, forbidden: str, ontology: Store, faulty: Store) -> None:
    assert rows(ontology, f"* WHERE {{ {forbidden} }}") == [], rule
    assert rows(faulty, f"* WHERE {{ {forbidden} }}"), rule


# OOPS!: pitfalls that a pattern finds.

PROPERTY = "?p a ?sort FILTER(?sort IN (owl:ObjectProperty, owl:DatatypeProperty))"
OOPS = {
    "P02 synonyms as classes": "?a owl:equivalentClass ?b FILTER(isIRI(?a) && isIRI(?b))",
    "P03 the relation is": 'VALUES ?n { "is" "isA" "is-a" "isa" } BIND(IRI(CONCAT(STR(dg:), ?n)) AS ?p) ?p a ?sort',
    "P05 wrong inverses": "?a owl:inverseOf ?b . ?a rdfs:domain ?x ; rdfs:range ?r . ?b rdfs:domain ?d ; rdfs:range ?y FILTER(?x != ?y && ?r != ?d)",
    "P06 cycles of classes": "?c rdfs:subClassOf+ ?c",
    "P06 cycles of properties": "?p rdfs:subPropertyOf+ ?p",
    "P11 no domain": f"{PROPERTY} FILTER NOT EXISTS {{ ?p rdfs:domain ?d }}",
    "P11 no range": f"{PROPERTY} FILTER NOT EXISTS {{ ?p rdfs:range ?r }}",
    "P12 P27 P31 equivalences": "?a owl:equivalentProperty|owl:equivalentClass|owl:sameAs ?b",
    "P14 P15 P16 quantifiers, complements": "?a owl:allValuesFrom|owl:someValuesFrom|owl:complementOf|owl:unionOf|owl:intersectionOf ?b",
    "P18 P19 several domains or ranges": f"{PROPERTY} {{ ?p rdfs:domain ?a, ?b }} UNION {{ ?p rdfs:range ?a, ?b }} FILTER(?a != ?b)",
    "P20 an annotation is empty": "?t rdfs:label|rdfs:comment|skos:definition ?text FILTER(STRLEN(STR(?text)) = 0)",
    "P20 a label as long as its definition": "?t rdfs:label ?label ; skos:definition ?text FILTER(STRLEN(STR(?label)) >= STRLEN(STR(?text)))",
    "P21 a class for the rest": '?c a owl:Class FILTER(REGEX(STR(?c), "#(Other|Misc|Unknown|Various)"))',
    "P23 own datatypes": "?d a rdfs:Datatype",
    "P24 defined by itself": "?c rdfs:subClassOf|owl:equivalentClass/(owl:onProperty|owl:hasValue) ?c",
    "P25 inverse of itself": "?p owl:inverseOf ?p",
    "P26 inverse of a symmetric one": "?p a owl:SymmetricProperty . ?p owl:inverseOf|^owl:inverseOf ?q",
    "P28 symmetric between unlike classes": "?p a owl:SymmetricProperty ; rdfs:domain ?d ; rdfs:range ?r FILTER(?d != ?r)",
    "P29 transitive between unlike classes": "?p a owl:TransitiveProperty ; rdfs:domain ?d ; rdfs:range ?r FILTER(?d != ?r)",
    "P33 a chain of one": "?p owl:propertyChainAxiom/rdf:rest rdf:nil",
    "P34 untyped classes": "?x rdfs:subClassOf|rdfs:domain|owl:disjointWith ?c FILTER(isIRI(?c)) FILTER NOT EXISTS { ?c a owl:Class }",
    "P35 untyped properties": "?s ?p ?o FILTER(!STRSTARTS(STR(?p), STR(owl:)) && !STRSTARTS(STR(?p), STR(rdf:)) && !STRSTARTS(STR(?p), STR(rdfs:))) "
    "FILTER NOT EXISTS { ?p a ?sort }",
    "P36 a file extension in the IRI": '?o a owl:Ontology FILTER(REGEX(STR(?o), "\\\\.(owl|rdf|ttl|n3|rdfxml)"))',
    "P41 no licence": "?o a owl:Ontology FILTER NOT EXISTS { ?o dcterms:license ?l }",
}  # fmt: skip


@pytest.mark.parametrize(("pitfall", "forbidden"), OOPS.items())
def test_oops_pitfalls(pitfall: str, forbidden: str, ontology: Store, faulty: Store) -> None:
    assert rows(ontology, f"* WHERE {{ {forbidden} }}") == [], pitfall
    assert rows(faulty, f"* WHERE {{ {forbidden} }}"), pitfall


def test_oops_p04_nothing_is_unconnected(ontology: Store) -> None:
    joined = "{ ?c rdfs:subClassOf|owl:disjointWith ?x } UNION { ?x rdfs:subClassOf|rdfs:domain|rdfs:range|owl:disjointWith ?c }"
    none(ontology, f"?c a owl:Class ; rdfs:isDefinedBy ?o FILTER NOT EXISTS {{ {joined} }}")


def test_oops_p07_no_class_merges_two(ontology: Store) -> None:
    merged = {iri for (iri,) in rows(ontology, "?c WHERE { ?c a owl:Class }") if re.search(r"[a-z](And|Or)[A-Z]", iri)}
    assert merged == ONE_NAME


def test_oops_p10_disjointness_is_stated(ontology: Store) -> None:
    assert ask(ontology, "?a owl:disjointWith ?b")
    assert ask(ontology, "?a a owl:AllDisjointClasses")


def test_oops_p13_what_chains_go_through_has_its_inverse(ontology: Store) -> None:
    first = rows(ontology, "?p WHERE { ?x owl:propertyChainAxiom/rdf:first ?p . ?p owl:inverseOf ?q }")
    declared = rows(ontology, "?p WHERE { ?p owl:inverseOf ?q }")
    assert declared, WITHOUT_INVERSE
    assert set(declared) == set(first), WITHOUT_INVERSE


def test_oops_p22_names_follow_one_convention(ontology: Store) -> None:
    patterns = {
        "Class": r"[A-Z][A-Za-z]+",
        "ObjectProperty": r"[a-z][A-Za-z0-9]+",
        "DatatypeProperty": r"[a-z][A-Za-z0-9]+",
    }
    for sort, pattern in patterns.items():
        for (iri,) in rows(ontology, f"?t WHERE {{ ?t a owl:{sort} ; rdfs:isDefinedBy ?o }}"):
            assert re.fullmatch(pattern, iri.removeprefix(DG)), iri
    for (iri,) in rows(ontology, "?t WHERE { ?t a skos:Concept }"):
        assert re.fullmatch(r"[a-z][A-Za-z]*(-[a-z0-9-]+)?", iri.removeprefix(DG)), iri


def test_oops_p30_p32_no_two_terms_have_names_that_fold_to_one(ontology: Store) -> None:
    for sort in ("Class", "ObjectProperty", "DatatypeProperty"):
        found = rows(ontology, f"?l WHERE {{ ?t a owl:{sort} ; rdfs:label ?l }}")
        counts = Counter(re.sub(r"\W", "", label.casefold()) for (label,) in found)
        assert [label for label, count in counts.items() if count > 1] == []


def test_oops_p38_p39_the_header_and_the_namespace_are_unambiguous(ontology: Store) -> None:
    text = find_resource("ontology", "diplograph.ttl").read_text(encoding="utf-8")
    assert "@prefix : " not in text
    assert "@base" not in text
    assert ask(ontology, f"<{IRI}> a owl:Ontology")


KNOWN = (DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME, VANN)
#: Vocabularies that rdflib has no copy of, with what is used of them.
OTHERS = {
    "http://aims.fao.org/aos/geopolitical.owl#": {
        "territory", "self_governing", "non_self_governing", "codeISO2", "codeISO3", "codeUN", "isInGroup", "isPredecessorOf",
    },
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#": {"Context"},
    "http://purl.org/ontology/bibo/": {"status", "status/draft"},
}  # fmt: skip


@pytest.mark.parametrize("name", ["diplograph.ttl", "alignments.ttl"])
def test_oops_p40_terms_of_other_vocabularies_are_theirs(name: str) -> None:
    store = Store()
    store.load(path=str(find_resource("ontology", name)), format=RdfFormat.TURTLE)
    used = {t.value for quad in store for t in (quad.subject, quad.predicate, quad.object) if isinstance(t, NamedNode)}
    foreign = {
        iri for iri in used if not iri.startswith(("https://w3id.org/diplograph/", "https://creativecommons.org/"))
    }
    assert foreign
    assert sorted(iri for iri in foreign if not _is_known(iri)) == []


def _is_known(iri: str) -> bool:
    spaces: list[type[DefinedNamespace]] = [space for space in KNOWN if iri.startswith(str(space))]
    if spaces:
        return URIRef(iri) in spaces[0]
    others = [(base, names) for base, names in OTHERS.items() if iri.startswith(base)]
    if others:
        return iri.removeprefix(others[0][0]) in others[0][1]
    return bool(re.fullmatch(r"http://www\.wikidata\.org/entity/P\d+|http://www\.w3\.org/2001/XMLSchema#\w+", iri))


# What these judges do not look at.


def test_skos_lists_are_whole(ontology: Store) -> None:
    none(
        ontology,
        "?c a skos:Concept FILTER NOT EXISTS { ?c skos:topConceptOf ?s } FILTER NOT EXISTS { ?c skos:broader ?b }",
    )
    none(ontology, "?c skos:topConceptOf ?s FILTER NOT EXISTS { ?c skos:inScheme ?s }")
    none(ontology, "?c skos:broader ?b ; skos:inScheme ?s FILTER NOT EXISTS { ?b skos:inScheme ?s }")
    none(ontology, "?c skos:broader+ ?c")


def test_chinese_is_chinese(ontology: Store) -> None:
    labels = [(q.subject, q.object) for q in ontology.quads_for_pattern(None, NamedNode(str(SKOS.prefLabel)), None)]
    chinese = [(s, o.value) for s, o in labels if isinstance(o, Literal) and o.language == "zh-hant"]
    assert [s for s, text in chinese if not re.search(r"[\u4e00-\u9fff]", text) and not isinstance(s, BlankNode)] == []
    simplified = set("国际关协议员领书经贸间务长会访问团处发东联条约权职门边签证证组织级类区队农")
    assert [text for _, text in chinese if simplified & set(text)] == []


def test_the_version_is_later_than_the_one_before(ontology: Store) -> None:
    versions = rows(ontology, f"?v ?w WHERE {{ <{IRI}> owl:versionIRI ?v ; owl:priorVersion ?w }}")
    ((new, old),) = [[tuple(map(int, iri.rsplit("/", 1)[-1].split("."))) for iri in pair] for pair in versions]
    assert new > old
