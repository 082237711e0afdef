"""Runs a function over many tasks in worker processes, and survives the death of a worker.

A worker has one task at a time. When its process dies, the task is given to a new worker once more; a task that two
workers have died of is given up. Nothing else is lost.
"""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Answer = TypeVar("Answer")

_ATTEMPTS = 2


class Outcome(NamedTuple, Generic[Answer]):
    """What became of a task: its place among the tasks, and the answer, or ``None`` if its workers died."""

    index: int
    answer: Answer | None


class _Worker(NamedTuple):
    process: BaseProcess
    pipe: Connection


def count_cores() -> int:
    """Count the processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_tasks(tasks: Iterable[Task], work: Callable[[Task], Answer], jobs: int) -> Iterator[Outcome[Answer]]:
    """Do tasks in worker processes; the outcomes come as they are ready.

    Tasks are taken one by one when a worker is free. Tasks and answers must be picklable, ``work`` must not raise.
    """
    waiting = enumerate(tasks)
    # A fork has the modules and tables that are loaded already; where there is none, a worker starts afresh.
    context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
    busy: dict[Connection, tuple[_Worker, int, Task, int]] = {}
    idle: list[_Worker] = []
    try:
        while True:
            while len(busy) < jobs and (entry := next(waiting, None)) is not None:
                _give(busy, idle.pop() if idle else _start(context, work), *entry, 1)
            if not busy:
                return
            for pipe in wait(list(busy)):
                worker, index, task, attempt = busy.pop(pipe)  # type: ignore[call-overload]
                try:
                    answer = worker.pipe.recv()
                except (EOFError, OSError):
                    _end(worker)
                    if attempt < _ATTEMPTS:
                        _give(busy, _start(context, work), index, task, attempt + 1)
                    else:
                        yield Outcome(index, None)
                else:
                    idle.append(worker)
                    yield Outcome(index, answer)
    finally:
        for worker in [*idle, *(entry[0] for entry in busy.values())]:
            worker.process.terminate()
            _end(worker)


def _give(
    busy: dict[Connection, tuple[_Worker, int, Task, int]], worker: _Worker, index: int, task: Task, attempt: int
) -> None:
    """Send a task; a worker that has died meanwhile is noticed when it is waited for."""
    busy[worker.pipe] = worker, index, task, attempt
    try:
        worker.pipe.send(task)
    except OSError:
        return


def _start(context: BaseContext, work: Callable[[Task], Answer]) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.join()


def _serve(pipe: Connection, work: Callable[[Task], Answer]) -> None:
    """Do tasks until the other end closes."""
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        pipe.send(work(task))
