"""Measure inference beside owlrl and sparq-rdf: the same facts, the same ontology, the same entailments.

    python benchmarks/reasoning.py [--sizes 1000 10000 100000 1000000] [--owlrl-limit 10000]

Every engine runs in a process of its own. "load" is from the N-Triples file to the engine's own memory, "work" from
there to the closure in the engine's own memory, both in processor time, "memory" the peak of the process up to then. The entailments are then
read out, cut to the ontology's terms, and compared by a hash that no order changes. owlrl takes minutes from some ten
thousand triples on. The exit code is 1 where a set differs or a limit that the project has set itself is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from facts import invent_facts
from runs import HEADER, Aims, Run, limit_memory, read_peak, run_apart, show_runs

from diplograph.graph.vocabulary import DG, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_TYPE, _OWN = str(RDF_TYPE), f"<{DG}"
_ENGINES = ("diplograph", "owlrl", "sparq-rdf")
#: What the project has set itself, by engine and size.
_AIMS = {
    ("owlrl", 10_000): Aims(ratio=500),
    ("owlrl", 100_000): Aims(ratio=1500),
    ("sparq-rdf", 1_000_000): Aims(ratio=1, share=8),
}
#: GB that an engine may take.
_MOST = 20

Fact = tuple[str, str, str]
#: When the file was loaded, on the clock and in processor time, and how to read the entailments out.
_Loaded = tuple[float, float, "Callable[[], Iterator[Fact]]"]


def run_diplograph(path: Path) -> _Loaded:
    """Close the facts with the rules of this package."""
    from diplograph.graph.columns import Columns  # noqa: PLC0415 - each engine alone in its process
    from diplograph.graph.ruleset import load_rules  # noqa: PLC0415

    columns = Columns(load_rules())
    with path.open(encoding="utf-8") as file:
        columns.add(_split(line) for line in file)
    loaded = perf_counter(), process_time()
    derived = columns.close()
    return *loaded, lambda: columns.name(derived)


def run_owlrl(path: Path) -> _Loaded:
    """Close the facts and the axioms with owlrl in an rdflib graph."""
    import rdflib  # noqa: PLC0415
    from owlrl import DeductiveClosure, OWLRL_Semantics  # noqa: PLC0415

    graph = rdflib.Graph(store="SimpleMemory")
    graph.parse(path, format="nt")
    graph.parse(data=_write_axioms(), format="nt")
    loaded = perf_counter(), process_time()
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return *loaded, lambda: ((s.n3(), p.n3(), o.n3()) for s, p, o in graph)


def run_sparq(path: Path) -> _Loaded:
    """Close the facts and the axioms with sparq-rdf."""
    sparq = import_module("sparq")  # it has no types
    graph = sparq.Graph.load(path.read_text(encoding="utf-8") + _write_axioms(), "ntriples")
    loaded = perf_counter(), process_time()
    graph.reason("owl")

    def read() -> Iterator[Fact]:
        for row in graph.query("SELECT DISTINCT ?p { ?s ?p ?o }").rows:
            predicate = row["p"].value
            answer = graph.query_json(f"SELECT ?s ?o {{ ?s <{predicate}> ?o }}")
            for binding in json.loads(answer)["results"]["bindings"]:
                yield _write(binding["s"]), f"<{predicate}>", _write(binding["o"])

    return *loaded, read


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
    started = process_time()
    clock, loaded, read = {"diplograph": run_diplograph, "owlrl": run_owlrl, "sparq-rdf": run_sparq}[engine](path)
    closed = process_time()
    wall, memory = perf_counter() - clock, read_peak()
    with path.open(encoding="utf-8") as file:
        stated = {hash(_split(line)) for line in file}
    return Run(loaded - started, closed - loaded, wall, memory, *digest(read(), stated))


def measure_all(sizes: Sequence[int], owlrl_limit: int) -> bool:
    """Measure all engines at all sizes; say whether sets agree and aims are met."""
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facts.nt")
        for size in sizes:
            with path.open("w", encoding="utf-8") as file:
                file.writelines(invent_facts(size))
            engines = [engine for engine in _ENGINES if engine != "owlrl" or size <= owlrl_limit]
            runs = {engine: run_apart(__file__, engine, path) for engine in engines}
            kept &= show_runs("closure", size, runs, _AIMS)
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
        limit_memory(_MOST)
        print(json.dumps(run(options.engine, options.file)))
        return 0
    print(HEADER)
    return 0 if measure_all(options.sizes, options.owlrl_limit) else 1


if __name__ == "__main__":
    sys.exit(main())
