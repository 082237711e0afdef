"""Runs a function over many tasks in worker processes, and survives the death of a worker.

A worker has one task at a time. When its process dies, the task is given to a new worker once more; a task that two
workers have died of is given up. Nothing else is lost.
"""

from __future__ import annotations

import multiprocessing
import os
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Answer = TypeVar("Answer")

_ATTEMPTS = 2


class Outcome(NamedTuple, Generic[Answer]):
    """What became of a task: its number among the tasks, and the answer, or ``None`` if its workers died."""

    number: int
    answer: Answer | None


class _Worker(NamedTuple):
    """A process, and our end of the pipe to it."""

    process: BaseProcess
    pipe: Connection


class _Order(NamedTuple, Generic[Task]):
    """A task that a worker has, its number, and how many workers have had it."""

    worker: _Worker
    number: int
    task: Task
    attempt: int


def count_cores() -> int:
    """Count the processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _rest() -> None:
    """Do nothing."""


def can_fork() -> bool:
    """Tell whether workers have the modules and tables that are loaded already; else they start afresh."""
    return "fork" in multiprocessing.get_all_start_methods()


def run_tasks(
    tasks: Iterable[Task], work: Callable[[Task], Answer], jobs: int, meanwhile: Callable[[], object] = _rest
) -> Iterator[Outcome[Answer]]:
    """Do tasks in worker processes; the outcomes come as they are ready.

    Args:
        tasks: They are taken one by one when a worker is free; they and the answers must be picklable.
        work: Does a task; it must not raise.
        jobs: How many processes.
        meanwhile: What this process does once, when all workers have something to do.
    """
    context = multiprocessing.get_context("fork" if can_fork() else "spawn")
    busy: dict[Connection, _Order[Task]] = {}
    idle: list[_Worker] = []
    waiting = enumerate(tasks)
    try:
        while True:
            while len(busy) < jobs and (entry := next(waiting, None)) is not None:
                _give(busy, _Order(idle.pop() if idle else _start(context, work), *entry, attempt=1))
            if not busy:
                return
            meanwhile()
            meanwhile = _rest
            for pipe in wait(list(busy)):
                order = busy.pop(cast("Connection", pipe))
                try:
                    yield Outcome(order.number, order.worker.pipe.recv())
                    idle.append(order.worker)
                except (EOFError, OSError):
                    _end(order.worker)
                    if order.attempt == _ATTEMPTS:
                        yield Outcome(order.number, None)
                    else:
                        _give(busy, order._replace(worker=_start(context, work), attempt=order.attempt + 1))
    finally:
        for worker in [*idle, *(order.worker for order in busy.values())]:
            worker.process.terminate()
            _end(worker)


def _give(busy: dict[Connection, _Order[Task]], order: _Order[Task]) -> None:
    """Send a task; that a worker has died meanwhile is noticed when it is waited for."""
    busy[order.worker.pipe] = order
    with suppress(OSError):
        order.worker.pipe.send(order.task)


def _start(context: BaseContext, work: Callable[[Task], Answer]) -> _Worker:
    """Start a process that waits for tasks."""
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _end(worker: _Worker) -> None:
    """Wait for a process that has died or is about to."""
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
