"""Measure the bundled documents: a query and a build as whole processes, beside the same work with rdflib alone.

    python benchmarks/seeds.py [--runs N]

Prints the median time, the median time of the processor, the peak of the memory and the ratios. A first build makes what
is derived from the pattern files and reference tables, and keeps it in the user's cache directory (here an empty one, each
time); a build in a new store finds that. The limits are those that the project has set itself; the exit code is 1 where
one is missed. On a machine that is busy with other things, the time of the processor says more.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

QUERY = """SELECT ?visitor ?host ?quote WHERE {
  ?visit a dg:Visit ; dg:visitor/rdfs:label ?visitor ; dg:host/rdfs:label ?host .
  GRAPH ?claim { ?visit dg:host ?place }
  GRAPH dgg:provenance { ?claim prov:wasQuotedFrom/oa:exact ?quote }
} ORDER BY ?visitor ?host ?quote"""

#: The same query on the same quads, parsed and asked by rdflib.
RDFLIB_QUERY = """
import sys, rdflib
from diplograph.graph.vocabulary import PREFIXES
dataset = rdflib.Dataset()
dataset.parse(sys.argv[1], format="nquads")
print(len(list(dataset.query(sys.argv[2], initNs=PREFIXES))))
"""

#: What a build does after the text is read: parse, close under OWL 2 RL, check all shapes, write sorted N-Quads.
RDFLIB_BUILD = """
import sys, rdflib, pyshacl
from owlrl import DeductiveClosure, OWLRL_Semantics
from diplograph.resources import find_resource
dataset = rdflib.Dataset()
dataset.parse(sys.argv[1], format="nquads")
graph = rdflib.Graph()
for triple in dataset.default_graph:
    graph.add(triple)
graph.parse(find_resource("ontology", "diplograph.ttl"))
DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(find_resource("ontology", "shapes.ttl")), advanced=True)
with open(sys.argv[2], "w", encoding="utf-8") as file:
    file.write("".join(sorted(graph.serialize(format="nt").splitlines(keepends=True))))
"""


class Measure(NamedTuple):
    """Median seconds, peak memory in MB and median seconds of the processor of a process."""

    seconds: float
    memory: float
    processor: float = 0.0


def measure(command: list[str], runs: int, cache: Path | None = None) -> Measure:
    """Run a process several times, with the user's cache directory or another."""
    seconds, memory, processor = [], 0.0, []
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)} if cache else None
    for _ in range(runs):
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
        error = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - started)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise SystemExit(f"{command[0]} failed: {error.decode()}")
        memory = max(memory, usage.ru_maxrss / 1024)
        processor.append(usage.ru_utime + usage.ru_stime)
    return Measure(statistics.median(seconds), memory, statistics.median(processor))


def join(measures: list[Measure]) -> Measure:
    """Join measures of single runs."""
    seconds, memory, processor = zip(*measures, strict=True)
    return Measure(statistics.median(seconds), max(memory), statistics.median(processor))


def show(name: str, measured: Measure, limit: Measure | None = None) -> bool:
    """Print a measurement; say whether it keeps its limit."""
    kept = limit is None or (measured.seconds <= limit.seconds and measured.memory <= limit.memory)
    wanted = (
        f"   at most {limit.seconds:.2f} s and {limit.memory:.0f} MB: {'kept' if kept else 'MISSED'}" if limit else ""
    )
    print(f"{name:44}{measured.seconds:8.2f} s {measured.processor:8.2f} s {measured.memory:7.0f} MB{wanted}")
    return kept


def measure_all(runs: int) -> bool:
    """Measure everything so many times; say whether the limits are kept."""
    command = [sys.executable, "-m", "diplograph.cli"]
    with tempfile.TemporaryDirectory() as folder:
        store, quads, target = (str(Path(folder, name)) for name in ("store", "seeds.nq", "rdflib.nt"))
        builds = [[*command, "build", "--quiet", "--store", f"{store}-{run}"] for run in range(2 * runs)]
        first = join([measure(build, 1, Path(folder, f"cache-{n}")) for n, build in enumerate(builds[runs:])])
        kept_cache = Path(folder, f"cache-{runs - 1}")
        build = join([measure(build, 1, kept_cache) for build in builds[:runs]])
        again = measure([*command, "build", "--quiet", "--store", f"{store}-0"], runs)
        store = f"{store}-0"
        subprocess.run([*command, "export", "--store", store, "--format", "nquads", "--output", quads], check=True)
        query = measure([*command, "query", QUERY, "--store", store, "--format", "csv"], 3 * runs)
        other_query = measure([sys.executable, "-c", RDFLIB_QUERY, quads, QUERY], runs)
        other_build = measure([sys.executable, "-c", RDFLIB_BUILD, quads, target], 1)
    print(f"{'':44}{'time':>10} {'processor':>10} {'memory':>10}")
    kept = show("query, whole process", query, Measure(0.12, 100))
    show("the same with rdflib alone", other_query)
    show("first build ever, whole process", first)
    kept &= show("build in a new store, whole process", build, Measure(1.5, 1000))
    show("the same again, documents unchanged", again)
    show("inference and checks with rdflib alone", other_build)
    print(f"query: {other_query.seconds / query.seconds:.0f} times as fast as rdflib, ", end="")
    print(f"in {query.memory / other_query.memory:.2f} of its memory")
    print(f"build: {other_build.seconds / build.seconds:.0f} times as fast as rdflib without reading the text")
    return kept


def main() -> int:
    """Run all measurements; the exit code is 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    return 0 if measure_all(parser.parse_args().runs) else 1


if __name__ == "__main__":
    sys.exit(main())
