"""Measure how long the saved questions take on a store, and fail where one takes too long.

    python benchmarks/questions.py [STORE] [--limit MILLISECONDS] [--runs N] [--timeout SECONDS]

For a graph of a million triples, build one from some 4,500 invented articles first:

    python -c "from pathlib import Path; from corpus import write_corpus; write_corpus(Path('articles'), 4500)"  # in benchmarks/
    diplograph build articles --store large

Each question is asked with its defaults, or with others where the graph does not know these; the best of the runs counts. A question that does not end in time counts as too
long.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from diplograph.graph.questions import load_questions
from diplograph.graph.store import open_store

#: Asks a question some times, in a process that can be ended: the best time in milliseconds, and the number of rows.
_CHILD = """
import json, sys, time
from pathlib import Path
from diplograph.errors import QueryError
from diplograph.graph.binding import bind, fill
from diplograph.graph.lookup import list_members
from diplograph.graph.questions import ENTITY_TYPES, load_question
from diplograph.graph.results import read_rows
from diplograph.graph.sparql import run_query
from diplograph.graph.store import open_store
store, question = open_store(Path(sys.argv[1])), load_question(sys.argv[2], ())
times, values = [], {}
try:
    bind(store, question, values)
except QueryError:  # a default that this graph does not know: another of the kind
    kinds = {p.name: p.values or "dg:Person" for p in question.parameters if p.type in ENTITY_TYPES}
    values = {name: list_members(store, kind)[0].term.value for name, kind in kinds.items()}
for _ in range(int(sys.argv[3])):
    started = time.perf_counter()
    rows = read_rows(run_query(store, fill(question, bind(store, question, values)))).rows
    times.append(1000 * (time.perf_counter() - started))
print(json.dumps([min(times), len(rows)]))
"""


def measure(store: Path, name: str, runs: int, timeout: float) -> tuple[float, int] | None:
    """Give the milliseconds that a question takes, and its rows; ``None`` if it does not end."""
    command = [sys.executable, "-c", _CHILD, str(store), name, str(runs)]
    try:
        best, rows = json.loads(subprocess.run(command, capture_output=True, timeout=timeout, check=True).stdout)
    except subprocess.TimeoutExpired:
        return None
    return best, rows


def main() -> int:
    """Measure all questions; the exit code is 1 where one takes too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", nargs="?", type=Path, default=Path("diplograph-store"))
    parser.add_argument("--limit", type=float, default=50)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--timeout", type=float, default=60)
    options = parser.parse_args()
    print(f"{len(open_store(options.store)):,} quads")
    missed = 0
    for question in load_questions(()):
        measured = measure(options.store, question.name, options.runs, options.timeout)
        late = measured is None or measured[0] > options.limit
        missed += late
        shown = f"{measured[0]:9.1f} ms{measured[1]:7,} rows" if measured else f"  more than {options.timeout:g} s"
        print(f"{question.name:36}{shown}{'   MISSED' if late else ''}")
    print(f"{missed} of {len(load_questions(()))} take more than {options.limit:g} ms")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
