"""Measure inference beside owlrl and sparq-rdf: the same facts, the same ontology, the same entailments.

    python benchmarks/reasoning.py [--sizes 1000 10000 100000 1000000] [--owlrl-limit 10000]

Every engine runs in a process of its own. "load" is from the N-Triples file to the engine's own memory, "close" from
there to the closure in the engine's own memory, "memory" the peak of the process up to then. The entailments are then
read out, cut to the ontology's terms, and compared by a hash that no order changes. owlrl takes minutes from some ten
thousand triples on. The exit code is 1 where a set differs or a limit that the project has set itself is missed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from facts import invent_facts

from diplograph.graph.vocabulary import DG, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_TYPE, _OWN = str(RDF_TYPE), f"<{DG}"
_ENGINES = ("diplograph", "owlrl", "sparq-rdf")
#: Ratio to owlrl's time that is aimed at, by size.
_AIMS = {10_000: 500, 100_000: 1500}
_LARGEST = 1_000_000
_MEMORY_SHARE = 8

Fact = tuple[str, str, str]


class Run(NamedTuple):
    """One engine at one size: seconds, MB, the number of entailments, and their hash."""

    load: float
    close: float
    memory: float
    entailed: int
    digest: str


def run_diplograph(path: Path) -> tuple[float, Callable[[], Iterator[Fact]]]:
    """Close the facts with the rules of this package."""
    from diplograph.graph.columns import Columns  # noqa: PLC0415 - each engine alone in its process
    from diplograph.graph.rules import load_rules  # noqa: PLC0415

    columns = Columns(load_rules())
    with path.open(encoding="utf-8") as file:
        columns.add(_split(line) for line in file)
    loaded = perf_counter()
    derived = columns.close()
    return loaded, lambda: columns.name(derived)


def run_owlrl(path: Path) -> tuple[float, Callable[[], Iterator[Fact]]]:
    """Close the facts and the axioms with owlrl in an rdflib graph."""
    import rdflib  # noqa: PLC0415
    from owlrl import DeductiveClosure, OWLRL_Semantics  # noqa: PLC0415

    graph = rdflib.Graph(store="SimpleMemory")
    graph.parse(path, format="nt")
    graph.parse(data=_write_axioms(), format="nt")
    loaded = perf_counter()
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return loaded, lambda: ((s.n3(), p.n3(), o.n3()) for s, p, o in graph)


def run_sparq(path: Path) -> tuple[float, Callable[[], Iterator[Fact]]]:
    """Close the facts and the axioms with sparq-rdf."""
    sparq = import_module("sparq")  # it has no types
    graph = sparq.Graph.load(path.read_text(encoding="utf-8") + _write_axioms(), "ntriples")
    loaded = perf_counter()
    graph.reason("owl")

    def read() -> Iterator[Fact]:
        for row in graph.query("SELECT DISTINCT ?p { ?s ?p ?o }").rows:
            predicate = row["p"].value
            answer = graph.query_json(f"SELECT ?s ?o {{ ?s <{predicate}> ?o }}")
            for binding in json.loads(answer)["results"]["bindings"]:
                yield _write(binding["s"]), f"<{predicate}>", _write(binding["o"])

    return loaded, read


def _write(term: dict[str, str]) -> str:
    """Write a term of SPARQL's JSON as N-Triples does; the invented literals need no escapes."""
    if term["type"] == "uri":
        return f"<{term['value']}>"
    if term["type"] == "bnode":
        return f"_:{term['value']}"
    return f'"{term["value"]}"' + (f"^^<{term['datatype']}>" if "datatype" in term else "")


def _write_axioms() -> str:
    from pyoxigraph import RdfFormat, serialize  # noqa: PLC0415

    from diplograph.graph.axioms import list_axioms  # noqa: PLC0415
    from diplograph.graph.schema import load_ontology  # noqa: PLC0415

    return (serialize(list_axioms(load_ontology()), format=RdfFormat.N_TRIPLES) or b"").decode()


def _split(line: str) -> Fact:
    subject, predicate, value = line.split(" ", 2)
    return subject, predicate, value[:-3]


def digest(facts: Iterable[Fact], stated: set[int]) -> tuple[int, str]:
    """Count and hash the new facts in the ontology's terms: the sum of their hashes, whatever their order."""
    count = total = 0
    for subject, predicate, value in facts:
        term = value if predicate == _TYPE else predicate
        if subject == value or subject[0] != "<" or value[0] == "_" or subject.startswith(_OWN):
            continue
        if term.startswith(_OWN) and hash((subject, predicate, value)) not in stated:
            count += 1
            total += int.from_bytes(sha256(f"{subject} {predicate} {value}".encode()).digest()[:16])
    return count, f"{total % (1 << 128):032x}"


def run(engine: str, path: Path) -> Run:
    """Run one engine in this process."""
    started = perf_counter()
    loaded, read = {"diplograph": run_diplograph, "owlrl": run_owlrl, "sparq-rdf": run_sparq}[engine](path)
    closed = perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with path.open(encoding="utf-8") as file:
        stated = {hash(_split(line)) for line in file}
    return Run(loaded - started, closed - loaded, memory, *digest(read(), stated))


def start(engine: str, path: Path) -> Run | None:
    """Run one engine in a process of its own; ``None`` if it fails."""
    command = [sys.executable, __file__, "--engine", engine, "--file", str(path)]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    if process.returncode:
        print(f"{engine:12} failed: {process.stderr.strip().splitlines()[-1:]}")
        return None
    return Run(*json.loads(process.stdout))


def compare(size: int, runs: dict[str, Run]) -> bool:
    """Print the ratios at one size; say whether sets agree and limits are kept."""
    own = runs["diplograph"]
    kept = len({(r.entailed, r.digest) for r in runs.values()}) == 1
    print(f"{'':12}{own.entailed:,} entailments, {'the same in all' if kept else 'NOT THE SAME IN ALL'}")
    for engine, other in runs.items():
        if engine == "diplograph":
            continue
        ratio, share = other.close / own.close, other.memory / own.memory
        print(f"{'':12}closes {ratio:,.1f} times as fast as {engine}, in 1/{share:.1f} of its memory", end="")
        aim = _AIMS.get(size) if engine == "owlrl" else None
        print(f" (aim: {aim})" if aim else "")
        kept &= ratio >= (aim or 0)
        if engine == "sparq-rdf" and size == _LARGEST:
            kept &= ratio >= 1 and share >= _MEMORY_SHARE
    return kept


def main() -> int:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--owlrl-limit", type=int, default=10_000, help="largest size for owlrl (100000: 8 minutes)")
    parser.add_argument("--engine", choices=_ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.engine:
        print(json.dumps(run(options.engine, options.file)))
        return 0
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            path = Path(folder, "facts.nt")
            with path.open("w", encoding="utf-8") as file:
                file.writelines(invent_facts(size))
            print(f"{size:,} triples\n{'':12}{'load':>10}{'close':>12}{'memory':>10}")
            runs = {}
            for engine in _ENGINES:
                if engine != "owlrl" or size <= options.owlrl_limit:
                    measured = start(engine, path)
                    if measured:
                        runs[engine] = measured
                        print(f"{engine:12}{measured.load:8.2f} s{measured.close:10.3f} s{measured.memory:7.0f} MB")
            kept &= compare(size, runs)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
