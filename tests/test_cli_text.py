"""Tests of the commands that look at how text is read: what they print, their exit codes, one line for a wrong input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diplograph.cli import main
from diplograph.model import Claim

ARTICLE = """= Foreign relations of Chile =

Chile opened an embassy in Iceland in 2001. The Harbour Board of Trade opened an embassy. Georgia recognised Korea.
"""
WIDTH = 80


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "chile.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def runs(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command that must succeed, and give its output."""
    code = main(list(map(str, arguments)))
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return out


def fails(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command that must fail, and give its one line."""
    assert main(list(map(str, arguments))) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err.rstrip("\n")


def fits(text: str) -> bool:
    """Tell whether every line fits a terminal."""
    return all(len(line) <= WIDTH for line in text.splitlines())


# claims and evaluate


@pytest.fixture
def claims(capsys: pytest.CaptureFixture[str], article: Path) -> Path:
    """Give a file of the claims of the article."""
    path = article.with_suffix(".jsonl")
    path.write_text(runs(capsys, "claims", article), encoding="utf-8")
    return path


def test_claims_are_json_lines(claims: Path) -> None:
    found = [Claim.from_json(line) for line in claims.read_text(encoding="utf-8").splitlines()]
    assert found
    assert all(ARTICLE[claim.start : claim.end] == claim.exact for claim in found)


def test_evaluate_scores_claims(capsys: pytest.CaptureFixture[str], claims: Path) -> None:
    table = runs(capsys, "evaluate", claims, claims)
    assert fits(table)
    assert table.splitlines()[-1].split()[:2] == ["ALL", "100.0"]
    assert runs(capsys, "evaluate", claims, claims, "--format", "markdown").startswith("| kind |")
    record = json.loads(runs(capsys, "evaluate", claims, claims, "--format", "json"))
    assert record["kinds"]["Mission"]["precision"] == 1
    assert "missed" not in record


def test_evaluate_shows_as_many_errors_as_asked_for(
    capsys: pytest.CaptureFixture[str], claims: Path, tmp_path: Path
) -> None:
    gold = [Claim("chile", "Membership", {"member": name, "organisation": "x"}, {}, 0, 1, "=") for name in "abc"]
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "chile.jsonl").write_text("".join(f"{c.to_json()}\n" for c in gold), encoding="utf-8")
    assert "Missed" not in runs(capsys, "evaluate", claims, tmp_path / "gold")
    some = runs(capsys, "evaluate", claims, tmp_path / "gold", "--errors", "1")
    assert "Missed (3, 1 shown)" in some
    assert "Missed (3)" in runs(capsys, "evaluate", claims, tmp_path / "gold", "--errors", "-1")


def test_evaluate_refuses_what_is_no_claim(capsys: pytest.CaptureFixture[str], claims: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"document": "a"}\n', encoding="utf-8")
    assert fails(capsys, "evaluate", claims, wrong).startswith(f"{wrong}:1:1: the claim has no 'kind'; expected ")
    assert "no such file" in fails(capsys, "evaluate", tmp_path / "none.jsonl", claims)
    wrong.write_text("", encoding="utf-8")
    assert fails(capsys, "evaluate", claims, wrong).startswith(f"{wrong}: the file holds no claims; expected ")
    assert (
        fails(capsys, "evaluate", claims, claims, "--format", "xml") == "no form 'xml'; expected table, markdown, json"
    )


# coverage


def test_coverage_shows_what_was_read(capsys: pytest.CaptureFixture[str], article: Path) -> None:
    table = runs(capsys, "coverage", article)
    assert fits(table)
    assert table.splitlines()[1].split()[:2] == ["chile", "3"]
    assert "trigger seen but no pattern" in table


def test_coverage_lists_what_was_not_read(capsys: pytest.CaptureFixture[str], article: Path) -> None:
    listed = runs(capsys, "coverage", article, "--list").removeprefix(runs(capsys, "coverage", article))
    assert fits(listed)
    assert "chile:3:45: " in listed
    assert "    The Harbour Board of Trade opened an embassy." in listed
    assert "in Iceland" not in listed


def test_coverage_writes_a_page(capsys: pytest.CaptureFixture[str], article: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    runs(capsys, "coverage", article, "--html", page)
    assert "Foreign relations of Chile" in page.read_text(encoding="utf-8")


def test_coverage_writes_a_folder_of_pages(capsys: pytest.CaptureFixture[str], article: Path, tmp_path: Path) -> None:
    other = article.with_name("peru.txt")
    other.write_text(ARTICLE.replace("Chile", "Peru"), encoding="utf-8")
    runs(capsys, "coverage", article, other, "--html", tmp_path / "new" / "pages")
    assert sorted(path.name for path in (tmp_path / "new" / "pages").iterdir()) == ["chile.html", "peru.html"]
    runs(capsys, "coverage", article, "--html", tmp_path / "new")
    assert (tmp_path / "new" / "chile.html").is_file()


def test_coverage_says_where_it_cannot_write(capsys: pytest.CaptureFixture[str], article: Path, tmp_path: Path) -> None:
    other = article.with_name("peru.txt")
    other.write_text(ARTICLE, encoding="utf-8")
    target = tmp_path / "no" / "page.html"
    code = main(["coverage", str(article), "--html", str(target)])
    assert (code, capsys.readouterr().err) == (2, f"{target}: no such file or directory; expected a file\n")
    code = main(["coverage", str(article), str(other), "--html", str(article)])
    assert (code, capsys.readouterr().err) == (2, f"{article}: file exists; expected a folder\n")


# names


def test_names_gives_counts_and_places(capsys: pytest.CaptureFixture[str], article: Path) -> None:
    article.write_text(
        f"{ARTICLE}Congo recognised Chile in 1960. Congolese President Ann Oba left.\n", encoding="utf-8"
    )
    senses = "ambiguous: Democratic Republic of the Congo or Republic of the Congo"
    assert runs(capsys, "names", article).splitlines() == [
        f"    1  Congo ({senses})",
        f"       {article}:4",
        f"    1  Congolese ({senses})",
        f"       {article}:4",
    ]


def test_names_says_that_there_are_none(capsys: pytest.CaptureFixture[str], article: Path) -> None:
    article.write_text("= Chile =\n\nChile opened an embassy in Iceland in 2001.\n", encoding="utf-8")
    assert runs(capsys, "names", article) == "no open names\n"


# explain-sentence


def test_explain_sentence_shows_how_it_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    shown = runs(capsys, "explain-sentence", "Chile opened an embassy in Iceland in 2001.", "--patterns", "2")
    assert fits(shown)
    for word in ("mentions", "dates", "triggers", "claims    Mission: ", "patterns", "more that made none"):
        assert word in shown
    assert shown.count("✗") == 2


def test_explain_sentence_takes_what_stands_around_it(capsys: pytest.CaptureFixture[str]) -> None:
    text = "Reykjavík (embassy)"
    alone = runs(capsys, "explain-sentence", text, "--item")
    around = ("--title", "Foreign relations of Chile", "--heading", "Missions", "--heading", "Europe")
    placed = runs(capsys, "explain-sentence", text, "--item", *around, "--intro", "Chile has embassies in:")
    assert "Mission: " not in alone
    assert "Mission: " in placed


def test_explain_sentence_needs_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert fails(capsys, "explain-sentence", "  ") == "nothing to explain; expected a sentence"


# all of them


@pytest.mark.parametrize("command", ["claims", "evaluate", "coverage", "names", "explain-sentence"])
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    text = runs(capsys, command, "--help")
    assert fits(text)
    assert text.startswith(f"usage: diplograph {command} ")


@pytest.mark.parametrize("command", ["claims", "coverage", "names"])
def test_a_missing_document(capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str) -> None:
    line = fails(capsys, command, tmp_path / "nothing.txt")
    assert line == f"{tmp_path / 'nothing.txt'}: no such file or directory"


@pytest.mark.parametrize(
    "arguments",
    [["evaluate"], ["evaluate", "x"], ["coverage"], ["names"], ["explain-sentence"], ["coverage", "x", "--colour"]],
)
def test_wrong_arguments(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert fails(capsys, *arguments).startswith("diplograph")
