"""Tests of what makes two claims speak of the same thing."""

from __future__ import annotations

from diplograph.graph.identity import find_namesakes, find_spell, read_spells
from diplograph.model import Claim


def claim(kind: str, document: str = "d", /, time: dict[str, str] | None = None, at: int = 0, **roles: str) -> Claim:
    return Claim(document, kind, roles, time or {}, at, at + 1, "x")


def spells(*times: dict[str, str]) -> list[str]:
    claims = [claim("Membership", time=time, member="Chile", organisation="Interpol") for time in times]
    found = read_spells([(time.get("since", ""), time.get("until", "")) for time in times])
    return [find_spell(one, found) if found else "" for one in claims]


def test_claims_that_fit_together_are_one_spell() -> None:
    assert spells({"since": "1950"}, {"until": "1961"}, {}, {"since": "1950-03"}) == ["", "", "", ""]


def test_a_beginning_after_an_end_is_a_second_spell() -> None:
    assert spells({"since": "1950", "until": "1961"}, {"since": "1971"}, {"since": "1971-05"}) == ["", "1971", "1971"]


def test_a_claim_without_dates_belongs_to_the_last_spell() -> None:
    assert spells({"since": "1950", "until": "1961"}, {"since": "1971"}, {}) == ["", "1971", "1971"]


def test_an_end_belongs_to_the_spell_that_it_ends() -> None:
    assert spells({"until": "1961"}, {"since": "1971"}, {"until": "1980"}, {"since": "1990"}) == [
        "",
        "1971",
        "1971",
        "1990",
    ]


def test_spells_do_not_depend_on_the_order() -> None:
    assert spells({"since": "1971"}, {"since": "1950", "until": "1961"}) == ["1971", ""]


def test_two_people_with_one_name_are_told_apart_by_their_dates() -> None:
    old = claim("Event", "gloss", {"date": "0950"}, type="death", actor="Yang Bin")
    new = claim("Event", "news", {"date": "2002"}, type="arrest", target="Yang Bin")
    assert find_namesakes(lambda: [[old], [new]]) == {0: {"Yang Bin": "died 950"}}


def test_an_undated_claim_is_as_old_as_the_rest_of_its_document() -> None:
    death = claim("Event", "d", {"date": "0950"}, type="death", actor="Yang Bin")
    arrest = claim("Event", "d", at=5, type="arrest", target="Yang Bin")
    visit = claim("Visit", "d", {"date": "2016"}, at=7, visitor="Eir", host="Chile")
    assert find_namesakes(lambda: [[death, arrest, visit]]) == {0: {"Yang Bin": "died 950"}}


def test_a_life_that_holds_all_dates_is_one_person() -> None:
    birth = claim("Event", "d", {"date": "1953"}, type="birth", actor="Anna Eir")
    visit = claim("Visit", "d", {"date": "2004"}, at=5, visitor="Anna Eir", host="Chile")
    assert find_namesakes(lambda: [[birth, visit]]) == {}


def test_a_visit_before_the_birth_is_another_person() -> None:
    birth = claim("Event", "d", {"date": "1953"}, type="birth", actor="Anna Eir")
    visit = claim("Visit", "d", {"date": "1904"}, at=5, visitor="Anna Eir", host="Chile")
    assert find_namesakes(lambda: [[birth, visit]]) == {0: {"Anna Eir": "born 1953"}}


def test_what_the_sentence_of_a_life_says_further_is_of_the_same_person() -> None:
    death = claim("Event", "d", {"date": "0950"}, type="death", actor="Yang Bin")
    office = claim("Tenure", "d", holder="Yang Bin", office="Chancellor")
    visit = claim("Visit", "d", {"date": "2016"}, at=7, visitor="Eir", host="Chile")
    assert find_namesakes(lambda: [[death, office, visit]]) == {}
    arrest = claim("Event", "d", at=5, type="arrest", target="Yang Bin")
    apart = {"Yang Bin": "died 950"}
    assert find_namesakes(lambda: [[death, office, arrest, visit]]) == {0: apart, 1: apart}
