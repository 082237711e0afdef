"""Tests of the lines that every graph has."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from diplograph.graph.bundled import list_bundled_lines
from diplograph.graph.question_terms import describe_questions
from diplograph.graph.rdf import add_vocabulary


def test_they_are_the_terms_and_the_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    list_bundled_lines.cache_clear()
    made = list_bundled_lines()
    list_bundled_lines.cache_clear()
    assert list_bundled_lines() == made
    quads = set(parse(input=b"".join(made), format=RdfFormat.N_QUADS))
    assert quads == {*add_vocabulary(()), *describe_questions()}
