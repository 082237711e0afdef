"""Tests of sorting on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.graph import spool
from diplograph.graph.spool import Spool


def test_lines_are_sorted_and_each_comes_once(tmp_path: Path) -> None:
    one = Spool(tmp_path)
    one.add([b"b\n", b"a\n"])
    one.add([b"b\n", b"c\n"])
    assert list(one.read()) == [b"a\n", b"b\n", b"c\n"]


def test_what_is_more_than_a_run_goes_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_RUN", 10)
    monkeypatch.setattr(spool, "_OPEN", 3)
    one = Spool(tmp_path)
    one.add(b"%d\n" % (number * 7 % 500) for number in range(1000))
    assert list(one.read()) == sorted(b"%d\n" % number for number in range(500))


@given(st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]))))
def test_the_order_of_bytes_is_that_of_code_points(texts: list[str]) -> None:
    assert [text.encode() for text in sorted(texts)] == sorted(text.encode() for text in texts)
