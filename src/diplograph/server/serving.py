"""Runs the application until it is told to end."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from diplograph.errors import InputError, StoreError
from diplograph.server.app import App, Limits
from diplograph.server.workers import Bounds, Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

#: Seconds that a connection may be idle, that the head of a request may take, and that requests get in the end.
_IDLE, _PATIENCE, _LAST = 15, 20, 3
#: Connections at once.
_CONNECTIONS = 1000


@dataclass(frozen=True, slots=True)
class Settings:
    """How a store is served.

    Attributes:
        root: The directory of the store.
        host: The address that is listened on.
        port: The port; 0 takes any that is free.
        address: Where the site is reached from outside; "" for where requests go.
        questions: Folders with questions of the user's own; ``None`` stands for the usual ones.
        megabytes: How large an answer may be.
        bounds: What the workers may do.
    """

    root: Path
    host: str
    port: int
    address: str
    questions: Sequence[Path] | None
    megabytes: int
    bounds: Bounds


class _Protocol(HttpToolsProtocol):
    """HTTP whose heads must be small, and come in time."""

    _size, _timer = 0, None

    def on_message_begin(self) -> None:
        """Begin to count."""
        super().on_message_begin()
        self._size = 1
        self._timer = self.loop.call_later(_PATIENCE, self._give_up)

    def on_headers_complete(self) -> None:
        """Have counted enough."""
        self._stop()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Take what comes; close where a head is larger than the application would take."""
        super().data_received(data)
        if self._size:
            self._size += len(data)
            if self._size > 2 * Limits().head:
                self._give_up()

    def connection_lost(self, exc: Exception | None) -> None:
        """Have nothing to wait for."""
        self._stop()
        super().connection_lost(exc)

    def _stop(self) -> None:
        self._size = 0
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._stop()
        self.transport.close()


class _Server(uvicorn.Server):
    """Says where it listens."""

    def __init__(self, config: uvicorn.Config, say: Callable[[str], None]) -> None:
        """Know whom to tell."""
        super().__init__(config)
        self._say = say

    def handle_exit(self, sig: int, frame: Any) -> None:  # noqa: ARG002 - uvicorn's
        """End in good order; at the second signal at once."""
        self.force_exit = self.should_exit
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and tell."""
        await super().startup(sockets)
        for one in sockets if self.started and sockets else ():
            host, port = one.getsockname()[:2]
            self._say(f"http://{f'[{host}]' if ':' in host else host}:{port}/")


def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """Serve until a signal ends it.

    Args:
        settings: What is served, and where.
        say: Takes the address once requests are taken.

    Raises:
        InputError: The address cannot be listened on.
        StoreError: No worker starts.
    """
    listening = _listen(settings.host, settings.port)
    given = {
        "root": str(settings.root.resolve()),
        "questions": None if settings.questions is None else [str(folder.resolve()) for folder in settings.questions],
        "megabytes": settings.megabytes,
        "memory": settings.bounds.memory,
        "address": settings.address.rstrip("/"),
    }
    app = App(settings.root, Workers(given, settings.bounds), Limits())
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=_Protocol,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_LAST,
    )
    server = _Server(config, say)
    with listening, asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(server.serve([listening]))
    if not server.started:
        raise StoreError(f"{settings.root}: the processes that read the store do not start")


def _listen(host: str, port: int) -> socket.socket:
    """Listen on an address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=_CONNECTIONS)
    except OSError as error:
        reason = f"cannot listen on {host}, port {port}: {(error.strerror or str(error)).lower()}"
        raise InputError(reason, expected="an address of this machine and a free port") from None
    # Head and body go out one after the other, and the second must not wait until the first has been received.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
