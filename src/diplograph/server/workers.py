"""The worker processes: each request is answered in one of them, which is ended when it takes too long and replaced.

A few are always at hand. A request that takes longer than a moment keeps its worker, which goes on with a lower
priority, and another takes its place: so short requests are answered while long ones run. Only so many long ones run
at once; one more is ended when it turns out to be long.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diplograph.server.messages import RequestError
from diplograph.server.process import RETRY, Worker, start_worker, wait_for_reply

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from diplograph.server.messages import Reply, Request

#: Seconds that a request may take before it counts as long.
_MOMENT = 0.5


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


class Workers:
    """The workers at hand, and the requests that wait for one."""

    def __init__(self, settings: Mapping[str, object], bounds: Bounds) -> None:
        """Know how a worker is started."""
        self._settings, self.bounds = settings, bounds
        self._idle: deque[Worker] = deque()
        self._queue: deque[asyncio.Future[Worker]] = deque()
        self._all: set[Worker] = set()
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
        started = await asyncio.gather(*(start_worker(self._settings) for _ in range(self.bounds.workers)))
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
        task = worker.ask(request)
        try:
            await wait_for_reply(task, min(_MOMENT, self.bounds.seconds))
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

    def _read(self, task: asyncio.Future[Reply]) -> Reply:
        """Read the reply of a worker, or what its end says."""
        try:
            return task.result()
        except OSError:
            self.failed += 1
            reason = f"the request needed more than {self.bounds.memory} MB"
            raise RequestError(500, reason, expected="a narrower query") from None

    async def _go_on(
        self, worker: Worker, task: asyncio.Future[Reply], leaving: Callable[[], Awaitable[None]]
    ) -> Reply:
        """Wait for the reply to a long request, whose worker is being replaced."""
        if self.long >= self.bounds.long:
            self._drop(worker, task)
            raise RequestError(503, "too many long requests run at the moment", headers=RETRY)
        self.long += 1
        worker.demote()
        gone = asyncio.ensure_future(leaving())
        left = max(self.bounds.seconds - _MOMENT, 0)
        try:
            either: set[asyncio.Future[Any]] = {task, gone}
            await asyncio.wait(either, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                return self._read(task)
            limit = f"{self.bounds.seconds:g} {'second' if self.bounds.seconds == 1 else 'seconds'}"
            reason = "the client has gone" if gone.done() else f"the request was ended after {limit}"
            raise RequestError(503, reason, expected="a narrower query", headers=RETRY)
        finally:
            self.long -= 1
            gone.cancel()
            self._drop(worker, task)

    def _drop(self, worker: Worker, task: asyncio.Future[Reply]) -> None:
        """End a worker that has been replaced."""
        self.ended += not task.done()
        task.cancel()
        self._spawn(self._end(worker))

    async def _take(self) -> Worker:
        """Take a worker, or wait for one."""
        while self._idle:
            worker = self._idle.pop()
            if not worker.ended.done():
                return worker
            self._replace(worker)
        if len(self._queue) >= self.bounds.waiting:
            raise RequestError(503, "too many requests wait at the moment", headers=RETRY)
        future: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._queue.append(future)
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled():
                self._offer(future.result())
            raise

    def _offer(self, worker: Worker) -> None:
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

    def _replace(self, worker: Worker | None) -> None:
        """Start a worker in the place of another, which is ended."""
        if not self._closed:
            self._spawn(self._begin(worker))

    async def _begin(self, old: Worker | None) -> None:
        """Start a worker, again and again if it must be, and end the one whose place it takes."""
        if old is not None:
            await self._end(old)
        while not self._closed:
            try:
                worker = await start_worker(self._settings)
            except (RequestError, OSError):
                await asyncio.sleep(_MOMENT)
                continue
            self._all.add(worker)
            if worker.build != self.build:
                self.renew(worker.build)
            self._offer(worker)
            return

    async def _end(self, worker: Worker) -> None:
        """End a worker."""
        self._all.discard(worker)
        await worker.end()

    def _spawn(self, work: Awaitable[None]) -> None:
        """Let something go on beside."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
