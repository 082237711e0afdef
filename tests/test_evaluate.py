"""Tests of the scoring: what matches what, which of several partners is taken, what counts as wrong, the sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.model import Claim
from diplograph.scoring.agreement import agree
from diplograph.scoring.evaluate import KEYS, evaluate
from diplograph.scoring.scores import CORE, Score, wilson

VISIT = {"visitor": "Ada Brix", "office": "President", "of": "Chile", "host": "Peru"}
#: One claim of each kind, with all roles of its key.
SAMPLES: Mapping[str, Mapping[str, Any]] = {
    "Visit": VISIT,
    "Mission": {"sender": "Chile", "host": "Peru", "type": "embassy", "seat": "Lima"},
    "Agreement": {"party": ["Chile", "Peru"], "type": "trade"},
    "Event": {"type": "embargo", "actor": "Chile", "target": "Peru"},
    "Trade": {"reporter": "Chile", "partner": "Peru", "measure": "exports", "value": 20, "unit": "USD"},
    "Observation": {"subject": "overseas workers", "measure": "number", "value": 300},
    "Body": {"name": "Office of Protocol", "of": "Chile"},
    "Meeting": {"participant": ["Ada Brix", "Bo Crane"], "offices": {"Ada Brix": "President", "Bo Crane": "Envoy"}},
}
CLAIMS = st.builds(
    lambda kind, start, polarity, date: claim(
        kind, start=start, polarity=polarity, time={"date": date} if date else {}
    ),
    st.sampled_from(sorted(SAMPLES)),
    st.sampled_from([0, 40, 80]),
    st.sampled_from(["positive", "negative"]),
    st.sampled_from(["", "1990", "1991-05"]),
)


def claim(kind: str = "Visit", /, **fields: Any) -> Claim:
    """Make a claim of a kind; roles of its sample may be changed, and dropped by None."""
    start = fields.pop("start", 0)
    own = {name: fields.pop(name) for name in ("document", "polarity", "modality", "time") if name in fields}
    roles = {name: value for name, value in {**SAMPLES[kind], **fields}.items() if value is not None}
    return Claim(**{"document": "a", "time": {}, **own}, kind=kind, roles=roles, start=start, end=start + 30, exact="…")


def matched(predicted: Claim, gold: Claim) -> bool:
    return evaluate([predicted], [gold]).total.matched == 1


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_a_claim_matches_itself(kind: str) -> None:
    assert evaluate([claim(kind)], [claim(kind)]).total == Score(1, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("predicted", "gold"),
    [
        (claim(host="Chile"), claim()),
        (claim(host=None), claim()),
        (claim(), claim(host=None)),
        (claim(polarity="negative"), claim()),
        (claim(modality="planned"), claim()),
        (claim(document="b"), claim()),
        (claim("Mission"), claim()),
        (claim("Mission", type="consulate"), claim("Mission")),
        (claim("Agreement", party=["Chile"]), claim("Agreement")),
        (claim("Agreement", type="visa"), claim("Agreement")),
        (claim("Trade", value=21), claim("Trade")),
        (claim("Trade", value=None), claim("Trade")),
        (claim("Event", actor="Peru"), claim("Event")),
        (claim("Event", actor=None), claim("Event")),
        (claim("Event", actor=None, target=None, start=99), claim("Event", actor=None, target=None)),
        (claim("Body", name="Court of Audit"), claim("Body")),
    ],
)
def test_what_does_not_match(predicted: Claim, gold: Claim) -> None:
    assert not matched(predicted, gold)


@pytest.mark.parametrize(
    ("predicted", "gold"),
    [
        (claim(office="Envoy"), claim()),
        (claim(visitor="Brix"), claim()),
        (claim(start=900), claim()),
        (claim("Agreement", party=["Peru", "Chile"]), claim("Agreement")),
        (claim("Agreement", type=None), claim("Agreement")),
        (claim("Trade", value="20"), claim("Trade")),
        (claim("Observation", measure="total"), claim("Observation")),
        (claim("Event", target="Bolivia"), claim("Event")),
        (claim("Event", actor=None, target=None, start=9), claim("Event", actor=None, target=None)),
    ],
)
def test_what_matches_all_the_same(predicted: Claim, gold: Claim) -> None:
    assert matched(predicted, gold)


def test_each_claim_is_matched_once() -> None:
    outcome = evaluate([claim(), claim()], [claim()])
    assert (outcome.total.matched, len(outcome.spurious), len(outcome.missed)) == (1, 1, 0)


def test_of_several_partners_the_closest_is_taken() -> None:
    far, near = claim(start=400, time={"date": "1990"}), claim(start=10, time={"date": "1990"})
    later = claim(start=0, time={"date": "1991"})
    outcome = evaluate([far, later, near], [claim(time={"date": "1990"})])
    assert [pair.predicted for pair in outcome.pairs] == [near]
    assert outcome.spurious == (later, far)


def test_the_year_decides_where_the_dates_differ() -> None:
    same_year, other_year = claim(time={"date": "1990"}), claim(time={"date": "1991"})
    outcome = evaluate([other_year, same_year], [claim(time={"date": "1990-05"})])
    assert [pair.predicted for pair in outcome.pairs] == [same_year]


def test_only_documents_with_gold_are_scored() -> None:
    assert evaluate([claim(), claim(document="b")], [claim()]).total == Score(1, 1, 1, 1, 1)


def test_differences_name_the_role_and_both_values() -> None:
    outcome = evaluate([claim(office="Envoy", of=None, time={"date": "1991"})], [claim(time={"date": "1990"})])
    found = [(d.role, d.predicted, d.gold) for d in outcome.wrong[0].differences]
    assert found == [("time.date", "1991", "1990"), ("of", None, "Chile"), ("office", "Envoy", "President")]
    assert (outcome.total.matched, outcome.total.attributes) == (1, 0)


def test_roles_that_only_the_prediction_has_and_remarks_count_for_nothing() -> None:
    assert not evaluate([claim(level="state")], [claim(purpose="trade talks")]).wrong


def test_spans_count_where_they_overlap() -> None:
    assert evaluate([claim(start=29)], [claim()]).total.spans == 1
    assert evaluate([claim(start=30)], [claim()]).total.spans == 0


def test_sums() -> None:
    outcome = evaluate([claim(), claim("Body", name="Court")], [claim(), claim("Body"), claim("Event", document="b")])
    assert outcome.core == Score(1, 1, 1, 1, 1)
    assert outcome.total == Score(2, 3, 1, 1, 1)
    assert dict(outcome.documents) == {"a": Score(2, 2, 1, 1, 1), "b": Score(0, 1)}
    assert list(outcome.kinds) == ["Body", "Event", "Visit"]
    assert (outcome.total.precision, outcome.total.recall, outcome.total.f1) == (0.5, 1 / 3, 0.4)


def test_a_kind_without_a_key_is_told_apart_by_all_its_roles() -> None:
    gold = replace(claim(), kind="Rivalry")
    assert matched(gold, gold)
    assert not matched(replace(claim(office="Envoy"), kind="Rivalry"), gold)


def test_nothing_is_scored_as_nothing() -> None:
    outcome = evaluate([], [])
    assert outcome.total == Score()
    assert (outcome.total.precision, outcome.total.precision_interval) == (0.0, (0.0, 1.0))


def test_core_kinds_have_keys() -> None:
    assert set(KEYS) > CORE


@given(st.lists(CLAIMS, max_size=7), st.lists(CLAIMS, max_size=7), st.randoms())
def test_the_order_of_the_claims_changes_nothing(predicted: list[Claim], gold: list[Claim], random: Any) -> None:
    first = evaluate(predicted, gold)
    random.shuffle(predicted)
    random.shuffle(gold)
    assert evaluate(predicted, gold) == first


@given(st.lists(CLAIMS, max_size=7), st.lists(CLAIMS, max_size=7))
def test_counts_add_up(predicted: list[Claim], gold: list[Claim]) -> None:
    outcome = evaluate(predicted, gold)
    total = outcome.total
    assert total.gold == len(gold) == len(outcome.pairs) + len(outcome.missed)
    assert total.predicted == len(outcome.pairs) + len(outcome.spurious)
    assert total.predicted == (len(predicted) if gold else 0)
    assert sum(outcome.documents.values(), Score()) == total
    assert max(total.attributes, total.spans) <= total.matched <= min(total.gold, total.predicted)


@given(st.lists(CLAIMS, max_size=7))
def test_gold_against_itself_is_perfect(claims: list[Claim]) -> None:
    total = evaluate(claims, claims).total
    assert total == Score(*[len(claims)] * 5)


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"), [(0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (81, 263, 0.255, 0.366)]
)
def test_wilson_intervals(hits: int, trials: int, low: float, high: float) -> None:
    assert [round(bound, 3) for bound in wilson(hits, trials)] == [low, high]


@given(st.integers(0, 400), st.integers(0, 400))
def test_wilson_intervals_hold_the_share(hits: int, misses: int) -> None:
    low, high = wilson(hits, hits + misses)
    assert 0 <= low <= high <= 1
    assert not hits + misses or low - 1e-12 <= hits / (hits + misses) <= high + 1e-12


@pytest.mark.parametrize(
    ("role", "one", "other", "expected"),
    [
        ("host", "Burma", "Myanmar", True),
        ("host", "the Czech Republic", "Czechia", True),
        ("organisation", "WTO", "World Trade Organization", True),
        ("host", "North Korea", "South Korea", False),
        ("host", "Côte d’Ivoire", "Ivory Coast", True),
        ("seat", "北京", "東京", False),
        ("seat", "北京", "北京", True),
        ("party", ["Chile", "Chile"], ["Chile", "Peru"], False),
        ("place", "Lima", ["Lima"], True),
        ("party", [], ["Peru"], False),
        ("office", "Minister of Foreign Affairs", "Foreign Minister", True),
        ("office", "King", "Envoy", False),
        ("seat", "New Delhi", "Delhi", False),
        ("holder", "the", "of", False),
        ("former", True, True, True),
        ("former", True, "perhaps", False),
        ("value", 1000000, 1000000.0, True),
        ("value", 1000, "over 1000", False),
        ("value", 1000, 1001, False),
        ("offices", {"A": "King", "B": "Envoy"}, {"B": "Envoy", "A": "King"}, True),
        ("offices", {"A": "King"}, {"A": "Envoy"}, False),
        ("offices", {"A": "King"}, {"A": "King", "B": "Envoy"}, False),
    ],
)
def test_agreement_of_values(role: str, one: object, other: object, *, expected: bool) -> None:
    assert agree(role, one, other) is expected
    assert agree(role, other, one) is expected
