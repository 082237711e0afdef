"""Writes the database of a build in a thread of its own, so that others can go on meanwhile: a disk takes its time.

A small graph can be read at once, from memory, where queries take less than half the time; a large one is read from
the disk when it is written.
"""

from __future__ import annotations

from contextlib import contextmanager
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from diplograph.errors import StoreError
from diplograph.graph.store import describe_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Quad


class Writer:
    """Takes the graph of a build part by part, each once."""

    def __init__(self, build: Path) -> None:
        """Begin the database of a build that is being made."""
        self._path = build / "graph"
        # One part waits while another is written, so that the memory does not grow with the graph.
        self._parts: Queue[bytes] = Queue(1)
        self._failure: Exception | None = None
        self._store: Store | None = None
        self._thread = Thread(target=self._work, name="writer")
        self._thread.start()

    def _work(self) -> None:
        """Write what comes until nothing comes any more."""
        try:
            store = Store(str(self._path))
            while part := self._parts.get():
                _load(store, part)
            store.flush()
            self._store = store
        except Exception as error:  # noqa: BLE001 - ``finish`` raises it in the thread that waits for it
            self._failure = error
            while self._parts.get():
                pass

    def write(self, parts: Iterable[bytes]) -> Store:
        """Write parts of N-Quads, none of them empty; give the graph for reading.

        Raises:
            StoreError: The disk refuses.
        """
        waiting = iter(parts)
        first, second = next(waiting, b""), next(waiting, b"")
        if first:
            self._parts.put(first)
        if not second:
            return _load(Store(), first)
        del first
        while second:
            self._parts.put(second)
            second = next(waiting, b"")
        return self.finish()

    def finish(self) -> Store:
        """Wait until everything is written; give the database.

        Raises:
            StoreError: The disk refuses.
        """
        if self._thread.is_alive():
            self._parts.put(b"")
            self._thread.join()
        if isinstance(self._failure, OSError):
            reason = describe_error(self._failure)
            raise StoreError(f"{self._path.parent}: the graph cannot be written ({reason})") from None
        if self._failure is not None:
            raise self._failure
        assert self._store is not None
        return self._store

    def close(self) -> None:
        """Close the database, so that others can open it."""
        if self._thread.is_alive():
            self._parts.put(b"")
            self._thread.join()
        self._store = None


@contextmanager
def open_writer(build: Path) -> Iterator[Writer]:
    """Write the database of a build; it is written and closed when the block ends.

    Raises:
        StoreError: The disk refuses.
    """
    writer = Writer(build)
    try:
        yield writer
        writer.finish()
    finally:
        writer.close()


def write_graph(build: Path, quads: Iterable[Quad]) -> None:
    """Write a small graph as the database of a build that is being made.

    Raises:
        StoreError: The disk refuses.
    """
    with open_writer(build) as writer:
        writer.write(filter(None, [b"".join(f"{quad} .\n".encode() for quad in quads)]))


def _load(store: Store, lines: bytes) -> Store:
    """Load lines of N-Quads."""
    store.bulk_load(input=lines, format=RdfFormat.N_QUADS, lenient=True)
    return store
