"""Tests of findings as JSON, SARIF and a SHACL report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from jsonschema import Draft202012Validator
from seed_store import build_seeds

from diplograph.graph.findings import Finding, place
from diplograph.graph.origins import read_origins
from diplograph.graph.reports import render_json, render_sarif, render_shacl
from diplograph.graph.validation import validate_store

TEXT = "= Þór =\n\nOne thing.\nAnother\nthing.\n"
ORIGINS = {"thor": "my texts/þór.txt"}
FINDINGS = [
    place(Finding("error", "no host", "", "https://x.example/m"), "thor", (9, 19), {"thor": TEXT}),
    place(Finding("warning", "odd", "VisitSense", "https://x.example/v"), "thor", (20, 34), {"thor": TEXT}),
    Finding("note", "the whole", "VisitSense", claim="https://x.example/c"),
]
SCHEMA = Path(__file__).parent / "fixtures" / "sarif-2.1.0.json"


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize("findings", [FINDINGS, FINDINGS[:1], []])
def test_sarif_conforms_to_its_schema(findings: list[Finding], schema: Draft202012Validator) -> None:
    log = json.loads(render_sarif(findings, ORIGINS, "1.2.3"))
    assert [error.message for error in schema.iter_errors(log)] == []


def test_sarif_of_the_seeds_conforms_to_its_schema(schema: Draft202012Validator) -> None:
    store = build_seeds()[0]
    log = json.loads(render_sarif(validate_store(store), read_origins(store), "1.2.3"))
    assert log["runs"][0]["results"]
    assert [error.message for error in schema.iter_errors(log)] == []


@pytest.mark.parametrize("fault", [{"level": "bad"}, {"message": {}}, {"ruleIndex": -2}, {"severity": "error"}])
def test_the_schema_sees_what_is_wrong(fault: dict[str, Any], schema: Draft202012Validator) -> None:
    log = json.loads(render_sarif(FINDINGS, ORIGINS, "1.2.3"))
    log["runs"][0]["results"][0].update(fault)
    assert not schema.is_valid(log)


def test_sarif_names_the_rule_of_every_result() -> None:
    (run,) = json.loads(render_sarif(FINDINGS, ORIGINS, "1.2.3"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rule["shortDescription"]["text"] for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_regions_are_half_open_and_count_code_points_from_1() -> None:
    log = json.loads(render_sarif(FINDINGS, ORIGINS, "1.2.3"))
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"
    one, two, nowhere = log["runs"][0]["results"]
    region = one["locations"][0]["physicalLocation"]["region"]
    assert [region[name] for name in ("startLine", "startColumn", "endLine", "endColumn")] == [3, 1, 3, 11]
    region = two["locations"][0]["physicalLocation"]["region"]
    assert [region[name] for name in ("startLine", "startColumn", "endLine", "endColumn")] == [4, 1, 5, 7]
    assert region["snippet"]["text"] == TEXT[region["charOffset"] :][: region["charLength"]] == "Another\nthing."
    assert one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "my%20texts/%C3%BE%C3%B3r.txt"
    assert "locations" not in nowhere


def test_fingerprints_do_not_know_lines() -> None:
    moved = [FINDINGS[0]._replace(line=90, start=900, end=910)]
    prints = [
        json.loads(render_sarif(f, {}, "1"))["runs"][0]["results"][0]["partialFingerprints"]
        for f in (FINDINGS[:1], moved)
    ]
    assert prints[0] == prints[1]


def test_json_has_everything_and_the_path() -> None:
    first, _, last = json.loads(render_json(FINDINGS, ORIGINS))
    assert (first["path"], first["line"], first["exact"]) == ("my texts/þór.txt", 3, "One thing.")
    assert last["path"] == ""


def test_the_shacl_report_is_one() -> None:
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    graph = rdflib.Graph().parse(data=render_shacl(FINDINGS, "turtle"), format="turtle")
    report = graph.value(None, rdflib.RDF.type, sh.ValidationReport)
    assert graph.value(report, sh.conforms) == rdflib.Literal(False)  # noqa: FBT003 - a value of RDF
    results = list(graph.objects(report, sh.result))
    assert len(results) == len(FINDINGS)
    for result in results:
        # What the recommendation asks of every result (section 3.6.2).
        for name in ("focusNode", "resultSeverity", "sourceConstraintComponent"):
            assert len(list(graph.objects(result, sh[name]))) == 1
    assert {graph.value(r, sh.resultSeverity) for r in results} == {sh.Violation, sh.Warning, sh.Info}


def test_no_results_conform() -> None:
    assert "true" in render_shacl([], "turtle")
    assert json.loads(render_sarif([], {}, "1"))["runs"][0]["results"] == []
    assert render_json([], {}) == "[]\n"
