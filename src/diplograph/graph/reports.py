"""Findings for other programs: JSON, SARIF for editors and forges, and a SHACL validation report as RDF.

Source: Static Analysis Results Interchange Format (SARIF) 2.1.0 (OASIS Standard, 2020), sections 3.13 to 3.30; Shapes
Constraint Language (W3C Recommendation, 2017), section 3.6.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from diplograph.graph.results import render_graph
from diplograph.graph.vocabulary import BASE, PROV, RDF_TYPE, RDFS_LABEL, SHACL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diplograph.graph.findings import Finding

#: Where the JSON Schema of the format stands; named in every log, as the standard recommends.
_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SHAPES = f"{BASE}shapes#"
_REPORT = f"{BASE}report/"
_SEVERITIES = {"error": "Violation", "warning": "Warning", "note": "Info"}
#: The checks of other modules, in words.
_RULES = {"": "A property of a node"}


def render_json(findings: Sequence[Finding], origins: Mapping[str, str]) -> str:
    """Write findings as a JSON array; ``path`` is where the document was read from."""
    records = [{"path": origins.get(finding.document, ""), **finding._asdict()} for finding in findings]
    return f"{json.dumps(records, ensure_ascii=False, indent=1)}\n"


def render_sarif(findings: Sequence[Finding], origins: Mapping[str, str], version: str) -> str:
    """Write findings as a SARIF log; lines and columns count from 1, columns in Unicode code points.

    Args:
        findings: The results of the run, in order.
        origins: The paths of the documents.
        version: The version of this package.
    """
    checks = sorted({finding.check for finding in findings})
    driver = {
        "name": "diplograph",
        "version": version,
        "informationUri": BASE,
        "rules": [_describe_rule(check) for check in checks],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_describe_result(finding, checks.index(finding.check), origins) for finding in findings],
    }
    log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return f"{json.dumps(log, ensure_ascii=False, indent=1)}\n"


def _describe_rule(check: str) -> dict[str, Any]:
    """Describe a check as SARIF describes rules."""
    return {"id": check or "structure", "shortDescription": {"text": _RULES.get(check, f"Shape {check}")}}


def _describe_result(finding: Finding, rule: int, origins: Mapping[str, str]) -> dict[str, Any]:
    """Describe one result; the fingerprint stays the same when the document grows above the finding."""
    statement = f"{finding.check}\n{finding.node}\n{finding.message}\n{finding.exact}"
    result: dict[str, Any] = {
        "ruleId": finding.check or "structure",
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": finding.message},
        "partialFingerprints": {"statement/v1": sha256(statement.encode()).hexdigest()[:32]},
    }
    if finding.document:
        path = origins.get(finding.document, finding.document)
        location = {"artifactLocation": {"uri": _write_address(path)}, "region": _describe_region(finding)}
        result["locations"] = [{"physicalLocation": location}]
    return result


def _describe_region(finding: Finding) -> dict[str, Any]:
    """Describe the characters of a finding; the column behind the last is that of the end."""
    *before, last = finding.exact.split("\n")
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.line + len(before),
        "endColumn": len(last) + (1 if before else finding.column),
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
        "snippet": {"text": finding.exact},
    }


def _write_address(path: str) -> str:
    """Write a path as the address of a file, relative where the path is.

    >>> _write_address("my texts/a.txt"), _write_address("/a.txt")
    ('my%20texts/a.txt', 'file:///a.txt')
    """
    address = quote(path.replace("\\", "/"), safe="/#!.~")
    return f"file://{address}" if address.startswith("/") else address


def render_shacl(findings: Sequence[Finding], form: str) -> str:
    """Write findings as a SHACL validation report in a graph format; its nodes have IRIs.

    A graph conforms when there is no result at all, of whatever severity.
    """
    return render_graph(list(_describe_report(findings)), form)


def _describe_report(findings: Sequence[Finding]) -> Iterator[Triple]:
    """Give the triples of a report and of its results."""
    report = NamedNode(f"{_REPORT}validation")
    yield Triple(report, RDF_TYPE, _sh("ValidationReport"))
    yield Triple(report, _sh("conforms"), Literal(not findings))
    for number, finding in enumerate(findings, start=1):
        node = NamedNode(f"{_REPORT}result-{number}")
        yield Triple(report, _sh("result"), node)
        yield Triple(node, RDF_TYPE, _sh("ValidationResult"))
        yield Triple(node, RDFS_LABEL, Literal(str(finding)))
        yield Triple(node, _sh("resultSeverity"), _sh(_SEVERITIES[finding.severity]))
        yield Triple(node, _sh("resultMessage"), Literal(finding.message))
        yield Triple(node, _sh("sourceConstraintComponent"), _sh(finding.component or "SPARQLConstraintComponent"))
        if finding.claim:
            yield Triple(node, NamedNode(f"{PROV}wasDerivedFrom"), NamedNode(finding.claim))
        if finding.node or finding.claim:
            yield Triple(node, _sh("focusNode"), NamedNode(finding.node or finding.claim))
        if finding.check:
            yield Triple(node, _sh("sourceShape"), NamedNode(_SHAPES + finding.check))


def _sh(name: str) -> NamedNode:
    """Give a term of SHACL's vocabulary."""
    return NamedNode(SHACL + name)
