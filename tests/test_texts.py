"""Tests of the stored texts of a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.errors import StoreError
from diplograph.graph.store import replace_build, source_path
from diplograph.graph.texts import StoredTexts, open_texts
from diplograph.graph.writer import write_graph


def test_texts_are_found_by_their_documents(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    for name in ("b/c", "a"):
        source_path(tmp_path, name).write_bytes(f"text of {name} – ☃\r\n".encode())
    texts = StoredTexts(tmp_path)
    assert list(texts) == ["a", "b/c"]
    assert len(texts) == 2
    assert texts["b/c"] == "text of b/c – ☃\r\n"
    assert texts.get("d", "") == ""


@pytest.mark.parametrize("name", ["a", "Chile–Iceland relations", "a/b", "..", "a%2Fb"])
def test_texts_of_a_store_are_found_under_any_name(tmp_path: Path, name: str) -> None:
    with replace_build(tmp_path) as build:
        write_graph(build, [])
        source_path(build, name).write_bytes("Þór\r\n".encode())
    assert dict(open_texts(tmp_path)) == {name: "Þór\r\n"}


def test_a_damaged_text_is_missing(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    source_path(tmp_path, "a").write_bytes(b"\xff")
    source_path(tmp_path, "b").write_bytes(b"b")
    texts = StoredTexts(tmp_path)
    assert texts["b"] == "b"
    assert "a" not in texts
    assert texts["b"] == "b"


def test_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no diplograph store"):
        open_texts(tmp_path)
