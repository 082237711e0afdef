"""Tests of the stored texts of a build."""

from __future__ import annotations

from pathlib import Path

from diplograph.graph.store import source_path
from diplograph.graph.texts import StoredTexts


def test_texts_are_found_by_their_documents(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    for name in ("b/c", "a"):
        source_path(tmp_path, name).write_bytes(f"text of {name} – ☃\r\n".encode())
    texts = StoredTexts(tmp_path)
    assert list(texts) == ["a", "b/c"]
    assert len(texts) == 2
    assert texts["b/c"] == "text of b/c – ☃\r\n"
    assert texts.get("d", "") == ""
