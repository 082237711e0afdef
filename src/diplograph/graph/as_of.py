"""What holds as of a date, and what has happened by then: for every fact certain, possible or no.

Events have happened or not. Situations hold from what begins them to what ends them; where the text gives a date of
less precision than the question needs, or none, the answer is that it is possible. Where a fact has a life of events,
such as an agreement, the latest of them by that date decides what holds, and gives the status.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode

from diplograph.edtf import bounds, compare, is_edtf
from diplograph.errors import QueryError
from diplograph.graph.schema import load_mapping
from diplograph.graph.vocabulary import RDF_TYPE, dg

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import Store

    from diplograph.edtf import Answer

_FACT, _EVENT, _LIFE = dg("Fact"), dg("Event"), dg("lifecycleEvent")


class Happening(NamedTuple):
    """An event in the life of a fact.

    Attributes:
        node: The event.
        edtf: Its date; "" where none is stated.
        ends: Whether what holds does so no longer after it.
        answer: Whether it has happened.
    """

    node: NamedNode
    edtf: str
    ends: bool
    answer: Answer


class Life(NamedTuple):
    """A fact as of a date: whether it holds, or has happened, and the events that may have been its latest."""

    answer: Answer
    latest: tuple[Happening, ...]
    events: tuple[Happening, ...]


def read_as_of(text: str) -> str:
    """Read the date of a question: a day, a month or a year.

    Raises:
        QueryError: It is no date, or an interval.
    """
    if not is_edtf(text) or "/" in text:
        raise QueryError(f"--as-of: {text!r} is no date", expected="a date such as 2010, 2010-03 or 2010-03-29")
    return text


def happened_by(edtf: str, as_of: str) -> Answer:
    """Tell whether something dated so has happened, or begun, by the end of a date; without a date it is possible.

    >>> [happened_by(text, "2010-06") for text in ("2010-05", "2010", "2011", "", "2009/2012", "../2012")]
    ['certain', 'possible', 'no', 'possible', 'certain', 'possible']
    """
    if not is_edtf(edtf):
        return "possible"
    begin = edtf.partition("/")[0] if "/" in edtf and not edtf.startswith(("/", "..")) else edtf
    last = bounds(as_of)[1]
    return compare(begin, f"../{last}") if last else "possible"


def judge_facts(store: Store, as_of: str) -> dict[NamedNode, Life]:
    """Judge all facts of a store, but for the events in the lives of others, which stand in these."""
    lives: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, _LIFE, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            lives[quad.subject].append(quad.object)
    inner = {event for events in lives.values() for event in events}
    dates, seen = _read_dates(store, "edtf"), _read_dates(store, "at")
    events = set(_list_members(store, _EVENT))
    found = {}
    for node in _list_members(store, _FACT):
        if node in inner:
            continue
        happenings = [_judge_event(store, event, dates, as_of) for event in sorted(lives[node], key=str)]
        if happenings:
            life = _judge_life(happenings)
        elif node in events:
            life = Life(_any(happened_by(edtf, as_of) for edtf in dates.get(node, [""])), (), ())
        else:
            life = Life(_judge_spans(dates.get(node, []), as_of), (), ())
        found[node] = _attest(life, seen.get(node, []), as_of)
    return found


def _list_members(store: Store, class_node: NamedNode) -> list[NamedNode]:
    """List the members of a class, sorted."""
    quads = store.quads_for_pattern(None, RDF_TYPE, class_node, DefaultGraph())
    return sorted((quad.subject for quad in quads if isinstance(quad.subject, NamedNode)), key=str)


def _read_dates(store: Store, name: str) -> dict[NamedNode, list[str]]:
    """Read the dates of one property by node."""
    found: defaultdict[NamedNode, list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, dg(name), None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            found[quad.subject].append(quad.object.value)
    return dict(found)


def _judge_event(store: Store, node: NamedNode, dates: Mapping[NamedNode, list[str]], as_of: str) -> Happening:
    """Judge one event in the life of a fact."""
    kinds = {quad.object for quad in store.quads_for_pattern(node, RDF_TYPE, None, DefaultGraph())}
    edtf = min(dates.get(node, [""]))
    return Happening(node, edtf, bool(kinds & list_ending_classes()), happened_by(edtf, as_of))


@cache
def list_ending_classes() -> frozenset[NamedNode]:
    """List the classes of events after which a fact does not hold."""
    quads = load_mapping().quads_for_pattern(None, dg("endsFact"), None, None)
    return frozenset(quad.subject for quad in quads if isinstance(quad.subject, NamedNode))


def _judge_life(events: Sequence[Happening]) -> Life:
    """Judge what has a life: what holds is what the latest event left."""
    happened = [event for event in events if event.answer != "no"]
    certain = [event for event in happened if event.answer == "certain"]
    latest = tuple(e for e in happened if not any(_is_before(e, other) for other in certain))
    if not happened:
        return Life("possible" if all(event.ends for event in events) else "no", (), tuple(events))
    if all(event.ends for event in latest):
        return Life("no" if certain else "possible", latest, tuple(events))
    sure = bool(certain) and not any(event.ends for event in latest)
    return Life("certain" if sure else "possible", latest, tuple(events))


def _is_before(one: Happening, other: Happening) -> bool:
    """Tell whether one event was certainly before another."""
    if not is_edtf(one.edtf) or not is_edtf(other.edtf):
        return False
    last, first = bounds(one.edtf)[1], bounds(other.edtf)[0]
    return last is not None and first is not None and last < first


def _judge_spans(dates: Sequence[str], as_of: str) -> Answer:
    """Judge what holds from a date to a date, of which several claims may each state one end."""
    spans = [text.partition("/") for text in dates if is_edtf(text)]
    if spans and not any(slash for _, slash, _ in spans):
        return _any(happened_by(begin, as_of) for begin, _, _ in spans)
    begins = [begin for begin, _, _ in spans if begin not in {"", ".."}]
    ends = [end for _, slash, end in spans if slash and end not in {"", ".."}]
    begun = _agree(happened_by(begin, as_of) for begin in begins) if begins else "possible"
    over = _agree(_is_over(end, as_of) for end in ends) if ends else "no"
    if begun == "no" or over == "certain":
        return "no"
    return "certain" if begun == "certain" and over == "no" else "possible"


def _is_over(end: str, as_of: str) -> Answer:
    """Tell whether the last day of something, dated so, lies before a date."""
    first = bounds(as_of)[0]
    if first is None or first <= date.min.isoformat():
        return "possible"
    return compare(end, f"../{date.fromordinal(date.fromisoformat(first).toordinal() - 1).isoformat()}")


def _attest(life: Life, seen: Iterable[str], as_of: str) -> Life:
    """Take into account on which dates the fact is said to hold: then it does, unless it certainly does not."""
    if life.answer == "possible" and any(is_edtf(at) and compare(at, as_of) == "certain" for at in seen):
        return life._replace(answer="certain")
    return life


def _any(answers: Iterable[Answer]) -> Answer:
    """Unite what several claims say of one event: one of them suffices."""
    given = set(answers)
    return "certain" if "certain" in given else "possible" if "possible" in given else "no"


def _agree(answers: Iterable[Answer]) -> Answer:
    """Unite what several claims say of one date: it is certain only where they agree."""
    given = set(answers)
    return given.pop() if len(given) == 1 else "possible"
