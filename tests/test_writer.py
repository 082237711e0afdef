"""Tests of writing a database: what is read while it is written, in one part or several, and what becomes of failures."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from diplograph.errors import StoreError
from diplograph.graph.store import read_quads
from diplograph.graph.writer import open_writer, write_graph

QUADS = [Quad(NamedNode(f"https://example.org/{n}"), NamedNode("https://example.org/p"), Literal(n)) for n in range(9)]


def write_lines(quads: list[Quad]) -> bytes:
    return b"".join(f"{quad} .\n".encode() for quad in quads)


@pytest.mark.parametrize("size", [1, 4, 9])
def test_the_graph_is_read_before_the_block_ends_and_is_on_the_disk_afterwards(tmp_path: Path, size: int) -> None:
    with open_writer(tmp_path) as writer:
        parts = (write_lines(QUADS[start : start + size]) for start in range(0, len(QUADS), size))
        store = writer.write(parts)
        assert read_quads(store) == QUADS
    del store
    assert read_quads(Store.read_only(str(tmp_path / "graph"))) == QUADS


def test_an_empty_graph(tmp_path: Path) -> None:
    write_graph(tmp_path, [])
    assert read_quads(Store.read_only(str(tmp_path / "graph"))) == []


def test_a_disk_that_refuses(tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("no directory", encoding="utf-8")
    with pytest.raises(StoreError, match="the graph cannot be written"):
        write_graph(tmp_path, QUADS)


def test_a_disk_that_refuses_lets_nobody_wait(tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("no directory", encoding="utf-8")
    with pytest.raises(StoreError, match="the graph cannot be written"), open_writer(tmp_path) as writer:
        writer.write(write_lines([quad]) for quad in QUADS)


def test_parts_that_are_no_n_quads(tmp_path: Path) -> None:
    with pytest.raises(SyntaxError), open_writer(tmp_path) as writer:
        writer.write(iter([b"nonsense\n", b"nonsense\n"]))
    assert threading.active_count() == 1


def test_a_failure_between_two_parts_ends_the_thread(tmp_path: Path) -> None:
    def fail() -> Iterator[bytes]:
        yield write_lines(QUADS[:2])
        yield write_lines(QUADS[2:4])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), open_writer(tmp_path) as writer:
        writer.write(fail())
    assert threading.active_count() == 1
    assert read_quads(Store.read_only(str(tmp_path / "graph"))) == QUADS[:4]
