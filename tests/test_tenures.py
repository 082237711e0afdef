"""Whose office it is that is said in passing."""

from __future__ import annotations

import pytest
from test_patterns import as_document

from diplograph.text.extract import extract_claims


def offices(title: str, text: str) -> dict[str, str]:
    claims = extract_claims(as_document({"text": text, "title": title}))
    return {str(c.roles["holder"]): str(c.roles["of"]) for c in claims if c.kind == "Tenure"}


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        (
            "Foreign relations of Peru",
            "During the visit of Prime Minister Jon Berg to Lima in 1995, he met with President Ana Ruiz.",
            {"Ana Ruiz": "Peru"},
        ),
        (
            "Embassy of Italy, Oslo",
            "In 1918 the embassy of Peru was set up in the building under Ambassador Jon Berg.",
            {"Jon Berg": "Peru"},
        ),
        (
            "Foreign relations of Peru",
            "Defence Minister (and later President) Ana Ruiz visited Chile in 1995.",
            {"Ana Ruiz": "Peru"},
        ),
    ],
)
def test_a_guest_and_an_envoy_hold_the_office_of_another(title: str, text: str, found: dict[str, str]) -> None:
    assert offices(title, text) == found
