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

from diplograph.server.messages import Reply, RequestError, write_request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from diplograph.server.messages import Request

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


class _Worker(asyncio.SubprocessProtocol):
    """A worker process: what is written to it, and what comes back."""

    def __init__(self) -> None:
        """Wait for the process to say which build it serves."""
        loop = asyncio.get_running_loop()
        self.ready: asyncio.Future[str] = loop.create_future()
        self.ended: asyncio.Future[None] = loop.create_future()
        self.build = ""
        self._reply: asyncio.Future[Reply] | None = None
        self._buffer = bytearray()
        self._head: tuple[int, dict[str, str], bool, int] | None = None
        self._transport: asyncio.SubprocessTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Know the process."""
        assert isinstance(transport, asyncio.SubprocessTransport)
        self._transport = transport

    def ask(self, request: Request) -> asyncio.Future[Reply]:
        """Give a request to the worker; the future fails when the worker ends."""
        self._reply = asyncio.get_running_loop().create_future()
        pipe = self._transport.get_pipe_transport(0) if self._transport else None
        if isinstance(pipe, asyncio.WriteTransport) and not self.ended.done():
            pipe.write(write_request(request))
        else:
            self._reply.set_exception(ConnectionError())
        return self._reply

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        """Take what the worker writes: first its build, then a line and a body for each reply."""
        if fd == 1:
            self._buffer += data
            while self._read():
                pass

    def _read(self) -> bool:
        """Read a line or a body, if it is there whole."""
        if self._head is None:
            end = self._buffer.find(b"\n")
            if end < 0:
                return False
            line = bytes(self._buffer[:end])
            del self._buffer[: end + 1]
            if self.ready.done():
                self._head = json.loads(line)
            else:
                self.build = line.decode()
                self.ready.set_result(self.build)
            return True
        status, headers, keep, size = self._head
        if len(self._buffer) < size:
            return False
        body = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._head = None
        if self._reply is not None and not self._reply.done():
            self._reply.set_result(Reply(status, headers, body, keep))
        return True

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:
        """Have nothing more to wait for."""
        if fd == 1:
            self._fail(exc or ConnectionError())

    def process_exited(self) -> None:
        """Have ended."""
        self._fail(ConnectionError())
        if not self.ended.done():
            self.ended.set_result(None)

    def _fail(self, reason: Exception) -> None:
        """Let those who wait know."""
        if self._reply is not None and not self._reply.done():
            self._reply.set_exception(reason)
        if not self.ready.done():
            self.ready.set_result("")

    def demote(self) -> None:
        """Let others go first."""
        pid = self._transport.get_pid() if self._transport else None
        if pid and hasattr(os, "setpriority"):
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, pid, _NICE)

    async def end(self) -> None:
        """End the process at once."""
        if self._transport is not None:
            with contextlib.suppress(ProcessLookupError):
                self._transport.kill()
            await self.ended
            self._transport.close()


async def _start(settings: Mapping[str, object]) -> _Worker:
    """Start a worker.

    Raises:
        RequestError: It does not start.
    """
    command = [sys.executable, "-m", "diplograph.server.worker", json.dumps(dict(settings))]
    loop = asyncio.get_running_loop()
    _, worker = await loop.subprocess_exec(_Worker, *command, stderr=None, start_new_session=True)
    try:
        await asyncio.wait_for(asyncio.shield(worker.ready), _START)
    except TimeoutError:
        pass
    finally:
        if not worker.build:
            await worker.end()
    if not worker.build:
        raise RequestError(503, "the store cannot be opened at the moment", headers=_RETRY)
    return worker


async def _wait(future: asyncio.Future[Reply], seconds: float) -> None:
    """Wait for a reply, but no longer than so many seconds; the reply goes on being made."""
    loop = asyncio.get_running_loop()
    either: asyncio.Future[None] = loop.create_future()

    def wake(_: object = None) -> None:
        """End the waiting."""
        if not either.done():
            either.set_result(None)

    timer = loop.call_later(seconds, wake)
    future.add_done_callback(wake)
    try:
        await either
    finally:
        timer.cancel()
        future.remove_done_callback(wake)


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
        task = worker.ask(request)
        try:
            await _wait(task, min(_MOMENT, self.bounds.seconds))
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
        self, worker: _Worker, task: asyncio.Future[Reply], leaving: Callable[[], Awaitable[None]]
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

    def _drop(self, worker: _Worker, task: asyncio.Future[Reply]) -> None:
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
