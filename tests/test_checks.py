"""Tests of the constraints in Oxigraph: their results are those of pySHACL, on sound data and on data with faults."""

from __future__ import annotations

import random
from functools import cache

import pytest
from graph_examples import DGR, build_example
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple
from seed_store import build_seeds

from diplograph.errors import InputError
from diplograph.graph.checks import check_shapes
from diplograph.graph.reference_checks import check_with_pyshacl
from diplograph.graph.store import open_store
from diplograph.graph.vocabulary import DG, PROVENANCE_GRAPH, RDF_TYPE, RDFS, SHACL, XSD
from diplograph.resources import find_resource

PREFIXES = f"@prefix sh: <{SHACL}> . @prefix dg: <{DG}> . @prefix xsd: <{XSD}> . @prefix dgr: <{DGR}> .\n"
#: Every constraint that the queries cover, on nodes and on properties, alone and within others.
CONSTRUCTS = f"""{PREFIXES}
dg:S1 a sh:NodeShape ; sh:targetClass dg:A ; sh:message "s1" ; sh:nodeKind sh:IRI ; sh:in ( dgr:n0 dgr:n1 dgr:n2 ) ;
    sh:property [ sh:path dg:p ; sh:minCount 2 ; sh:maxCount 3 ; sh:class dg:B ; sh:message "p" ],
        [ sh:path [ sh:inversePath dg:q ] ; sh:minCount 1 ; sh:severity sh:Info ; sh:message "inverse" ],
        [ sh:path ( dg:p dg:q ) ; sh:maxCount 0 ; sh:message "sequence" ],
        [ sh:path [ sh:oneOrMorePath dg:p ] ; sh:disjoint dg:q ; sh:message "more" ] .
dg:S2 a sh:NodeShape ; sh:targetSubjectsOf dg:n ; sh:message "s2" ; sh:not [ sh:class dg:A ] ;
    sh:property [ sh:path dg:n ; sh:datatype xsd:integer ; sh:minInclusive 2 ; sh:maxExclusive 5 ; sh:lessThan dg:m ; sh:message "n" ],
        [ sh:path dg:m ; sh:or ( [ sh:datatype xsd:integer ] [ sh:pattern "^a" ; sh:flags "i" ; sh:maxLength 2 ] ) ; sh:message "m" ],
        [ sh:path dg:q ; sh:hasValue dgr:n3 ; sh:equals dg:p ; sh:message "q" ] .
dg:S3 a sh:NodeShape ; sh:targetObjectsOf dg:q ; sh:message "s3" ; sh:or ( [ sh:class dg:A ] [ sh:class dg:B ] ) ;
    sh:xone ( [ sh:property [ sh:path dg:n ; sh:minCount 1 ] ] [ sh:class dg:B ] ) ;
    sh:property [ sh:path dg:p ; sh:node dg:S4 ; sh:message "node" ] .
dg:S4 a sh:NodeShape ; sh:property [ sh:path dg:n ; sh:minCount 1 ; sh:minLength 1 ] ; sh:and ( [ sh:nodeKind sh:IRI ] [ sh:class dg:B ] ) .
dg:S5 a sh:NodeShape ; sh:targetNode dgr:n1 ; sh:deactivated true ; sh:class dg:A .
dg:S6 a sh:PropertyShape ; sh:targetClass dg:B ; sh:path dg:p ; sh:nodeKind sh:BlankNodeOrIRI ; sh:message "s6" ;
    sh:property [ sh:path dg:q ; sh:maxCount 1 ; sh:message "inner" ] .
"""
NODES = [NamedNode(f"{DGR}n{number}") for number in range(5)]
VALUES = [*(Literal(number) for number in (1, 2, 4, 5)), *(Literal(text) for text in ("", "Ab", "abc"))]
#: What rdflib compares with numbers and strings although the standard does not.
OTHERS = [
    Literal("a", language="de"),
    *(Literal(text, datatype=NamedNode(f"{XSD}date")) for text in ("2004-02-30", "2004-02-03")),
    Literal("x", datatype=NamedNode(f"{XSD}integer")),
    Literal("2004", datatype=NamedNode(f"{XSD}gYear")),
]


@cache
def load(text: str = "") -> Store:
    store = Store()
    if text:
        store.load(input=text, format=RdfFormat.TURTLE)
    else:
        store.load(path=str(find_resource("ontology", "shapes.ttl")), format=RdfFormat.TURTLE)
    return store


def compare(triples: set[Triple], shapes: Store) -> int:
    data = Store()
    data.extend(Quad(*triple) for triple in triples)
    found = set(check_shapes(data, shapes))
    assert found == set(check_with_pyshacl((quad.triple for quad in data), shapes))
    return len(found)


def draw_triples() -> st.SearchStrategy[set[Triple]]:
    node = st.sampled_from(NODES)
    classes = st.sampled_from([NamedNode(DG + name) for name in "ABC"])
    edges = st.builds(Triple, node, st.sampled_from([NamedNode(DG + name) for name in "ppqn"]), node)
    values = st.builds(Triple, node, st.sampled_from([NamedNode(DG + name) for name in "nmp"]), st.sampled_from(VALUES))
    below = Triple(NamedNode(f"{DG}C"), NamedNode(f"{RDFS}subClassOf"), NamedNode(f"{DG}A"))
    return st.sets(st.builds(Triple, node, st.just(RDF_TYPE), classes) | edges | values | st.just(below), max_size=15)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draw_triples())
def test_all_constraints_give_what_pyshacl_gives(triples: set[Triple]) -> None:
    compare(triples, load(CONSTRUCTS))


@pytest.mark.parametrize("seed", range(3))
def test_the_bundled_shapes_give_what_pyshacl_gives_on_data_with_faults(seed: int) -> None:
    sound = sorted({q.triple for q in build_example() if q.graph_name in {DefaultGraph(), PROVENANCE_GRAPH}}, key=str)
    pick = random.Random(seed)
    triples = {triple for triple in sound if pick.random() < 0.95}
    for triple in pick.sample(sound, 60):
        triples.add(
            Triple(triple.subject, triple.predicate, pick.choice([*VALUES, *OTHERS, *(t.subject for t in sound)]))
        )
    assert compare(triples, load()) > 0


def test_the_bundled_shapes_give_what_pyshacl_gives_on_the_seeds() -> None:
    store = open_store(build_seeds()[0])
    quads = [q for g in (DefaultGraph(), PROVENANCE_GRAPH) for q in store.quads_for_pattern(None, None, None, g)]
    compare({quad.triple for quad in quads}, load())


def test_a_constraint_that_is_not_covered_is_an_error() -> None:
    shapes = load(f"{PREFIXES} dg:S sh:targetClass dg:A ; sh:property [ sh:path dg:p ; sh:uniqueLang true ] .")
    with pytest.raises(InputError, match="sh:uniqueLang"):
        check_shapes(Store(), shapes)
