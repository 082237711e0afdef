"""Puts the lines of a graph together: facts, what follows from them, sorted, each once, without holding them all.

The lines are N-Quads in the order of code points, so that their SHA-256 is that of the exported file.
"""

from __future__ import annotations

import heapq
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from diplograph.graph.ruleset import load_rules
from diplograph.graph.spool import Spool
from diplograph.graph.vocabulary import CLAIM, INFERRED_GRAPH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Store

    from diplograph.graph.writer import Writer

#: Lines that are loaded at once; four times as many take no less time and three times the memory.
_PART = 50_000
_CLAIM = f"<{CLAIM}"


class Assembly(NamedTuple):
    """The graph that is being written: where it can be read, and what is to be recorded of it."""

    store: Store
    quads: int
    stated: int
    inferred: int
    hash: str


class _Counts:
    """Counts what goes by."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.quads = self.stated = self.inferred = 0
        self.digest = sha256()
        self._last = ""

    def note_stated(self, triple: str, graph: str) -> None:
        """Note a triple; one that several claims state counts once, and its lines come one after the other."""
        if graph.startswith(_CLAIM) and triple != self._last:
            self.stated += 1
            self._last = triple

    def note_lines(self, lines: Sequence[bytes]) -> bytes:
        """Count lines of the graph, and hand them on as one."""
        part = b"".join(lines)
        self.quads += len(lines)
        self.digest.update(part)
        return part


def assemble(writer: Writer, work: Path, lines: Iterable[bytes]) -> Assembly:
    """Write the graph of a build: lines of N-Quads, in any order and any number of times, and what follows from them.

    Args:
        writer: Takes the graph.
        work: A directory for what does not fit into memory.
        lines: Facts, evidence and descriptions.

    Raises:
        StoreError: The disk refuses.
    """
    stated, inferred, counts = Spool(work / "stated"), Spool(work / "inferred"), _Counts()
    stated.add(lines)
    sorted_lines = work / "stated.nq"
    with sorted_lines.open("wb") as file:
        inferred.add(_infer(_copy(stated.read(), file.write, counts), counts))
    with sorted_lines.open("rb") as file:
        merged = heapq.merge(file, inferred.read())
        store = writer.write(map(counts.note_lines, iter(lambda: list(islice(merged, _PART)), [])))
    return Assembly(store, counts.quads, counts.stated, counts.inferred, counts.digest.hexdigest())


def _infer(facts: Iterable[tuple[str, str, str]], counts: _Counts) -> Iterator[bytes]:
    """Give the lines of what follows from facts; the terms' numbers are given up before the database is written."""
    from diplograph.graph.columns import Columns  # noqa: PLC0415 - numpy: a process that is to be forked goes without

    columns = Columns(load_rules())
    columns.add(facts)
    for subject, predicate, value in columns.name(columns.close()):
        triple = f"{subject} {predicate} {value}"
        yield from (f"{triple} .\n".encode(), f"{triple} {INFERRED_GRAPH} .\n".encode())
        counts.inferred += 1


def _copy(lines: Iterable[bytes], write: Callable[[bytes], object], counts: _Counts) -> Iterator[tuple[str, str, str]]:
    """Copy lines, and give the facts of the default graph among them."""
    for line in lines:
        write(line)
        subject, predicate, rest = line.decode().split(" ", 2)
        value, graph = _split_graph(rest[:-3])
        if graph:
            counts.note_stated(f"{subject} {predicate} {value}", graph)
        else:
            yield subject, predicate, value


def _split_graph(rest: str) -> tuple[str, str]:
    """Split what follows the predicate into the object and the graph, "" for the default graph.

    >>> _split_graph('"a <b>"@en <x:g>'), _split_graph('<x:o>')
    (('"a <b>"@en', '<x:g>'), ('<x:o>', ''))
    """
    space = rest.find(" ", rest.rfind('"') + 1)
    return (rest, "") if space < 0 else (rest[:space], rest[space + 1 :])
