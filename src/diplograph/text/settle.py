"""From drafts to statements: dates, polarity and modality are settled, and what says the same is joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from diplograph.model import Block, Claim
from diplograph.text.annotate import Row
from diplograph.text.discourse import Discourse
from diplograph.text.drafts import Draft
from diplograph.text.match import candidates, find_drafts
from diplograph.text.patterns import Library
from diplograph.text.reading import Reading, context_for
from diplograph.text.tenures import Settled, tenures_in_passing
from diplograph.text.timing import Dated, cue, dates_of, pick_dates


def settle(reading: Reading, row: Row, drafts: Sequence[Draft]) -> list[Settled]:
    """Give drafts their dates, polarity and modality; one that has several dates becomes several claims."""
    dates = dates_of(row, _anchor(reading))
    settled: list[Settled] = []
    for draft in drafts:
        signals = cue(row, draft.first, draft.last, draft.skipped, reading.tools.library.cues)
        draft.polarity = draft.polarity or signals.get("polarity", "positive")
        draft.modality = draft.modality or signals.get("modality", "asserted")
        roles = _moody(draft, reading.tools.library)
        settled += [(draft, roles, time) for time in _times(reading, row, draft, drafts, dates)]
    settled = _merged(settled)
    return settled + tenures_in_passing(reading, row, settled, dates)


def _moody(draft: Draft, library: Library) -> dict[str, Any]:
    """Fit the roles to polarity and modality, as the kind's settings say (a planned mission has the status planned)."""
    moods = library.settings.get("moods", {}).get(draft.kind.name, {})
    change = {**moods.get(draft.modality, {}), **(moods.get("negative", {}) if draft.polarity == "negative" else {})}
    fitted = {}
    for name, value in draft.roles.items():
        table = change.get(name)
        fitted[name] = table.get(value, value) if isinstance(table, Mapping) and isinstance(value, str) else value
    return {name: value for name, value in fitted.items() if value != ""}


def _times(
    reading: Reading, row: Row, draft: Draft, drafts: Sequence[Draft], dates: Sequence[Dated]
) -> Iterable[dict[str, str]]:
    """Settle the times of a draft: one set for each date that belongs to it."""
    fixed: dict[str, str] = {}
    open_role = ""
    for role, value in draft.time.items():
        if value == "@date":
            open_role = role
        elif value.startswith("@date:"):
            fixed[role] = _resolved(row, int(value[6:]), dates)
        else:
            fixed[role] = value
    fixed = {role: value for role, value in fixed.items() if value}
    if not open_role:
        return [fixed]
    stops = [other.first for other in drafts if other.kind is not draft.kind or other.first >= draft.last]
    if (
        draft.kind.name == "Trade" and len(dates) == 1 and dates[0].index == len(row.tokens) - 1
    ):  # the only date, at the end, is that of all figures
        stops = [other.first for other in drafts if other.pattern is not draft.pattern]
    usable = (
        [d for d in dates if d.index >= draft.last] if draft.modality == "planned" and not draft.kind.carries else dates
    )
    outside = [d for d in usable if not any(a <= d.index < b for a, b in draft.skipped)]
    picked = pick_dates(row, outside, draft.first, draft.last, stops)
    if not picked:  # "paid a visit to attend the summit of 2–3 December": the free text holds the date
        final = [d for d in usable if draft.kind.carries or d.index == len(row.tokens) - 1]
        picked = pick_dates(row, final, draft.first, draft.last, stops)
    if not picked and (carried := _carried(reading, row, draft)):
        picked = [carried]
    if not picked:
        return [fixed]
    several = picked if draft.kind.carries else picked[:1]
    return [{**fixed, open_role: date} for date in several]


def _resolved(row: Row, start: int, dates: Sequence[Dated]) -> str:
    """Give the resolved date of the mention that begins at a plain offset."""
    return next((d.edtf for d in dates if row.tokens[d.index].start == start), "")


def _carried(reading: Reading, row: Row, draft: Draft) -> str:
    """Give the date of the event that the sentence goes on to tell of ("During his visit", "He met")."""
    if not row.tokens:
        return ""
    event = reading.discourse.event.get("date", "")
    opening = [token.word for token in row.tokens[:6] if token.mention is None]
    pronoun = any(
        t.mention is not None and t.mention.get("pronoun") and t.mention.cls == "person" for t in row.tokens[:5]
    )
    begins = bool(opening) and row.tokens[0].word in {"during", "at", "on", "while", "in"}
    during = begins and any(
        w in {"visit", "trip", "tour", "stay"} and n != "of" for w, n in zip(opening, [*opening[1:], ""], strict=True)
    )
    occasion = begins and "occasion" in opening
    if draft.kind.carries:
        return event if during or pronoun or occasion or opening[:2] == ["while", "there"] else ""
    told = draft.kind.name == "Agreement" and draft.modality == "asserted"
    return event if told and during else reading.discourse.year if told and occasion else ""


def _merged(settled: Sequence[Settled]) -> list[Settled]:
    """Join claims that two patterns found of the same relationship in one sentence."""
    kept: list[Settled] = []
    for draft, roles, time in settled:
        twin = next((k for k in kept if _same(k, draft, roles, time)), None)
        if twin is None:
            kept.append((draft, dict(roles), dict(time)))
            continue
        for name, value in roles.items():
            twin[1].setdefault(name, value)
        for name, value in time.items():
            twin[2].setdefault(name, value)
    return kept


#: Roles that tell two claims of the same key roles apart.
_TELLING = frozenset({"type", "seat", "value", "rank", "office", "subject", "target", "actor", "share", "level"})


def _fits(name: str, one: object, other: object) -> bool:
    """Tell whether two values of a role may mean the same: equal, or one of them less exact."""
    if name == "type" and "other" in (one, other):
        return True
    if name == "subject" and isinstance(one, str) and isinstance(other, str):
        return one.startswith(other) or other.startswith(one)
    return one == other


def _same(kept: Settled, draft: Draft, roles: Mapping[str, Any], time: Mapping[str, str]) -> bool:
    """Tell whether a claim says what a kept one says already."""
    other, other_roles, other_time = kept
    if other.kind is not draft.kind or other.polarity != draft.polarity or other.modality != draft.modality:
        return False
    if any(roles.get(name) != other_roles.get(name) for name in draft.kind.key):
        return False
    if (other.pattern.id, other.first, other.last) == (
        draft.pattern.id,
        draft.first,
        draft.last,
    ) and roles != other_roles:
        return False
    if not all(_fits(name, roles.get(name, value), value) for name, value in other_roles.items() if name in _TELLING):
        return False
    both = {**other_time, **time}
    if roles.get("status") != other_roles.get("status") and both.get("opened", "") > both.get("closed", "~"):
        return False  # closed in 1973 and opened again in 1990: two spells
    return all(time.get(name, value) == value for name, value in other_time.items())


def remember(reading: Reading, row: Row, settled: Sequence[Settled]) -> None:
    """Carry what the sentence said into the discourse."""
    discourse = reading.discourse
    people = [
        t.mention.get("name")
        for t in row.tokens
        if t.mention is not None and t.mention.cls == "person" and t.mention.get("name")
    ]
    territories = [t.mention.value for t in row.tokens if t.mention is not None and t.mention.cls == "territory"]
    bodies = [t.mention.value for t in row.tokens if t.mention is not None and t.mention.cls == "body"]
    if bodies:
        discourse.body = bodies[0]
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
    if territories:
        discourse.subject = territories[0]
        if len(set(territories)) == 2:
            discourse.group = (territories[0], next(t for t in territories if t != territories[0]))
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
    dates = dates_of(row, _anchor(reading))
    if dates:
        discourse.year = dates[-1].edtf


def _anchor(reading: Reading) -> str:
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


def find_all_drafts(reading: Reading, row: Row, scope: str) -> list[Draft]:
    """Apply the patterns of a scope; sentence patterns also read list items."""
    library = reading.tools.library
    drafts: list[Draft] = []
    for pattern in candidates(row, library):
        if pattern.scope not in {"sentence", scope}:
            continue
        held = context_for(reading, pattern) if pattern.context else {}
        if held is not None:
            drafts += find_drafts(row, pattern, library.kinds[pattern.kind], held, reading.discourse)
            if pattern.kind == "Visit" and drafts:
                _note_visit(reading, drafts[-1])
    return drafts


def _note_visit(reading: Reading, draft: Draft) -> None:
    """Let the meetings of a sentence know of the visit that it tells of; of the same visit the date stays known."""
    said: dict[str, str] = {name: str(draft.roles[name]) for name in ("host", "visitor") if name in draft.roles}
    event = reading.discourse.event
    if draft.kind.name == "Visit" and any(event.get(name) != value for name, value in said.items()):
        reading.discourse.event = {"date": "", **said}


def make_claim(
    reading: Reading,
    block: Block,
    span: tuple[int, int],
    draft: Draft,
    roles: Mapping[str, Any],
    time: Mapping[str, str],
) -> Claim:
    """Make the claim."""
    return Claim(
        document=reading.document.id,
        kind=draft.kind.name,
        roles=dict(roles),
        time=dict(time),
        start=span[0],
        end=span[1],
        exact=reading.document.text[span[0] : span[1]],
        polarity="negative" if draft.polarity == "negative" else "positive",
        modality=draft.modality,  # type: ignore[arg-type] # one of the four, as the pattern files are checked to say
        pattern=draft.pattern.id,
        section=block.path,
    )
