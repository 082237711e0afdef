"""A server process on the loopback for the tests of the web side, and a small client."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import httpx
from seed_store import build_seeds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def run_server(root: Path, *options: str, says: str = "") -> Iterator[str]:
    """Serve a store in a process of its own; give the address, without a slash at the end.

    Args:
        root: The store.
        options: Options of the command.
        says: What stands in the log in the end; "" for nothing at all.
    """
    command = [sys.executable, "-m", "diplograph", "serve", "--store", str(root), "--port", "0", "--quiet", *options]
    with TemporaryFile() as kept, subprocess.Popen(command, stdout=kept, stderr=subprocess.PIPE) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline().decode()
            found = re.search(r"serving at (http://\S+)/ ", line)
            assert found is not None, line
            yield found[1]
        finally:
            process.send_signal(signal.SIGTERM)
            said = process.stderr.read().decode() if process.stderr else ""
            code = process.wait(30)
        kept.seek(0)
        assert (code, kept.read()) == (0, b"")
        assert says in said if says else said == ""


@cache
def find_store() -> Path:
    """Give the store of the bundled documents."""
    return build_seeds()[0]


def select(client: httpx.Client, query: str) -> list[dict[str, str]]:
    """Run a SELECT query; give the values by the names of the columns."""
    answer = client.post("/sparql", data={"query": query}, headers={"Accept": "application/sparql-results+json"})
    assert answer.status_code == 200, answer.text
    return [{name: cell["value"] for name, cell in row.items()} for row in answer.json()["results"]["bindings"]]
