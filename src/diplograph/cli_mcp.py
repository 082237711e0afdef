"""The command ``mcp``: answers to assistants on standard input and output. ``cli`` prints nothing for it.

The protocol's library is an extra: it is imported when the command runs, and missed with a line that says how to get it.
"""

from __future__ import annotations

import argparse
import signal
from pathlib import Path

from diplograph.cli_graph import Add
from diplograph.errors import InputError, QueryError

_SECONDS = 30.0
#: The modules that the extra brings.
_EXTRA = frozenset({"anyio", "mcp", "mcp_types", "pydantic"})


def add_mcp_command(add: Add) -> None:
    """Add the command ``mcp``."""
    sub = add("mcp", _serve, "answer assistants from the graph, over the Model Context Protocol on standard input")
    text = "a folder with questions of your own; also DIPLOGRAPH_QUESTIONS"
    sub.add_argument("--questions", type=Path, metavar="DIR", help=text)
    text = f"end a query after this time (default: {_SECONDS:g})"
    sub.add_argument("--timeout", type=float, default=_SECONDS, metavar="SECONDS", help=text)


def _serve(options: argparse.Namespace) -> tuple[str, bool]:
    """Serve until the client closes; nothing is printed, standard output is the client's."""
    try:
        from diplograph.assistant.server import serve  # noqa: PLC0415 - heavy, and an extra
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise InputError("the command mcp needs the MCP SDK; install it with: pip install 'mcp>=2.0'") from None
    from diplograph.assistant.desk import Desk  # noqa: PLC0415
    from diplograph.graph.questions import find_own_folders  # noqa: PLC0415
    from diplograph.graph.store import open_store  # noqa: PLC0415

    if not 0 < options.timeout < float("inf"):
        raise QueryError(f"--timeout: {options.timeout:g} seconds are no time", expected="a number above 0")
    if options.questions is not None and not options.questions.is_dir():
        raise QueryError("no such folder", path=str(options.questions), expected="a folder with .rq files")
    open_store(options.store)
    folders = None if options.questions is None else [options.questions, *find_own_folders()]
    # A thread waits for standard input and cannot be interrupted: the signal has to end the process itself.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    serve(Desk(options.store, folders, options.timeout))
    return "", False
