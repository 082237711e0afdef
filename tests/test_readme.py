"""The README keeps its word: its tour runs as printed, its example of a new relation works, its commands are the ones that exist."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from test_patterns import as_document

from diplograph.cli import main
from diplograph.model import Claim
from diplograph.text.extract import extract_claims
from diplograph.text.patterns import load_library

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def steps() -> list[tuple[str, str]]:
    """Give the commands of the tour with the output printed below them."""
    blocks = re.findall(r"<!-- tour -->\n```console\n(.*?)```", README, re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts)]


def test_the_tour_runs_as_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    checker = doctest.OutputChecker()
    assert len(steps()) >= 6
    for command, expected in steps():
        program, *arguments = shlex.split(command)
        assert program == "diplograph"
        assert main(arguments) == 0, command
        printed = capsys.readouterr().out.replace("\r\n", "\n")  # CSV ends its lines as its standard says
        assert checker.check_output(expected, printed, doctest.ELLIPSIS), f"$ {command}\n{printed}"


def test_the_example_of_a_new_relation_gives_its_claim(tmp_path: Path) -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    path = tmp_path / "twinning.toml"
    path.write_text(text, encoding="utf-8")
    library = load_library([*(ROOT / "ontology" / "patterns").glob("*.toml"), path])
    (pattern,) = (p for p in library.patterns if p.kind == "Twinning")
    (example,) = pattern.examples
    found = [c for c in extract_claims(as_document(example), library) if c.kind == "Twinning"]
    assert [{"roles": dict(c.roles), "time": dict(c.time)} for c in found] == example["claims"]
    assert all(isinstance(claim, Claim) for claim in found)


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"<!-- test command -->\n```sh\npython3 -m venv \.venv && ", README)
