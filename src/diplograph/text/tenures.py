"""Offices that are said in passing: "Mexican President Luis Echeverría paid a visit" says who was president, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from diplograph.naming import fold
from diplograph.text.annotate import Mention, Row
from diplograph.text.match import Draft
from diplograph.text.patterns import Pattern
from diplograph.text.reading import Reading
from diplograph.text.timing import Dated, pick_dates

#: A draft with its final roles and times.
Settled = tuple[Draft, dict[str, Any], dict[str, str]]


def tenures_in_passing(reading: Reading, row: Row, settled: Sequence[Settled], dates: Sequence[Dated]) -> list[Settled]:
    """Make a claim of each office that a person is said to hold in passing, one for each date of what they did."""
    library = reading.tools.library
    if "Tenure" not in library.kinds:
        return []
    made: list[Settled] = []
    known = {(roles.get("holder"), fold(str(roles.get("office", "")))) for draft, roles, _ in settled if draft.kind.name == "Tenure"}
    for index, token in enumerate(row.tokens):
        mention = token.mention
        if mention is None or mention.cls != "person" or not mention.get("office") or not mention.get("name") or mention.get("pronoun"):
            continue
        events = [s for s in settled if any(p.start == mention.start for p in s[0].people)]
        person = next((p for s in events for p in s[0].people if p.start == mention.start and p.get("of")), mention)
        of = person.get("of") or mention.get("known_of") or _office_territory(reading)
        key = (mention.value, fold(mention.get("office")))
        if key in known or not of:
            continue
        known.add(key)
        made += _distinct_times(_tenure(reading, row, (index, mention, of), event, dates) for event in (events or (None,)))
    return made


def _distinct_times(made: Iterable[Settled]) -> list[Settled]:
    """Drop what only repeats a time."""
    return list({str(sorted(time.items())): (draft, roles, time) for draft, roles, time in made}.values())


def _office_territory(reading: Reading) -> str:
    """Give the territory that an office without one belongs to in an article on one territory."""
    return reading.discourse.topic[0] if len(reading.discourse.topic) == 1 else ""


def _tenure(
    reading: Reading, row: Row, held: tuple[int, Mention, str], event: Settled | None, dates: Sequence[Dated]
) -> Settled:
    """Make the claim of one office in passing."""
    index, mention, of = held
    roles: dict[str, Any] = {"holder": mention.value, "office": mention.get("office"), "of": of}
    time: dict[str, str] = {}
    if mention.get("former"):
        roles["former"] = True
    else:
        date = next((value for name, value in event[2].items() if name in {"date", "at", "signed", "since"}), "") if event else ""
        picked = [date] if date else ([] if event else pick_dates(row, dates, index, index + 1, []))
        time = {"at": picked[0]} if picked else {}
    pattern = Pattern("extract.in-passing", "Tenure", ())
    draft = Draft(pattern, reading.tools.library.kinds["Tenure"], roles, time, index, index + 1, polarity="positive", modality="asserted")
    return draft, roles, time
