"""Runs engines in processes of their own and puts what they took side by side, for the benchmarks.

Ratios are of processor time, since a machine that others use stretches the clock for one engine more than for another.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_OWN = "diplograph"
HEADER = f"{'':14}{'triples':>9}  {'engine':12}{'load':>9}{'work':>11}{'(clock)':>10}{'memory':>10}  beside diplograph"


class Run(NamedTuple):
    """One engine on one file: seconds, MB, the number of results, and their hash.

    Attributes:
        load: Processor time until the file is in the engine's own memory.
        work: Processor time of the work itself, in all threads.
        wall: Time of the work itself on the clock, which a busy machine stretches.
        memory: The peak up to then.
        results: How many.
        digest: Their hash, whatever their order.
    """

    load: float
    work: float
    wall: float
    memory: float
    results: int
    digest: str


class Aims(NamedTuple):
    """What is aimed at beside an engine at a size: how often as fast, and how small a share of its memory."""

    ratio: float = 0
    share: float = 0


def read_peak() -> float:
    """Give the peak of this process's memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def limit_memory(gigabytes: float) -> None:
    """Let this process fail rather than take more memory, where the system has such limits."""
    size = int(gigabytes * 2**30)
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def run_apart(script: str, engine: str, path: Path) -> Run | str:
    """Run ``script --engine ENGINE --file PATH``, which prints a run as JSON; a text says why there is none."""
    command = [sys.executable, script, "--engine", engine, "--file", str(path)]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    if process.returncode == 0:
        return Run(*json.loads(process.stdout))
    lines = process.stderr.strip().splitlines()
    return lines[-1][:60] if lines else f"ended with {process.returncode}"


def show_runs(name: str, size: int, runs: Mapping[str, Run | str], aims: Mapping[tuple[str, int], Aims]) -> bool:
    """Print a line for each engine; say whether all results are the same and all aims are reached."""
    own = runs[_OWN]
    kept = isinstance(own, Run)
    for engine, run in runs.items():
        begin = f"{name:14}{size:9,}  {engine:12}"
        if isinstance(run, str) or isinstance(own, str):
            print(f"{begin}{run}")
            continue
        told, met = _compare(own, run, aims.get((engine, size), Aims())) if run is not own else ("", True)
        kept &= met
        result = told or f"{run.results:,} results"
        print(f"{begin}{run.load:7.2f} s{run.work:9.3f} s{run.wall:8.2f} s{run.memory:7.0f} MB  {result}")
    return kept


def _compare(own: Run, run: Run, aims: Aims) -> tuple[str, bool]:
    same = (run.results, run.digest) == (own.results, own.digest)
    ratio, share = run.work / own.work, run.memory / own.memory
    met = same and ratio >= aims.ratio and share >= aims.share
    told = f"{'same results' if same else f'{run.results:,} RESULTS'}, {ratio:9,.1f} x time, {share:4.1f} x memory"
    aimed = ", ".join(f"{aim:,.0f} x" for aim in aims if aim)
    return (f"{told}   aim {aimed}: {'met' if met else 'MISSED'}" if aimed else told), met
