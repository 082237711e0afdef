"""From drafts to statements: dates, polarity and modality are settled, and what says the same is joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from diplograph.model import Block, Claim
from diplograph.text.annotate import Row
from diplograph.text.drafts import Draft
from diplograph.text.match import find_drafts
from diplograph.text.memory import anchor_of
from diplograph.text.patterns import Library
from diplograph.text.reading import Reading, context_for
from diplograph.text.spells import end_spells
from diplograph.text.tenures import Settled
from diplograph.text.timing import Dated, cue, dates_of, pick_dates


def settle(reading: Reading, row: Row, drafts: Sequence[Draft]) -> list[Settled]:
    """Give drafts their dates, polarity and modality; one that has several dates becomes several claims."""
    dates = dates_of(row, anchor_of(reading))
    settled: list[Settled] = []
    for draft in drafts:
        signals = cue(row, draft.first, draft.last, draft.skipped, reading.tools.library.cues)
        if _is_late(row, draft):
            if draft.polarity == "negative" or draft.roles.get("event") == "none":
                continue
            signals.pop("polarity", "")
        draft.polarity = draft.polarity or signals.get("polarity", "positive")
        draft.modality = draft.modality or signals.get("modality", "asserted")
        roles = _moody(draft, reading.tools.library)
        settled += [(draft, roles, time) for time in _times(reading, row, draft, drafts, dates)]
    settled = _respectively(row, dates, settled)
    return end_spells(_named(_merged(settled)), reading.discourse, reading.tools.library)


def _respectively(row: Row, dates: Sequence[Dated], settled: Sequence[Settled]) -> list[Settled]:
    """Give each of several statements of one match its own of as many dates ("in 1990 and 1992 respectively")."""
    if not any(token.word == "respectively" for token in row.tokens):
        return list(settled)
    given: list[Settled] = []
    for draft, roles, time in settled:
        alike = [other for other in settled if (other[0].first, other[0].last) == (draft.first, draft.last)]
        place = next(number for number, other in enumerate(alike) if other[0] is draft and other[1] is roles)
        role = next((name for name, value in time.items() if value == dates[0].edtf), "") if dates else ""
        fits = role and len(alike) == len(dates) > 1
        given.append((draft, roles, {**time, role: dates[place].edtf} if fits else time))
    return given


def _is_late(row: Row, draft: Draft) -> bool:
    """Tell whether a denial only says when it came about ("did not recognise Peru until 1990")."""
    if draft.kind.name == "Mission":
        return False
    words = [token.word for token in row.tokens[draft.first : draft.last + 2]]
    dates = (t.mention is not None and t.mention.cls == "date" for t in row.tokens[draft.first + 1 : draft.last + 3])
    return "not" in words and any(word == "until" and dated for word, dated in zip(words, dates, strict=False))


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
    if draft.kind.carries:
        usable = _of_days(row, usable)
    outside = [d for d in usable if not any(a <= d.index < b for a, b in draft.skipped)]
    picked = pick_dates(row, outside, draft.first, draft.last, stops)
    if not picked:  # "paid a visit to attend the summit of 2–3 December": the free text holds the date
        final = [d for d in usable if draft.kind.carries or d.index == len(row.tokens) - 1]
        picked = pick_dates(row, final, draft.first, draft.last, stops)
    picked = picked or _told_before(reading, row, draft, usable)
    if not picked:
        return [fixed]
    behind = [d for d in dates if d.index >= draft.first]
    first = _until(row, behind, picked[0]) if open_role == "date" and not _is_late(row, draft) else picked[0]
    several = picked if draft.kind.carries else [first]
    return [{**fixed, open_role: date} for date in several]


#: The first and the last year of a span.
_YEARS = re.compile(r"\d{4}/\d{4}")


def _of_days(row: Row, dates: Sequence[Dated]) -> list[Dated]:
    """Leave out dates of no single happening: "since 1986", and a term of office where there is another date."""
    left = [date for date in dates if row.tokens[max(date.index - 1, 0)].word != "since"]
    return [date for date in left if not _YEARS.fullmatch(date.edtf)] or left


def _until(row: Row, dates: Sequence[Dated], picked: str) -> str:
    """Give a date that "until" stands before as the open interval that it ends."""
    index = next((d.index for d in dates if d.edtf == picked), 0)
    words = [token.word for token in row.tokens[max(index - 2, 0) : index]]
    return f"../{picked}" if words[-1:] == ["until"] and "not" not in words and "/" not in picked else picked


def _resolved(row: Row, start: int, dates: Sequence[Dated]) -> str:
    """Give the resolved date of the mention that begins at a plain offset."""
    return next((d.edtf for d in dates if row.tokens[d.index].start == start), "")


def _told_before(reading: Reading, row: Row, draft: Draft, dates: Sequence[Dated]) -> list[str]:
    """Give the date that what was told before carries over.

    In "trade was $4 million in 2020; exports were $2 million" the year of the one figure is that of the other.
    """
    if draft.kind.name == "Trade" and len(dates) == 1 and dates[0].index < draft.first:
        return [dates[0].edtf]
    carried = _carried(reading, row, draft)
    return [carried] if carried else []


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
    if (
        draft.kind.name == "Event"
        and draft.modality == "asserted"
        and opening[:2] in (["among", "them"], ["of", "these"])
    ):
        return reading.discourse.year
    if draft.kind.name == "Event" and pronoun:
        return event
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


def _named(settled: Sequence[Settled]) -> list[Settled]:
    """Drop visits of an office where the sentence names who held it ("the first king to visit Oslo was Harald")."""
    named = {_office_visit(roles) for draft, roles, _ in settled if _by_name(draft, roles)}
    return [
        (draft, roles, time)
        for draft, roles, time in settled
        if draft.kind.name != "Visit" or _by_name(draft, roles) or _office_visit(roles) not in named
    ]


def _by_name(draft: Draft, roles: Mapping[str, Any]) -> bool:
    """Tell whether a visitor is known by name and not by office alone."""
    return any(person.get("name") == roles.get("visitor") for person in draft.people)


def _office_visit(roles: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the office of a visitor, whose it is and the host."""
    return tuple(str(roles.get(role)) for role in ("office", "of", "host"))


#: Roles that tell two claims of the same key roles apart.
_TELLING = frozenset(
    {"type", "seat", "value", "rank", "office", "subject", "target", "actor", "share", "level", "name"}
)


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
    apart = draft.first >= other.last or other.first >= draft.last
    if roles.get("status") != other_roles.get("status") and (apart or both.get("opened", "") > both.get("closed", "~")):
        return False  # closed in 1973 and opened again in 1990: two spells; told of in two clauses: two statements
    return all(time.get(name, value) == value for name, value in other_time.items())


def find_all_drafts(reading: Reading, row: Row, scope: str) -> list[Draft]:
    """Apply the patterns of a scope; sentence patterns also read list items."""
    library = reading.tools.library
    drafts: list[Draft] = []
    for pattern, matchers in reading.tools.claims.select_texts(row.code):
        if pattern.scope not in {"sentence", scope}:
            continue
        asks = pattern.context or pattern.unless
        if asks and not any(next(matcher.find(row.code), None) for matcher in matchers):
            continue
        held = context_for(reading, pattern)
        if held is not None:
            drafts += find_drafts(row, pattern, library.kinds[pattern.kind], held, reading.discourse, matchers=matchers)
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
    """Make the claim of a settled draft; its quotation is the whole span."""
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
