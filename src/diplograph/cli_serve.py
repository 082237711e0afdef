"""The command ``serve``: the store on the web. What it says goes to standard error; standard output stays empty.

The HTTP server is an extra: it is imported when the command runs, and missed with a line that says how to get it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from diplograph.cli_graph import Add
from diplograph.errors import InputError

_HOST, _PORT = "127.0.0.1", 8000
_SECONDS, _WORKERS, _MEGABYTES, _MEMORY = 30.0, 2, 64, 2048
#: The modules that the extra brings.
_EXTRA = frozenset({"httptools", "uvicorn"})


def add_serve_command(add: Add) -> None:
    """Add the command ``serve``."""
    sub = add("serve", _serve, "serve the store to browsers and programs: pages, linked data, SPARQL, an API")
    sub.add_argument("--host", default=_HOST, metavar="ADDRESS", help=f"default: {_HOST}, this machine alone")
    sub.add_argument("--port", type=int, default=_PORT, metavar="N", help=f"default: {_PORT}; 0 takes any that is free")
    text = "where the site is reached from outside, if requests do not say it: https://example.org"
    sub.add_argument("--address", default="", metavar="URL", help=text)
    text = "a folder with questions of your own; also DIPLOGRAPH_QUESTIONS"
    sub.add_argument("--questions", type=Path, metavar="DIR", help=text)
    text = f"end a request after this time (default: {_SECONDS:g})"
    sub.add_argument("--timeout", type=float, default=_SECONDS, metavar="SECONDS", help=text)
    text = f"processes for short requests; long ones get others (default: {_WORKERS})"
    sub.add_argument("--workers", type=int, default=_WORKERS, metavar="N", help=text)
    text = f"the largest answer, in megabytes (default: {_MEGABYTES})"
    sub.add_argument("--max-answer", type=int, default=_MEGABYTES, metavar="MB", help=text)
    text = f"megabytes that a process may take (default: {_MEMORY})"
    sub.add_argument("--memory", type=int, default=_MEMORY, metavar="MB", help=text)
    sub.add_argument("--quiet", action="store_true", help="no line for each request")


def _serve(options: argparse.Namespace) -> tuple[str, bool]:
    """Serve until a signal ends it."""
    try:
        from diplograph.server.serving import Settings, serve  # noqa: PLC0415 - heavy, and an extra
        from diplograph.server.workers import Bounds  # noqa: PLC0415
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        reason = "the command serve needs an HTTP server; install it with: pip install 'uvicorn>=0.36' httptools uvloop"
        raise InputError(reason) from None
    from diplograph.graph.questions import find_own_folders  # noqa: PLC0415
    from diplograph.graph.store import open_store  # noqa: PLC0415

    _check(options)
    open_store(options.store)
    folders = None if options.questions is None else [options.questions, *find_own_folders()]
    bounds = Bounds(workers=options.workers, seconds=options.timeout, memory=options.memory)
    place = (options.host, options.port, options.address)
    _log(quiet=options.quiet)
    serve(Settings(options.store, *place, folders, options.max_answer, bounds), _say)
    return "", False


def _check(options: argparse.Namespace) -> None:
    """Refuse what cannot be meant."""
    if not 0 < options.timeout < float("inf"):
        raise InputError(f"--timeout: {options.timeout:g} seconds are no time", expected="a number above 0")
    for name in ("workers", "max_answer", "memory"):
        if getattr(options, name) < 1:
            raise InputError(
                f"--{name.replace('_', '-')}: {getattr(options, name)} is too little", expected="1 or more"
            )
    if not 0 <= options.port <= 65535:
        raise InputError(f"--port: {options.port} is no port", expected="0 to 65535")
    if options.address and not options.address.startswith(("https://", "http://")):
        raise InputError(f"--address: {options.address!r} is no address of a site", expected="https://…")
    if options.questions is not None and not options.questions.is_dir():
        raise InputError("no such folder", path=str(options.questions), expected="a folder with .rq files")


def _log(*, quiet: bool) -> None:
    """Let the server's lines go to standard error."""
    import logging  # noqa: PLC0415 - other commands do not wait for it

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    logger = logging.getLogger("diplograph.server")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING if quiet else logging.INFO)
    logger.propagate = False
    errors = logging.getLogger("uvicorn.error")
    errors.addHandler(handler)
    errors.setLevel(logging.WARNING)


def _say(address: str) -> None:
    """Say where the server listens."""
    sys.stderr.write(f"serving at {address} (Ctrl-C ends it)\n")
    sys.stderr.flush()
