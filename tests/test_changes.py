"""Tests of what changed between two revisions."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from test_compare import EMBASSY, MEMBER, TRADE, VISIT, claim

from diplograph.graph.changes import Change, count_changes, find_changes
from diplograph.graph.compare_data import changes_to_json
from diplograph.graph.compare_text import Sources, render_changes
from diplograph.graph.sayings import resolve_claims
from diplograph.model import Claim

OLD = claim("a", "Mission", {"opened": "1990"}, **EMBASSY)
CLAIMS = [
    OLD,
    claim("a", "Membership", {"since": "1995"}, **MEMBER),
    claim("a", "Trade", {"at": "2015"}, **TRADE, value=100),
    claim("a", "Visit", {"date": "2014"}, **VISIT),
    claim("b", "Visit", {"date": "2015"}, **VISIT),
]


def find(old: list[Claim], new: list[Claim]) -> list[Change]:
    return find_changes(resolve_claims(old), resolve_claims(new))


def test_a_claim_that_stands_elsewhere_only_moved() -> None:
    (change,) = find([OLD], [replace(OLD, start=10, end=10 + OLD.end)])
    assert (change.sort, change.details) == ("moved", ())


def test_another_date_is_re_dated() -> None:
    (change,) = find([OLD], [replace(OLD, time={"opened": "1991"})])
    assert (change.sort, change.details) == ("re-dated", (("opened", "1990", "1991"),))


def test_a_visit_of_another_time_is_re_dated() -> None:
    visit = CLAIMS[3]
    (change,) = find([visit], [replace(visit, time={"date": "2014-05"})])
    assert change.sort == "re-dated"


def test_another_role_and_another_standing_are_changes() -> None:
    (change,) = find([OLD], [replace(OLD, roles={**OLD.roles, "head_rank": "Ambassador"}, modality="planned")])
    assert change.sort == "changed"
    assert change.details == (("modality", "asserted", "planned"), ("head_rank", "", "Ambassador"))


def test_another_figure_of_the_same_year_is_a_change() -> None:
    trade = CLAIMS[2]
    (change,) = find([trade], [replace(trade, roles={**trade.roles, "value": 120})])
    assert (change.sort, change.details) == ("changed", (("value", "100", "120"),))


def test_what_is_new_and_what_is_gone() -> None:
    assert [change.sort for change in find([OLD], [CLAIMS[1]])] == ["added", "withdrawn"]


@given(st.lists(st.sampled_from(CLAIMS), unique_by=id), st.lists(st.sampled_from(CLAIMS), unique_by=id))
def test_nothing_is_lost(old: list[Claim], new: list[Claim]) -> None:
    changes = find(old, new)
    gone = {c.old.claim.to_json() for c in changes if c.old}
    come = {c.new.claim.to_json() for c in changes if c.new}
    before, after = ({c.to_json() for c in claims} for claims in (old, new))
    assert gone == before - after
    assert come == after - before
    assert find(old, old) == []


def test_counts_and_text() -> None:
    changes = find([OLD, CLAIMS[1]], [replace(OLD, time={"opened": "1991"}), replace(CLAIMS[1], start=5, end=25)])
    assert count_changes(changes) == {"added": 0, "withdrawn": 0, "re-dated": 1, "changed": 0, "moved": 1}
    sources = Sources({}, {"a": "a.txt"})
    text = render_changes(changes, sources, sources)
    assert "re-dated: Embassy of Chile in Iceland\n  opened: 1990 → 1991\n  old  a.txt, characters 0-" in text
    assert text.endswith("added 0, withdrawn 0, re-dated 1, changed 0, moved 1\n")


def test_json() -> None:
    (record,) = json.loads(changes_to_json(find([], [OLD])))
    assert (record["change"], record["old"], record["new"]["exact"]) == ("added", None, OLD.exact)
