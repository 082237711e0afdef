"""Scores predicted claims against gold claims: precision, recall, attributes, spans, and every error.

A predicted claim matches a gold claim of the same document, kind, polarity and modality when the values of the key
roles agree. Each claim is matched once; of several possible partners the one with overlapping span, then equal dates,
then equal year, then the longest overlap is taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from diplograph.model import Claim
from diplograph.scoring.agreement import agree
from diplograph.scoring.scores import Difference, Evaluation, Pair, Score, overlap

#: The roles whose values identify a claim, by kind. Roles whose wording is free are left out of some.
KEYS: Mapping[str, tuple[str, ...]] = {
    "DiplomaticRelation": ("party", "event"),
    "Recognition": ("recogniser", "recognised"),
    "Mission": ("sender", "host", "type"),
    "Agreement": ("party",),
    "Membership": ("member", "organisation"),
    "Visit": ("visitor", "host"),
    "Meeting": ("participant",),
    "Tenure": ("holder", "office"),
    "ReportingLine": ("subordinate", "superior"),
    "Trade": ("reporter", "partner", "measure"),
    "Status": ("territory", "status"),
    "Competence": ("territory", "field"),
    "TravelRule": ("subject",),
    "Observation": ("subject",),
    "Event": ("type",),
    "Body": ("name",),
}
#: Roles that are free text: they say more, but are worded too differently to be compared.
_REMARKS = frozenset({"note", "purpose", "text", "outcome", "functions", "goods", "subject", "basis"})
#: Roles that must agree where both sides state them.
_WHERE_BOTH = {"Agreement": ("type", "subject")}
#: Roles that must agree where the gold claim states them.
_WHERE_GOLD = {"Observation": ("value", "rank"), "Trade": ("value", "rank")}
#: The first of these that a gold event states must agree; an event without any must overlap.
_EVENT_NAMES = ("actor", "target", "name", "place")


def evaluate(predicted: Iterable[Claim], gold: Iterable[Claim]) -> Evaluation:
    """Score predicted claims against gold claims; only documents that have gold are scored.

    >>> from diplograph.model import Claim
    >>> said = Claim("a", "Body", {"name": "Office of Protocol"}, {}, 0, 9, "")
    >>> evaluate([said], [said]).total
    Score(predicted=1, gold=1, matched=1, attributes=1, spans=1)
    """
    wanted, found = _by_document(gold), _by_document(predicted)
    pairs: list[Pair] = []
    missed: list[Claim] = []
    spurious: list[Claim] = []
    for document, claims in sorted(wanted.items()):
        offered = found.get(document, [])
        matches = _match(offered, claims)
        used = set(matches.values())
        for number, claim in enumerate(claims):
            if number in matches:
                partner = offered[matches[number]]
                pairs.append(Pair(partner, claim, tuple(_differences(partner, claim))))
            else:
                missed.append(claim)
        spurious += [claim for number, claim in enumerate(offered) if number not in used]
    kinds, documents = (_tally(pairs, missed, spurious, by) for by in ("kind", "document"))
    return Evaluation(kinds, documents, tuple(pairs), tuple(missed), tuple(spurious))


def _by_document(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Group claims, each group in the order of the text."""
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.document].append(claim)
    return {name: sorted(group, key=lambda c: (c.start, c.end, c.kind, c.to_json())) for name, group in groups.items()}


def _match(predicted: Sequence[Claim], gold: Sequence[Claim]) -> dict[int, int]:
    """Pair claims, the closest first: number of the gold claim → number of the predicted one."""
    groups: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, claim in enumerate(predicted):
        groups[claim.kind, claim.polarity, claim.modality].append(number)
    possible = [
        (_distance(predicted[one], claim), one, other)
        for other, claim in enumerate(gold)
        for one in groups[claim.kind, claim.polarity, claim.modality]
        if _has_key(predicted[one], claim)
    ]
    matches: dict[int, int] = {}
    used: set[int] = set()
    for _, one, other in sorted(possible):
        if one not in used and other not in matches:
            matches[other] = one
            used.add(one)
    return matches


def _distance(predicted: Claim, gold: Claim) -> tuple[bool, bool, bool, int]:
    """Order possible partners: the least is the closest."""
    shared = overlap(predicted, gold)
    return shared <= 0, predicted.time != gold.time, _year(predicted) != _year(gold), -shared


def _year(claim: Claim) -> str:
    """Give the earliest year that a claim states, "" for none."""
    return min(claim.time.values(), default="")[:4]


def _has_key(predicted: Claim, gold: Claim) -> bool:
    """Tell whether two claims of one kind are about the same."""
    given, wanted = predicted.roles, gold.roles
    needed = KEYS.get(gold.kind, tuple(wanted))
    if not all(role in wanted and role in given and agree(role, given[role], wanted[role]) for role in needed):
        return False
    both = [role for role in _WHERE_BOTH.get(gold.kind, ()) if role in given and role in wanted]
    stated = [role for role in _WHERE_GOLD.get(gold.kind, ()) if role in wanted]
    if not all(role in given and agree(role, given[role], wanted[role]) for role in (*both, *stated)):
        return False
    return gold.kind != "Event" or _same_event(predicted, gold)


def _same_event(predicted: Claim, gold: Claim) -> bool:
    """Tell whether two events of one type are the same: by who takes part, else by their place in the text."""
    role = next((role for role in _EVENT_NAMES if role in gold.roles), None)
    if role is None:
        return overlap(predicted, gold) > 0
    return role in predicted.roles and agree("name", predicted.roles[role], gold.roles[role])


def _differences(predicted: Claim, gold: Claim) -> Iterator[Difference]:
    """Yield the times that are not the same on both sides, and the gold's roles that the prediction has not."""
    for role in sorted({*predicted.time, *gold.time}):
        if predicted.time.get(role) != gold.time.get(role):
            yield Difference(f"time.{role}", predicted.time.get(role), gold.time.get(role))
    for role, value in sorted(gold.roles.items()):
        if role in _REMARKS:
            continue
        if role not in predicted.roles or not agree(role, predicted.roles[role], value):
            yield Difference(role, predicted.roles.get(role), value)


def _tally(pairs: Sequence[Pair], missed: Sequence[Claim], spurious: Sequence[Claim], by: str) -> dict[str, Score]:
    """Count by kind or by document."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        row = counts[getattr(pair.gold, by)]
        row.update(predicted=1, gold=1, matched=1, attributes=not pair.differences, spans=pair.overlaps)
    for claim in missed:
        counts[getattr(claim, by)].update(gold=1)
    for claim in spurious:
        counts[getattr(claim, by)].update(predicted=1)
    return {name: Score(**count) for name, count in sorted(counts.items())}
