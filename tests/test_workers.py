"""Tests of the worker processes: every task gets its answer, and the death of a worker costs its own task only."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

from diplograph.workers import run_tasks


def double(number: int) -> int:
    return 2 * number


def die_on_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_once(path: Path) -> str:
    """Die where nobody has died before."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return path.name
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def test_every_task_is_answered() -> None:
    outcomes = list(run_tasks(range(50), double, 3))
    assert sorted(outcomes) == [(number, 2 * number) for number in range(50)]


def test_something_is_done_once_meanwhile() -> None:
    done: list[str] = []
    outcomes = list(run_tasks(range(5), double, 2, lambda: done.append("once")))
    assert (len(outcomes), done) == (5, ["once"])


def test_no_tasks() -> None:
    assert list(run_tasks([], double, 2)) == []


def test_a_task_that_kills_its_workers_is_given_up_and_nothing_else_is_lost() -> None:
    outcomes = dict(run_tasks(range(8), die_on_three, 2))
    assert outcomes == {number: None if number == 3 else number for number in range(8)}


def test_a_task_whose_worker_was_killed_is_tried_again(tmp_path: Path) -> None:
    outcomes = dict(run_tasks([tmp_path / "a", tmp_path / "b"], die_once, 2))
    assert outcomes == {0: "a", 1: "b"}


def test_tasks_are_taken_when_they_are_needed() -> None:
    taken: list[int] = []

    def count() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    outcomes = run_tasks(count(), double, 2)
    next(outcomes)
    assert len(taken) <= 4
    assert sum(1 for _ in outcomes) == 99
