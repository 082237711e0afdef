"""Tests of findings and of places in texts."""

from __future__ import annotations

from diplograph.graph.findings import Finding, place


def test_a_finding_is_written_as_compilers_do() -> None:
    finding = place(Finding("warning", "too early", "check"), "doc", (3, 5), {"doc": "ab\ncde"})
    assert str(finding) == "doc:2:1: warning: too early"
    assert finding.exact == "cd"
    assert str(Finding("error", "no place", "check")) == "error: no place"
