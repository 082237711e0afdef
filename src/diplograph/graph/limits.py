"""Runs a query in a process of its own, which is ended when it takes too long or too much.

A query that runs cannot be stopped from outside in any other way. The process reads the store from disk, so what it
held is gone with it, and the answer comes back as the bytes in which SPARQL results are sent.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store, parse, parse_query_results

from diplograph.errors import QueryError, StoreError
from diplograph.graph.store import find_build

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from diplograph.graph.results import Outcome

#: Megabytes that a query may take beside what the process needs anyway.
MEGABYTES = 4096
#: Bytes of an answer.
_LARGEST = 512 << 20
_ROWS, _TRIPLES, _SYNTAX, _OTHER, _LARGE = b"R", b"T", b"S", b"E", b"L"


class LimitedStore:
    """A store on disk whose queries end in time."""

    def __init__(self, root: Path, seconds: float, megabytes: int = MEGABYTES) -> None:
        """Look at the current build of a store.

        Args:
            root: The directory of the store.
            seconds: How long a query may take.
            megabytes: How much memory it may take, where the system can keep to that.

        Raises:
            StoreError: There is no store, or it is damaged.
            QueryError: The time is none.
        """
        if not 0 < seconds < float("inf"):
            raise QueryError(f"{seconds:g} seconds are no time", expected="a number above 0")
        self._graph, self._seconds, self._megabytes = find_build(root) / "graph", seconds, megabytes

    def query(self, query: str, *, prefixes: Mapping[str, str] | None = None) -> Outcome:
        """Run a query.

        Raises:
            QueryError: It took too long or too much.
            SyntaxError: It is malformed; the message is the parser's.
            StoreError: The store is damaged.
        """
        task = {
            "graph": str(self._graph),
            "query": query,
            "prefixes": dict(prefixes or {}),
            "megabytes": self._megabytes,
        }
        command = [sys.executable, "-m", "diplograph.graph.query_process"]
        try:
            done = subprocess.run(  # noqa: S603 - the interpreter that runs this
                command, input=json.dumps(task).encode(), capture_output=True, timeout=self._seconds, check=False
            )
        except subprocess.TimeoutExpired:
            limit = f"{self._seconds:g} {'second' if self._seconds == 1 else 'seconds'}"
            raise QueryError(f"the query was ended after {limit}", expected="a narrower query, or more time") from None
        return _read(done.stdout[:1], done.stdout[1:], self._megabytes)


def _read(kind: bytes, data: bytes, megabytes: int) -> Outcome:
    """Read what the process wrote."""
    if kind == _ROWS:
        return parse_query_results(data, format=QueryResultsFormat.JSON)
    if kind == _TRIPLES:
        store = Store()
        store.extend(parse(data, format=RdfFormat.N_QUADS))
        return store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    if kind == _SYNTAX:
        raise SyntaxError(data.decode())
    if kind == _LARGE:
        raise QueryError(f"the answer has more than {_LARGEST >> 20} MB", expected="a query with a LIMIT")
    if kind == _OTHER:
        raise StoreError(data.decode())
    raise QueryError(f"the query needed more than {megabytes} MB", expected="a narrower query")


def run_task(task: Mapping[str, object]) -> bytes:
    """Run a query in this process, and write the answer: a letter for its kind, and the bytes.

    Args:
        task: ``graph``, ``query``, ``prefixes`` and ``megabytes``.
    """
    _limit_memory(int(str(task["megabytes"])))
    prefixes = task["prefixes"]
    try:
        store = Store.read_only(str(task["graph"]))
        outcome = store.query(str(task["query"]), prefixes=dict(prefixes) if isinstance(prefixes, dict) else {})
        triples = isinstance(outcome, QueryTriples)
        data = _serialize(outcome)
    except SyntaxError as error:
        return _SYNTAX + str(error).encode()
    except (OSError, RuntimeError, ValueError) as error:
        return _OTHER + str(error).encode()
    return _LARGE if len(data) > _LARGEST else (_TRIPLES if triples else _ROWS) + data


def _serialize(outcome: Outcome) -> bytes:
    """Write what a query gave in the format that it is sent in."""
    if isinstance(outcome, QueryTriples):
        return outcome.serialize(format=RdfFormat.N_TRIPLES) or b""
    return outcome.serialize(format=QueryResultsFormat.JSON) or b""


def _limit_memory(megabytes: int) -> None:
    """Let the system refuse this process more memory; where it cannot, the time alone ends a query."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - does not exist on Windows

    size = megabytes << 20
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
