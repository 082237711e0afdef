"""Tests of what words stand for: claims about the right territory or agreement, seen through whole articles."""

from __future__ import annotations

import pytest

from diplograph.documents import parse_document
from diplograph.model import Claim
from diplograph.text.extract import extract_claims


def claims_of(title: str, text: str, kind: str) -> list[Claim]:
    """Give the claims of one kind in an article."""
    document = parse_document(f"= {title} =\n\n{text}\n", "article")[0]
    return [claim for claim in extract_claims(document) if claim.kind == kind]


@pytest.mark.parametrize(
    ("title", "text", "recognised"),
    [
        ("Foreign relations of Abkhazia", "Peru was the first to recognise the republic.", "Abkhazia"),
        ("Botswana–Finland relations", "Finland recognised the country on 30 September 1966.", "Botswana"),
    ],
)
def test_country_acted_on_is_the_other_one(title: str, text: str, recognised: str) -> None:
    assert [claim.roles["recognised"] for claim in claims_of(title, text, "Recognition")] == [recognised]


def test_they_are_the_islands() -> None:
    text = "The Cook Islands trade with Jamaica and Cuba. They are members of the World Health Organization."
    found = claims_of("Foreign relations of the Cook Islands", text, "Membership")
    assert [claim.roles["member"] for claim in found] == ["Cook Islands"]


def test_the_two_are_the_pair() -> None:
    found = claims_of("Kenya–Norway relations", "The two signed a trade agreement in 1990.", "Agreement")
    assert [claim.roles["party"] for claim in found] == [["Kenya", "Norway"]]


def test_the_treaty_is_the_last_one_told_of() -> None:
    text = "In 1993 Chile signed an extradition treaty with Norway. The treaty entered into force on 4 May 1995."
    last = claims_of("Foreign relations of Chile", text, "Agreement")[-1]
    assert (last.roles["type"], last.roles["party"], last.time) == (
        "extradition",
        ["Chile", "Norway"],
        {"in_force": "1995-05-04"},
    )


def test_sides_of_a_named_agreement() -> None:
    text = "The EFTA–Turkey free trade agreement entered into force in 1992."
    found = claims_of("Norway–Turkey relations", text, "Agreement")
    assert [claim.roles["party"] for claim in found] == [["European Free Trade Association", "Turkey"]]


def test_agreement_of_the_title_is_meant() -> None:
    found = claims_of("Chile–Norway Extradition Treaty", "The treaty was signed in 1993.", "Agreement")
    assert [(claim.roles["type"], claim.roles["party"]) for claim in found] == [("extradition", ["Chile", "Norway"])]


def test_both_countries_of_a_kind_are_the_pair() -> None:
    found = claims_of(
        "Kenya–Norway relations", "Both coffee-loving nations are members of the United Nations.", "Membership"
    )
    assert sorted(str(claim.roles["member"]) for claim in found) == ["Kenya", "Norway"]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Although Peru broke relations with Chad, it restored relations with Cuba.", ["Cuba", "Peru"]),
        ("Togo is a neighbour of Chad and the two countries maintain friendly relations.", ["Chad", "Togo"]),
    ],
)
def test_sides_are_those_of_the_same_sentence(text: str, sides: list[str]) -> None:
    found = [claim.roles["party"] for claim in claims_of("Foreign relations of Peru", text, "DiplomaticRelation")]
    assert sides in found
