"""From a document to its claims."""

from __future__ import annotations

from diplograph.model import Claim, Document
from diplograph.text.patterns import Library
from diplograph.text.units import read_units


def extract_claims(document: Document, library: Library | None = None) -> list[Claim]:
    """Find the claims that a document makes, sorted by their place in it.

    Args:
        document: The document.
        library: The patterns; by default the bundled ones.
    """
    claims = [claim for unit in read_units(document, library) for claim in unit.claims]
    return sorted(claims, key=lambda claim: (claim.start, claim.end, claim.kind, claim.to_json()))
