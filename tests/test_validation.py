"""Tests of the checks and of how their results find their way back to the text."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import rdflib
from graph_examples import OTHER_TEXT, TEXT, build_example
from pyoxigraph import DefaultGraph, RdfFormat, serialize

from diplograph.graph.findings import Finding
from diplograph.graph.validation import sort_findings, validate
from diplograph.graph.vocabulary import PROVENANCE_GRAPH, dg
from diplograph.resources import find_resource

TEXTS = {"iceland": TEXT, "chile": OTHER_TEXT}

SHAPES = """
@prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix dgs: <https://w3id.org/diplograph/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/diplograph/shapes> sh:declare [ sh:prefix "dg" ; sh:namespace "https://w3id.org/diplograph/ontology#"^^xsd:anyURI ] .
dgs:Seat a sh:NodeShape ; sh:targetClass dg:Mission ;
    sh:property [ sh:path dg:seat ; sh:minCount 1 ; sh:maxCount 1 ; sh:message "It has one seat." ] ;
    sh:property [ sh:path dg:opened ; sh:minCount 1 ; sh:severity sh:Info ; sh:message "Nobody says when it was opened." ] .
dgs:Opened a sh:NodeShape ; sh:targetClass dg:Mission ; sh:severity sh:Warning ;
    sh:sparql [ sh:message "It was opened in {?value}." ; sh:prefixes <https://w3id.org/diplograph/shapes> ;
        sh:select "SELECT $this ?value WHERE { $this dg:opened ?value }" ] .
dgs:Visits a sh:NodeShape ; sh:targetClass dg:Visit ; sh:severity sh:Warning ;
    sh:sparql [ sh:message "A mission is no visit." ; sh:prefixes <https://w3id.org/diplograph/shapes> ;
        sh:select "SELECT $this WHERE { $this dg:opened ?value }" ] .
"""


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    path = tmp_path / "shapes.ttl"
    path.write_text(SHAPES, encoding="utf-8")
    return path


def test_findings_point_at_the_sentence(shapes: Path) -> None:
    findings = validate(build_example(), TEXTS, shapes)
    assert [(f.severity, f.document, f.line, f.column, f.check, f.exact[:20]) for f in findings] == [
        ("warning", "iceland", 3, 1, "Opened", "Iceland opened an em"),
        ("note", "iceland", 3, 45, "", "The British Consulat"),
    ]
    assert "opened in 2001" in findings[0].message
    assert TEXT[findings[0].start : findings[0].end] == findings[0].exact


def test_results_are_those_of_pyshacl_alone(shapes: Path) -> None:
    quads = build_example()
    data = rdflib.Graph()
    triples = {q.triple for q in quads if q.graph_name in {DefaultGraph(), PROVENANCE_GRAPH}}
    data.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(shapes), inference="none", advanced=True)
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    results = report.subjects(rdflib.RDF.type, sh.ValidationResult)
    expected = sorted((str(report.value(r, sh.focusNode)), str(report.value(r, sh.resultSeverity))) for r in results)
    names = {"error": "Violation", "warning": "Warning", "note": "Info"}
    found = sorted((f.node, f"{sh}{names[f.severity]}") for f in validate(quads, TEXTS, shapes))
    assert found == expected


def test_the_bundled_shapes_warn_of_a_membership_before_the_founding() -> None:
    findings = validate(build_example(), TEXTS)
    assert [f.exact for f in findings if "1990" in f.message] == ["Iceland – World Trade Organization (1990)."]
    assert not [f for f in findings if f.severity == "error"]


def test_a_broken_structure_is_an_error() -> None:
    missing = dg("host")
    findings = validate([quad for quad in build_example() if quad.predicate != missing], TEXTS)
    assert "error" in {finding.severity for finding in findings}


def test_findings_are_sorted_by_weight_then_place() -> None:
    note = Finding("note", "c", "x", document="a", start=1)
    warning = Finding("warning", "b", "x", document="b", start=1)
    early = Finding("warning", "a", "x", document="a", start=9)
    error = Finding("error", "d", "x")
    assert sort_findings([note, warning, early, error]) == [error, early, warning, note]


def test_the_bundled_shapes_use_sparql_only_where_it_can_be_run_apart() -> None:
    shapes = rdflib.Graph().parse(find_resource("ontology", "shapes.ttl"))
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    owners = set(shapes.subjects(sh.sparql))
    assert owners
    for owner in owners:
        assert (owner, sh.targetClass, None) in shapes
        assert isinstance(owner, rdflib.URIRef)


def test_an_empty_graph_has_no_findings() -> None:
    assert validate([], {}) == []
