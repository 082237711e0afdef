"""Keeps replies for as long as the store stays as it is, the least asked for leaving first."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diplograph.server.messages import Reply, Request

#: What a request is known by.
Key = tuple[str, ...]
#: Characters of a request that is kept, and what a reply takes beside its body.
_LONGEST_KEY, _FRAME = 20_000, 2_000


class Shelf:
    """Replies by requests."""

    def __init__(self, size: int, largest: int) -> None:
        """Begin empty.

        Args:
            size: Bytes that all replies may take.
            largest: Bytes that one may take.
        """
        self._size, self._largest, self._used = size, largest, 0
        self._replies: OrderedDict[Key, Reply] = OrderedDict()

    def get(self, key: Key) -> Reply | None:
        """Give the reply to a request, if it is kept."""
        reply = self._replies.get(key)
        if reply is not None:
            self._replies.move_to_end(key)
        return reply

    def put(self, key: Key, reply: Reply) -> None:
        """Keep a reply, if it may be kept."""
        size = _measure(key, reply)
        if size > self._largest or sum(map(len, key)) > _LONGEST_KEY or key in self._replies:
            return
        self._replies[key] = reply
        self._used += size
        while self._used > self._size:
            old, dropped = self._replies.popitem(last=False)
            self._used -= _measure(old, dropped)

    def clear(self) -> None:
        """Keep nothing."""
        self._replies.clear()
        self._used = 0


def _measure(key: Key, reply: Reply) -> int:
    """Measure what a reply takes, in bytes."""
    return len(reply.body) + sum(map(len, key)) + _FRAME


def make_key(request: Request) -> Key:
    """Make what a request is known by: all that its reply depends on."""
    headers = tuple(part for name in sorted(request.headers) for part in (name, request.headers[name]))
    body = request.body.decode("latin-1")
    return ("GET" if request.method == "HEAD" else request.method, request.path, request.query, body, *headers)


def make_tag(build: str, key: Key) -> str:
    """Make the entity tag of a reply: another for each build and each request.

    The bytes of a compressed answer differ, and so may the order of prefixes: the tag is a weak one.

    Source: RFC 9110, section 8.8.3.
    """
    return f'W/"{sha256(repr((build, key)).encode()).hexdigest()[:32]}"'
