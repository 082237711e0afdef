"""Tests of what is carried from sentence to sentence: the territory that "it" stands for."""

from __future__ import annotations

import pytest

from diplograph.documents import parse_document
from diplograph.text.extract import extract_claims


@pytest.mark.parametrize(
    "before",
    [
        "The foreign policy is one of balance.",
        "Peruvian foreign policy is one of balance.",
        "The first government recognised Kosovo.",
    ],
)
def test_it_is_the_territory_that_the_article_is_about(before: str) -> None:
    text = f"= Foreign relations of Peru =\n\n{before} It is a member of the United Nations.\n"
    claims = extract_claims(parse_document(text, "article")[0])
    assert [c.roles["member"] for c in claims if c.kind == "Membership"] == ["Peru"]


def test_it_is_the_subject_of_the_sentence_before() -> None:
    text = "= Foreign relations of Peru =\n\nKosovo opened an embassy in Lima. It is a member of Interpol.\n"
    claims = extract_claims(parse_document(text, "article")[0])
    assert [c.roles["member"] for c in claims if c.kind == "Membership"] == ["Kosovo"]
