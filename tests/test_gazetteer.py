"""Tests of the gazetteer: which names it finds in a text, whatever letters and dashes stand beside them."""

from __future__ import annotations

import pytest

from diplograph.text.patterns import bundled_library
from diplograph.text.tools import tools_for


def found_in(text: str) -> list[str]:
    """List what the gazetteer finds in a text."""
    return [text[hit.start : hit.end] for hit in tools_for(bundled_library()).gazetteer.find(text)]


def test_a_letter_that_grows_in_lower_case_hides_no_word() -> None:
    assert found_in("Peru has an embassy in İzmir") == ["Peru", "embassy", "İzmir"]


@pytest.mark.parametrize("form", ["consulate-general", "consulate–general"])
def test_any_dash_joins_a_word(form: str) -> None:
    assert found_in(f"its {form} there") == [form]


@pytest.mark.parametrize(("text", "names"), [("a post-Soviet state", []), ("a Soviet state", ["Soviet"])])
def test_what_is_only_told_by_a_prefix_is_not_of_the_territory(text: str, names: list[str]) -> None:
    assert [name for name in found_in(text) if name == "Soviet"] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Sino-Japanese treaty", ["Sino", "Japanese", "treaty"]),
        ("the Indo–Bhutan treaty", ["Indo", "Bhutan", "treaty"]),
        ("the Indo-Pacific treaty", ["treaty"]),
        ("the rule of Franco", []),
    ],
)
def test_the_first_half_of_an_adjective_needs_its_second(text: str, names: list[str]) -> None:
    assert found_in(text) == names


def test_names_in_capitals_are_names() -> None:
    assert found_in("KIRIBATI and the UNITED KINGDOM left NATO.") == ["KIRIBATI", "UNITED KINGDOM", "NATO"]
