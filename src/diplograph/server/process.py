"""One worker process as the server sees it: what is written to it, and what comes back."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from typing import TYPE_CHECKING, cast

from diplograph.server.messages import Reply, RequestError, write_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplograph.server.messages import Request

#: Seconds that a worker may take to start.
_START = 60.0
#: How far the priority of a worker falls whose request is long.
_NICE = 10
#: Sent with what may be tried again.
RETRY = {"Retry-After": "5"}


class Worker(asyncio.SubprocessProtocol):
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
        self._transport = cast("asyncio.SubprocessTransport", transport)  # uvloop's is one, and no subclass

    def ask(self, request: Request) -> asyncio.Future[Reply]:
        """Give a request to the worker; the future fails when the worker ends."""
        self._reply = asyncio.get_running_loop().create_future()
        pipe = cast("asyncio.WriteTransport | None", self._transport.get_pipe_transport(0) if self._transport else None)
        if pipe is None or self.ended.done():
            self._reply.set_exception(ConnectionError())
        else:
            pipe.write(write_request(request))
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


async def start_worker(settings: Mapping[str, object]) -> Worker:
    """Start a worker.

    Raises:
        RequestError: It does not start.
    """
    command = [sys.executable, "-m", "diplograph.server.worker", json.dumps(dict(settings))]
    loop = asyncio.get_running_loop()
    _, worker = await loop.subprocess_exec(Worker, *command, stderr=None, start_new_session=True)
    try:
        await asyncio.wait_for(asyncio.shield(worker.ready), _START)
    except TimeoutError:
        pass
    finally:
        if not worker.build:
            await worker.end()
    if not worker.build:
        raise RequestError(503, "the store cannot be opened at the moment", headers=RETRY)
    return worker


async def wait_for_reply(future: asyncio.Future[Reply], seconds: float) -> None:
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
