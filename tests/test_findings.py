"""Tests of findings and of places in texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diplograph.graph.findings import Finding, find_line_starts, find_place, place


@given(st.text("ab\n\r\u2028", max_size=40), st.data())
def test_line_and_column_lead_back_to_the_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = find_place(find_line_starts(text), offset)
    before = text.split("\n")[: line - 1]
    assert sum(len(part) + 1 for part in before) + column - 1 == offset


def test_a_finding_is_written_as_compilers_do() -> None:
    finding = place(Finding("warning", "too early", "check"), "doc", (3, 5), {"doc": "ab\ncde"})
    assert str(finding) == "doc:2:1: warning: too early"
    assert finding.exact == "cd"
    assert str(Finding("error", "no place", "check")) == "error: no place"
