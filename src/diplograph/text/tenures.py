"""Offices that are said in passing: "Mexican President Luis Echeverría paid a visit" says who was president, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from diplograph.naming import fold
from diplograph.text.annotate import Mention, Row
from diplograph.text.drafts import Draft
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
    known = {
        (roles.get("holder"), fold(str(roles.get("office", ""))))
        for draft, roles, _ in settled
        if draft.kind.name == "Tenure"
    }
    for index, token in enumerate(row.tokens):
        mention = token.mention
        if mention is None or not _is_officer(mention) or row.tokens[max(index - 1, 0)].word in _NOT_YET:
            continue
        events = [s for s in settled if any(p.start == mention.start for p in s[0].people)]
        person = next((p for s in events for p in s[0].people if p.start == mention.start and p.get("of")), mention)
        of = (
            person.get("of")
            or mention.get("known_of")
            or _inviter_of(row, index, settled)
            or _office_territory(reading, row, mention, [p for s in events for p in s[0].people])
        )
        key = (mention.value, fold(mention.get("office")))
        if key in known or not of or _is_guest(mention, of, events):
            continue
        known.add(key)
        made += _distinct_times(
            _tenure(reading, row, (index, mention, of), event, dates) for event in (events or (None,))
        )
    return made


def _is_guest(mention: Mention, of: str, events: Sequence[Settled]) -> bool:
    """Tell whether a person visits the territory, so that the office is another's."""
    visits = (roles for draft, roles, _ in events if draft.kind.name == "Visit")
    return any(roles.get("visitor") == mention.value and roles.get("host") == of for roles in visits)


#: Titles that are no offices by themselves.
_NO_OFFICES = frozenset({"Sheikh", "Sheikha"})
#: What stands before those who do not hold the office yet.
_NOT_YET = frozenset({"future", "incoming", "aspiring"})


def _is_officer(mention: Mention) -> bool:
    """Tell whether a mention names a person with an office."""
    named = mention.cls == "person" and mention.get("name") and not mention.get("pronoun")
    return bool(named and mention.get("office") and mention.get("office") not in _NO_OFFICES)


#: What may stand between a person and the term of office, and what of it tells of a term.
_HOLDING = frozenset({"office", "power", "served", "serving", "ruled", "reigned", "governed"})
_TERM_WORDS = _HOLDING | {"(", ",", "in", "since", "from", "who", "held", "was", "has", "been", "between", "had"}


def _term(row: Row, index: int) -> dict[str, str]:
    """Read the term that stands right behind a person: "(2019–2022)", ", in office since 2016"."""
    words: list[str] = []
    for token in row.tokens[index + 1 : index + 7]:
        if token.mention is not None and token.mention.cls == "date" and token.mention.value:
            opens = bool(words) and words[-1] in {"since", "from"}
            first = token.mention.get("first") or (token.mention.value if opens else "")
            ends = {"since": first, "until": token.mention.get("last")}
            told = opens or words == ["("] or _HOLDING & set(words)
            return {name: end for name, end in ends.items() if end} if told else {}
        if token.mention is not None and token.mention.cls == "territory" and words and words[-1] in _HOLDING:
            continue  # "governed Peru from 1980"
        if token.mention is not None or token.word not in _TERM_WORDS:
            return {}
        words.append(token.word)
    return {}


def _distinct_times(made: Iterable[Settled]) -> list[Settled]:
    """Drop what only repeats a time, and what has none where another has one."""
    distinct = list({str(sorted(time.items())): (draft, roles, time) for draft, roles, time in made}.values())
    return [told for told in distinct if told[2]] or distinct


def _inviter_of(row: Row, index: int, settled: Sequence[Settled]) -> str:
    """Give the host of the sentence's visit where the person at a token invited to it ("" elsewhere)."""
    if [token.word for token in row.tokens[max(index - 2, 0) : index]] != ["invitation", "of"]:
        return ""
    return next((str(roles.get("host", "")) for draft, roles, _ in settled if draft.kind.name == "Visit"), "")


def _office_territory(reading: Reading, row: Row, mention: Mention, people: Sequence[Mention]) -> str:
    """Give the territory of an office without one: the sender of the mission in question, or the one of the article.

    Where somebody else of the sentence is from the article's territory, it is that of the section.
    """
    discourse, office = reading.discourse, f" {mention.get('office').lower()}"
    if len(discourse.topic) == 2 and office.endswith(tuple(f" {envoy}" for envoy in reading.tools.envoys)):
        return _sender_named(row) or discourse.mission.get("sender", "")
    own = discourse.topic[0] if len(discourse.topic) == 1 else ""
    named = [t.mention for t in row.tokens if t.mention is not None and t.mention.cls == "person"]
    if own and any(own in {p.get("of"), p.get("known_of")} for p in (*named, *people) if p.value != mention.value):
        return next((territory for territory in discourse.section if territory != own), "")
    return own


def _sender_named(row: Row) -> str:
    """Give the territory whose embassy a sentence names: "the embassy of Chad was set up under Ambassador Ali"."""
    for index in range(len(row.tokens) - 2):
        mission, sender = row.tokens[index].mention, row.tokens[index + 2].mention
        named = mission is not None and mission.cls == "mission" and row.tokens[index + 1].word == "of"
        if named and sender is not None and sender.cls == "territory":
            return sender.value
    return ""


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
        date = (
            next((value for name, value in event[2].items() if name in {"date", "at", "signed", "since"}), "")
            if event
            else ""
        )
        term = {} if date else _term(row, index)
        picked = [date] if date else ([] if event else pick_dates(row, dates, index, index + 1, []))
        time = term or ({"at": picked[0]} if picked else {})
    pattern = Pattern("extract.in-passing", "Tenure", ())
    draft = Draft(
        pattern,
        reading.tools.library.kinds["Tenure"],
        roles,
        time,
        index,
        index + 1,
        polarity="positive",
        modality="asserted",
    )
    return draft, roles, time
