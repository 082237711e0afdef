"""Sorts more lines than fit into memory: sorted runs on disk, merged when they are read.

The runs are compared as bytes, which is the order of code points in UTF-8.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

#: Lines of a run, some 10 MB.
_RUN = 50_000
#: Runs that are open at once; more are merged into longer ones first.
_OPEN = 200


class Spool:
    """Lines in no order, to be read sorted and each once; what does not fit into memory lies in a directory."""

    def __init__(self, directory: Path) -> None:
        """Keep runs in a directory, which is made."""
        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory
        self._lines: set[bytes] = set()
        self._runs: list[Path] = []
        self._made = 0

    def add(self, lines: Iterable[bytes]) -> None:
        """Add lines, which end in line feeds."""
        for line in lines:
            self._lines.add(line)
            if len(self._lines) >= _RUN:
                self._write(sorted(self._lines))
                self._lines.clear()

    def read(self) -> Iterator[bytes]:
        """Read all lines, sorted and each once."""
        while len(self._runs) > _OPEN:
            oldest, self._runs = self._runs[:_OPEN], self._runs[_OPEN:]
            self._write(_merge(oldest, []))
            for run in oldest:
                run.unlink()
        return _merge(self._runs, sorted(self._lines))

    def _write(self, lines: Iterable[bytes]) -> None:
        """Write a run."""
        self._made += 1
        run = self._directory / f"{self._made}.run"
        with run.open("wb") as file:
            file.writelines(lines)
        self._runs.append(run)


def _merge(runs: list[Path], lines: list[bytes]) -> Iterator[bytes]:
    """Merge sorted runs and sorted lines, each line once."""
    files = [run.open("rb") for run in runs]
    try:
        last = b""
        for line in heapq.merge(*files, lines):
            if line != last:
                yield line
                last = line
    finally:
        for file in files:
            file.close()
