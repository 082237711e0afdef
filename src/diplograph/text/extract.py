"""From a document to its claims."""

from __future__ import annotations

from itertools import groupby

from diplograph.model import Claim, Document
from diplograph.text.patterns import Library
from diplograph.text.units import read_units


def extract_claims(document: Document, library: Library | None = None) -> list[Claim]:
    """Find the claims that a document makes, sorted by their place in it.

    Args:
        document: The document.
        library: The patterns; by default the bundled ones.
    """
    found = [claim for unit in read_units(document, library) for claim in unit.claims]
    claims: list[Claim] = []
    for _, group in groupby(sorted(found, key=_place), key=_place):
        alike = list(group)
        claims += sorted(alike, key=Claim.to_json) if len(alike) > 1 else alike
    return claims


def _place(claim: Claim) -> tuple[int, int, str]:
    return claim.start, claim.end, claim.kind
