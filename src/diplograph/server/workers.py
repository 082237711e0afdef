"""The worker processes: each request is answered in one of them, which is ended when it takes too long and replaced.

A few are always at hand. A request that takes longer than a moment keeps its worker, which goes on with a lower
priority, and another takes its place: so short requests are answered while long ones run. Only so many long ones run
at once; one more is ended when it turns out to be long.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diplograph.server.exchange import Reply, RequestError, write_request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from diplograph.server.exchange import Request

#: Seconds that a request may take before it counts as long, and that a worker may take to start or to end.
_MOMENT, _START = 0.5, 60.0
#: How far the priority of a worker falls whose request is long.
_NICE = 10
_RETRY = {"Retry-After": "5"}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the workers may do.

    Attributes:
        workers: How many are at hand for short requests.
        long: How many long requests may run at once.
        waiting: How many requests may wait for a worker.
        seconds: How long a request may take.
        memory: Megabytes that a worker may take.
    """

    workers: int = 2
    long: int = 8
    waiting: int = 500
    seconds: float = 30.0
    memory: int = 2048


class _Worker:
    """A worker process."""

    def __init__(self, process: asyncio.subprocess.Process, build: str) -> None:
        """Take a process that has said which build it serves."""
        assert process.stdin is not None
        assert process.stdout is not None
        self._process, self._input, self._output = process, process.stdin, process.stdout
        self.build = build

    async def ask(self, request: Request) -> Reply:
        """Give a request to the worker and wait for its reply.

        Raises:
            IncompleteReadError: The worker has ended.
        """
        self._input.write(write_request(request))
        await self._input.drain()
        line = await self._output.readuntil()
        status, headers, keep, size = json.loads(line)
        return Reply(status, headers, await self._output.readexactly(size), keep)

    def demote(self) -> None:
        """Let others go first."""
        if hasattr(os, "setpriority"):
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICE)

    async def end(self) -> None:
        """End the process at once."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._input.close()
        await self._process.wait()


async def _start(settings: Mapping[str, object]) -> _Worker:
    """Start a worker.

    Raises:
        RequestError: It does not start.
    """
    command = [sys.executable, "-m", "diplograph.server.worker", json.dumps(dict(settings))]
    process = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    line = b""
    try:
        line = await asyncio.wait_for(process.stdout.readline(), _START)
    except TimeoutError:
        pass
    finally:
        if not line:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
    if not line:
        await process.wait()
        raise RequestError(503, "the store cannot be opened at the moment", headers=_RETRY)
    return _Worker(process, line.decode().strip())


class Workers:
    """The workers at hand, and the requests that wait for one."""

    def __init__(self, settings: Mapping[str, object], bounds: Bounds) -> None:
        """Know how a worker is started."""
        self._settings, self.bounds = settings, bounds
        self._idle: deque[_Worker] = deque()
        self._queue: deque[asyncio.Future[_Worker]] = deque()
        self._all: set[_Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.build = ""
        self.long = self.ended = self.failed = 0

    @property
    def waiting(self) -> int:
        """How many requests wait for a worker."""
        return len(self._queue)

    @property
    def running(self) -> int:
        """How many workers there are, idle ones too."""
        return len(self._all)

    async def open(self) -> None:
        """Start the workers.

        Raises:
            RequestError: They do not start.
        """
        started = await asyncio.gather(*(_start(self._settings) for _ in range(self.bounds.workers)))
        self.build = started[-1].build
        for worker in started:
            self._all.add(worker)
            self._offer(worker)

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        for task in tuple(self._tasks):
            task.cancel()
        while self._queue:
            self._queue.popleft().cancel()
        await asyncio.gather(*(worker.end() for worker in tuple(self._all)))
        self._all.clear()

    def renew(self, build: str) -> None:
        """Serve another build from now on; what is being answered is answered from the old one."""
        self.build = build
        for worker in tuple(self._idle):
            self._idle.remove(worker)
            self._replace(worker)

    async def answer(self, request: Request, leaving: Callable[[], Awaitable[None]]) -> tuple[Reply, str]:
        """Answer a request; give the build that it was answered from too.

        Args:
            request: The request.
            leaving: Returns when the client has gone; it is waited for when the request is long.

        Raises:
            RequestError: There is too much to do, or it took too long or too much.
        """
        worker = await self._take()
        task = asyncio.create_task(worker.ask(request))
        try:
            await asyncio.wait({task}, timeout=min(_MOMENT, self.bounds.seconds))
        except asyncio.CancelledError:
            task.cancel()
            self._replace(worker)
            raise
        if not task.done():
            self._replace(None)
            return await self._go_on(worker, task, leaving), worker.build
        try:
            reply = self._read(task)
        except RequestError:
            self._replace(worker)
            raise
        self._offer(worker)
        return reply, worker.build

    def _read(self, task: asyncio.Task[Reply]) -> Reply:
        """Read the reply of a worker, or what its end says."""
        try:
            return task.result()
        except (asyncio.IncompleteReadError, ConnectionError):
            self.failed += 1
            reason = f"the request needed more than {self.bounds.memory} MB"
            raise RequestError(500, reason, expected="a narrower query") from None

    async def _go_on(
        self, worker: _Worker, task: asyncio.Task[Reply], leaving: Callable[[], Awaitable[None]]
    ) -> Reply:
        """Wait for the reply to a long request, whose worker is being replaced."""
        if self.long >= self.bounds.long:
            self._drop(worker, task)
            raise RequestError(503, "too many long requests run at the moment", headers=_RETRY)
        self.long += 1
        worker.demote()
        gone = asyncio.ensure_future(leaving())
        left = max(self.bounds.seconds - _MOMENT, 0)
        try:
            await asyncio.wait({task, gone}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                return self._read(task)
            limit = f"{self.bounds.seconds:g} {'second' if self.bounds.seconds == 1 else 'seconds'}"
            reason = "the client has gone" if gone.done() else f"the request was ended after {limit}"
            raise RequestError(503, reason, expected="a narrower query", headers=_RETRY)
        finally:
            self.long -= 1
            gone.cancel()
            self._drop(worker, task)

    def _drop(self, worker: _Worker, task: asyncio.Task[Reply]) -> None:
        """End a worker that has been replaced."""
        self.ended += not task.done()
        task.cancel()
        self._spawn(self._end(worker))

    async def _take(self) -> _Worker:
        """Take a worker, or wait for one."""
        if self._idle:
            return self._idle.pop()
        if len(self._queue) >= self.bounds.waiting:
            raise RequestError(503, "too many requests wait at the moment", headers=_RETRY)
        future: asyncio.Future[_Worker] = asyncio.get_running_loop().create_future()
        self._queue.append(future)
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled():
                self._offer(future.result())
            raise

    def _offer(self, worker: _Worker) -> None:
        """Give a worker to who waits first, or keep it at hand; one that serves an old build is replaced."""
        if worker.build != self.build:
            self._replace(worker)
            return
        while self._queue:
            future = self._queue.popleft()
            if not future.done():
                future.set_result(worker)
                return
        self._idle.append(worker)

    def _replace(self, worker: _Worker | None) -> None:
        """Start a worker in the place of another, which is ended."""
        if not self._closed:
            self._spawn(self._begin(worker))

    async def _begin(self, old: _Worker | None) -> None:
        """Start a worker, again and again if it must be, and end the one whose place it takes."""
        if old is not None:
            await self._end(old)
        while not self._closed:
            try:
                worker = await _start(self._settings)
            except (RequestError, OSError):
                await asyncio.sleep(_MOMENT)
                continue
            self._all.add(worker)
            if worker.build != self.build:
                self.renew(worker.build)
            self._offer(worker)
            return

    async def _end(self, worker: _Worker) -> None:
        """End a worker."""
        self._all.discard(worker)
        await worker.end()

    def _spawn(self, work: Awaitable[None]) -> None:
        """Let something go on beside."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
