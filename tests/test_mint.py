"""Tests of the minting of IRIs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from graph_examples import make_claims
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from diplograph.graph.mint import mint_claim, mint_document, mint_node, slugify
from diplograph.naming import fold

CHANGES: list[dict[str, Any]] = [
    {"document": "other"},
    {"kind": "Visit"},
    {"roles": {"sender": "Iceland"}},
    {"time": {"opened": "2002"}},
    {"polarity": "negative"},
    {"modality": "planned"},
    {"start": 1},
    {"end": 2},
]


@pytest.mark.parametrize("change", CHANGES)
def test_every_part_of_a_claim_counts_for_its_iri(change: dict[str, Any]) -> None:
    claim = make_claims()[0]
    assert mint_claim(replace(claim, **change)) != mint_claim(claim)


def test_the_order_of_roles_and_the_pattern_do_not_count() -> None:
    claim = make_claims()[0]
    other = replace(claim, roles=dict(reversed(list(claim.roles.items()))), pattern="better", section=("Missions",))
    assert mint_claim(other) == mint_claim(claim)


@given(st.text(), st.text())
def test_any_text_gives_an_iri_without_a_slash_of_its_own(first: str, second: str) -> None:
    node = mint_node("Visit", [first, second])
    assert isinstance(node, NamedNode)
    assert node.value.removeprefix("https://w3id.org/diplograph/id/visit/").count("/") == 0


@given(st.text(min_size=1), st.text(min_size=1))
def test_documents_with_different_ids_have_different_iris(first: str, second: str) -> None:
    assert (mint_document(first) == mint_document(second)) == (first == second)


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_long_names_stay_apart() -> None:
    name = "a very long name " * 10
    assert slugify(name + "x") != slugify(name + "y")
    assert len(slugify(name)) < 100


def test_names_in_other_scripts_have_a_slug() -> None:
    assert slugify("香港") == "香港"
    assert slugify("!!!") != slugify("???")
