"""Tests of the ontology: that every role has its term, that terms are documented, and that it stays within OWL 2 RL."""

from __future__ import annotations

from itertools import combinations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store

from diplograph.resources import find_resource

DG = "https://w3id.org/diplograph/ontology#"
OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = NamedNode(f"{RDF}type")
SUBCLASS = NamedNode(f"{RDFS}subClassOf")
HEADER = NamedNode("https://w3id.org/diplograph/ontology")

#: The roles and dates of each kind of claim.
ROLES = {
    "DiplomaticRelation": "party event level date",
    "Recognition": "recogniser recognised event date",
    "Mission": "sender host type seat status accredited resident head_rank opened closed at",
    "Agreement": "party type name subject status signed concluded in_force ended at",
    "Membership": "member organisation role through name_used since until at",
    "Visit": "visitor office of host place level purpose times date",
    "Meeting": "participant offices place subject date",
    "Tenure": "holder office of former since until at",
    "ReportingLine": "subordinate superior since until at",
    "Trade": "reporter partner measure value unit rank share goods at",
    "Status": "territory status of since until at",
    "Competence": "territory field holder basis at",
    "TravelRule": "subject rule holders authority territory at",
    "Observation": "subject measure value unit source at",
    "Event": "type actor target place via text outcome date",
    "Body": "of functions set_up_by since",
}
#: The class of a kind where it has another name.
CLASSES = {"Trade": "TradeRelation", "Body": "GovernmentBody"}
#: Classes whose subclasses have codes of their own, so that no one code follows from them.
HEADS = {NamedNode(f"{DG}{name}") for name in ("Mission", "Agreement", "TradeAgreement")}
#: Terms of OWL 2 that the ontology may use; all of them are in OWL 2 RL where it uses them.
ALLOWED = {
    "Ontology", "versionIRI", "versionInfo", "priorVersion", "incompatibleWith", "Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty",
    "SymmetricProperty", "TransitiveProperty", "inverseOf", "propertyChainAxiom", "disjointWith", "AllDisjointClasses",
    "members", "Restriction", "onProperty", "hasValue",
}  # fmt: skip
DATATYPES = {f"{XSD}{name}" for name in ("string", "boolean", "integer", "decimal")} | {f"{RDFS}Literal"}


def _load(*names: str) -> Store:
    store = Store()
    for name in names:
        store.load(path=str(find_resource("ontology", name)), format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def ontology() -> Store:
    return _load("diplograph.ttl")


def _objects(store: Store, subject: NamedNode | BlankNode, predicate: str) -> list[NamedNode | BlankNode | Literal]:
    quads = store.quads_for_pattern(subject, NamedNode(predicate), None)
    return [quad.object for quad in quads if isinstance(quad.object, NamedNode | BlankNode | Literal)]


def _instances(store: Store, class_iri: str) -> set[str]:
    quads = store.quads_for_pattern(None, TYPE, NamedNode(class_iri))
    return {q.subject.value for q in quads if isinstance(q.subject, NamedNode) and q.subject.value.startswith(DG)}


def _terms(store: Store) -> list[NamedNode]:
    found = {q.subject for q in store if isinstance(q.subject, NamedNode) and q.subject.value.startswith(DG)}
    return sorted(found, key=str)


def _ancestors(store: Store, name: str) -> set[str]:
    seen, waiting = {name}, [name]
    while waiting:
        for parent in _objects(store, NamedNode(waiting.pop()), SUBCLASS.value):
            if isinstance(parent, NamedNode) and parent.value not in seen:
                seen.add(parent.value)
                waiting.append(parent.value)
    return seen


@pytest.mark.parametrize(("kind", "role"), [(kind, role) for kind, roles in ROLES.items() for role in roles.split()])
def test_every_role_becomes_a_term(kind: str, role: str) -> None:
    store = _load("diplograph.ttl", "roles.ttl")
    place = f"{kind}.{role}"
    mapped = {
        quad.subject.value
        for name in ("fillsRole", "fillsCode")
        for quad in store.quads_for_pattern(None, NamedNode(DG + name), None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
        if quad.object.value.replace("=", " ").split()[0] == place
    }
    declared = {
        iri for sort in ("Class", "ObjectProperty", "DatatypeProperty") for iri in _instances(store, OWL + sort)
    }
    concepts = _instances(store, f"{SKOS}Concept")
    assert (mapped or {DG + role}) <= declared | concepts
    kinds = _ancestors(store, DG + CLASSES.get(kind, kind)) | {DG + "NoDiplomaticRelation"}
    for iri in mapped & (declared - _instances(store, f"{OWL}Class")):
        domains = {node.value for node in _objects(store, NamedNode(iri), f"{RDFS}domain")}
        assert domains, f"{iri} has no domain"
        assert domains <= kinds, f"{iri} is not a property of {kind}"


def test_every_term_is_documented(ontology: Store) -> None:
    assert _terms(ontology)
    for term in _terms(ontology):
        (label,) = _objects(ontology, term, f"{RDFS}label")
        labels = [node for node in _objects(ontology, term, f"{SKOS}prefLabel") if isinstance(node, Literal)]
        assert sorted(str(node.language) for node in labels) == ["en", "zh-hant"], term
        assert label in labels, term
        assert all(node.value.strip() for node in labels), term
        definitions = [node for node in _objects(ontology, term, f"{SKOS}definition") if isinstance(node, Literal)]
        assert len(definitions) == 1, term
        assert definitions[0].value.endswith("."), term
        assert _objects(ontology, term, f"{RDFS}isDefinedBy") == [HEADER], term


def test_header_says_what_it_is(ontology: Store) -> None:
    said = {quad.predicate.value for quad in ontology.quads_for_pattern(HEADER, None, None)}
    wanted = [DCTERMS + n for n in ("title", "description", "creator", "license", "created", "bibliographicCitation")]
    wanted += [f"{OWL}versionIRI", "http://purl.org/vocab/vann/preferredNamespacePrefix"]
    assert set(wanted) <= said


@pytest.mark.parametrize("sort", ["ObjectProperty", "DatatypeProperty"])
def test_properties_have_domain_and_range(sort: str, ontology: Store) -> None:
    assert _instances(ontology, OWL + sort)
    for iri in sorted(_instances(ontology, OWL + sort)):
        domains = _objects(ontology, NamedNode(iri), f"{RDFS}domain")
        ranges = _objects(ontology, NamedNode(iri), f"{RDFS}range")
        assert len(domains) == 1, iri
        assert len(ranges) == 1, iri
        if sort == "DatatypeProperty":
            assert {node.value for node in ranges} <= DATATYPES, iri


def test_only_terms_of_owl_2_rl_are_used(ontology: Store) -> None:
    used = {
        term.value.removeprefix(OWL)
        for quad in ontology
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(OWL)
    }
    assert used <= ALLOWED


def test_no_class_lies_below_two_disjoint_ones(ontology: Store) -> None:
    pairs = {
        frozenset((q.subject.value, q.object.value))
        for q in ontology.quads_for_pattern(None, NamedNode(f"{OWL}disjointWith"), None)
        if isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode)
    }
    for quad in ontology.quads_for_pattern(None, NamedNode(f"{OWL}members"), None):
        pairs |= {frozenset(pair) for pair in combinations(_list_items(ontology, quad), 2)}
    assert pairs
    for iri in _instances(ontology, f"{OWL}Class"):
        assert not any(pair <= _ancestors(ontology, iri) for pair in pairs), iri


def _list_items(store: Store, quad: Quad) -> list[str]:
    items, node = [], quad.object
    while isinstance(node, BlankNode):
        items += [item.value for item in _objects(store, node, f"{RDF}first")]
        (node,) = _objects(store, node, f"{RDF}rest")
    return items


def test_special_administrative_regions_are_never_states(ontology: Store) -> None:
    region, state = NamedNode(f"{DG}SpecialAdministrativeRegion"), NamedNode(f"{DG}State")
    stated = _objects(ontology, region, f"{OWL}disjointWith") + _objects(ontology, state, f"{OWL}disjointWith")
    assert {region, state} & set(stated)


def test_codes_are_unique_in_their_lists(ontology: Store) -> None:
    concepts = _instances(ontology, f"{SKOS}Concept")
    seen = set()
    for iri in concepts:
        (scheme,) = _objects(ontology, NamedNode(iri), f"{SKOS}inScheme")
        (code,) = _objects(ontology, NamedNode(iri), f"{SKOS}notation")
        assert (scheme.value, code.value) not in seen
        seen.add((scheme.value, code.value))
        assert scheme.value in _instances(ontology, f"{SKOS}ConceptScheme")
    assert len(seen) == len(concepts) > 0


def test_classes_for_codes_entail_their_code(ontology: Store) -> None:
    codes = list(ontology.quads_for_pattern(None, NamedNode(f"{DG}codeFor"), None))
    assert codes
    for class_node in {quad.object for quad in codes if isinstance(quad.object, NamedNode)} - HEADS:
        restrictions = [node for node in _objects(ontology, class_node, SUBCLASS.value) if isinstance(node, BlankNode)]
        values = [value for node in restrictions for value in _objects(ontology, node, f"{OWL}hasValue")]
        own = {quad.subject for quad in codes if quad.object == class_node}
        assert len(values) == 1, class_node
        assert values[0] in own, class_node


@pytest.mark.parametrize("name", ["roles.ttl", "shapes.ttl", "alignments.ttl", "reference"])
def test_other_files_use_declared_terms_only(name: str, ontology: Store) -> None:
    path = find_resource("ontology", name)
    files = [f"reference/{file.name}" for file in sorted(path.glob("*.ttl"))] if path.is_dir() else [name]
    declared = set(_terms(ontology))
    used = {
        term
        for quad in _load(*files)
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(DG)
    }
    assert used
    assert sorted(used - declared, key=str) == []


def test_alignments_stay_out_of_the_ontology(ontology: Store) -> None:
    own = (
        DG,
        OWL,
        RDF,
        RDFS,
        SKOS,
        XSD,
        DCTERMS,
        HEADER.value,
        "http://purl.org/vocab/vann/",
        "http://purl.org/ontology/bibo/status",
        "http://xmlns.com/foaf/0.1/logo",
        "https://creativecommons.org/",
        "https://w3id.org/diplograph/alignments",
        "https://w3id.org/diplograph/logo.svg",
    )
    foreign = {
        term.value
        for quad in ontology
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, NamedNode) and not term.value.startswith(own)
    }
    assert foreign == set()
    sameness = NamedNode(f"{OWL}sameAs")
    assert not list(_load("alignments.ttl").quads_for_pattern(None, sameness, None))
