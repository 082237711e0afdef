"""Who acts in a clause that leaves its subject out."""

from __future__ import annotations

import pytest

from diplograph.documents import parse_document
from diplograph.text.extract import extract_claims


def parties(text: str) -> list[object]:
    """Give the two sides of each relation in an article on Peru."""
    document = parse_document(f"= Foreign relations of Peru =\n\n{text}\n", "article")[0]
    return [claim.roles["party"] for claim in extract_claims(document) if claim.kind == "DiplomaticRelation"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru recognised Chad, established relations with Cuba, and left the league.",
        "Peru broke with Chad and established diplomatic relations with Cuba.",
        "President Alan García of Peru signed a communiqué in Chad to establish diplomatic relations with Cuba.",
    ],
)
def test_an_object_is_not_who_acts(text: str) -> None:
    assert parties(text) == [["Cuba", "Peru"]]


def test_a_clause_about_the_object_is_about_it() -> None:
    assert parties("Peru traded with Chad, which established diplomatic relations with Cuba.") == [["Chad", "Cuba"]]
