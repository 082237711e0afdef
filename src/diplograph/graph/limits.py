"""Runs a query in a process of its own, which is ended when it takes too long or too much.

A query that runs cannot be stopped from outside in any other way. The process reads the store from disk, so what it
held is gone with it, and the answer comes back as the bytes in which SPARQL results are sent.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from itertools import islice
from math import ceil
from signal import SIGSEGV
from typing import TYPE_CHECKING

from pyoxigraph import (
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
    serialize,
)

from diplograph.errors import QueryError, StoreError
from diplograph.graph.results import Rows, to_solutions
from diplograph.graph.store import find_build

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from diplograph.graph.results import Outcome

#: Megabytes that a query may take beside what the process needs anyway.
MEGABYTES = 4096
#: An answer may be so much smaller than what its query may take.
_SHARE = 8
#: Seconds that a process may compute beyond its time, where nobody is left to end it.
_GRACE, _LONGEST = 2, 1 << 30
#: Seconds that are waited at most: systems count them in milliseconds, and not many.
_WAITED = 1 << 20
_ROWS, _TRIPLES, _SYNTAX, _OTHER, _LARGE, _AFAR = b"R", b"T", b"S", b"E", b"L", b"A"
#: What calls another endpoint.
_CALL = re.compile(r"(service)(\s+silent\b)?", re.IGNORECASE)


class LimitedStore:
    """A store on disk whose queries end in time."""

    def __init__(
        self, root: Path, seconds: float, megabytes: int = MEGABYTES, *, rows: int | None = None, local: bool = False
    ) -> None:
        """Look at the current build of a store.

        Args:
            root: The directory of the store.
            seconds: How long a query may take.
            megabytes: How much memory it may take, where the system can keep to that.
            rows: How many rows or triples are read at most; the rest is not looked for.
            local: Whether queries that call another endpoint are refused.

        Raises:
            StoreError: There is no store, or it is damaged.
            QueryError: The time is none.
        """
        if not 0 < seconds < float("inf"):
            raise QueryError(f"{seconds:g} seconds are no time", expected="a number above 0")
        self._graph, self._seconds, self._megabytes = find_build(root) / "graph", seconds, megabytes
        self._rows, self._local = rows, local

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
            "seconds": self._seconds,
            "rows": self._rows,
            "local": self._local,
        }
        command = [sys.executable, "-m", "diplograph.graph.query_process"]
        try:
            done = subprocess.run(  # noqa: S603 - the interpreter that runs this
                command,
                input=json.dumps(task).encode(),
                capture_output=True,
                timeout=min(self._seconds, _WAITED),
                check=False,
            )
        except subprocess.TimeoutExpired:
            limit = f"{self._seconds:g} {'second' if self._seconds == 1 else 'seconds'}"
            raise QueryError(f"the query was ended after {limit}", expected="a narrower query, or more time") from None
        if done.returncode == -SIGSEGV:
            raise QueryError("the query is too long, or nested too deeply", expected="a simpler query")
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
        raise QueryError(f"the answer has more than {megabytes // _SHARE} MB", expected="a query with a LIMIT")
    if kind == _AFAR:
        raise QueryError("a query that calls another endpoint is refused", expected="a query without SERVICE")
    if kind == _OTHER:
        raise StoreError(data.decode())
    raise QueryError(f"the query needed more than {megabytes} MB", expected="a narrower query")


def run_task(task: Mapping[str, object]) -> bytes:
    """Run a query in this process, and write the answer: a letter for its kind, and the bytes.

    Args:
        task: ``graph``, ``query``, ``prefixes``, ``megabytes``, ``seconds``, ``rows`` and ``local``.
    """
    megabytes, rows = int(str(task["megabytes"])), task["rows"]
    limit_process(megabytes, float(str(task["seconds"])))
    prefixes = dict(task["prefixes"]) if isinstance(task["prefixes"], dict) else {}
    try:
        refusal = refuse_calls(str(task["query"]), prefixes) if task["local"] else b""
        if refusal:
            return refusal
        outcome = Store.read_only(str(task["graph"])).query(str(task["query"]), prefixes=prefixes)
        triples = isinstance(outcome, QueryTriples)
        data = _serialize(outcome, rows if isinstance(rows, int) else None)
    except SyntaxError as error:
        return _SYNTAX + str(error).encode()
    except (OSError, RuntimeError, ValueError) as error:
        return _OTHER + str(error).encode()
    return _LARGE if len(data) > (megabytes << 20) // _SHARE else (_TRIPLES if triples else _ROWS) + data


def refuse_calls(query: str, prefixes: Mapping[str, str]) -> bytes:
    """Refuse a query with a SERVICE clause, by what the parser makes of it once no word reads SERVICE.

    In a string, a comment, a name or an IRI any other word does as well; in the place of the keyword, only GRAPH does.
    """
    masked = _CALL.sub(lambda word: f"{chr(ord(word[1][0]) ^ 1)}{word[0][1:]}", query)
    if masked == query:
        return b""
    try:
        Store().query(masked, prefixes=dict(prefixes))
    except SyntaxError as error:
        try:
            Store().query(_CALL.sub("GRAPH", query), prefixes=dict(prefixes))
        except SyntaxError:
            return _SYNTAX + str(error).encode()
        return _AFAR
    return b""


def _serialize(outcome: Outcome, rows: int | None) -> bytes:
    """Write what a query gave in the format that it is sent in."""
    if isinstance(outcome, QueryTriples):
        return serialize(islice(outcome, rows), format=RdfFormat.N_TRIPLES) or b""
    if isinstance(outcome, QuerySolutions) and rows is not None:
        columns = tuple(variable.value for variable in outcome.variables)
        outcome = to_solutions(Rows(columns, [tuple(solution) for solution in islice(outcome, rows)]))
    return outcome.serialize(format=QueryResultsFormat.JSON) or b""


def limit_process(megabytes: int, seconds: float | None = None) -> None:
    """Let the system refuse this process more memory and time; where it cannot, who started it ends it."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - does not exist on Windows

    size = megabytes << 20
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    if seconds is not None:
        time = min(ceil(seconds) + _GRACE, _LONGEST)
        resource.setrlimit(resource.RLIMIT_CPU, (time, time))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
