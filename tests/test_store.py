"""Tests of the store on disk: what readers see whatever happens to a writer."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from diplograph.errors import StoreError
from diplograph.graph.store import (
    find_build,
    hash_quads,
    open_store,
    read_plain_quads,
    read_quads,
    read_record,
    read_source,
    replace_build,
    source_path,
)
from diplograph.graph.writer import write_graph


def make_quad(number: int, graph: str | None = None) -> Quad:
    node = NamedNode(f"https://example.org/{number}")
    return Quad(node, NamedNode("https://example.org/p"), Literal(number), *([NamedNode(graph)] if graph else []))


def write_build(root: Path, *quads: Quad) -> None:
    with replace_build(root) as build:
        write_graph(build, quads)


def write_and_fail(root: Path) -> None:
    with replace_build(root) as build:
        write_graph(build, [make_quad(2)])
        _ = 1 / 0


def test_readers_see_the_last_build(tmp_path: Path) -> None:
    write_build(tmp_path, make_quad(1))
    write_build(tmp_path, make_quad(2))
    assert read_quads(open_store(tmp_path)) == [make_quad(2)]
    assert [build.name for build in (tmp_path / "builds").iterdir()] == ["2"]


def test_a_reader_keeps_the_build_that_it_has_open(tmp_path: Path) -> None:
    write_build(tmp_path, make_quad(1))
    reader = open_store(tmp_path)
    write_build(tmp_path, make_quad(2))
    assert read_quads(reader) == [make_quad(1)]


def test_a_build_that_fails_leaves_the_previous_one(tmp_path: Path) -> None:
    write_build(tmp_path, make_quad(1))
    with pytest.raises(ZeroDivisionError):
        write_and_fail(tmp_path)
    assert read_quads(open_store(tmp_path)) == [make_quad(1)]
    assert len(list((tmp_path / "builds").iterdir())) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_build_that_is_killed_leaves_the_previous_one(tmp_path: Path) -> None:
    write_build(tmp_path, make_quad(1))
    code = (
        "import os, signal, sys; from pathlib import Path; from test_store import *\n"
        "with replace_build(Path(sys.argv[1])) as build:\n"
        "    write_graph(build, [make_quad(2)]); os.kill(os.getpid(), signal.SIGKILL)"
    )
    folder = Path(__file__).parent
    result = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=folder, check=False)
    assert result.returncode == -signal.SIGKILL
    assert (tmp_path / "builds" / "2").exists()
    assert read_quads(open_store(tmp_path)) == [make_quad(1)]
    write_build(tmp_path, make_quad(3))
    assert read_quads(open_store(tmp_path)) == [make_quad(3)]
    assert [build.name for build in (tmp_path / "builds").iterdir()] == ["2"]


def test_one_build_at_a_time(tmp_path: Path) -> None:
    with replace_build(tmp_path) as build:
        write_graph(build, [make_quad(1)])
        with pytest.raises(StoreError, match="in use"), replace_build(tmp_path):
            pass
    assert read_quads(open_store(tmp_path)) == [make_quad(1)]


def test_directories_of_other_people_stay(tmp_path: Path) -> None:
    (tmp_path / "builds" / "mine").mkdir(parents=True)
    write_build(tmp_path, make_quad(1))
    assert (tmp_path / "builds" / "mine").exists()


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no diplograph store here; build one"):
        open_store(tmp_path / "nothing")


def test_a_store_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"), replace_build(tmp_path / "file" / "store"):
        pass


@pytest.mark.parametrize("content", ["7", "../..", "", "x\n"])
def test_a_damaged_pointer(tmp_path: Path, content: str) -> None:
    write_build(tmp_path, make_quad(1))
    (tmp_path / "current").write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match="damaged"):
        find_build(tmp_path)
    write_build(tmp_path, make_quad(2))
    assert read_quads(open_store(tmp_path)) == [make_quad(2)]


def test_a_damaged_database(tmp_path: Path) -> None:
    write_build(tmp_path, make_quad(1))
    (find_build(tmp_path) / "graph" / "CURRENT").write_bytes(b"nonsense")
    with pytest.raises(StoreError, match="damaged"):
        open_store(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", "\udcff"])
def test_a_damaged_record(tmp_path: Path, text: str) -> None:
    write_build(tmp_path, make_quad(1))
    (find_build(tmp_path) / "build.json").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(StoreError, match="damaged"):
        read_record(tmp_path)


@pytest.mark.parametrize("name", ["a", "Chile–Iceland relations", "a/b", "..", "a%2Fb"])
def test_sources_are_kept_under_any_name(tmp_path: Path, name: str) -> None:
    with replace_build(tmp_path) as build:
        write_graph(build, [])
        source_path(build, name).write_bytes("Þór\r\n".encode())
    assert read_source(tmp_path, name).decode() == "Þór\r\n"
    with pytest.raises(StoreError, match="cannot be read"):
        read_source(tmp_path, "nothing")


def test_the_default_graph_is_no_union(tmp_path: Path) -> None:
    write_build(tmp_path, make_quad(1), make_quad(1, "https://example.org/g"), make_quad(2, "https://example.org/g"))
    assert read_plain_quads(open_store(tmp_path)) == [make_quad(1)]


def test_the_hash_is_that_of_the_sorted_file() -> None:
    quads = [make_quad(2), make_quad(1)]
    assert hash_quads(quads) == hash_quads(reversed(quads))
    assert hash_quads(quads) != hash_quads(quads[:1])
