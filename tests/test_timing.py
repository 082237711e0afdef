"""Tests of which date belongs to which statement."""

from __future__ import annotations

from diplograph.documents import parse_document
from diplograph.text.extract import extract_claims


def test_a_date_right_behind_a_statement_is_its_own() -> None:
    text = (
        "= Chile–Norway relations =\n\nBoth countries signed the Coral Convention (1961) and the Reef Treaty (1968).\n"
    )
    claims = extract_claims(parse_document(text, "article")[0])
    assert {c.roles["name"]: c.time["signed"] for c in claims} == {"Coral Convention": "1961", "Reef Treaty": "1968"}
