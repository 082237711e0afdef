"""Tests of the command ``export`` for graph browsers; those of RDF are in ``test_cli``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from seed_store import build_seeds
from test_cli_query import fails, runs

_FORMATS = ["cyjs", "gexf", "graphml", "html"]
_FILES = ["README.txt", "load.cypher", "nodes.csv", "relationships.csv"]


@pytest.fixture(scope="module")
def store() -> str:
    return str(build_seeds()[0])


@pytest.mark.parametrize("form", _FORMATS)
def test_a_file_holds_what_is_printed(
    capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "export"
    for projection in ("flat", "full"):
        arguments = ["export", "--store", store, "--format", form, "--projection", projection]
        assert runs(capsys, *arguments, "--output", str(path)) == ""
        assert path.read_bytes().decode() == runs(capsys, *arguments)


def test_flat_is_the_default(capsys: pytest.CaptureFixture[str], store: str) -> None:
    arguments = ["export", "--store", store, "--format", "cyjs"]
    assert runs(capsys, *arguments) == runs(capsys, *arguments, "--projection", "flat")


@pytest.mark.parametrize("form", ["gexf", "html"])
def test_the_bytes_do_not_hang_on_the_hash_seed(store: str, form: str) -> None:
    command = [sys.executable, "-m", "diplograph", "export", "--store", store, "--format", form, "--hedged"]
    outputs = {
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_a_bundle_is_a_directory_or_an_archive(capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path) -> None:
    arguments = ["export", "--store", store, "--format", "neo4j"]
    assert runs(capsys, *arguments, "--output", str(tmp_path / "folder")) == ""
    for name in ("one.zip", "two.zip"):
        assert runs(capsys, *arguments, "--output", str(tmp_path / name)) == ""
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == _FILES
        assert {name: archive.read(name) for name in _FILES} == {
            name: (tmp_path / "folder" / name).read_bytes() for name in _FILES
        }
    assert "--output DIRECTORY" in fails(capsys, *arguments)
    assert "not a directory" in fails(capsys, *arguments, "--output", str(tmp_path / "one.zip" / "x"))


def list_labels(capsys: pytest.CaptureFixture[str], store: str, *arguments: str) -> list[str]:
    printed = runs(capsys, "export", "--store", store, "--format", "cyjs", *arguments)
    return [edge["data"]["label"] for edge in json.loads(printed)["elements"]["edges"]]


def test_filters(capsys: pytest.CaptureFixture[str], store: str) -> None:
    everything = list_labels(capsys, store)
    chile = list_labels(capsys, store, "--territory", "Chile", "--kind", "Agreement")
    assert chile == ["Free trade agreement of Chile–Hong Kong"]
    visits = list_labels(capsys, store, "--kind", "visit", "--since", "2009", "--until", "2012", "--certain")
    assert visits
    assert set(visits) < set(list_labels(capsys, store, "--kind", "visit")) < set(everything)
    assert "Consulate-general of North Korea in Hong Kong (planned)" in list_labels(capsys, store, "--hedged")


def test_as_of_a_date(capsys: pytest.CaptureFixture[str], store: str) -> None:
    agreements = list_labels(capsys, store, "--kind", "Agreement", "--as-of", "2005", "--certain")
    assert agreements == ["Free trade agreement of China–Hong Kong"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--kind", "Visit"], "--kind is for graph browsers; expected --format cyjs gexf graphml html neo4j"),
        (["--projection", "full"], "--projection is for graph browsers"),
        (["--format", "gexf", "--since", "soon"], "--since: 'soon' is no date"),
        (["--format", "gexf", "--territory", "Atlantis"], "'Atlantis'"),
        (["--format", "gexf", "--kind", "Vist"], "the graph has no 'Vist'"),
        (["--format", "gexf", "--certain"], "--certain needs a date"),
        (["--format", "gexf", "--hedged", "--as-of", "2005"], "--hedged and --as-of do not go together"),
        (["--format", "gefx"], "no graph format 'gefx'"),
    ],
)
def test_what_cannot_be_exported(
    capsys: pytest.CaptureFixture[str], store: str, arguments: list[str], said: str
) -> None:
    assert said in fails(capsys, "export", "--store", store, *arguments)
