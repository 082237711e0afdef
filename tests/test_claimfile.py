"""Tests of reading claims from files: what is accepted, and that errors name their place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.errors import InputError
from diplograph.model import Claim
from diplograph.scoring.claimfile import load_claims, parse_claim

CLAIM = Claim("a", "Visit", {"host": "Peru", "place": ["Lima"]}, {"date": "1990"}, 2, 5, "xyz", section=("Visits",))
LINE = CLAIM.to_json()


def changed(**fields: Any) -> str:
    return json.dumps({**json.loads(LINE), **fields})


def test_reads_what_claims_write(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(f"{LINE}\n\n  \r\n{LINE}\n", encoding="utf-8")
    assert load_claims(path) == [CLAIM, CLAIM]
    assert load_claims(path)[0].section == ("Visits",)


def test_reads_the_files_of_a_folder_by_name(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.jsonl").write_text(changed(document=name), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not claims", encoding="utf-8")
    assert [claim.document for claim in load_claims(tmp_path)] == ["a", "b"]


def test_what_has_a_default_may_be_missing() -> None:
    record = {name: json.loads(LINE)[name] for name in ("document", "kind", "roles", "start", "end", "exact")}
    claim = parse_claim(json.dumps({**record, "remark": "unknown fields are left out"}))
    assert (claim.time, claim.polarity, claim.modality, claim.pattern) == ({}, "positive", "asserted", "")


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("{", 2, "not JSON"),
        ('{"document": tru}', 14, "not JSON"),
        ("[1, 2]", 1, "a JSON object"),
        ("[" * 100_000, 1, "nested too deeply"),
        ("{}", 1, "the claim has no 'document'"),
        (changed(kind=3), LINE.index('"kind"') + 1, "'kind' is wrong"),
        (changed(roles={"host": None}), LINE.index('"roles"') + 1, "'roles' is wrong"),
        (changed(roles={"party": [1]}), LINE.index('"roles"') + 1, "'roles' is wrong"),
        (changed(time={"date": 1990}), LINE.index('"time"') + 1, "'time' is wrong"),
        (changed(start=-1), LINE.index('"start"') + 1, "'start' is wrong"),
        (changed(start=True), LINE.index('"start"') + 1, "'start' is wrong"),
        (changed(start=6), LINE.index('"end"') + 1, "ends before it starts"),
        (changed(polarity="neutral"), LINE.index('"polarity"') + 1, "positive or negative"),
        (changed(modality=[]), LINE.index('"modality"') + 1, "asserted, planned, proposed, alleged"),
        (changed(section="Visits"), json.dumps(json.loads(LINE)).index('"section"') + 1, "a list of headings"),
    ],
)
def test_errors_name_file_line_and_column(tmp_path: Path, line: str, column: int, words: str) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(f"{LINE}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_claims(path)
    assert str(caught.value).startswith(f"{path}:2:{column}: ")
    assert words in str(caught.value)


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(LINE.encode() + b"\n\xff\n")
    with pytest.raises(InputError, match=r"claims\.jsonl:2: not UTF-8"):
        load_claims(path)


def test_no_file_and_no_claims(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_claims(tmp_path / "missing.jsonl")
    with pytest.raises(InputError, match="holds no claims"):
        load_claims(tmp_path)


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5).map(json.dumps))
def test_any_line_is_a_claim_or_an_input_error(line: str) -> None:
    with pytest.raises(InputError):
        parse_claim(line)
