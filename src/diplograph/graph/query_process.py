"""The process in which a limited query runs: a task on standard input, its answer on standard output."""

from __future__ import annotations

import json
import sys

from diplograph.graph.limits import run_task

if __name__ == "__main__":
    sys.stdout.buffer.write(run_task(json.loads(sys.stdin.buffer.read())))
