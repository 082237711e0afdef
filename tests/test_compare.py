"""Tests of what two sides say of the same facts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from diplograph.graph.compare import Aspect, Comparison, compare
from diplograph.graph.compare_data import comparisons_to_json
from diplograph.graph.compare_text import Sources, render_comparisons
from diplograph.graph.sayings import resolve_claims
from diplograph.model import Claim
from diplograph.screen import measure


def claim(document: str, kind: str, time: dict[str, str] | None = None, /, **roles: Any) -> Claim:
    own = {name: roles.pop(name) for name in ("polarity", "modality") if name in roles}
    exact = f"{kind} {' '.join(map(str, roles.values()))} {' '.join((time or {}).values())}"
    return Claim(document, kind, roles, time or {}, 0, len(exact), exact, **own)


def contrast(left: list[Claim], right: list[Claim]) -> list[Comparison]:
    sayings = resolve_claims([*left, *right])
    sides = [[saying for saying in sayings if saying.claim.document == name] for name in ("a", "b")]
    return compare(*sides)


RELATION = {"party": ["Chile", "Iceland"]}
EMBASSY = {"sender": "Chile", "host": "Iceland", "type": "embassy"}
MEMBER = {"member": "Iceland", "organisation": "World Trade Organization"}
TRADE = {"reporter": "Chile", "partner": "Iceland", "measure": "exports", "unit": "USD"}
VISIT = {"visitor": "Anna Eir", "host": "Chile"}

#: The claim of either side, and what comes of it.
CASES = [
    (
        claim("a", "DiplomaticRelation", {"date": "1973-06"}, event="established", **RELATION),
        claim("b", "DiplomaticRelation", {"date": "1974"}, event="established", **RELATION),
        ("contradicts", "established"),
    ),
    (
        claim("a", "DiplomaticRelation", {"date": "1973"}, event="established", **RELATION),
        claim("b", "DiplomaticRelation", {"date": "1973-06"}, event="established", **RELATION),
        ("adds", "established"),
    ),
    (
        claim("a", "DiplomaticRelation", {}, event="none", **RELATION),
        claim("b", "DiplomaticRelation", {}, event="maintained", **RELATION),
        ("contradicts", "event"),
    ),
    (
        claim("a", "DiplomaticRelation", {}, event="established", **RELATION),
        claim("b", "DiplomaticRelation", {}, event="severed", **RELATION),
        ("adds", "event"),
    ),
    (
        claim("a", "Mission", **EMBASSY, polarity="negative"),
        claim("b", "Mission", **EMBASSY),
        ("contradicts", "standing"),
    ),
    (claim("a", "Mission", **EMBASSY, modality="planned"), claim("b", "Mission", **EMBASSY), ("adds", "standing")),
    (claim("a", "Mission", **EMBASSY), claim("b", "Mission", **EMBASSY, seat="Reykjavík"), ("adds", "seat")),
    (
        claim("a", "Membership", {"since": "1995"}, **MEMBER, role="member"),
        claim("b", "Membership", {"since": "1995"}, **MEMBER, role="observer"),
        ("contradicts", "role"),
    ),
    (
        claim("a", "Trade", {"at": "2015"}, **TRADE, value=100),
        claim("b", "Trade", {"at": "2015"}, **TRADE, value=200),
        ("contradicts", "value"),
    ),
    (
        claim("a", "Visit", {"date": "2014"}, **VISIT),
        claim("b", "Visit", {"date": "2014-05"}, **VISIT, level="state"),
        ("adds", "level"),
    ),
]


@pytest.mark.parametrize(("left", "right", "expected"), CASES)
def test_one_fact(left: Claim, right: Claim, expected: tuple[str, str]) -> None:
    (comparison,) = contrast([left], [right])
    assert comparison.verdict == expected[0]
    assert expected in [(aspect.verdict, aspect.name) for aspect in comparison.aspects]


@pytest.mark.parametrize(("left", "right", "expected"), CASES)
def test_the_sides_may_change_places(left: Claim, right: Claim, expected: tuple[str, str]) -> None:
    from dataclasses import replace  # noqa: PLC0415 - beside its only use

    (comparison,) = contrast([replace(right, document="a")], [replace(left, document="b")])
    assert comparison.verdict == expected[0]


def test_the_same_said_twice_agrees() -> None:
    (comparison,) = contrast(
        [claim("a", "Mission", {"opened": "1990"}, **EMBASSY)], [claim("b", "Mission", {"opened": "1990"}, **EMBASSY)]
    )
    assert comparison.verdict == "agrees"
    assert comparison.aspects == (Aspect("agrees", "opened", "1990", "1990"),)


def test_names_are_those_of_the_tables() -> None:
    one = claim("a", "Membership", member="Republic of Chile", organisation="WTO")
    (comparison,) = contrast([one], [claim("b", "Membership", member="Chile", organisation="World Trade Organization")])
    assert comparison.verdict == "agrees"


def test_figures_of_different_years_are_different_facts() -> None:
    found = contrast(
        [claim("a", "Trade", {"at": "2015"}, **TRADE, value=100)],
        [claim("b", "Trade", {"at": "2016"}, **TRADE, value=200)],
    )
    assert [comparison.verdict for comparison in found] == ["only-left", "only-right"]


def test_visits_of_different_times_are_different_facts() -> None:
    found = contrast(
        [claim("a", "Visit", {"date": year}, **VISIT) for year in ("2001", "2014-05")],
        [claim("b", "Visit", {"date": "2014"}, **VISIT)],
    )
    assert [comparison.verdict for comparison in found] == ["adds", "only-left"]
    assert [saying.claim.time["date"] for saying in found[0].left] == ["2014-05"]


def test_contradictions_come_first_and_every_claim_is_somewhere() -> None:
    left, right = [case[0] for case in CASES], [case[1] for case in CASES]
    found = contrast(left, right)
    assert found[0].verdict == "contradicts"
    assert {saying.claim.to_json() for c in found for saying in [*c.left, *c.right]} == {
        claimed.to_json() for claimed in [*left, *right]
    }


def test_text_quotes_both_sides() -> None:
    left, right, _ = CASES[0]
    text = render_comparisons(contrast([left], [right]), ("one", "two"), Sources({"a": left.exact}, {"a": "x/a.txt"}))
    assert "contradicts: Diplomatic relations of Chile–Iceland\n  established: A 1973-06, but B 1974\n" in text
    assert "  A  x/a.txt:1:1, characters 0-" in text
    assert "  B  b, characters 0-" in text
    assert text.endswith("contradicts 1, adds 0, agrees 0, only A 0, only B 0\n")
    assert max(map(measure, text.splitlines())) <= 80


def test_json_has_both_quotes() -> None:
    left, right, _ = CASES[0]
    (record,) = json.loads(comparisons_to_json(contrast([left], [right])))
    assert (record["left"][0]["exact"], record["right"][0]["exact"]) == (left.exact, right.exact)
    assert {"verdict": "contradicts", "name": "established", "left": "1973-06", "right": "1974"} in record["aspects"]
