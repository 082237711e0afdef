"""Invents facts in the shape that conversions have, for the benchmarks: the same for the same size.

python benchmarks/facts.py SIZE > facts.nt
"""

from __future__ import annotations

import random
import sys
from itertools import islice
from typing import TYPE_CHECKING

from diplograph.graph.vocabulary import DG, DGR, RDF_TYPE, RDFS_LABEL, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATTERN = 7
#: Triples for each territory, person and so on: entities grow with the facts, more slowly for those that recur.
_SHARE = {"territory": 320, "place": 60, "organisation": 250, "person": 20, "office": 30, "unit": 25}
#: Units in a service, each of which reports to one before it.
_DEPTH = 60


def invent_facts(size: int) -> Iterator[str]:
    """Invent so many triples, as lines of N-Triples."""
    return islice(_invent(size), size)


def _invent(size: int) -> Iterator[str]:
    pick = random.Random(_PATTERN)  # noqa: S311 - nothing secret
    counts = {kind: max(size // share, 8) for kind, share in _SHARE.items()}
    number = 0
    yield from _invent_places(counts["place"], pick)
    makers = (_invent_mission, _invent_agreement, _invent_membership, _invent_visit, _invent_meeting, _invent_line)
    while True:
        number += 1
        yield from pick.choice(makers)(number, counts, pick)


def _invent_places(count: int, pick: random.Random) -> Iterator[str]:
    """Put places into one another, some five deep."""
    for index in range(1, count):
        yield _edge(_name("place", index), "locatedIn", _name("place", pick.randrange(max(index // 3, 1))))


def _invent_mission(number: int, counts: dict[str, int], pick: random.Random) -> Iterator[str]:
    node = _name("mission", number)
    yield from _describe(node, pick.choice(("Embassy", "ConsulateGeneral", "Consulate", "TradeOffice")))
    yield _edge(node, "sender", _pick("territory", counts, pick))
    yield _edge(node, "host", _pick("territory", counts, pick))
    yield _edge(node, "seat", _pick("place", counts, pick))
    yield _date(node, "opened", pick)


def _invent_agreement(number: int, counts: dict[str, int], pick: random.Random) -> Iterator[str]:
    node = _name("agreement", number)
    yield from _describe(node, pick.choice(("FreeTradeAgreement", "AirServicesAgreement", "ExtraditionAgreement")))
    for _ in range(pick.choice((2, 2, 2, 3, 5, 90))):
        yield _edge(node, "signatory", _pick("territory", counts, pick))
    yield _date(node, "signed", pick)


def _invent_membership(number: int, counts: dict[str, int], pick: random.Random) -> Iterator[str]:
    node = _name("membership", number)
    yield from _describe(node, "Membership")
    yield _edge(node, pick.choice(("fullMember", "member")), _pick("territory", counts, pick))
    yield _edge(node, "organisation", _pick("organisation", counts, pick))
    yield _date(node, "since", pick)


def _invent_visit(number: int, counts: dict[str, int], pick: random.Random) -> Iterator[str]:
    node, person = _name("visit", number), _pick("person", counts, pick)
    yield from _describe(node, "Visit")
    yield _edge(node, "visitor", person)
    yield _edge(node, "host", _pick("territory", counts, pick))
    yield _date(node, "date", pick)
    tenure = _name("tenure", number)
    yield from _describe(tenure, "Tenure")
    yield _edge(tenure, "holder", person)
    yield _edge(tenure, "office", _pick("office", counts, pick))


def _invent_meeting(number: int, counts: dict[str, int], pick: random.Random) -> Iterator[str]:
    node = _name("meeting", number)
    yield from _describe(node, "Meeting")
    for _ in range(pick.choice((2, 2, 3))):
        yield _edge(node, "participant", _pick("person", counts, pick))
    yield _date(node, "date", pick)


def _invent_line(number: int, counts: dict[str, int], pick: random.Random) -> Iterator[str]:
    node, index = _name("reporting-line", number), pick.randrange(1, counts["unit"])
    yield from _describe(node, "ReportingLine")
    yield _edge(node, "subordinate", _name("unit", index))
    yield _edge(node, "superior", _name("unit", max(index - pick.randrange(1, 3), index - index % _DEPTH)))


def _describe(node: str, class_name: str) -> Iterator[str]:
    yield f"{node} {RDF_TYPE} <{DG}{class_name}> .\n"
    yield f'{node} {RDFS_LABEL} "{class_name} {node[1:-1].rsplit("/", 1)[-1]}" .\n'


def _edge(subject: str, predicate: str, value: str) -> str:
    return f"{subject} <{DG}{predicate}> {value} .\n"


def _date(node: str, predicate: str, pick: random.Random) -> str:
    return f'{node} <{DG}{predicate}> "{pick.randrange(1900, 2025)}"^^<{XSD}gYear> .\n'


def _pick(kind: str, counts: dict[str, int], pick: random.Random) -> str:
    return _name(kind, pick.randrange(counts[kind]))


def _name(kind: str, number: int) -> str:
    return f"<{DGR}{kind}/{number}>"


if __name__ == "__main__":
    sys.stdout.writelines(invent_facts(int(sys.argv[1])))
