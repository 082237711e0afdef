"""Tests of the commands that ask: their formats, folders, reports and lists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from seed_store import build_seeds

from diplograph.cli import main

OWN = """#+ summary = "Which visits are there?"
#+ [parameters.host]
#+ type = "territory"
#+ default = "Hong Kong"

PREFIX dg: <https://w3id.org/diplograph/ontology#>
SELECT ?visit WHERE { VALUES ?host { <https://w3id.org/diplograph/id/territory/HK> } ?visit a dg:Visit ; dg:host ?host } ORDER BY ?visit
"""


@pytest.fixture(scope="module")
def store() -> str:
    return str(build_seeds()[0])


def runs(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code = main(arguments)
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return out


def fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


def test_labels_for_people_and_iris_for_machines(capsys: pytest.CaptureFixture[str], store: str) -> None:
    people = runs(capsys, "ask", "agreement-gap", "--no-evidence", "--format", "csv", "--store", store)
    machines = runs(capsys, "ask", "agreement-gap", "--no-evidence", "--iris", "--format", "csv", "--store", store)
    assert "Chile,Free trade agreement of Chile–Hong Kong\r\n" in people
    assert "https://w3id.org/diplograph/id/territory/CL," in machines
    assert len(people.splitlines()) == len(machines.splitlines())


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "markdown", "table", "html"])
def test_the_evidence_survives_in_every_format(capsys: pytest.CaptureFixture[str], store: str, form: str) -> None:
    text = re.sub(r"</?mark>", "", runs(capsys, "ask", "missions-opened-closed", "--format", form, "--store", store))
    for part in ("Consulate-General in February 2000", "hong-kong-north-korea-relations", "2126", "2389"):
        assert part in " ".join(text.split())
    bare = runs(capsys, "ask", "missions-opened-closed", "--no-evidence", "--format", form, "--store", store)
    assert "in February 2000" not in " ".join(bare.split())


def test_tables_fit_the_screen(capsys: pytest.CaptureFixture[str], store: str) -> None:
    for name in ("connections", "who-decides", "less-than-full-member", "met-on-visit"):
        assert all(len(line) <= 80 for line in runs(capsys, "ask", name, "--store", store).splitlines())


def test_a_report_is_one_file(capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    assert runs(capsys, "ask", "visits-abroad", "--report", str(path), "--store", store) == ""
    page = path.read_text(encoding="utf-8")
    assert "<mark>Donald Tsang</mark>" in page
    assert runs(capsys, "ask", "visits-abroad", "--format", "html", "--store", store) == page
    assert "no such file" in fails(capsys, "ask", "denied", "--report", str(tmp_path / "x" / "y"), "--store", store)


def test_questions_of_ones_own(capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path) -> None:
    (tmp_path / "visits.rq").write_text(OWN, encoding="utf-8")
    folder = ["--questions", str(tmp_path)]
    assert "own:\n  visits\n" in runs(capsys, "ask", *folder)
    assert "Visit of Tony Blair to Hong Kong" in runs(
        capsys, "ask", "visits", "--format", "csv", *folder, "--store", store
    )
    assert runs(capsys, "ask", "visits", "--host", "Kenya", "--format", "csv", *folder, "--store", store) == "visit\r\n"
    assert "ask visits" in runs(capsys, "find", "visits", *folder, "--store", store)
    assert "there is no question 'visits'" in fails(capsys, "ask", "visits", "--store", store)
    assert "no such folder" in fails(capsys, "ask", "--questions", str(tmp_path / "none"))


def test_questions_of_ones_own_stand_in_the_environment_too(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "visits.rq").write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("DIPLOGRAPH_QUESTIONS", str(tmp_path))
    assert "Which visits are there?" in runs(capsys, "ask", "visits", "--describe")
    (tmp_path / "visits.rq").write_text("#+ summary\n", encoding="utf-8")
    assert "visits.rq: malformed header" in fails(capsys, "ask")


def test_values_are_listed(capsys: pytest.CaptureFixture[str], store: str) -> None:
    types = runs(capsys, "ask", "missions-sent", "--values", "type", "--store", store).splitlines()
    assert {"consulate-general", "economic-and-trade-office", "embassy"} <= set(types)
    assert "Chile\n" in runs(capsys, "ask", "missions-sent", "--values", "territory", "--store", store)
    assert "no parameter with values" in fails(capsys, "ask", "missions-sent", "--values", "colour", "--store", store)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["connections", "--most", "4"], "--most: '4' cannot be used; expected a whole number from 1 to 3"),
        (["connections", "--most", "9" * 40], "cannot be used"),
        (["missions-as-of", "--date", "2010-02-30"], "--date: '2010-02-30' cannot be used"),
        (["missions-sent", "--type", "igloo"], "the graph has no 'igloo'; expected one of: "),
        (["missions-sent", "--territory", "Hong Kng"], "expected 'Hong Kong'"),
        (["missions-sent", "--territory", '" } #'], "no territory of the graph is called"),
        (["missions-sent", "--end", "x"], "has no parameter 'end'; expected --territory --type"),
        (["missions-sent", "--format", "gexf"], "format 'gexf' does not fit"),
        (["missions-sent", "--timeout", "0"], "0 seconds are no time"),
        (["missions-sent", "--endpoint", "ftp://example.org"], "is no endpoint"),
    ],
)
def test_bad_arguments(capsys: pytest.CaptureFixture[str], store: str, arguments: list[str], message: str) -> None:
    assert message in fails(capsys, "ask", *arguments, "--store", store)


def test_a_newcomers_question(capsys: pytest.CaptureFixture[str], store: str) -> None:
    words = "which territories have a free trade agreement with Hong Kong but no office of its?"
    first = runs(capsys, "find", *words.split(), "--store", store).splitlines()[0]
    assert first == "ask agreement-partners-without-office"
    answer = json.loads(runs(capsys, *first.split(), "--format", "json", "--store", store))
    partners = {row["partner"]["value"] for row in answer["results"]["bindings"]}
    assert {"New Zealand", "Chile"} <= partners
    assert "Australia" not in partners
