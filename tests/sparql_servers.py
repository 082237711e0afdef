"""Servers on the loopback for the tests of endpoints: Oxigraph's own, rdflib behind a small one, and ones that misbehave."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import warnings
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rdflib import Dataset

JSON = "application/sparql-results+json"


class Reply(BaseHTTPRequestHandler):
    """Answers a query as its server was told to; keeps the log to itself."""

    answer: Callable[[BaseHTTPRequestHandler, str], None]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        type(self).answer(self, parse_qs(body)["query"][0])

    def log_message(self, *_: object) -> None:
        pass


def send(request: BaseHTTPRequestHandler, data: bytes, kind: str = JSON, code: int = 200, **headers: str) -> None:
    """Send an answer."""
    request.send_response(code)
    for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(data)


@contextmanager
def serve(answer: Callable[[BaseHTTPRequestHandler, str], None]) -> Iterator[str]:
    """Serve answers; give the address."""
    handler = type("Handler", (Reply,), {"answer": staticmethod(answer)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/sparql"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def serve_rdflib(dataset: Dataset) -> Iterator[str]:
    """Serve a dataset of rdflib: an engine that has nothing in common with ours."""

    def run(query: str) -> tuple[bytes, str]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib calls what it deprecates itself
            result = dataset.query(query)
            if result.type in {"CONSTRUCT", "DESCRIBE"}:
                return result.serialize(format="nt") or b"", "application/n-triples"
            return result.serialize(format="json") or b"", JSON

    def answer(request: BaseHTTPRequestHandler, query: str) -> None:
        send(request, *run(query))

    with serve(answer) as address:
        yield address


@contextmanager
def serve_oxigraph(graph: Path) -> Iterator[str]:
    """Serve a database with Oxigraph's own server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert program is not None
    command = [program, "serve-read-only", "--location", str(graph), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.kill()
        process.wait()
