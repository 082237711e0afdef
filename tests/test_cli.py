"""Tests of the command: what it prints, and one clear line with the right exit code for every wrong input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from graph_examples import build_example
from seed_store import build_seeds

from diplograph.cli import main
from diplograph.graph.store import find_build, replace_build, source_path
from diplograph.graph.vocabulary import dg
from diplograph.graph.writer import write_graph
from diplograph.model import Claim

ARTICLE = "= Foreign relations of Chile =\n\nChile opened an embassy in Iceland in 2001.\n"
VISITS = "SELECT ?visit { ?visit a dg:Visit } ORDER BY ?visit LIMIT 2"


@pytest.fixture(scope="module")
def store() -> str:
    return str(build_seeds()[0])


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "chile.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must fail, and give its one line."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("\n")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err.rstrip("\n")


def runs(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must succeed, and give its output."""
    code = main(arguments)
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return out


# What the commands do


def test_build_shows_progress_and_a_summary(capsys: pytest.CaptureFixture[str], article: Path, tmp_path: Path) -> None:
    assert main(["build", str(article), "--store", str(tmp_path / "store")]) == 0
    out, err = capsys.readouterr()
    assert "1 claim in 1 document\n" in err
    for word in ("documents", "claims", "triples", "inferred", "findings", "unresolved", "hash", "time"):
        assert word in out
    assert runs(capsys, "build", str(article), "--store", str(tmp_path / "store"), "--quiet").startswith("documents")


def test_claims_are_json_lines(capsys: pytest.CaptureFixture[str], article: Path) -> None:
    claims = [Claim.from_json(line) for line in runs(capsys, "claims", str(article)).splitlines()]
    assert [claim.kind for claim in claims] == ["Mission"]
    assert all(ARTICLE[claim.start : claim.end] == claim.exact for claim in claims)


def test_query_takes_text_and_files(capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path) -> None:
    path = tmp_path / "visits.rq"
    path.write_text(VISITS, encoding="utf-8")
    expected = runs(capsys, "query", VISITS, "--store", store, "--format", "csv")
    assert expected.startswith("visit\r\nhttps://w3id.org/diplograph/id/visit/")
    assert runs(capsys, "query", str(path), "--store", store, "--format", "csv") == expected


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml", "markdown"])
def test_every_row_format(capsys: pytest.CaptureFixture[str], store: str, form: str) -> None:
    assert "aleksander-kwasniewski" in runs(capsys, "query", VISITS, "--store", store, "--format", form)


@pytest.mark.parametrize("form", ["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"])
def test_every_graph_format(capsys: pytest.CaptureFixture[str], store: str, form: str, tmp_path: Path) -> None:
    query = "CONSTRUCT WHERE { ?v a dg:Visit }"
    assert "Visit" in runs(capsys, "query", query, "--store", store, "--format", form)
    target = tmp_path / "export"
    assert runs(capsys, "export", "--store", store, "--format", form, "--output", str(target)) == ""
    assert target.read_text(encoding="utf-8") == runs(capsys, "export", "--store", store, "--format", form)


def test_the_hash_is_that_of_the_exported_file(capsys: pytest.CaptureFixture[str], store: str) -> None:
    from hashlib import sha256  # noqa: PLC0415 - beside its only use

    text = runs(capsys, "export", "--store", store, "--format", "nquads")
    assert sha256(text.encode()).hexdigest() in runs(capsys, "stats", "--store", store)


def test_ask_lists_describes_and_asks(capsys: pytest.CaptureFixture[str], store: str) -> None:
    assert "met-on-visit" in runs(capsys, "ask")
    assert "--territory TERRITORY" in runs(capsys, "ask", "met-on-visit", "--describe")
    shown = runs(capsys, "ask", "met-on-visit", "--help")
    assert "--territory TERRITORY" in shown
    assert "--as-of DATE" in shown
    assert "--territory" not in runs(capsys, "ask", "--help")
    assert all(len(line) <= 80 for line in (runs(capsys, "ask") + shown).splitlines())
    answer = runs(capsys, "ask", "met-on-visit", "--territory", "hong kong", "--store", store)
    assert "Julia Gillard" in answer
    assert "[1] foreign-relations-of-hong-kong, line " in answer
    bare = runs(capsys, "ask", "met-on-visit", "--territory=HK", "--no-evidence", "--format", "csv", "--store", store)
    assert bare.startswith("visitor,destination,date,met,office\r\n")


def test_ask_in_markdown_and_json(capsys: pytest.CaptureFixture[str], store: str) -> None:
    assert "\n1. " in runs(capsys, "ask", "met-on-visit", "--format", "markdown", "--store", store)
    answer = json.loads(runs(capsys, "ask", "met-on-visit", "--format", "json", "--store", store))
    assert answer["head"]["vars"][-8:-4] == ["quote", "document", "line", "characters"]


def test_verify_and_validate(capsys: pytest.CaptureFixture[str], store: str) -> None:
    assert "no mismatches" in runs(capsys, "verify", "--store", store)
    assert "World Trade Organization" in runs(capsys, "validate", "--store", store)


def test_stats_list_what_no_table_knows(capsys: pytest.CaptureFixture[str], store: str) -> None:
    assert "(Agent)" in runs(capsys, "stats", "--unresolved", "--store", store)


def test_verify_gives_1_for_a_mismatch(capsys: pytest.CaptureFixture[str], article: Path, tmp_path: Path) -> None:
    root = tmp_path / "store"
    runs(capsys, "build", str(article), "--store", str(root), "--quiet")
    source_path(find_build(root), "chile").write_text(ARTICLE.replace("2001", "2002"), encoding="utf-8")
    assert main(["verify", "--store", str(root)]) == 1
    assert "SHA-256" in capsys.readouterr().out


def test_validate_gives_1_for_an_error(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with replace_build(tmp_path) as build:
        write_graph(build, [quad for quad in build_example() if quad.predicate != dg("host")])
    assert main(["validate", "--store", str(tmp_path)]) == 1
    assert "error:" in capsys.readouterr().out


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert "validate" in runs(capsys, "--help")
    assert runs(capsys, "--version").startswith("diplograph 0.")


# Wrong input


def test_a_missing_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for command in (["build", "--store", str(tmp_path / "s")], ["claims"]):
        line = fails(capsys, command[0], str(tmp_path / "nothing.txt"), *command[1:])
        assert line == f"{tmp_path / 'nothing.txt'}: no such file or directory"


WRONG_FILES = {
    "binary": b"\x7fELF\x00\x01",
    "wrong encoding": "= Chile =\n\nThe caf\u00e9.\n".encode("latin-1"),
    "empty": b"",
    "a line of 50 MB": b"= Chile =\n\n" + b"x" * 50_000_000,
}


@pytest.mark.parametrize("content", WRONG_FILES.values(), ids=WRONG_FILES.keys())
def test_a_file_that_is_no_document(capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wrong.txt"
    path.write_bytes(content)
    line = fails(capsys, "build", str(path), "--store", str(tmp_path / "store"), "--quiet")
    assert line.startswith(f"{path}:")
    assert len(line) < 400


def test_the_place_of_a_wrong_byte(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "wrong.txt"
    path.write_bytes(WRONG_FILES["wrong encoding"])
    assert fails(capsys, "claims", str(path)) == f"{path}:3:8: byte 0xe9 is not UTF-8; expected UTF-8 text"


def test_a_title_pattern_that_is_none(capsys: pytest.CaptureFixture[str], article: Path, tmp_path: Path) -> None:
    line = fails(capsys, "build", str(article), "--store", str(tmp_path / "s"), "--title-pattern", "[")
    assert line.startswith("--title-pattern '[' is no regular expression")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_output_that_is_full(store: str) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "diplograph.cli", "stats", "--store", store]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert result.returncode == 2
    assert result.stderr.splitlines()[0] == "no space left on device"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "--store", ""], "argument --store: an empty name"),
        (["build", ""], "an empty name"),
        (["build", "--jobs", "-1"], "--jobs -1 is no number of processes; expected 1 or more"),
        (["find", "Chile", "--limit", "-1"], "argument --limit: '-1' is no whole number above 0"),
        (["find", "Chile", "--limit", "many"], "argument --limit: 'many' is no whole number above 0"),
        (["why", "Chile", "--limit", "0"], "argument --limit: '0' is no whole number above 0"),
    ],
)
def test_arguments_out_of_range(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert message in fails(capsys, *arguments)


def test_an_argument_that_is_no_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert "not UTF-8" in fails(capsys, "explain-sentence", "Per\udcfa opened an embassy in Chile.")


def test_a_query_that_is_no_text(capsys: pytest.CaptureFixture[str], store: str) -> None:
    assert "the query holds bytes that are not UTF-8" in fails(
        capsys, "query", "ASK { ?s ?p '\udcfa' }", "--store", store
    )


def test_a_directory_without_documents(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "holds no documents" in fails(capsys, "claims", str(tmp_path))


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {", "query:1:11: malformed SPARQL"),
        (
            "SELECT ?x WHERE { ?x foo:bar ?y }",
            "query:1:29: malformed SPARQL: the prefix 'foo' is not declared; expected PREFIX",
        ),
        ("SELECT ?x WHERE { ?x a [] ", 'malformed SPARQL; expected ",", ".", ";"'),
        ("SELECT ?x WHERE { ?x a ", '"<<(", "?", "[" …'),
        ("", "malformed SPARQL; expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELEC ?x", "malformed SPARQL; expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
        (
            "DESCRIBE dgr:territory/HK",
            r"malformed SPARQL; expected dgr:territory\/HK: a slash in a name needs a backslash",
        ),
        ("nothing.rq", "nothing.rq: no such file"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "malformed SPARQL; expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ],
)
def test_bad_sparql(capsys: pytest.CaptureFixture[str], store: str, query: str, message: str) -> None:
    assert message in fails(capsys, "query", query, "--store", store)


def test_a_query_that_has_begun_is_not_asked_to_begin(capsys: pytest.CaptureFixture[str], store: str) -> None:
    assert "expected SELECT" not in fails(capsys, "query", "SELECT nope", "--store", store)


def test_a_query_file_that_cannot_be_read(capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path) -> None:
    (tmp_path / "x.rq").write_bytes(b"\xff")
    assert "not UTF-8" in fails(capsys, "query", str(tmp_path / "x.rq"), "--store", store)
    (tmp_path / "folder.rq").mkdir()
    assert "directory" in fails(capsys, "query", str(tmp_path / "folder.rq"), "--store", store)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such-question"], "there is no question 'no-such-question'"),
        (["met-on-visits"], "expected 'met-on-visit'"),
        (["met-on-visit", "--person", "x"], "has no parameter 'person'; expected --territory"),
        (["met-on-visit", "--territory"], "--territory has no value"),
        (["met-on-visit", "--territory", "Atlantis"], "no territory of the graph is called 'Atlantis'"),
        (["met-on-visit", "Chile"], "unknown argument 'Chile'"),
        (["met-on-visit", "--format", "turtle"], "format 'turtle' does not fit"),
        (["--colour"], "unknown argument '--colour'"),
    ],
)
def test_bad_questions(capsys: pytest.CaptureFixture[str], store: str, arguments: list[str], message: str) -> None:
    assert message in fails(capsys, "ask", *arguments, "--store", store)


@pytest.mark.parametrize(
    "command", [["query", VISITS], ["ask", "denied"], ["export"], ["validate"], ["verify"], ["stats"]]
)
def test_no_store(capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]) -> None:
    line = fails(capsys, *command, "--store", str(tmp_path / "nothing"))
    assert "no diplograph store here; build one with: diplograph build" in line


def test_an_unwritable_store(capsys: pytest.CaptureFixture[str], article: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    line = fails(capsys, "build", str(article), "--store", str(tmp_path / "file" / "store"))
    assert "the store cannot be written" in line


def test_a_store_in_use(capsys: pytest.CaptureFixture[str], article: Path, tmp_path: Path) -> None:
    with replace_build(tmp_path / "store"):
        assert "in use" in fails(capsys, "build", str(article), "--store", str(tmp_path / "store"))


def test_an_unwritable_export(capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path) -> None:
    assert "no such file or directory" in fails(
        capsys, "export", "--store", store, "--output", str(tmp_path / "no" / "file")
    )
    assert "no graph format 'gexff'" in fails(capsys, "export", "--store", store, "--format", "gexff")


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["query"], ["claims"], ["stats", "--colour"], ["build", "--colour"]]
)
def test_wrong_arguments(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert fails(capsys, *arguments).startswith("diplograph")


# Whole processes


def run_process(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "diplograph.cli", *arguments]
    return subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def test_the_module_is_the_command(store: str) -> None:
    result = run_process("query", VISITS, "--store", store)
    assert result.returncode == 0
    assert b"dgr:visit/aleksander-kwasniewski" in result.stdout


def test_output_is_utf8_whatever_the_locale(store: str) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = run_process("ask", "visitors-in-office", "--store", store, env=environment)
    assert "Kwaśniewski" in result.stdout.decode()


def test_a_reader_that_goes_away(store: str) -> None:
    command = f'"{sys.executable}" -m diplograph.cli export --store "{store}" | head -1'
    result = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert result.stderr == b""
    assert result.stdout.count(b"\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="a shell that closes streams")
def test_streams_that_are_closed(store: str) -> None:
    for text, code in (("stats >&-", 0), ("ask nonsense 2>&-", 2), ("query - <&-", 2), ("stats <&- >&- 2>&-", 0)):
        line = f'"{sys.executable}" -m diplograph.cli {text} --store "{store}"'
        result = subprocess.run(line, shell=True, capture_output=True, check=False)
        assert result.returncode == code
        assert b"internal error" not in result.stderr


def test_standard_input(store: str) -> None:
    result = run_process("query", "-", "--store", store, "--format", "csv", input=VISITS.encode())
    assert result.stdout.startswith(b"visit\r\n")
    bad = run_process("query", "-", "--store", store, input=b"\xff")
    assert (bad.returncode, bad.stderr.count(b"\n")) == (2, 1)
