"""Tests of columns: one type each, and names that no reader takes for its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diplograph.exchange.network import Column, join_values, list_columns, name_column

_VALUES = st.one_of(st.text(), st.integers(), st.floats(allow_nan=False))


@given(st.lists(st.dictionaries(st.sampled_from("abc"), _VALUES)))
def test_a_column_has_one_type(rows: list[dict[str, str | int | float]]) -> None:
    kinds = {"string": str, "long": int, "double": float}
    for column in list_columns(rows):
        values = [column.read(row) for row in rows]
        assert {type(value) for value in values if value is not None} == {kinds[column.type]}


def test_what_is_missing_stays_missing() -> None:
    assert Column("a", "string").read({"b": 1}) is None


def test_names_that_readers_take_for_their_own_get_a_prefix() -> None:
    assert [name_column(name) for name in ("name", "Label", "source", "seat", "x y")] == [
        *("dg_name", "dg_Label", "dg_source", "seat", "x_y")
    ]


def test_several_values_become_text_and_so_does_a_number_that_is_too_long() -> None:
    assert join_values([3, 3]) == 3
    assert join_values([3, 2]) == "2; 3"
    assert join_values([2**60]) == str(2**60)
