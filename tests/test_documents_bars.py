"""Tables of plain texts: cells between bars, headers with and without a rule, cells of several lines, one cell a line."""

from __future__ import annotations

import pytest
from document_checks import check_document
from hypothesis import given
from hypothesis import strategies as st

from diplograph.documents import parse_document
from diplograph.model import Block, Document

PLAIN = "= Foreign relations of Norland =\n\nNorland trades in fish.\n\n"
PROSE = (
    "Norland opened an embassy in Sudby in 1990, and both countries have traded in fish, timber and books since then, as "
    "they did before the war."
)
DUMP = f"Foreign relations of Norland\n\n{PROSE}\n\n"


def read(text: str) -> Document:
    document = parse_document(text, "a.txt")[0]
    check_document(document)
    return document


def rows(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind == "row"]


def cells(block: Block) -> dict[str, str]:
    return {cell.header: block.text[cell.start : cell.end] for cell in block.cells}


@pytest.mark.parametrize(
    "table",
    [
        "| # | Country | Date |\n|---|---|---|\n| 1 | Estland | 4 May 1990 |",
        "| # | Country | Date |\n| 1 | Estland | 4 May 1990 |",
        "# | Country | Date\n---|---|---\n1 | Estland | 4 May 1990",
        "# | Country | Date |\n---|---|---|\n1 | Estland | 4 May 1990[2] |",
        "# |\nCountry |\nDate |\n1 |\nEstland |\n4 May 1990 |",
    ],
)
@pytest.mark.parametrize("head", [PLAIN, DUMP])
def test_same_row_however_it_is_written(head: str, table: str) -> None:
    found = rows(read(head + table + "\n"))
    assert [cells(block) for block in found] == [{"#": "1", "Country": "Estland", "Date": "4 May 1990"}]


def test_text_around_a_table_stays() -> None:
    document = read(f"{PLAIN}These are partners:\n| Country | Date |\n| Estland | 1990 |\nSo it was.\n")
    assert [(block.kind, block.text) for block in document.blocks[2:]] == [
        ("paragraph", "These are partners:"),
        ("row", "Estland | 1990"),
        ("paragraph", "So it was."),
    ]
    assert rows(document)[0].intro == "These are partners:"


def test_last_cell_goes_on_in_further_lines() -> None:
    table = (
        "| Country | Notes |\n|---|---|\n| Estland | See Estland\n\n* First note.\n* Second note. |\n| Sudland | |\n"
    )
    first, second = rows(read(PLAIN + table))
    assert cells(first) == {"Country": "Estland", "Notes": "See Estland\nFirst note.\nSecond note."}
    assert cells(second) == {"Country": "Sudland", "Notes": ""}


def test_cells_closed_by_bars_wherever_lines_end() -> None:
    table = (
        "Country | Date | Notes |\n---|---|---|\nEstland | 1990 | See Estland\nIt has an embassy. |\nSudland | 1991 |\n|\n"
        "Norby |\nWestland | 1992 | None |\nRead more of it.\n"
    )
    document = read(PLAIN + table)
    assert [tuple(cells(block).values()) for block in rows(document)] == [
        ("Estland", "1990", "See Estland\nIt has an embassy."),
        ("Sudland", "1991", ""),
        ("Norby", "", ""),
        ("Westland", "1992", "None"),
    ]
    assert document.blocks[-1].text == "Read more of it."


def test_a_bar_alone_closes_a_row_and_pictures_of_flags_are_left_out() -> None:
    table = "| Country | Notes |\n|---|---|\n| File:Flag of Estland.svg Estland | See it.\nA note.\n|\n| Sudland | |\n"
    assert [tuple(cells(block).values()) for block in rows(read(PLAIN + table))] == [
        ("Estland", "See it.\nA note."),
        ("Sudland", ""),
    ]


def test_rows_that_lost_all_marks_but_their_flags() -> None:
    lines = "#CountryDate\n1Flag of Estland.svg  Estland 4 May 1990 [3]\n—Flag of Sudland.svg Sudland 1991\n"
    document = read(f"{DUMP}Partners of Norland:\n\n{lines}")
    items = [(block.text, block.intro) for block in document.blocks if block.kind == "item"]
    assert items == [("Estland 4 May 1990", "Partners of Norland:"), ("Sudland 1991", "Partners of Norland:")]


def test_one_table_ends_where_the_header_of_another_begins() -> None:
    header = "Country | City |\n---|---|\n"
    found = rows(read(f"{PLAIN}{header}Estland | Esby |\nSudland |\n{header}Westland | Wesby |\n"))
    assert [tuple(cells(block).values()) for block in found] == [("Estland", "Esby"), ("Westland", "Wesby")]


def test_empty_cells_of_a_table_with_one_cell_a_line() -> None:
    lines = ["Country", "Date", "Notes", "Estland", "1990", "- It has an embassy.", "Sudland", "", ""]
    text = "".join(f"{line} |\n" if line else "|\n" for line in lines)
    assert [tuple(cells(block).values()) for block in rows(read(f"Norland\n\n{PROSE}\n\n{text}"))] == [
        ("Estland", "1990", "It has an embassy."),
        ("Sudland", "", ""),
    ]


@pytest.mark.parametrize(
    "text",
    ["A | B\nNorland | Sudland", "The sign | is a bar.", "| alone", "Country |\nThe rest is prose.", "||", "|"],
)
def test_bars_alone_make_no_table(text: str) -> None:
    assert rows(read(f"{PLAIN}{text}\n")) == []


def test_header_that_lost_its_bars_is_dropped() -> None:
    document = read(f"Norland\n\n{PROSE}\n\nPartners of Norland:\n\n# Country Date\n1 Estland 4 May 1990\n\nNotes\n")
    assert next((block.text, block.intro) for block in document.blocks if block.kind == "item") == (
        "1 Estland 4 May 1990",
        "Partners of Norland:",
    )


def test_heading_over_a_list_without_marks() -> None:
    document = read(f"Norland\n\n{PROSE}\n\nHistory\n\n{PROSE}\n\nMissions\n\nEsby (Embassy)\n\nWesby (Consulate)\n")
    items = [(block.text, block.path) for block in document.blocks if block.kind == "item"]
    assert items == [("Esby (Embassy)", ("Missions",)), ("Wesby (Consulate)", ("Missions",))]


@given(st.lists(st.text(alphabet="ab |-:=*\n1", max_size=12), max_size=12), st.sampled_from([PLAIN, DUMP]))
def test_any_bars_can_be_read(parts: list[str], head: str) -> None:
    read(head + "| Country | Date |\n" + "\n".join(parts))
