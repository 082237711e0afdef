"""Tests of what keeps a server up: runaways that are ended, stores that are replaced, processes that end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from web_server import find_store, run_server

from diplograph.graph.store import find_build, replace_build

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a (!dg:x)* ?b . ?c (!dg:y)* ?d . ?e ?f ?g }"


def _ask(address: str, query: str) -> httpx.Response:
    return httpx.post(f"{address}/sparql", data={"query": query}, timeout=120)


def test_runaways_are_ended_and_the_others_answered() -> None:
    small = [f"SELECT ?s {{ ?s a dg:Visit }} ORDER BY ?s LIMIT {n}" for n in range(1, 31)]
    with run_server(find_store(), "--timeout", "2") as address, ThreadPoolExecutor(50) as threads:
        runaways = [threads.submit(_ask, address, f"{ENDLESS} # {n}") for n in range(12)]
        answers = list(threads.map(lambda query: _ask(address, query), small))
        assert [len(answer.json()["results"]["bindings"]) for answer in answers] == list(range(1, 31))
        ended = [runaway.result() for runaway in runaways]
        assert {answer.status_code for answer in ended} == {503}
        assert {answer.headers["retry-after"] for answer in ended} == {"5"}
        reasons = {answer.text.split(";")[0].strip() for answer in ended}
        assert "the request was ended after 2 seconds" in reasons
        assert reasons <= {"the request was ended after 2 seconds", "too many long requests run at the moment"}
        assert _ask(address, "ASK {}").json()["boolean"] is True
        metrics = httpx.get(f"{address}/metrics").text
        assert "diplograph_requests_ended_total 12\n" in metrics
        assert 'diplograph_requests_total{handler="sparql",status="503"} 12\n' in metrics


def test_what_takes_too_much_is_ended() -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
    with run_server(find_store(), "--timeout", "100", "--memory", "300", says="memory allocation") as address:
        answer = _ask(address, query)
        assert (answer.status_code, answer.text[:39]) == (500, "the request needed more than 300 MB; ex")
        assert _ask(address, "ASK {}").json()["boolean"] is True


def test_a_new_build_is_served_without_a_new_start(tmp_path: Path) -> None:
    shutil.copytree(find_store(), tmp_path / "store")
    query = "SELECT ?o { <urn:x:s> <urn:x:p> ?o }"
    with run_server(tmp_path / "store") as address:
        before = httpx.get(f"{address}/sparql", params={"query": query})
        assert before.json()["results"]["bindings"] == []
        with replace_build(tmp_path / "store") as build:
            store = Store(str(build / "graph"))
            store.add(Quad(NamedNode("urn:x:s"), NamedNode("urn:x:p"), Literal("new")))
            store.flush()
            del store
            (build / "build.json").write_text('{"hash": "other"}')
        assert find_build(tmp_path / "store") == build
        after = before
        for _ in range(100):
            after = httpx.get(
                f"{address}/sparql", params={"query": query}, headers={"If-None-Match": before.headers["etag"]}
            )
            if after.status_code == 200 and after.json()["results"]["bindings"]:
                break
            time.sleep(0.1)
        assert after.json()["results"]["bindings"][0]["o"]["value"] == "new"
        assert after.headers["etag"] != before.headers["etag"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left(sign: signal.Signals) -> None:
    command = [sys.executable, "-m", "diplograph", "serve", "--store", str(find_store()), "--port", "0", "--quiet"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process, ThreadPoolExecutor(1) as threads:
        assert process.stderr is not None
        address = process.stderr.readline().decode().split()[2].rstrip("/")
        asked = threads.submit(_ask, address, ENDLESS)
        workers: list[int] = []
        while len(workers) < 3:  # one is busy, two are at hand
            workers = _list_children(process.pid)
            time.sleep(0.1)
        process.send_signal(sign)
        process.wait(30)
        for _ in range(100):
            left = [pid for pid in workers if Path(f"/proc/{pid}").exists() and "Z" not in _read_state(pid)]
            if not left:
                break
            time.sleep(0.1)
        assert left == []
        assert process.returncode == (-sign if sign == signal.SIGKILL else 0)
        with pytest.raises(httpx.HTTPError):
            asked.result().raise_for_status()


def _list_children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _read_state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def test_what_cannot_be_served_is_said(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "diplograph", "serve", "--store", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no diplograph store here" in done.stderr
    with run_server(find_store()) as address:
        port = address.rpartition(":")[2]
        done = subprocess.run(
            [*command[:-1], str(find_store()), "--port", port], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 2
        assert f"cannot listen on 127.0.0.1, port {port}" in done.stderr
        assert "Traceback" not in done.stderr


def test_the_extra_is_missed_with_a_command(tmp_path: Path) -> None:
    for name in ("uvicorn", "httptools"):
        (tmp_path / f"{name}.py").write_text(f"raise ModuleNotFoundError('gone', name={name!r})\n")
    command = [sys.executable, "-m", "diplograph", "serve", "--store", str(find_store())]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "pip install" in done.stderr
