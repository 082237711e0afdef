"""A status that an article tells the end of holds until then wherever it is said again."""

from __future__ import annotations

import pytest

from diplograph.documents import parse_document
from diplograph.text.extract import extract_claims


def last_colony(text: str) -> dict[str, str]:
    """Give the time of the last status of a dependency in an article on Malta."""
    document = parse_document(f"= Foreign relations of Malta =\n\n{text}\n", "article")[0]
    found = [
        claim for claim in extract_claims(document) if claim.roles.get("status") in {"colony", "dependent-territory"}
    ]
    return dict(found[-1].time)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Malta was under British rule until 1964. When Malta was under British rule, trade grew.", {"until": "1964"}),
        ("Malta gained independence from the United Kingdom in 1964. Malta was a British colony.", {"until": "1964"}),
        (
            "Malta became a crown colony in 1813 and independence was granted in 1964.",
            {"since": "1813", "until": "1964"},
        ),
        ("Malta gained independence from France in 1964. Malta was a British colony.", {}),
        ("Malta was a British colony.", {}),
    ],
)
def test_what_is_over_has_an_end(text: str, time: dict[str, str]) -> None:
    assert last_colony(text) == time


def test_a_later_spell_has_no_end_before_it_begins() -> None:
    text = "Malta gained independence from the United Kingdom in 1802. Malta became a British colony in 1813."
    assert last_colony(text) == {"since": "1813"}
