"""Tests of the commands that look into a store."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from seed_store import build_seeds

from diplograph.cli import main

FORMATS = ["text", "json", "sarif", "turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"]


@pytest.fixture(scope="module")
def store() -> str:
    return str(build_seeds()[0])


def runs(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    return err


def test_validate_points_at_the_source(capsys: pytest.CaptureFixture[str], store: str) -> None:
    lines = runs(capsys, "validate", "--store", store).splitlines()
    head = next(i for i, line in enumerate(lines) if "begins in 1991" in line)
    assert "foreign-relations-of-hong-kong.txt:71:3: warning: " in lines[head]
    assert lines[head + 1] == "   71 | - World Trade Organization (Since 1991)"
    assert lines[head + 2] == "      |   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~^^^^~"
    assert any("41, and names 22." in line for line in lines)
    assert lines[-1].endswith(" findings, 0 of them errors")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_of_findings(capsys: pytest.CaptureFixture[str], store: str, form: str) -> None:
    assert "before the organisation was established (1995)" in runs(
        capsys, "validate", "--store", store, "--format", form
    )


def test_sarif_names_the_file(capsys: pytest.CaptureFixture[str], store: str) -> None:
    log = json.loads(runs(capsys, "validate", "--store", store, "--format", "sarif"))
    uris = {
        place["physicalLocation"]["artifactLocation"]["uri"]
        for result in log["runs"][0]["results"]
        for place in result["locations"]
    }
    assert {Path(uri).name for uri in uris} == {
        "foreign-relations-of-hong-kong.txt",
        "hong-kong-north-korea-relations.txt",
    }


def test_an_unknown_format_of_findings(capsys: pytest.CaptureFixture[str], store: str) -> None:
    assert "there is no format 'gcc'" in fails(capsys, "validate", "--store", store, "--format", "gcc")


def test_the_summary_shows_the_lines_too(capsys: pytest.CaptureFixture[str], store: str) -> None:
    assert "     71 | - World Trade Organization (Since 1991)" in runs(capsys, "stats", "--store", store)


def test_why_prints_a_proof(capsys: pytest.CaptureFixture[str], store: str) -> None:
    text = runs(capsys, "why", "Hong Kong", "hasAgreementWith", "New Zealand", "--store", store)
    assert "by prp-spo2: dg:hasAgreementWith(x, z) <- " in text
    assert "    New Zealand (March 2010)\n    ^^^^^^^^^^^\n" in text
    assert "foreign-relations-of-hong-kong.txt:25:3, characters " in text


def test_why_of_a_node_says_how_much_is_left(capsys: pytest.CaptureFixture[str], store: str) -> None:
    text = runs(capsys, "why", "New Zealand", "--limit", "1", "--store", store)
    said = re.search(r"\n\(1 of (\d+) triples: --limit \1 shows all\)\n$", text)
    assert said
    assert "shows all" not in runs(capsys, "why", "New Zealand", "--limit", said[1], "--store", store)


@pytest.mark.parametrize(
    "form", ["text", "markdown", "json", "turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"]
)
def test_every_format_of_reasons(capsys: pytest.CaptureFixture[str], store: str, form: str) -> None:
    text = runs(capsys, "why", "Hong Kong", "everParticipatedIn", "WTO", "--store", store, "--format", form)
    assert "Since 1991" in text


def test_why_of_a_row_takes_the_parameters_of_the_question(capsys: pytest.CaptureFixture[str], store: str) -> None:
    row = ["why", "--question", "met-on-visit", "--row", "2", "--territory", "Hong Kong", "--store", store]
    assert "Visit of Donald Tsang" in runs(capsys, *row)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "nothing to explain; expected SUBJECT PREDICATE OBJECT"),
        (["a", "b"], "2 terms make no triple"),
        (["Hong Kong", "--format", "svg"], "there is no format 'svg' for reasons"),
        (["Hong Kong", "--territory", "x"], "unknown argument '--territory'"),
        (["Hong Kong", "--question", "denied"], "unknown argument 'Hong Kong'"),
        (["--question", "denied", "--row", "0"], "there is no row 0"),
        (["--question", "nothing"], "there is no question 'nothing'"),
    ],
)
def test_bad_questions_to_why(
    capsys: pytest.CaptureFixture[str], store: str, arguments: list[str], message: str
) -> None:
    assert message in fails(capsys, "why", *arguments, "--store", store)


MEMBERS = "SELECT ?l WHERE { ?m a dg:Membership ; rdfs:label ?l ; dg:since ?d }"


def test_query_as_of_a_date(capsys: pytest.CaptureFixture[str], store: str) -> None:
    early = runs(capsys, "query", MEMBERS, "--as-of", "1993", "--format", "csv", "--store", store)
    assert early == "l,asOf\r\nMembership of Hong Kong in the World Trade Organization,certain\r\n"
    assert "asOf" not in runs(capsys, "query", MEMBERS, "--format", "csv", "--store", store)


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml", "markdown"])
def test_ask_as_of_a_date_in_every_format(capsys: pytest.CaptureFixture[str], store: str, form: str) -> None:
    text = runs(capsys, "ask", "agreements-by-status", "--as-of", "2005", "--format", form, "--store", store)
    assert "certain" in text
    assert "New Zealand" not in text


def test_export_as_of_a_date(capsys: pytest.CaptureFixture[str], store: str) -> None:
    arguments = ["export", "--format", "ntriples", "--store", store, "--as-of", "2010-01"]
    possible, certain = runs(capsys, *arguments), runs(capsys, *arguments, "--certain")
    assert "free-trade-agreement" in possible or "agreement/china" in possible
    assert set(certain.splitlines()) < set(possible.splitlines())


def test_status_as_of_a_date(capsys: pytest.CaptureFixture[str], store: str) -> None:
    arguments = ["status", "agreements", "--format", "csv", "--store", store, "--as-of"]
    assert "Chile–Hong Kong,signed,2012-09,certain" in runs(capsys, *arguments, "2013")
    assert "Chile–Hong Kong" not in runs(capsys, *arguments, "2011")


def test_timeline(capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path) -> None:
    page = tmp_path / "t.html"
    text = runs(capsys, "timeline", "--about", "Donald Tsang", "--store", store)
    assert all("Donald Tsang" in entry["label"] for entry in json.loads(text)["entries"])
    assert runs(capsys, "timeline", "--format", "html", "--output", str(page), "--store", store) == ""
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", MEMBERS, "--as-of", "soon"], "--as-of: 'soon' is no date"),
        (["query", MEMBERS, "--certain"], "--certain needs a date"),
        (["export", "--certain"], "--certain needs a date"),
        (["status", "missions"], "--as-of"),
        (["status", "visits", "--as-of", "2010"], "invalid choice"),
        (["timeline", "--format", "svg"], "there is no timeline format 'svg'"),
        (["timeline", "--about", "Atlantis"], "no entity of the graph is called 'Atlantis'"),
        (["timeline", "--output", "no/such/folder"], "no/such/folder: no such file or directory"),
    ],
)
def test_bad_dates_and_timelines(
    capsys: pytest.CaptureFixture[str], store: str, arguments: list[str], message: str
) -> None:
    assert message in fails(capsys, *arguments, "--store", store)
