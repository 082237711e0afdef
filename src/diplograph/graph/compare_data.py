"""Comparisons and changes for programs, as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from diplograph.graph.mint import mint_claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diplograph.graph.changes import Change
    from diplograph.graph.compare import Comparison
    from diplograph.graph.outside import Outside
    from diplograph.graph.sayings import Saying


def comparisons_to_json(found: Sequence[Comparison]) -> str:
    """Write comparisons as a JSON array."""
    return _dump(
        [
            {
                "verdict": comparison.verdict,
                "fact": comparison.label,
                "kind": comparison.kind,
                "aspects": [aspect._asdict() for aspect in comparison.aspects],
                "left": [_describe(saying) for saying in comparison.left],
                "right": [_describe(saying) for saying in comparison.right],
            }
            for comparison in found
        ]
    )


def changes_to_json(changes: Sequence[Change]) -> str:
    """Write changes as a JSON array; a side that does not say it is null."""
    return _dump(
        [
            {
                "change": change.sort,
                "details": [{"name": name, "old": old, "new": new} for name, old, new in change.details],
                "old": _describe(change.old) if change.old else None,
                "new": _describe(change.new) if change.new else None,
            }
            for change in changes
        ]
    )


def outside_to_json(found: Sequence[Outside]) -> str:
    """Write a comparison with a table as a JSON array."""
    return _dump([{**o._asdict(), "quotes": [quote._asdict() for quote in o.quotes]} for o in found])


def _describe(saying: Saying) -> dict[str, Any]:
    """Describe what one claim says, with its quotation."""
    claim = saying.claim
    return {
        "claim": mint_claim(claim).value,
        "node": saying.node,
        "label": saying.label,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "dates": dict(saying.dates),
        "document": claim.document,
        "start": claim.start,
        "end": claim.end,
        "exact": claim.exact,
    }


def _dump(records: list[dict[str, Any]]) -> str:
    """Write records as JSON."""
    return f"{json.dumps(records, ensure_ascii=False, indent=1)}\n"
