"""Tests of the commands that set documents, builds and tables side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from seed_store import build_seeds
from test_cli_graph import fails, runs

from diplograph.cli import main
from diplograph.resources import find_resource

TABLE = str(Path(__file__).parent / "fixtures" / "memberships.csv")
ONE = "= Chile =\n\nChile opened an embassy in Tokyo in 2001. Chile is a member of the World Trade Organization.\n"
TWO = "= Japan =\n\nChile opened an embassy in Tokyo in 2003.\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "chile.txt").write_text(ONE, encoding="utf-8")
    (folder / "japan.txt").write_text(TWO, encoding="utf-8")
    assert main(["build", str(folder), "--store", str(folder / "store"), "--quiet"]) == 0
    return str(folder / "store")


def test_contradictions_give_1_and_both_quotes(capsys: pytest.CaptureFixture[str], store: str) -> None:
    capsys.readouterr()
    assert main(["compare", "chile", "jap*", "--store", store]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert "contradicts: Embassy of Chile in Japan\n  opened: A 2001, but B 2003\n" in out
    assert "chile.txt:3:1, characters 11-" in " ".join(out.split())
    assert "only A: Membership of Chile in the World Trade Organization" in out


def test_the_other_side_is_all_other_documents(capsys: pytest.CaptureFixture[str], store: str) -> None:
    assert main(["compare", "japan", "--store", store, "--format", "json", "--verdict", "contradicts"]) == 1
    (record,) = json.loads(capsys.readouterr().out)
    assert record["right"][0]["document"] == "chile"


def test_a_comparison_without_contradictions_gives_0(capsys: pytest.CaptureFixture[str]) -> None:
    seeds = str(build_seeds()[0])
    text = runs(capsys, "compare", "foreign-*", "--store", seeds)
    assert "Hong Kong" in text


def test_compare_with_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    seeds = str(build_seeds()[0])
    text = runs(capsys, "compare", "--reference", TABLE, "--store", seeds)
    assert "agrees: Hong Kong in World Trade Organization\n" in text
    assert json.loads(runs(capsys, "compare", "--reference", TABLE, "--store", seeds, "--format", "json"))


def test_diff_of_two_stores_and_of_two_revisions(
    capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert runs(capsys, "diff", store, store).endswith("added 0, withdrawn 0, re-dated 0, changed 0, moved 0\n")
    for name, text in (("old", ONE), ("new", ONE.replace("2001", "2002"))):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    text = runs(capsys, "diff", "old.txt", "new.txt")
    assert "re-dated: Embassy of Chile in Japan\n  opened: 2001 → 2002\n" in text
    assert "  old  old.txt:3:1, characters " in text
    records = json.loads(runs(capsys, "diff", "old.txt", "new.txt", "--format", "json"))
    assert [record["change"] for record in records] == ["re-dated"]


def test_diff_of_a_store_and_the_documents_that_it_was_built_from(capsys: pytest.CaptureFixture[str]) -> None:
    text = runs(capsys, "diff", str(build_seeds()[0]), str(find_resource("seeds")))
    assert text == "added 0, withdrawn 0, re-dated 0, changed 0, moved 0\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["compare"], "nothing to compare; expected A [B], or --reference CSV"),
        (["compare", "peru"], "A: no document 'peru' makes claims; expected chile, japan"),
        (["compare", "chile", "peru"], "B: no document 'peru'"),
        (["compare", "chile", "--verdict", "likes"], "there is no verdict 'likes'"),
        (["compare", "chile", "--format", "xml"], "there is no format 'xml'"),
        (["compare", "chile", "--reference", TABLE], "unknown argument 'chile'"),
        (["compare", "--reference", "nothing.csv"], "nothing.csv: no such file"),
    ],
)
def test_bad_comparisons(capsys: pytest.CaptureFixture[str], store: str, arguments: list[str], message: str) -> None:
    assert message in fails(capsys, *arguments, "--store", store)


def test_a_side_of_a_diff_that_is_not_there(capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path) -> None:
    assert "no such file" in fails(capsys, "diff", store, str(tmp_path / "nothing.txt"))
