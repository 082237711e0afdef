"""Wikitext: what a reader sees of it, with links, tables and exact offsets."""

from __future__ import annotations

import pytest
from document_checks import check_document, slices, texts

from diplograph.documents import parse_document
from diplograph.documents.markup import find_nodes
from diplograph.documents.templates import expand
from diplograph.documents.wikitext import find_title
from diplograph.model import Block, Link


def read(text: str) -> tuple[Block, ...]:
    """Read a wikitext and check its offsets."""
    document = parse_document(text, "relations-of-norland.wiki")[0]
    check_document(document)
    assert document.format == "wikitext"
    return document.blocks


def show(text: str) -> str:
    """Give what one paragraph shows."""
    return read(f"[[Norland]] {text}")[0].text.removeprefix("Norland").strip()


@pytest.mark.parametrize(
    ("wikitext", "plain"),
    [
        ("met '''the ''king''''' in ''Sudby''.", "met the king in Sudby."),
        ("l''''Estland'''", "l'Estland"),
        ("[[European Union|EU]]<ref name=a>x [[y]]</ref> and<ref name=b /> [[Sud]]ish", "EU and Sudish"),
        ("[[Treaty (1990)|]] [[a_b#c|d]] [[:Category:X]] [[#top|up]]", "Treaty d Category:X up"),
        ("[[File:A.png|thumb|A [[b]] c]][[Category:X]][[de:Norland]]x", "x"),
        ("a<!-- b -->c &amp; d&nbsp;e &lt;f&gt; &nosuch; g", "ac & d e <f> &nosuch; g"),
        ("[https://example.org/a the ''site''] [https://example.org] [sic]", "the site [sic]"),
        ("<nowiki>[[a]]</nowiki> <small>b</small><br />c <gallery>\nFile:x\n</gallery>d __TOC__", "[[a]] b c d"),
        ("{{nowrap|[[a|b]] c}} {{lang|fr|d}} {{abbr|e|f}} {{unknown|g}}{{cn}}", "b c d e"),
        (
            "{{dts|1990|5|4}} {{start date|1990|May}} {{dts|4 May 1990}} {{as of|2012|lc=y}} {{As of|2012|3|1}}",
            "4 May 1990 May 1990 4 May 1990 as of 2012 As of 1 March 2012",
        ),
        ("{{flag|Norlandic Realm|name=Nor}} {{flagicon|Sud}} {{flag|Est|1912}}", "Nor Est"),
        (
            "{{FRA}}, {{flag|CHN}}, {{flagcountry|GER}}, {{UK}} and {{XYZ}}",
            "France, China, Germany, United Kingdom and",
        ),
        (
            "{{USD|5 million}} {{convert|3|km2}} {{circa|1950}} a{{snd}}b {{ill|Sud|de|Süd}} {{formatnum:1234}}",
            "US$5 million 3 km2 c. 1950 a – b Sud 1234",
        ),
        ("{{ubl|a|[[b]]}} {{sortname|Ed|Nor}} {{transl|ar|DIN|x}} {{yes}} {{cite web|title=t}}", "a; b Ed Nor x Yes"),
        ("open [[a and {{b <ref>c", "open [[a and {{b c"),
        ("closed ]] and }} d", "closed ]] and }} d"),
        ("{{nowrap|[[a}} b", "[[a b"),
        ("{{nowrap|a|b=c}} {{nowrap|1=d=e}}", "a d=e"),
    ],
)
def test_inline_markup(wikitext: str, plain: str) -> None:
    assert show(wikitext) == plain


def test_links_keep_the_article_they_lead_to() -> None:
    block = read("The [[European Union|EU]] and [[Sud]]ish {{flag|Estland}} left [[Pact#Text|it]].")[0]
    assert [(block.text[link.start : link.end], link.target) for link in block.links] == [
        ("EU", "European Union"),
        ("Sudish", "Sud"),
        ("Estland", "Estland"),
        ("it", "Pact"),
    ]


STRUCTURE = """{{Short description|none}}
'''Norland''' has [[relations]].
It is a state.<ref>{{cite|x
y}}</ref>

== Missions ==<!-- list -->
{{Main|Missions of Norland}}
{{columns-list|colwidth=22em|
* [[Sudby]] (Embassy)
** Estby
# {{flag|Westland}}
}}
'''Africa'''
* Town
;Asia
* City
: Indented text.

=== Old ===
Closed.

== References ==
{{reflist}}
=== Notes on it ===
x
== Trade ==
Grew.
{{Navbox|list1=
* [[nothing]]
}}
"""


def test_structure() -> None:
    blocks = read(STRUCTURE)
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        ("paragraph", 0, "Norland has relations. It is a state."),
        ("heading", 1, "Missions"),
        ("item", 1, "Sudby (Embassy)"),
        ("item", 2, "Estby"),
        ("item", 1, "Westland"),
        ("heading", 2, "Africa"),
        ("item", 1, "Town"),
        ("heading", 2, "Asia"),
        ("item", 1, "City"),
        ("paragraph", 0, "Indented text."),
        ("heading", 2, "Old"),
        ("paragraph", 0, "Closed."),
        ("heading", 1, "Trade"),
        ("paragraph", 0, "Grew."),
    ]
    assert [block.path for block in blocks if block.text in {"Town", "City", "Closed."}] == [
        ("Missions", "Africa"),
        ("Missions", "Asia"),
        ("Missions", "Old"),
    ]


TABLE = """The list follows.
{| class="wikitable"
|+ Relations<ref>x</ref>
! # !! State
! Date<ref name=d />
! Notes
|-
|1 ||{{flag|Estland}} || {{dts|4 May 1990}}<ref>x</ref>
|- valign=top
| 2
| rowspan="2" style="x" | {{flagicon|Sudland}} [[Sudland]]
| 1991 ||
See [[ties]]
* Embassy in [[Sudby]]
* Office<br>in Sudport
|-
| 3 || 1992 || {{yes}}
|-
! colspan=4 | Oceania
|-
! scope="row" | 4
| {{flagicon|Westland}}
| [[a|b|c]]
{|
| inner
|}
|}
"""


def test_tables() -> None:
    document = parse_document(TABLE, "n.wiki")[0]
    check_document(document)
    rows = [block for block in document.blocks if block.kind == "row"]
    assert [row.text for row in rows] == [
        "1 | Estland | 4 May 1990",
        "2 | Sudland | 1991 | See ties\nEmbassy in Sudby\nOffice; in Sudport",
        "3 | Sudland | 1992 | Yes",
        "inner",
        "4 | Westland | b|c",
    ]
    assert slices(document, "row")[0] == "1 ||{{flag|Estland}} || {{dts|4 May 1990}}"
    assert slices(document, "row")[2] == "3 || 1992 || {{yes}}"
    assert {row.intro for row in rows} == {"Relations", "The list follows."}
    assert [row.path for row in rows] == [(), (), (), (), ("Oceania",)]
    assert [(rows[2].text[cell.start : cell.end], cell.header) for cell in rows[2].cells] == [
        ("3", "#"),
        ("Sudland", "State"),
        ("1992", "Date"),
        ("Yes", "Notes"),
    ]
    assert rows[2].links == (Link(4, 11, "Sudland"),)
    repeated = rows[2].cells[1]
    start, end = rows[2].stored(repeated.start, repeated.end)
    assert start == end


def test_headers_over_several_rows_and_columns() -> None:
    rows = "! rowspan=2 | State !! colspan=2 | Relations\n|-\n! Begun !! Ended\n|-\n| Sud || 1990 || 1991\n|}"
    table = read("[[a]]\n{|\n" + rows)[-1]
    assert [cell.header for cell in table.cells] == ["State", "Relations / Begun", "Relations / Ended"]


def test_a_bold_first_row_is_a_header() -> None:
    table = read("[[a]]\n{|\n| '''State''' || '''Date'''\n|-\n| Sud || 1990\n|}")[-1]
    assert [cell.header for cell in table.cells] == ["State", "Date"]


def test_stored_span_covers_the_markup_of_its_first_and_last_words() -> None:
    block = read("x [[Norland|Nor]] met [[Sud]]. [[Est]] left.<ref>a</ref>")[0]
    start, end = block.stored(2, 14)
    text = "x [[Norland|Nor]] met [[Sud]]. [[Est]] left.<ref>a</ref>"
    assert text[start:end] == "[[Norland|Nor]] met [[Sud]]."


def test_titles_come_from_the_file_name() -> None:
    assert find_title("x", "Foreign_relations_of_Norland") == "Foreign relations of Norland"
    assert find_title("x", "foreign-relations-of-norland") == "Foreign relations of Norland"
    assert find_title("the Norland–Sudland relations are", "norland-sudland-relations") == "Norland–Sudland relations"


def test_nodes_nest() -> None:
    (node,) = find_nodes("{{a|[[b|c]]|<!-- | -->d}}")
    assert [child.kind for child in node.children] == ["link", "dropped"]
    assert len(node.bars) == 2


def test_dates_that_are_no_dates_stay() -> None:
    assert expand("dts", {"1": "1990", "2": "13", "3": "1"}).text == "1990"
    assert expand("dts", {}).text == ""


def test_a_wikitext_is_told_by_its_content() -> None:
    assert parse_document("[[a]] and [[b]]", "a.txt")[0].format == "wikitext"
    assert parse_document("[[a]]", "a.wiki")[0].format == "wikitext"
    assert parse_document("[[a]] only", "a.txt")[0].format == "plain"
    assert texts(parse_document("= T =\n\n[[a]] {{b|c}}", "a.wiki")[0].blocks, "title") == ["T"]
