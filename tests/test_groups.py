"""Enumerations are read without what in them names nobody."""

from __future__ import annotations

import pytest
from test_clauses import clauses


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Relations between the Andean countries of Peru and Chile grew.", "Relations between Peru and Chile grew"),
        ("Peru has relations with many countries, including Chile and Cuba.", "Peru has relations with Chile and Cuba"),
        (
            "Peru has ties with Chile, other Latin American states, Cuba and Ghana.",
            "Peru has ties with Chile , Cuba and Ghana",
        ),
        (
            "Peru is a member of the UN and many of its specialised agencies, and the WTO.",
            "Peru is member of UN , and WTO",
        ),
        ("Peru joined the APEC forum; the WTO and the UN.", "Peru joined APEC ; WTO and UN"),
        ("Peru became a member state of the United Nations.", "Peru became member of United Nations"),
        ("Peru has been a member of the UN since its independence in 1990.", "Peru has been member of UN since 1990"),
        ("Peru – then a republic – recognised Chile.", "Peru recognised Chile"),
    ],
)
def test_what_names_nobody_is_left_out(text: str, clause: str) -> None:
    assert clause in clauses(text)


def test_a_group_of_which_none_is_named_stays() -> None:
    assert clauses("Peru visited three countries.") == []
