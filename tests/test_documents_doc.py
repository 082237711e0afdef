"""The output of a dump extractor: one or several ``<doc>`` in a file."""

from __future__ import annotations

from document_checks import check_document, texts

from diplograph.documents import parse_document

ONE = """<doc id="1" url="https://example.org/wiki?curid=1" title="Norland &amp; Sudland relations" revid="7">
Norland &amp; Sudland relations

Norland met Sudland in 1990.
Overview.
Relations improved in May.
They agreed.
- Norland (2002)
Trade &lt; aid.<br> More.
See also.
Foreign relations of Sudland

</doc>
"""


def test_one_document() -> None:
    document = parse_document(ONE, "norland-sudland.xml")[0]
    check_document(document)
    assert (document.id, document.title, document.revision) == ("norland-sudland", "Norland & Sudland relations", "7")
    assert document.source == "https://example.org/wiki?curid=1"
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("title", "Norland & Sudland relations"),
        ("paragraph", "Norland met Sudland in 1990."),
        ("heading", "Overview"),
        ("paragraph", "Relations improved in May."),
        ("paragraph", "They agreed."),
        ("item", "Norland (2002)"),
        ("paragraph", "Trade < aid. More."),
    ]
    assert document.blocks[3].path == ("Overview",)
    assert document.text == ONE


def test_several_documents_store_their_own_text_each() -> None:
    two = '<doc id="2" title="Côte–Norland relations">\nA met B.\n</doc>\n'
    documents = parse_document(ONE + two + two, "all.xml")
    assert [document.id for document in documents] == [
        "norland-sudland-relations",
        "cote-norland-relations",
        "cote-norland-relations-2",
    ]
    assert documents[1].text == two.strip()
    assert texts(documents[1].blocks, "paragraph") == ["A met B."]
    for document in documents:
        check_document(document)
