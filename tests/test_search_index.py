"""Tests of finding questions and entities by words."""

from __future__ import annotations

import pytest
from golden_questions import open_seeds
from seed_store import build_seeds

from diplograph.cli import main
from diplograph.graph.questions import load_questions
from diplograph.graph.search_index import Hit, find


def search(words: str, limit: int = 5) -> list[Hit]:
    return find(open_seeds().store, load_questions(()), words, limit)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("consulates that do not report to an embassy", "reports-past-embassy"),
        ("which territories have a free trade agreement with Hong Kong but no office of its", "agreement-partners-without-office"),
        ("treaties signed by 2010", "agreements-as-of"),
        ("path between Poland and Hong Kong", "connections"),
        ("what do the sources deny", "denied"),
        ("organisations both territories are in", "organisations-in-both"),
        ("visits by heads of state", "visits-by-rank"),
        ("who is above whom", "reporting-chain"),
        ("missions that a country sends", "missions-sent"),
        ("members of an organisation", "members-of"),
        ("names no table knows", "unresolved-names"),
    ],
)  # fmt: skip
def test_the_question_that_was_meant_is_among_the_first_three(words: str, name: str) -> None:
    assert name in [hit.name for hit in search(words) if hit.kind == "question"][:3]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Tsang", "dgr:person/donald-tsang"),
        ("kwasniewski", "dgr:person/aleksander-kwasniewski"),
        ("UK", "dgr:territory/GB"),
    ],
)
def test_things_are_found_by_any_of_their_names(words: str, name: str) -> None:
    assert name in [hit.name for hit in search(words)]


@pytest.mark.parametrize(
    "words", ["", "the of and", '"', "a AND NOT (b", "*", "NEAR(x y)", "x" * 3000, "; DROP TABLE text"]
)
def test_words_are_never_a_part_of_a_query(words: str) -> None:
    assert isinstance(search(words), list)


def test_the_best_come_first_and_the_same_each_time() -> None:
    hits = search("agreements with China", 10)
    for kind in (True, False):
        scores = [hit.score for hit in hits if (hit.kind == "question") is kind]
        assert scores == sorted(scores, reverse=True)
    assert hits == search("agreements with China", 10)
    assert len(search("agreements with China", 2)) == 4
    assert search("agreements with China", -1) == []


def test_the_command_finds_with_and_without_a_store(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "who", "met", "Donald", "Tsang", "--store", str(build_seeds()[0])]) == 0
    out = capsys.readouterr().out
    assert "ask meetings-of" in out
    assert "dgr:person/donald-tsang" in out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert main(["find", "denied", "--store", "/nonexistent"]) == 0
    assert "ask denied" in capsys.readouterr().out
    assert main(["find", "the", "--store", "/nonexistent"]) == 0
    assert "nothing found" in capsys.readouterr().out
