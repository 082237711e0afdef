"""Tests of the two sides: the other one is known where the text names one alone."""

from __future__ import annotations

from diplograph.documents import parse_document
from diplograph.text.extract import extract_claims


def test_a_date_beside_a_territory_leaves_it_alone() -> None:
    text = "= Finland–Peru relations =\n\nFinland severed diplomatic relations on 20 September 1944.\n"
    (claim,) = extract_claims(parse_document(text, "article")[0])
    assert (claim.roles["party"], claim.time) == (["Finland", "Peru"], {"date": "1944-09-20"})
