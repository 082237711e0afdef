"""Measure the graph side in one run: inference, checks, a build of the bundled documents and a query, in one table.

    python benchmarks/graph.py [--quick]

Every engine runs in a process of its own, on the same files, with its results compared; see ``reasoning.py``,
``validation.py`` and ``seeds.py`` for what is measured. owlrl at 100,000 triples and pySHACL at 1,000,000 take several
minutes each; ``--quick`` leaves them out. The exit code is 1 where results differ or an aim is missed.
"""

from __future__ import annotations

import argparse
import sys

import reasoning
import validation
from runs import HEADER

import seeds


def main() -> int:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="leave out what takes minutes")
    parser.add_argument("--runs", type=int, default=5, help="how often a build and a query are measured (default: 5)")
    options = parser.parse_args()
    print(HEADER)
    kept = reasoning.measure_all([1_000, 10_000, 100_000, 1_000_000], 10_000 if options.quick else 100_000)
    kept &= validation.measure_all([10_000, 100_000] if options.quick else [10_000, 100_000, 1_000_000])
    kept &= seeds.measure_all(options.runs)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
