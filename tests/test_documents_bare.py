"""Dumps without marks: the article is told from the page around it, headings by their shape, tables by their bars."""

from __future__ import annotations

import pytest
from document_checks import check_document

from diplograph.documents import parse_document
from diplograph.model import Document

PROSE = (
    "Norland opened an embassy in Sudby in 1990.[1] Relations have been close since then, [ citation needed ] and "
    "both countries trade in fish, timber and books, as they did before the war [2] ."
)
PAGE = f"""Jump to content

Norland–Sudland relations

From Wikipedia, the free encyclopedia
(Redirected from Sudland in Norland)

Norland–Sudland relations
Locator map.png
Norland
Sudland

{PROSE}

Contents

History [edit]

{PROSE}

King Olaf with President Ruiz in Sudby

Visits

Visits from Norland to Sudland [3]

- King Olaf (1991)
- Minister Berg(1998, 2003)

In 1997, King

Country | Date | Seat |
---|---|---|
Norland | 4 May 1990[4] | Sudby |
Sudland | | Norby |

References

1. A book of 1990
Visits

{PROSE}
"""


def read(text: str) -> Document:
    document = parse_document(text, "a.txt")[0]
    check_document(document)
    return document


def test_blocks_in_order() -> None:
    document = read(PAGE)
    clean = PROSE.replace("[1]", "").replace("[ citation needed ] ", "").replace(" [2] ", "")
    assert (document.title, document.format) == ("Norland–Sudland relations", "plain")
    assert [(block.kind, block.path, block.text) for block in document.blocks] == [
        ("title", (), "Norland–Sudland relations"),
        ("item", (), "Norland"),
        ("item", (), "Sudland"),
        ("paragraph", (), clean),
        ("heading", (), "History"),
        ("paragraph", ("History",), clean),
        ("heading", (), "Visits"),
        ("heading", ("Visits",), "Visits from Norland to Sudland"),
        ("item", ("Visits", "Visits from Norland to Sudland"), "King Olaf (1991)"),
        ("item", ("Visits", "Visits from Norland to Sudland"), "Minister Berg(1998, 2003)"),
        ("paragraph", ("Visits", "Visits from Norland to Sudland"), "In 1997, King"),
        ("row", ("Visits", "Visits from Norland to Sudland"), "Norland | 4 May 1990 | Sudby"),
        ("row", ("Visits", "Visits from Norland to Sudland"), "Sudland |  | Norby"),
    ]


def test_rows_know_their_columns() -> None:
    rows = [block for block in read(PAGE).blocks if block.kind == "row"]
    assert [[(row.text[c.start : c.end], c.header) for c in row.cells] for row in rows] == [
        [("Norland", "Country"), ("4 May 1990", "Date"), ("Sudby", "Seat")],
        [("Sudland", "Country"), ("", "Date"), ("Norby", "Seat")],
    ]


def test_a_note_is_left_out_of_the_words_and_kept_in_the_place() -> None:
    block = next(block for block in read(PAGE).blocks if block.kind == "paragraph")
    start, end = block.stored(0, len(block.text))
    assert PAGE[start:end] == PROSE


@pytest.mark.parametrize("title", ["Norland–Sudland relations - Wikipedia", "Norland–Sudland relations: Map"])
def test_what_a_site_adds_to_the_title_is_not_the_articles(title: str) -> None:
    assert read(f"{title}\n{PROSE}\n").title == "Norland–Sudland relations"


def test_see_also_above_the_article_hides_nothing() -> None:
    blocks = read(f"Norland\n\nSee also\n\nPolitics portal\n\n{PROSE}\n\nSee also\n\n- Sudland\n").blocks
    assert [block.kind for block in blocks] == ["title", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n\nNorland\n",
        f"Norland\n\n== History ==\n{PROSE}\n",
        "Norland\n\nIt opened an embassy in Sudby\nin 1990.\n",
    ],
)
def test_other_texts_are_read_as_extracts(text: str) -> None:
    assert [block.kind for block in read(text).blocks if block.kind == "title"] == []
