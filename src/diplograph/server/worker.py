"""The process that answers requests from a store, one after the other; whoever started it ends it when it takes too long.

    python -m diplograph.server.worker SETTINGS

reads requests from standard input and writes replies to standard output. The settings are a JSON object.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from threading import Thread
from time import sleep
from typing import IO

from diplograph.errors import DiplographError
from diplograph.graph.limits import limit_process
from diplograph.server.answering import answer
from diplograph.server.messages import Reply, Request, RequestError, refuse, write_reply
from diplograph.server.site import Site, name_build, open_site

#: Seconds between two looks at whether the server still runs.
_LOOK = 1.0


def serve(site: Site, requests: IO[bytes], replies: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    while line := requests.readline():
        method, path, query, headers, size = json.loads(line)
        reply = _answer(site, Request(method, path, query, headers, requests.read(size)))
        replies.write(write_reply(reply))
        replies.flush()


def _answer(site: Site, request: Request) -> Reply:
    """Answer a request; a fault of this package is told in one line and not in a traceback."""
    try:
        return answer(site, request)
    except Exception as error:  # noqa: BLE001 - the next request must be answered too
        return refuse(RequestError(500, f"internal error, please report it: {type(error).__name__}: {error}"))


def _end_with(parent: int) -> None:
    """End this process when the one that started it has ended, whatever it is doing."""
    while os.getppid() == parent:
        sleep(_LOOK)
    os._exit(1)


def main(settings: str) -> int:
    """Open the store, say which build it is, and serve."""
    given = json.loads(settings)
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    limit_process(given["memory"])
    root, folders = Path(given["root"]), given["questions"]
    questions = None if folders is None else [Path(folder) for folder in folders]
    try:
        name = name_build(root)
        site = open_site(root, questions, megabytes=given["megabytes"], address=given["address"])
    except DiplographError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.buffer.write(f"{name}\n".encode())
    sys.stdout.buffer.flush()
    serve(site, sys.stdin.buffer, sys.stdout.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
