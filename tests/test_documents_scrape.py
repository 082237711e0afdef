"""Link-gloss pages: the article's own words are told from the explanations of its links."""

from __future__ import annotations

import pytest
from document_checks import check_document, slices, texts

from diplograph.documents import parse_document
from diplograph.documents.columns import find_columns
from diplograph.documents.glosses import find_gloss

HEAD = "Norland–Sudland relations\n     HOME\n\nTheInfoList\n\n\n\nOR:\n\n"
TEXT = (
    HEAD
    + """Norland and
Sudlandic Republic Sudland, officially the Sudlandic Republic, is a country in the South. It has ...
met in the
Great War The Great War was a war between the Eastern Bloc and others because ...
, and lived in "
peace Peace is the absence of war. It is ...
" on
Nor Island Nor Island is an Islands of Norland, island in the sea.
.


Missions

The minister
Ed Nor Ed Nor Hak (born c. 1953) led it. He taught at Nor University.Foreword saying that he "left." Later he came.

Opened:

*
Estland Estland , officially the Republic of Estland, is a state and ...
(2010)
* Westland (2011)


Recognition


Entity
Date of recognition
Notes
Estland
4 May 1990
–
Westland
May 1991
Offices in both capitals.

They parted.


References

{{DEFAULTSORT:Nor
East, Far Far East is a place ...
"""
)


def test_own_words_and_glosses() -> None:
    document = parse_document(TEXT, "norland.scrape.txt")[0]
    check_document(document)
    assert (document.id, document.title, document.format) == ("norland", "Norland–Sudland relations", "scrape")
    assert texts(document.blocks, "paragraph") == [
        'Norland and Sudlandic Republic met in the Great War, and lived in "peace" on Nor Island.',
        'The minister Ed Nor Foreword saying that he "left." Later he came.',
        "Opened:",
        "They parted.",
    ]
    assert [(block.subject, block.text) for block in document.blocks if block.kind == "gloss"] == [
        ("Sudlandic Republic", "Sudland, officially the Sudlandic Republic, is a country in the South. It has"),
        ("Great War", "The Great War was a war between the Eastern Bloc and others because"),
        ("peace", "Peace is the absence of war. It is"),
        ("Nor Island", "Nor Island is an Islands of Norland, island in the sea."),
        ("Ed Nor", "Ed Nor Hak (born c. 1953) led it. He taught at Nor University."),
        ("Estland", "Estland , officially the Republic of Estland, is a state and"),
    ]


def test_links_lead_to_what_the_gloss_defines() -> None:
    block = next(block for block in parse_document(TEXT, "n.txt")[0].blocks if block.kind == "paragraph")
    assert [(block.text[link.start : link.end], link.target) for link in block.links] == [
        ("Sudlandic Republic", "Sudland"),
        ("Great War", "Great War"),
        ("peace", "Peace"),
        ("Nor Island", "Nor Island"),
    ]


def test_a_sentence_covers_its_gloss_but_a_cut_off_full_stop_does_not() -> None:
    stored = slices(parse_document(TEXT, "n.txt")[0], "paragraph")[0]
    assert "because ...\n, and lived" in stored
    assert stored.endswith('" on\nNor Island')


def test_headings_items_and_tables() -> None:
    blocks = parse_document(TEXT, "n.txt")[0].blocks
    assert texts(blocks, "heading") == ["Missions", "Recognition"]
    assert texts(blocks, "item") == ["Estland (2010)", "Westland (2011)"]
    rows = [block for block in blocks if block.kind == "row"]
    assert [row.text for row in rows] == ["Estland | 4 May 1990 | –", "Westland | May 1991 | Offices in both capitals."]
    assert [(rows[1].text[cell.start : cell.end], cell.header) for cell in rows[1].cells] == [
        ("Westland", "Entity"),
        ("May 1991", "Date of recognition"),
        ("Offices in both capitals.", "Notes"),
    ]
    assert blocks[-1].text == "They parted."


@pytest.mark.parametrize(
    ("line", "link", "target"),
    [
        ("eastern bloc The Far Bloc, also known as the Eastern Bloc, was a group ...", "eastern bloc", "Far Bloc"),
        ("mutual ties Mutualism is the conduct of politics. It ...", "mutual ties", "Mutualism"),
        ("Norlandic Norland , officially the Kingdom of Norland, is ...", "Norlandic", "Norland"),
        (
            "Norlandic defectors Since the division of Norland, many have fled ...",
            "Norlandic defectors",
            "Norlandic defectors",
        ),
        ("The Port The Port is a city in Norland.", "The Port", "Port"),
        ("Ada Eir Ada Maria Eir ( ; 4 May 1908 – 1 June 1973) was a ...", "Ada Eir", "Ada Maria Eir"),
        ("Olaf Berg Olaf, Prince of Berg (1815–1898) was a ...", "Olaf Berg", "Olaf"),
        ("Ed Nor Ed Nor Hak GBS, JP (born c. 1953) is a minister.", "Ed Nor", "Ed Nor Hak"),
        ("Queen Alma Alma of Norland (Alma Maria; 1869–1938) was queen. The ...", "Queen Alma", "Alma of Norland"),
    ],
)
def test_where_a_gloss_begins(line: str, link: str, target: str) -> None:
    gloss = find_gloss(line, 0, len(line))
    assert gloss is not None
    assert (line[gloss.link_start : gloss.link_end], gloss.target) == (link, target)


@pytest.mark.parametrize(
    "line",
    [
        "between Norland and",
        "of the Norland treaty, which is part of the system led by the Norland treaty.",
        "independence from Norland. Norland was a member of it.",
        "region, Sudia, is home to a minority.",
        ", the two sides were on opposing sides.",
        "in Norland was in Norland",
    ],
)
def test_own_words_are_no_gloss(line: str) -> None:
    assert find_gloss(line, 0, len(line)) is None


def test_lines_that_are_no_table() -> None:
    assert find_columns(["Norland met Sudland.", "They signed a treaty.", "It ended.", "It began."]) == 0
    assert find_columns(["Country", "Date", "Norland", "Sudland"]) == 0


@pytest.mark.parametrize(
    "line",
    ["Norland ) , song = ( en, A) , map = N.svg , name = ...", "occupied ' (Sudic: ') is a series about a war ..."],
)
def test_the_pieces_of_a_template_are_neither_the_articles_words_nor_a_gloss(line: str) -> None:
    text = f"Norland\n   HOME\n\nTheInfoList\n\n\nOR:\n\nIt spoke of\n{line}\nfor a year.\n"
    document = parse_document(text, "n.txt")[0]
    check_document(document)
    assert [block.kind for block in document.blocks] == ["title", "paragraph"]
    assert document.blocks[1].text == f"It spoke of {line.split(maxsplit=1)[0]} for a year."
