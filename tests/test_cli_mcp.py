"""Tests of the command that serves assistants: how it begins and ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from seed_store import build_seeds

from diplograph.cli import main

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a (!dg:x)* ?b . ?c (!dg:y)* ?d . ?e ?f ?g }"


def run_without(module: str) -> subprocess.CompletedProcess[str]:
    """Run the command where a module is not installed."""
    code = f"import sys; sys.modules[{module!r}] = None; from diplograph.cli import main; sys.exit(main(['mcp']))"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("module", ["mcp", "mcp_types", "pydantic", "anyio"])
def test_without_the_extra_a_line_says_how_to_get_it(module: str) -> None:
    done = run_without(module)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == "the command mcp needs the MCP SDK; install it with: pip install 'mcp>=2.0'\n"


def test_the_other_commands_do_not_load_the_extra() -> None:
    code = "import sys; from diplograph.cli import main; main(['ask']); sys.exit('mcp' in sys.modules or 'pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_what_is_wrong_is_said_before_anything_is_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(build_seeds()[0])
    assert main(["mcp", "--store", str(tmp_path)]) == 2
    assert "no diplograph store here" in capsys.readouterr().err
    assert main(["mcp", "--store", root, "--timeout", "0"]) == 2
    assert "--timeout: 0 seconds are no time" in capsys.readouterr().err
    assert main(["mcp", "--store", root, "--questions", str(tmp_path / "none")]) == 2
    assert "no such folder" in capsys.readouterr().err


COMMAND = [sys.executable, "-m", "diplograph", "mcp", "--timeout", "1", "--store"]


def serve(lines: list[bytes]) -> subprocess.CompletedProcess[bytes]:
    """Serve what is written at once, then close."""
    command = [*COMMAND, str(build_seeds()[0])]
    return subprocess.run(command, input=b"".join(lines), capture_output=True, check=False)


def write(number: int, method: str, **params: object) -> bytes:
    message: dict[str, object] = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
    return json.dumps(message).encode() + b"\n"


BEGIN = write(
    1, "initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "tests", "version": "1"}
)


def test_it_ends_when_the_client_closes() -> None:
    done = serve([])
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_it_ends_though_a_query_runs() -> None:
    done = serve([BEGIN, write(2, "tools/call", name="query", arguments={"sparql": ENDLESS})])
    assert (done.returncode, done.stderr) == (0, b"")


def test_lines_that_are_no_messages_do_no_harm() -> None:
    noise = [b"no json\n", b"\xff\xfe\n", b"[" * 5000 + b"\n", b"\n", b'{"jsonrpc": "2.0", "id": 3, "method": 5}\n']
    pipe = subprocess.PIPE
    with subprocess.Popen([*COMMAND, str(build_seeds()[0])], stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"".join([BEGIN, *noise, write(4, "no/method"), write(5, "tools/call", name=5)]))
        process.stdin.flush()
        codes: dict[int, int] = {}
        while 5 not in codes:
            answer = json.loads(process.stdout.readline())
            codes[answer["id"]] = answer["error"]["code"] if "error" in answer else 0
        process.stdin.close()
        assert process.stderr.read() == b""
    assert (codes[1], codes[4], codes[5]) == (0, -32601, -32602)
    assert process.returncode == 0
