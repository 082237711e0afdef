"""Tests of visits, meetings, offices in passing and events, seen through whole articles."""

from __future__ import annotations

import pytest
from test_patterns import as_document

from diplograph.model import Claim
from diplograph.text.extract import extract_claims
from diplograph.text.patterns import bundled_library

LIBRARY = bundled_library()


def claims_of(text: str, kind: str, title: str = "Foreign relations of Peru") -> list[Claim]:
    return [c for c in extract_claims(as_document({"text": text, "title": title}), LIBRARY) if c.kind == kind]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The President of Chile, Ann Quill, who held office from 1964 to 1991, was a friend.", ("1964", "1991")),
        ("Ann Quill, Prime Minister of Chile (1964–1991), was a friend.", ("1964", "1991")),
        ("The President of Chile, Ann Quill, in office since 1991, is a friend.", ("1991", "")),
    ],
)
def test_a_term_of_office_is_read(text: str, time: tuple[str, str]) -> None:
    (tenure,) = claims_of(text, "Tenure")
    assert (tenure.time.get("since", ""), tenure.time.get("until", "")) == time


def test_a_term_of_office_is_no_date_of_a_visit() -> None:
    text = "President Ann Quill of Chile, who held office from 1964 to 1991, visited Peru in 1970."
    assert [claim.time for claim in claims_of(text, "Visit")] == [{"date": "1970"}]


def test_years_of_visits_stand_where_nothing_better_does() -> None:
    text = "President Ann Quill of Chile visited Peru between 1964 and 1991."
    assert [claim.time for claim in claims_of(text, "Visit")] == [{"date": "1964/1991"}]


def test_the_visit_before_is_no_date_of_this_one() -> None:
    text = "In 1999 President Ann Quill of Chile paid the first visit to Peru since 1986."
    assert [claim.time for claim in claims_of(text, "Visit")] == [{"date": "1999"}]


def test_a_future_president_holds_no_office_yet() -> None:
    assert claims_of("Cuba aided the future Chilean president Ann Quill in 1978.", "Tenure") == []


def test_who_is_called_sheikh_needs_an_office_besides() -> None:
    assert claims_of("Sheikha Ann Quill of Qatar visited Peru in 2001.", "Tenure") == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Chile would open an embassy in Lima in 1990.", "asserted"),
        ("Chile announced that it would open an embassy in Lima in 1990.", "planned"),
    ],
)
def test_would_tells_a_plan_only_behind_a_word_of_saying(text: str, modality: str) -> None:
    assert [claim.modality for claim in claims_of(text, "Mission")] == [modality]


def test_who_met_while_visiting_visited() -> None:
    text = "President Ann Quill met President Bo Lund of Chile while visiting Cuba."
    assert [(claim.roles["visitor"], claim.roles["host"]) for claim in claims_of(text, "Visit")] == [
        ("Ann Quill", "Cuba")
    ]
    assert [claim.roles["participant"] for claim in claims_of(text, "Meeting")] == [["Ann Quill", "Bo Lund"]]


def test_initials_tell_presidents_apart() -> None:
    text = "In 2001 President George W. Bush visited Peru. In 1990 President George H. W. Bush visited Peru."
    assert [claim.roles["visitor"] for claim in claims_of(text, "Visit")] == ["George W. Bush", "George H. W. Bush"]


def test_a_line_of_a_timeline_begins_with_its_date() -> None:
    (visit,) = claims_of("1994: President Ann Quill of Chile visited Peru.", "Visit")
    assert visit.time == {"date": "1994"}


def test_an_exchange_of_visits_is_no_visit() -> None:
    assert claims_of("There have been regular exchanges of visits between Peru and Chile.", "Visit") == []


def test_an_ambassador_is_recalled_from_the_country_of_the_city() -> None:
    (event,) = claims_of("In October 2001, Chile recalled its ambassador from Lima.", "Event", "Chile–Peru relations")
    assert (event.roles["type"], event.roles["target"], event.time) == ("recall", "Peru", {"date": "2001-10"})
