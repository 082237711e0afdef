"""What goes between a client and what answers it: requests, replies, and refusals with their status."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from diplograph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT, HTML, JSON = "text/plain; charset=utf-8", "text/html; charset=utf-8", "application/json"
#: Parameters of a query string or a form that are read.
_MOST_FIELDS = 100


@dataclass(frozen=True, slots=True)
class Request:
    """A request.

    Attributes:
        method: In capitals.
        path: As it was sent, percent signs and all.
        query: What stands behind the question mark.
        headers: By their names in small letters; those that an answer may depend on.
        body: The body, "" where there is none.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply.

    Attributes:
        status: The status code.
        headers: By their names.
        body: The body.
        keep: Whether the same request gets the same reply as long as the store stays as it is.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    keep: bool = True


class RequestError(InputError):
    """A request that is refused; the status says why to programs, the message to people."""

    def __init__(
        self, status: int, reason: str, *, expected: str | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        """Keep the status and what else is to be sent beside the message."""
        super().__init__(reason, expected=expected)
        self.status, self.headers = status, dict(headers or {})


def refuse(error: RequestError) -> Reply:
    """Turn a refusal into a reply."""
    return Reply(
        error.status,
        {"Content-Type": TEXT, "Cache-Control": "no-store", **error.headers},
        f"{error}\n".encode(),
        keep=False,
    )


def read_fields(text: str) -> list[tuple[str, str]]:
    """Read a query string or a form.

    Raises:
        RequestError: It is not UTF-8, or has too many fields.
    """
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise RequestError(400, "the parameters are not UTF-8", expected="percent-encoded UTF-8") from None
    except ValueError:
        raise RequestError(400, "too many parameters", expected=f"at most {_MOST_FIELDS}") from None


def read_single(text: str, *known: str) -> dict[str, str]:
    """Read parameters that may stand once each; empty ones count as left out.

    Raises:
        RequestError: One is unknown, or stands twice.
    """
    found: dict[str, str] = {}
    for name, value in read_fields(text):
        if name in found or name not in known:
            reason = f"the parameter {name!r} stands twice" if name in found else f"there is no parameter {name!r}"
            raise RequestError(400, reason, expected=", ".join(known) or "no parameters")
        if value:
            found[name] = value
    return found


def read_part(path: str) -> str:
    """Read a part of a path as text.

    Raises:
        RequestError: It is not UTF-8.
    """
    try:
        return unquote(path, errors="strict")
    except UnicodeDecodeError:
        raise RequestError(400, "the path is not UTF-8", expected="percent-encoded UTF-8") from None


def write_request(request: Request) -> bytes:
    """Write a request for a worker: a line of JSON, and the body."""
    fields = [request.method, request.path, request.query, dict(request.headers), len(request.body)]
    return json.dumps(fields).encode() + b"\n" + request.body


def write_reply(reply: Reply) -> bytes:
    """Write a reply of a worker: a line of JSON, and the body."""
    fields = [reply.status, dict(reply.headers), reply.keep, len(reply.body)]
    return json.dumps(fields).encode() + b"\n" + reply.body
