"""Tests of lines and columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diplograph.lines import find_place


@given(st.text("ab\n\r\u2028", max_size=40), st.data())
def test_line_and_column_lead_back_to_the_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = find_place(text, offset)
    before = text.split("\n")[: line - 1]
    assert sum(len(part) + 1 for part in before) + column - 1 == offset
