"""Tests of showing an evaluation: the table's width and rows, Markdown, JSON, and the errors."""

from __future__ import annotations

import json

import pytest

from diplograph.errors import InputError
from diplograph.model import Claim
from diplograph.scoring.evaluate import evaluate
from diplograph.scoring.scoreboard import FORMS, format_evaluation

RIGHT = Claim(
    "a", "Visit", {"visitor": "Ada Brix", "host": "Peru", "of": "Chile"}, {"date": "1990"}, 0, 9, "Ada Brix\nwent"
)
WRONG = Claim(
    "a",
    "Visit",
    {"visitor": "Ada Brix", "host": "Peru", "of": "Peru"},
    {},
    0,
    9,
    "Ada Brix\nwent",
    pattern="visits.went",
)
MISSED = Claim(
    "a", "DiplomaticRelation", {"party": ["Chile", "Peru"], "event": "none"}, {}, 20, 60, "word " * 40, "negative"
)
SPURIOUS = Claim(
    "a",
    "Body",
    {"name": "Court | of ~~~ Audit", "functions": ["audits"] * 30},
    {},
    70,
    80,
    "court",
    "positive",
    "planned",
)
OUTCOME = evaluate([WRONG, SPURIOUS], [RIGHT, MISSED])


def test_the_table_fits_a_terminal() -> None:
    lines = format_evaluation(OUTCOME, errors=-1).splitlines()
    assert max(map(len, lines)) <= 80
    assert [line.split()[0] for line in lines[:7]] == [
        "kind",
        "Body",
        "DiplomaticRelation",
        "Visit",
        "─" * 80,
        "CORE",
        "ALL",
    ]


def test_the_columns_of_the_table_are_aligned() -> None:
    lines = [line for line in format_evaluation(OUTCOME).splitlines() if not line.startswith("─")]
    assert {len(line) for line in lines} == {80}
    assert "  100.0 21–100" in lines[3]
    assert lines[1].split() == ["Body", "0.0", "0–79", "–", "0.0", "–", "–", "0", "1", "0"]


def test_errors_show_both_values() -> None:
    text = format_evaluation(OUTCOME, errors=5)
    assert "    of: Peru; gold has Chile\n" in text
    assert "    time.date: nothing; gold has 1990\n" in text
    assert "a:0-9 Visit (visits.went)\n" in text
    assert "a:70-80 Body planned\n" in text
    assert "“Ada Brix went”" in text


def test_errors_are_counted_where_not_all_are_shown() -> None:
    many = [Claim("a", "Body", {"name": f"Court {number}"}, {}, number, number + 1, "x") for number in range(4)]
    text = format_evaluation(evaluate([], many), errors=2)
    assert "Missed (4, 2 shown)" in text
    assert text.count("Body\n") == 2
    assert "Spurious (0)" in text


def test_markdown_is_a_table_of_equal_rows() -> None:
    lines = format_evaluation(OUTCOME, "markdown").splitlines()
    assert {line.count("|") for line in lines} == {10}
    assert lines[-1].startswith("| **ALL** | **50.0 9–91** |")


def test_markdown_fences_the_errors() -> None:
    lines = format_evaluation(OUTCOME, "markdown", errors=-1).splitlines()
    assert lines.count("~~~") == 6
    assert "### Missed (1)" in lines


def test_json_holds_everything() -> None:
    record = json.loads(format_evaluation(OUTCOME, "json", errors=-1))
    assert list(record["kinds"]) == ["Body", "DiplomaticRelation", "Visit", "CORE", "ALL"]
    assert record["kinds"]["ALL"]["recall"] == 0.5
    assert record["kinds"]["ALL"]["recall_interval"] == [0.0945, 0.9055]
    assert record["missed"] == [json.loads(MISSED.to_json())]
    assert record["wrong"][0]["differences"][0] == {"role": "time.date", "predicted": None, "gold": "1990"}
    assert "missed" not in json.loads(format_evaluation(OUTCOME, "json"))


def test_no_such_form() -> None:
    with pytest.raises(InputError, match="expected table, markdown, json"):
        format_evaluation(OUTCOME, "csv")
    assert all(format_evaluation(OUTCOME, form).endswith("\n") for form in FORMS)
