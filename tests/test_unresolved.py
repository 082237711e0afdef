"""Tests of the list of names that stay open: which ones, how often, and where they are first."""

from __future__ import annotations

from dataclasses import replace

from diplograph.account.unresolved import OpenName, find_open_names, format_open_names
from diplograph.documents import parse_document

CONGO = "Democratic Republic of the Congo or Republic of the Congo"


def names_in(*paragraphs: str, name: str = "norway.txt") -> list[OpenName]:
    """Find the open names of an article."""
    return find_open_names(parse_document("= Norway =\n\n" + "\n\n".join(paragraphs) + "\n", name))


def test_a_body_that_no_table_knows_and_a_claim_uses() -> None:
    said = "Norway is a member of the Harbour Board of Trade."
    assert names_in(said) == [OpenName("Harbour Board of Trade", "unresolved", "body", "norway:3")]
    assert names_in("Norway is a member of the World Trade Organization.") == []
    assert names_in("The Harbour Board of Trade has a blue flag.") == []


def test_persons_are_not_listed() -> None:
    assert names_in("President Ann Bird of Norway visited Chile in 1991. Ann Bird visited Peru in 1992.") == []


def test_an_ambiguous_name_is_listed_whether_used_or_not() -> None:
    assert names_in("Congo has a blue flag.") == [OpenName("Congo", "ambiguous", CONGO, "norway:3")]


def test_a_name_that_the_document_settles_is_not() -> None:
    text = "= Foreign relations of the Republic of the Congo =\n\nCongo has an embassy in Norway.\n"
    assert find_open_names(parse_document(text, "congo.txt")) == []


def test_an_ambiguous_name_inside_an_office() -> None:
    assert [name.name for name in names_in("The Congolese president visited Norway in 1990.")] == ["Congolese"]


def test_counts_come_first_and_the_first_place_stays() -> None:
    said = "Norway is a member of the {} Board of Trade."
    found = names_in("Congo has a flag.", said.format("Harbour"), said.format("River"), said.format("River"))
    assert [(name.name, name.count, name.place) for name in found] == [
        ("River Board of Trade", 2, "norway:7"),
        ("Harbour Board of Trade", 1, "norway:5"),
        ("Congo", 1, "norway:3"),
    ]


def test_names_in_tables() -> None:
    table = "{|\n! Country !! Embassy in\n|-\n| Congo || Oslo\n|}\n"
    assert [name.name for name in find_open_names(parse_document(f"[[a]] {{{{b|c}}}}\n{table}", "x.wiki"))] == ["Congo"]


def test_places_are_paths_where_these_are_known() -> None:
    document = replace(parse_document("= Norway =\n\nCongo has a flag.\n", "norway.txt")[0], path="in/norway.txt")
    assert format_open_names(find_open_names([document, document])) == (
        f"    2  Congo (ambiguous: {CONGO})\n       in/norway.txt:3\n"
    )
    assert format_open_names([OpenName("Old Guild", "unresolved", "body", "a:1")]) == (
        "    1  Old Guild (body that no table knows)\n       a:1\n"
    )
