"""Plain extracts: titles, headings, paragraphs, list items with depth."""

from __future__ import annotations

from document_checks import check_document, slices, texts

from diplograph.documents import parse_document

TEXT = """\ufeff= Foreign relations of Norland =

Norland is a state.
It has embassies.

== Missions ==
Norland maintains:

- Sudby (Embassy)
  - Estby (Consulate)
  - -   -   Westby (Office)\u0020
1. Numbered

=== Former ===

Map_of_(Norland).jpg (2016)]] Norland closed its office.

==See also==
- Foreign relations of Sudland

===Deeper===
- Nothing

== Trade ==
Trade grew.

Category:Norland Category:Relations
"""


def test_blocks_in_order() -> None:
    document = parse_document(TEXT, "foreign-relations-of-norland.txt")[0]
    check_document(document)
    assert (document.id, document.title, document.format) == (
        "foreign-relations-of-norland",
        "Foreign relations of Norland",
        "plain",
    )
    assert [(block.kind, block.level, block.text) for block in document.blocks] == [
        ("title", 0, "Foreign relations of Norland"),
        ("paragraph", 0, "Norland is a state. It has embassies."),
        ("heading", 1, "Missions"),
        ("paragraph", 0, "Norland maintains:"),
        ("item", 1, "Sudby (Embassy)"),
        ("item", 2, "Estby (Consulate)"),
        ("item", 2, "Westby (Office)"),
        ("item", 1, "Numbered"),
        ("heading", 2, "Former"),
        ("paragraph", 0, "Norland closed its office."),
        ("heading", 1, "Trade"),
        ("paragraph", 0, "Trade grew."),
    ]


def test_paths_and_introductions() -> None:
    blocks = parse_document(TEXT, "n.txt")[0].blocks
    assert [
        block.path for block in blocks if block.text in {"Numbered", "Norland closed its office.", "Trade grew."}
    ] == [
        ("Missions",),
        ("Missions", "Former"),
        ("Trade",),
    ]
    intros = {block.text: block.intro for block in blocks if block.kind == "item"}
    assert intros["Sudby (Embassy)"] == "Norland maintains:"
    assert intros["Estby (Consulate)"] == "Sudby (Embassy)"


def test_line_ends_and_invisible_characters_keep_offsets() -> None:
    text = TEXT.replace("\n", "\r\n").replace("Norland is", "Nor\u200bland\u00a0 is")
    document = parse_document(text, "n.txt")[0]
    check_document(document)
    assert texts(document.blocks, "paragraph")[0] == "Norland is a state. It has embassies."
    assert slices(document, "paragraph")[0] == "Nor\u200bland\u00a0 is a state.\r\nIt has embassies."


def test_a_text_without_marks_is_one_paragraph() -> None:
    document = parse_document("Norland met Sudland.", "note")[0]
    assert (document.title, texts(document.blocks, "paragraph")) == ("note", ["Norland met Sudland."])
