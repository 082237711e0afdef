"""Tests of what a build says about itself."""

from __future__ import annotations

from typing import Any

from diplograph.graph.findings import Finding
from diplograph.graph.summary import describe_record, list_unresolved


def make_record(findings: int = 1, names: int = 1) -> dict[str, Any]:
    finding = Finding("warning", "too early", "check", document="iceland", line=3, column=1)._asdict()
    return {
        "documents": ["iceland"],
        "claims": {"Mission": 2, "Visit": 5},
        "plain": 6,
        "quads": 100,
        "stated": 20,
        "inferred": 10,
        "findings": [finding] * findings,
        "unresolved": [[f"Name {i}", "Agent", i] for i in range(names)],
        "hash": "abc",
    }


def test_kinds_come_in_the_order_of_their_numbers() -> None:
    lines = describe_record(make_record()).splitlines()
    assert lines[1] == "claims      7, of them 6 positive and asserted"
    assert [line.split() for line in lines[2:4]] == [["5", "Visit"], ["2", "Mission"]]
    assert "  iceland:3:1: warning: too early" in lines
    assert "findings    0 errors, 1 warning, 0 notes" in lines


def test_long_lists_are_cut_and_say_where_the_rest_is() -> None:
    text = describe_record(make_record(findings=15, names=50))
    assert "… and 5 more: diplograph validate" in text
    assert "more: diplograph stats --unresolved" in text
    assert list_unresolved(make_record(names=50)).count("\n") == 50
