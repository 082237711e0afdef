"""Tests of where documents were read from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from graph_examples import make_document

from diplograph.graph.origins import find_origins, read_origins, write_origins
from diplograph.graph.store import replace_build


def test_a_part_of_a_file_is_named_behind_it() -> None:
    whole = replace(make_document("a"), path="a.txt")
    parts = [replace(make_document(name), path="b.xml", format="doc") for name in ("b", "c")]
    page = replace(make_document("d"), path="d.xml", format="dump")
    nowhere = make_document("e")
    assert find_origins([whole, *parts, page, nowhere]) == {
        "a": "a.txt",
        "b": "b.xml#b",
        "c": "b.xml#c",
        "d": "d.xml#d",
    }


def test_what_is_written_is_read_and_a_store_without_it_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with replace_build(tmp_path / "s") as build:
        (build / "graph").mkdir()
    assert read_origins(tmp_path / "s") == {}
    with replace_build(tmp_path / "s") as build:
        (build / "graph").mkdir()
        write_origins(build, [replace(make_document("a"), path=str(tmp_path / "texts" / "a.txt"))])
    assert read_origins(tmp_path / "s") == {"a": "texts/a.txt"}
