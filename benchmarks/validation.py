"""Measure the checks beside pySHACL: the same graph with faults, the same shapes, the same results.

    python benchmarks/validation.py [--sizes 10000 100000 1000000]

Every engine runs in a process of its own. "load" is from the N-Triples file to the engine's own memory, "work" from
there to the results of the core constraints, both in processor time, "memory" the peak of the process. The results are compared by a hash. The
SPARQL constraints are the same queries whoever runs them, and are measured apart, without pySHACL.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from graphs import invent_graph
from pyoxigraph import RdfFormat, Store, serialize
from runs import HEADER, Aims, Run, limit_memory, read_peak, run_apart, show_runs

from diplograph.graph.rdf import add_vocabulary
from diplograph.resources import find_resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diplograph.graph.checks import Result

_ENGINES = ("diplograph", "pyshacl")
_SPARQL = "sparql"
#: What the project has set itself, by engine and size.
_AIMS = {("pyshacl", 1_000_000): Aims(ratio=8)}
#: GB that an engine may take.
_MOST = 16


def run_diplograph(path: Path, shapes: Store, *, sparql: bool = False) -> tuple[float, float, Iterable[Result]]:
    """Run the core constraints, or those in SPARQL, as this package does."""
    from diplograph.graph.checks import check_shapes  # noqa: PLC0415 - each engine alone in its process
    from diplograph.graph.validation import check_sparql  # noqa: PLC0415

    data = Store()
    data.bulk_load(path=str(path), format=RdfFormat.N_TRIPLES)
    data.extend(add_vocabulary(()))
    loaded = perf_counter(), process_time()
    return *loaded, check_sparql(data, shapes) if sparql else check_shapes(data, shapes)


def run_pyshacl(path: Path, shapes: Store) -> tuple[float, float, Iterable[Result]]:
    """Run the core constraints with pySHACL over a graph of rdflib."""
    import rdflib  # noqa: PLC0415

    from diplograph.graph.reference_checks import check_rdflib  # noqa: PLC0415

    graph = rdflib.Graph()
    graph.parse(path, format="nt")
    vocabulary = {quad.triple for quad in add_vocabulary(())}
    graph.parse(data=serialize(vocabulary, format=RdfFormat.N_TRIPLES), format="nt")
    loaded = perf_counter(), process_time()
    return *loaded, check_rdflib(graph, shapes)


def run(engine: str, path: Path) -> Run:
    """Run one engine in this process."""
    shapes = Store()
    shapes.load(path=str(find_resource("ontology", "shapes.ttl")), format=RdfFormat.TURTLE)
    started = process_time()
    if engine == "pyshacl":
        clock, loaded, found = run_pyshacl(path, shapes)
    else:
        clock, loaded, found = run_diplograph(path, shapes, sparql=engine == _SPARQL)
    checked, wall = process_time(), perf_counter() - clock
    lines = sorted({repr(tuple(result)) for result in found})
    digest = sha256("\n".join(lines).encode()).hexdigest()
    return Run(loaded - started, checked - loaded, wall, read_peak(), len(lines), digest)


def measure_all(sizes: Sequence[int]) -> bool:
    """Measure both engines at all sizes; say whether results agree and aims are met."""
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.nt")
        for size in sizes:
            with path.open("w", encoding="utf-8") as file:
                file.writelines(invent_graph(size))
            kept &= show_runs("checks", size, {name: run_apart(__file__, name, path) for name in _ENGINES}, _AIMS)
            kept &= show_runs("SPARQL checks", size, {"diplograph": run_apart(__file__, _SPARQL, path)}, {})
    return kept


def main() -> int:
    """Run all measurements; the exit code is 1 where results differ or an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--engine", choices=[*_ENGINES, _SPARQL], help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.engine:
        limit_memory(_MOST)
        print(json.dumps(run(options.engine, options.file)))
        return 0
    print(HEADER)
    return 0 if measure_all(options.sizes) else 1


if __name__ == "__main__":
    sys.exit(main())
