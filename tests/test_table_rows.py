"""Rows of tables: columns by their headers, prose in cells, rows without headers, what headings forbid."""

from __future__ import annotations

from typing import Any

import pytest

from diplograph.documents import parse_document
from diplograph.model import Claim
from diplograph.text.extract import extract_claims


def claims(text: str, kind: str = "") -> list[Claim]:
    found = extract_claims(parse_document(text, "a.txt")[0])
    return [claim for claim in found if kind in {"", claim.kind}]


def table(heading: str, *lines: str, title: str = "Foreign relations of Ghana") -> str:
    return "\n".join([f"= {title} =", "", f"== {heading} ==", *lines, ""])


def told(found: list[Claim], *names: str) -> list[tuple[Any, ...]]:
    return sorted(tuple({**claim.roles, **claim.time}.get(name) for name in names) for claim in found)


def test_list_of_relations() -> None:
    text = table(
        "Diplomatic relations",
        "List of countries with which Ghana maintains diplomatic relations:",
        "| # | Country | Date |",
        "| 1 | Togo | 4 May 1960 |",
        "| 2 | Peru | 1961 (restored 1970) |",
    )
    found = claims(text)
    assert told(found, "party", "event", "date") == [
        (["Ghana", "Peru"], "established", "1961"),
        (["Ghana", "Togo"], "established", "1960-05-04"),
    ]
    assert [claim.exact for claim in found] == ["1 | Togo | 4 May 1960", "2 | Peru | 1961 (restored 1970)"]


def test_prose_in_a_cell_has_its_own_span_and_follows_the_row() -> None:
    note = "Both countries are members of the African Union. It opened an embassy in Lomé in 1961."
    text = table("Africa", "| Country | Formal relations began | Notes |", f"| Togo | 1960 | {note} |")
    found = claims(text, "Membership")
    assert told(found, "member", "organisation") == [("Ghana", "African Union"), ("Togo", "African Union")]
    assert {claim.exact for claim in found} == {note.partition(" It")[0]}


def test_sentence_that_repeats_the_columns_gives_them_what_it_adds() -> None:
    note = "Ghana and Togo established full diplomatic relations in 1960."
    found = claims(table("Africa", "| Country | Formal relations began | Notes |", f"| Togo | 1960 | {note} |"))
    assert told(found, "party", "event", "date", "level") == [(["Ghana", "Togo"], "established", "1960", "full")]


@pytest.mark.parametrize("heading", ["State visits", "Treaties", "List of ambassadors"])
def test_dates_under_other_headings_establish_nothing(heading: str) -> None:
    assert claims(table(heading, "| Country | Date |", "| Togo | 4 May 1960 |"), "DiplomaticRelation") == []


def test_row_without_headers_is_an_item() -> None:
    text = table(
        "Diplomatic relations",
        "List of countries with which Ghana established diplomatic relations:",
        "|---|---|---|",
        "| 1 | Togo | 4 May 1960 |",
    )
    assert told(claims(text), "party", "date") == [(["Ghana", "Togo"], "1960-05-04")]


def test_two_columns_under_one_header_are_beginning_and_end() -> None:
    text = table(
        "Ambassadors of Ghana to Peru",
        "| Name | Term of office | Term of office |",
        "| Ama Boateng – politician John Mensah's aide | 4 May 1960 | 1964 |",
        "| Kofi Badu | 1964 | present |",
        "| Kwame Addo | January 1959 – 1960 | |",
    )
    assert told(claims(text), "holder", "office", "since", "until") == [
        ("Ama Boateng", "Ambassador to Peru", "1960-05-04", "1964"),
        ("Kofi Badu", "Ambassador to Peru", "1964", None),
        ("Kwame Addo", "Ambassador to Peru", "1959-01", "1960"),
    ]


def test_date_without_its_year_takes_that_of_the_heading() -> None:
    text = table("2015", "| Country | Date |", "| Peru | 21 May |", title="List of trips made by Ama Boateng")
    assert told(claims(text, "Visit"), "host", "date") == [("Peru", "2015-05-21")]


def test_cells_that_moved_are_told_by_what_they_hold() -> None:
    text = table(
        "Africa",
        "| Host country | Host city | Mission |",
        "| Kenya | Nairobi | Embassy |",
        "| Mombasa | Consulate |",
        title="List of diplomatic missions of Ghana",
    )
    assert told(claims(text), "host", "seat", "type") == [
        ("Kenya", "Mombasa", "consulate"),
        ("Kenya", "Nairobi", "embassy"),
    ]


def test_what_recognition_tables_say() -> None:
    title = "International recognition of Abkhazia and South Ossetia"
    text = table(
        "Former", "| Country | Date of recognition | Date of withdrawal |", "| Peru | 2011 | 2014 |", title=title
    )
    assert told(claims(text), "recogniser", "recognised", "event", "date") == [
        ("Peru", "Abkhazia", "recognised", "2011"),
        ("Peru", "Abkhazia", "withdrawn", "2014"),
        ("Peru", "South Ossetia", "recognised", "2011"),
        ("Peru", "South Ossetia", "withdrawn", "2014"),
    ]
    lines = ("| Country | Notes |", "| Togo | |", "| Peru | |")
    refused = claims(table("States that do not recognise Abkhazia", *lines, title=title))
    assert {(claim.roles["recogniser"], claim.polarity) for claim in refused} == {
        ("Peru", "negative"),
        ("Togo", "negative"),
    }
