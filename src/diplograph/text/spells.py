"""Ends what is over: a status that the document has told the end of holds until then wherever it is said again.

Which statuses end, and what ends them, stands in the pattern files (``[settings.spells]``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from diplograph.text.discourse import Discourse
from diplograph.text.patterns import Library
from diplograph.text.tenures import Settled


def end_spells(settled: Sequence[Settled], discourse: Discourse, library: Library) -> list[Settled]:
    """Give the statuses of a sentence the end that it, or a sentence before it, tells of."""
    table: Mapping[str, Sequence[str]] = library.settings.get("spells", {})
    asserted = [s for s in settled if s[0].kind.name == "Status" and s[0].modality == "asserted"]
    if not asserted or not table:
        return list(settled)
    told = {key: end for _, roles, time in asserted for key, end in _endings(roles, time, table)}
    discourse.ended.update((key, end) for key, end in told.items() if key[1])
    known = {**discourse.ended, **told}
    return [(draft, roles, _ended(roles, time, known, table)) for draft, roles, time in settled]


def _endings(
    roles: Mapping[str, Any], time: Mapping[str, str], table: Mapping[str, Sequence[str]]
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield whose rule over which territory ends, and when; no sovereign: any, but only as this sentence goes."""
    if roles["status"] in table["over"] and roles.get("of") and time.get("until"):
        yield (roles["territory"], roles["of"]), time["until"]
    elif roles["status"] in table["by"] and time.get("since"):
        sovereign = roles.get("of", "") if roles["status"] == "independent" else "*"
        yield (roles["territory"], sovereign), time["since"]


def _ended(
    roles: Mapping[str, Any],
    time: dict[str, str],
    known: Mapping[tuple[str, str], str],
    table: Mapping[str, Sequence[str]],
) -> dict[str, str]:
    """Give a status its end, where it has none and began before; one under nobody named may have ended otherwise."""
    if roles.get("status") not in table["over"] or "until" in time or "at" in time:
        return time
    sovereigns = (roles["of"], "*", "") if roles.get("of") else ("",)
    ends = (known.get((roles["territory"], sovereign), "") for sovereign in sovereigns)
    end = next((end for end in ends if end > time.get("since", "")), "")
    return {**time, "until": end} if end else time
