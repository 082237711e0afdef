"""The server as an ASGI application: limits, what is sent with every reply, and replies that are kept.

What costs time is done by the workers. Here is only what must be quick, so that one request never waits for another.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from diplograph.errors import StoreError
from diplograph.screen import clean
from diplograph.server.ledger import MEDIA_TYPE, Ledger
from diplograph.server.messages import TEXT, Reply, Request, RequestError, refuse
from diplograph.server.negotiation import accepts_gzip
from diplograph.server.shelf import Shelf, make_key, make_tag
from diplograph.server.site import name_build

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, MutableMapping
    from pathlib import Path

    from diplograph.server.workers import Workers

    Scope = MutableMapping[str, Any]
    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]

_LOG = logging.getLogger("diplograph.server")
_METHODS = ("GET", "HEAD", "POST")
#: The headers that a reply may depend on.
_READ = frozenset({"accept", "content-type", "host"})
#: Bytes from which on it pays to compress, and to do so beside.
_LEAST, _LARGE = 1_000, 100_000
#: Seconds between two looks at whether there is a new build, and that a body may take to arrive.
_LOOK, _PATIENCE = 1.0, 20.0
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_ALWAYS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After, Link, Content-Location",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, POST, OPTIONS",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken of a client: bytes of a request's head and body."""

    head: int = 32_000
    body: int = 1_000_000


class App:
    """The application."""

    def __init__(self, root: Path, workers: Workers, limits: Limits) -> None:
        """Serve a store."""
        self._root, self._workers, self._limits = root, workers, limits
        self._ledger = Ledger()
        self._shelf = Shelf(64_000_000, 1_000_000)
        self._looked = 0.0
        self._written = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, start or end."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Start the workers, and end them in the end."""
        await receive()
        try:
            await self._workers.open()
        except RequestError as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._workers.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and note it."""
        began, method, path = monotonic(), scope["method"], scope["raw_path"].decode("latin-1")
        headers = _read_headers(scope)
        try:
            reply = await self._reply(scope, headers, receive)
        except RequestError as error:
            reply = refuse(error)
        size = await _send(send, reply, method, headers)
        seconds = monotonic() - began
        self._ledger.note(_classify(path), reply.status, seconds, size)
        client = (scope.get("client") or ("-",))[0]
        line = f"{method} {path}" + (
            f"?{scope['query_string'].decode('latin-1')[:500]}" if scope["query_string"] else ""
        )
        _LOG.info("%s %s %d %dB %.1fms", client, clean(line), reply.status, size, seconds * 1000)

    async def _reply(self, scope: Scope, headers: Mapping[str, str], receive: Receive) -> Reply:
        """Find the reply to a request.

        Raises:
            RequestError: It is refused.
        """
        method, path = scope["method"], scope["raw_path"].decode("latin-1")
        if sum(len(name) + len(value) for name, value in scope["headers"]) + len(path) > self._limits.head:
            raise RequestError(431, "the head of the request is too large")
        if method == "OPTIONS":
            return Reply(204, _PREFLIGHT, b"")
        if method not in _METHODS:
            raise RequestError(405, "the store is only read", headers={"Allow": _PREFLIGHT["Allow"]})
        if path == "/health":
            return self._tell_health()
        if path == "/metrics":
            return Reply(200, {"Content-Type": MEDIA_TYPE, "Cache-Control": "no-store"}, self._count().encode())
        body = await self._read_body(headers, receive) if method == "POST" else b""
        kept = {name: value for name, value in headers.items() if name in _READ}
        request = Request(method, path, scope["query_string"].decode("latin-1"), kept, body)
        return await self._find(request, headers.get("if-none-match", ""), receive)

    async def _find(self, request: Request, tags: str, receive: Receive) -> Reply:
        """Give a reply that is kept, or let a worker make one."""
        self._look()
        key = make_key(request)
        if tags and request.method != "POST" and _matches(tags, make_tag(self._workers.build, key)):
            return Reply(304, {"ETag": make_tag(self._workers.build, key), "Vary": "Accept"}, b"")
        kept = self._shelf.get(key)
        if kept is not None:
            self._ledger.cached += 1
            return kept
        reply, build = await self._workers.answer(request, lambda: _leave(receive))
        if not reply.keep or reply.status != 200:
            return replace(reply, headers={**reply.headers, "Cache-Control": "no-store"})
        reply = replace(reply, headers={**reply.headers, "ETag": make_tag(build, key), "Cache-Control": "no-cache"})
        if build == self._workers.build:
            self._shelf.put(key, reply)
        return reply

    def _look(self) -> None:
        """Look from time to time whether there is a new build."""
        if monotonic() - self._looked < _LOOK:
            return
        self._looked = monotonic()
        try:
            written = (self._root / "current").stat().st_mtime_ns
            build = self._workers.build if written == self._written else name_build(self._root)
        except (OSError, StoreError, KeyError):
            return
        self._written = written
        if build != self._workers.build:
            self._shelf.clear()
            self._workers.renew(build)

    async def _read_body(self, headers: Mapping[str, str], receive: Receive) -> bytes:
        """Read the body of a request.

        Raises:
            RequestError: It is too large, compressed, or takes too long.
        """
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise RequestError(
                415, "the body is compressed", expected="a plain body", headers={"Accept-Encoding": "identity"}
            )
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length[:20]) > self._limits.body:
            raise self._refuse_body()
        try:
            return await asyncio.wait_for(self._gather(receive), _PATIENCE)
        except TimeoutError:
            raise RequestError(408, "the body did not arrive in time", headers={"Connection": "close"}) from None

    async def _gather(self, receive: Receive) -> bytes:
        """Put the parts of a body together."""
        body = b""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise RequestError(400, "the client has gone")
            part: bytes = message.get("body", b"")
            body += part
            if len(body) > self._limits.body:
                raise self._refuse_body()
            if not message.get("more_body"):
                return body

    def _refuse_body(self) -> RequestError:
        """Refuse a body that is too large."""
        expected = f"at most {self._limits.body:,} bytes"
        return RequestError(413, "the body is too large", expected=expected, headers={"Connection": "close"})

    def _tell_health(self) -> Reply:
        """Say whether requests can be answered."""
        well = self._workers.running > 0
        return Reply(
            200 if well else 503,
            {"Content-Type": TEXT, "Cache-Control": "no-store"},
            b"ok\n" if well else b"no workers\n",
        )

    def _count(self) -> str:
        """Write the counts."""
        workers = self._workers
        gauges = {"workers": workers.running, "requests_waiting": workers.waiting, "requests_long": workers.long}
        return self._ledger.write(
            gauges | {"requests_ended_total": workers.ended, "workers_failed_total": workers.failed}
        )


def _read_headers(scope: Scope) -> dict[str, str]:
    """Read headers by their names; the values of those that stand more than once are a list."""
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        known, text = name.decode("latin-1"), value.decode("latin-1")
        headers[known] = f"{headers[known]}, {text}" if known in headers else text
    return headers


async def _leave(receive: Receive) -> None:
    """Wait until the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, reply: Reply, method: str, headers: Mapping[str, str]) -> int:
    """Send a reply, compressed where that is accepted; give the bytes of its body."""
    body, given = reply.body, {**_ALWAYS, **reply.headers}
    if len(body) >= _LEAST:
        given["Vary"] = ", ".join(filter(None, [given.get("Vary", ""), "Accept-Encoding"]))
        if accepts_gzip(headers.get("accept-encoding", "")):
            given["Content-Encoding"] = "gzip"
            body = _compress(body) if len(body) < _LARGE else await asyncio.to_thread(_compress, body)
    if reply.status not in {204, 304}:
        given["Content-Length"] = str(len(body))
    encoded = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in given.items()]
    await send({"type": "http.response.start", "status": reply.status, "headers": encoded})
    sent = b"" if method == "HEAD" else body
    await send({"type": "http.response.body", "body": sent})
    return len(sent)


def _compress(body: bytes) -> bytes:
    """Compress a body; the same gives the same."""
    return gzip.compress(body, compresslevel=5, mtime=0)


def _matches(tags: str, tag: str) -> bool:
    """Tell whether a tag is among those that a client knows.

    Source: RFC 9110, sections 8.8.3.2 and 13.1.2: weak comparison.
    """
    bare = tag.removeprefix("W/")
    return any(known.strip() == "*" or known.strip().removeprefix("W/") == bare for known in tags.split(","))


def _classify(path: str) -> str:
    """Name what a path leads to, in one of few words."""
    first, _, rest = path[1:].partition("/")
    if first == "diplograph":
        first = rest.partition("/")[0]
    known = (
        "sparql graph void .well-known health metrics api questions search why resource static id claim source ontology"
    )
    return first.strip(".") if first in known.split() else "other" if first else "index"
