"""What ``--endpoint`` does to the commands that take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.errors import InputError

if TYPE_CHECKING:
    import argparse

    from diplograph.graph.remote import Endpoint


def add_endpoint(sub: argparse.ArgumentParser) -> None:
    """Add the option to a command."""
    sub.add_argument("--endpoint", metavar="URL", help="ask this SPARQL 1.1 endpoint instead of the store")


def open_endpoint(options: argparse.Namespace) -> Endpoint | None:
    """Give the endpoint that the arguments name; ``None`` where it is the store that is asked.

    Raises:
        InputError: It is none, or the arguments ask of it what only a store can do.
    """
    if options.endpoint is None:
        return None
    from diplograph.graph.remote import SECONDS, Endpoint  # noqa: PLC0415 - endpoints only

    if getattr(options, "as_of", None) is not None:
        raise InputError("--as-of needs a store", expected="no --endpoint beside it")
    seconds = getattr(options, "timeout", None)
    if seconds is not None and not 0 < seconds < float("inf"):
        raise InputError(f"--timeout: {seconds:g} seconds are no time", expected="a number above 0")
    return Endpoint(options.endpoint, seconds=seconds or SECONDS)
