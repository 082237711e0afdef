"""Disagreement as data: what two sides say of the same facts, and what only one of them says.

A side is a set of documents. Facts are paired by who and what takes part; of facts that may happen again, such as
visits, by their dates too. What differs is told aspect by aspect, with the claims of both sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from diplograph.graph.sayings import Saying, group_sayings, is_exclusive, is_same_time, may_coincide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Verdict = Literal["contradicts", "adds", "agrees", "only-left", "only-right"]

#: The order in which verdicts are shown, and in which one outweighs another.
VERDICTS: tuple[Verdict, ...] = ("contradicts", "adds", "agrees", "only-left", "only-right")


class Aspect(NamedTuple):
    """One thing that is said of a fact: a role, a date, or whether it is so; "" where a side does not say it."""

    verdict: Verdict
    name: str
    left: str
    right: str


class Comparison(NamedTuple):
    """What two sides say of one fact."""

    verdict: Verdict
    label: str
    kind: str
    aspects: tuple[Aspect, ...]
    left: tuple[Saying, ...]
    right: tuple[Saying, ...]


def compare(left: Iterable[Saying], right: Iterable[Saying]) -> list[Comparison]:
    """Compare what two sides say; contradictions first, then in the order of kinds and names."""
    lefts, rights = group_sayings(left), group_sayings(right)
    found = []
    for key in {**lefts, **rights}:
        for ours, theirs in _pair(lefts.get(key, []), rights.get(key, [])):
            found.append(_compare_fact(ours, theirs))
    return sorted(found, key=lambda c: (VERDICTS.index(c.verdict), c.kind, c.label, [s.node for s in c.left + c.right]))


def _pair(left: Sequence[Saying], right: Sequence[Saying]) -> Iterator[tuple[list[Saying], list[Saying]]]:
    """Pair what is said of one fact; facts that happen again are told apart by their nodes, then by their dates."""
    if not any(saying.repeated for saying in [*left, *right]):
        yield list(left), list(right)
        return
    ours, theirs = _group_nodes(left), _group_nodes(right)
    for node in [node for node in ours if node in theirs]:
        yield ours.pop(node), theirs.pop(node)
    for sayings in ours.values():
        fits = [node for node, others in theirs.items() if all(may_coincide(a, b) for a in sayings for b in others)]
        yield sayings, theirs.pop(fits[0]) if fits else []
    yield from (([], sayings) for sayings in theirs.values())


def _group_nodes(sayings: Iterable[Saying]) -> dict[str, list[Saying]]:
    """Group what is said by the facts that it is about."""
    groups: dict[str, list[Saying]] = {}
    for saying in sayings:
        groups.setdefault(saying.node, []).append(saying)
    return groups


def _compare_fact(left: Sequence[Saying], right: Sequence[Saying]) -> Comparison:
    """Compare what two sides say of one fact; the gravest aspect gives the verdict."""
    first = [*left, *right][0]
    if not left or not right:
        verdict: Verdict = "only-left" if left else "only-right"
        return Comparison(verdict, first.label, first.claim.kind, (), tuple(left), tuple(right))
    aspects = [*_compare_standing(left, right), *_compare_dates(left, right), *_compare_values(left, right)]
    verdict = min((aspect.verdict for aspect in aspects), key=VERDICTS.index, default="agrees")
    return Comparison(verdict, first.label, first.claim.kind, tuple(aspects), tuple(left), tuple(right))


def _compare_standing(left: Sequence[Saying], right: Sequence[Saying]) -> Iterator[Aspect]:
    """Compare whether both sides say that it is so: a denial contradicts, a plan or a rumour says less."""
    ours, theirs = ({_describe_standing(saying) for saying in side} for side in (left, right))
    if ours == theirs:
        return
    denied = ({"denied"} == ours and "asserted" in theirs) or ({"denied"} == theirs and "asserted" in ours)
    yield Aspect("contradicts" if denied else "adds", "standing", _join(ours), _join(theirs))


def _describe_standing(saying: Saying) -> str:
    """Say in a word whether something is so."""
    return "denied" if saying.claim.polarity == "negative" else saying.claim.modality


def _compare_dates(left: Sequence[Saying], right: Sequence[Saying]) -> Iterator[Aspect]:
    """Compare dates: those that cannot be one contradict, unless they only tell when it was seen to be so."""
    names = {name: None for saying in [*left, *right] for name in saying.dates}
    for name in names:
        ours, theirs = ({s.dates[name] for s in side if name in s.dates} for side in (left, right))
        if not ours or not theirs:
            verdict: Verdict = "adds"
        elif ours == theirs:
            verdict = "agrees"
        elif name == "at" or any(is_same_time(one, other) for one in ours for other in theirs):
            verdict = "adds"
        else:
            verdict = "contradicts"
        yield Aspect(verdict, name, _join(ours), _join(theirs))


def _compare_values(left: Sequence[Saying], right: Sequence[Saying]) -> Iterator[Aspect]:
    """Compare the other roles: numbers and codes exclude others, names and texts do not."""
    for name in sorted({name for saying in [*left, *right] for name in saying.values}):
        ours, theirs = ({v for s in side for v in s.values.get(name, ())} for side in (left, right))
        if ours == theirs:
            verdict: Verdict = "agrees"
        elif ours and theirs and ours.isdisjoint(theirs) and any(is_exclusive(s, name) for s in [*left, *right]):
            verdict = "contradicts"
        else:
            verdict = "adds"
        yield Aspect(verdict, name, _join(ours), _join(theirs))


def _join(values: Iterable[str]) -> str:
    """Write values as a list, sorted."""
    return ", ".join(sorted(values))
