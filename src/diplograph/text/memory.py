"""What a sentence leaves in the discourse for those after it: whom it named, and the last facts of each kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from diplograph.text.annotate import Row
from diplograph.text.discourse import Discourse
from diplograph.text.drafts import Draft
from diplograph.text.reading import Reading
from diplograph.text.tenures import Settled
from diplograph.text.timing import dates_of


def remember(reading: Reading, row: Row, settled: Sequence[Settled]) -> None:
    """Carry what the sentence said into the discourse."""
    discourse = reading.discourse
    _remember_names(discourse, row, settled)
    events = [
        (draft, roles, time) for draft, roles, time in settled if draft.kind.carries and draft.kind.name == "Visit"
    ]
    if events:
        _, roles, time = events[-1]
        discourse.event = {
            "date": time.get("date", ""),
            "host": str(roles.get("host", "")),
            "visitor": str(roles.get("visitor", "")),
        }
    discourse.recognised = ""
    for draft, roles, _ in settled:
        _remember_fact(discourse, draft, roles)
    dates = dates_of(row, anchor_of(reading))
    if dates:
        discourse.year = dates[-1].edtf


def anchor_of(reading: Reading) -> str:
    """Give the date from which the next sentence counts."""
    return reading.discourse.year or reading.discourse.event.get("date", "")


def _remember_fact(discourse: Discourse, draft: Draft, roles: Mapping[str, Any]) -> None:
    """Carry the last mission, agreement and recognition into the discourse."""
    if draft.kind.name == "Mission":
        discourse.mission = {
            name: str(roles[name]) for name in ("sender", "host", "type", "seat") if isinstance(roles.get(name), str)
        }
    elif draft.kind.name == "Agreement" and len(roles["party"]) == 2:
        first, second = roles["party"]
        discourse.agreement = {"first": first, "second": second, "type": str(roles.get("type", "other"))}
    elif draft.kind.name == "Trade" and "value" in roles:
        discourse.trade = {name: str(roles[name]) for name in ("reporter", "partner", "measure")}
    elif draft.kind.name == "Recognition":
        discourse.recognised = str(roles["recognised"])


def _remember_names(discourse: Discourse, row: Row, settled: Sequence[Settled]) -> None:
    """Carry over who and what the sentence named: people and their offices, bodies, missions, territories."""
    people = [
        t.mention.get("name")
        for t in row.tokens
        if t.mention is not None and t.mention.cls == "person" and t.mention.get("name")
    ]
    territories = [t.mention.value for t in row.tokens if t.mention is not None and t.mention.cls == "territory"]
    bodied = [roles for draft, roles, _ in settled if draft.kind.name == "Body"]
    told = [str(roles["name"]) for roles in bodied]
    bodies = told or [t.mention.value for t in row.tokens if t.mention is not None and t.mention.cls == "body"]
    if bodies:
        kept = discourse.body_of if bodies[0] == discourse.body else ""
        discourse.body, discourse.body_of = bodies[0], str(bodied[0].get("of", "")) if bodied else kept
    missions = [t.mention for t in row.tokens if t.mention is not None and t.mention.cls == "mission"]
    discourse.missions = row.text[missions[-1].start : missions[-1].end] if missions else ""
    for _, roles, _ in (s for s in settled if s[0].kind.name == "Tenure"):
        discourse.persons.learn(roles)
    posts = [
        roles["of"] for draft, roles, _ in settled if draft.kind.name == "Tenure" and isinstance(roles.get("of"), str)
    ]
    if posts:
        discourse.post_of = posts[-1]
    discourse.people = tuple(dict.fromkeys((*reversed(people), *discourse.people)))[:2]
    if people:
        discourse.person = people[0]
    opening = row.tokens[0].mention if row.tokens else None
    if opening is not None and opening.cls == "adjective" and opening.get("territory"):
        discourse.subject = opening.get("territory")  # "Peruvian foreign policy …", and then "It"
    elif territories:
        own = discourse.topic[0] if len(discourse.topic) == 1 and not discourse.section else ""
        discourse.subject = own if own and _is_acted_on(row, territories[0]) else territories[0]
    if len(set(territories)) == 2:
        discourse.group = (territories[0], next(t for t in territories if t != territories[0]))


def _is_acted_on(row: Row, territory: str) -> bool:
    """Tell whether the first mention of a territory is an object: "The government recognised Peru", "It left Peru"."""
    index = next(n for n, t in enumerate(row.tokens) if t.mention is not None and t.mention.value == territory)
    word = row.tokens[index - 1].word if index else ""
    return index > 1 and (word in {"with", "to", "of", "from"} or word.endswith("ed"))
