"""Tests of the ledger: the states by their rules, and that all visible characters are accounted for once."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.account.coverage import STATES, Entry, find_segments, find_telling, ledger
from diplograph.account.coverage_table import format_coverage, list_unread, summarize
from diplograph.documents import parse_document
from diplograph.model import Block, Document, Piece
from diplograph.text.extract import extract_claims
from diplograph.text.patterns import bundled_library
from diplograph.text.units import read_units

ARTICLE = """= Foreign relations of Iceland =

== Missions ==
Iceland opened an embassy in Chile in 1991. Lava cools slowly. He signed it.
- Iceland has an embassy in Peru
"""
#: Lines of several formats and of none, to be put together in any order.
LINES = st.sampled_from(
    [
        "= Relations of Chile =", "== Visits ==", "Chile and Peru established diplomatic relations in 1990.", "- Bolivia (1999)",
        "* [[Peru]] {{flag|Peru}}<ref>a note</ref>", "{| class=x", "|-", "! Country !! Date", "| Peru || 1 May 1990", "|}", "<p>Chile &amp; Peru",
        "</p>", "Georgia signed a treaty. He left. 2001", "\u202e\u05d0\u05d1", "\U0001f30d\u200d", "\x00\x0b\x85\u2028", "", "  \t", "See also",
        "<!-- a", "-->", "[[Category:Chile]]", "The President of Chile visited Peru in May 1999, and Bolivia.", "</ref>", "}}", "\u00a0",
    ]
)  # fmt: skip


def make(text: str, title: str = "Foreign relations of Iceland", path: tuple[str, ...] = ()) -> Document:
    """Make a document of one paragraph."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document("a", title, "plain", text, (Block("paragraph", text, 0, len(text), path=path),), sha256)


def states(text: str, title: str = "Foreign relations of Iceland") -> list[tuple[str, str]]:
    return [(entry.state, entry.reason) for entry in ledger(make(text, title))]


def visible(text: str) -> int:
    return sum(not character.isspace() for character in text)


def test_a_sentence_with_claims() -> None:
    entry = ledger(make("Chile and Peru established diplomatic relations in 1990."))[0]
    assert (entry.state, entry.reason, len(entry.claims)) == ("claims", "", 1)
    assert entry.claims[0].kind == "DiplomaticRelation"


@pytest.mark.parametrize("text", ["Lava cools slowly.", "Iceland is cold.", "There was one left.", "1990"])
def test_nothing_of_this_domain(text: str) -> None:
    assert states(text) == [("nothing", "")]


def test_no_party() -> None:
    assert states("An embassy needs a roof.") == [("inexpressible", "no named party for mission")]


def test_no_kind() -> None:
    assert states("Chile is larger than Peru.") == [("inexpressible", "no kind for Chile, Peru")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Most countries have visa rules for embassies in Iceland.", "countries: not named"),
        ("Chile–Iceland relations are relations between Chile and Iceland.", "a definition"),
    ],
)
def test_what_no_claim_can_say(text: str, reason: str) -> None:
    assert states(text) == [("inexpressible", reason)]


def test_a_trigger_without_a_pattern() -> None:
    state, reason = states("The embassy of Chile has a blue roof.")[0]
    assert state == "unmatched"
    assert reason.startswith("mission (")
    assert "Mission" in reason


def test_an_open_name() -> None:
    text = "The Congolese embassy has a blue roof."
    assert states(text) == [
        ("ambiguous", "“Congolese”: Democratic Republic of the Congo or Republic of the Congo"),
    ]
    assert states(text, "Foreign relations of the Republic of the Congo")[0][0] == "unmatched"


def test_a_pronoun_for_nobody() -> None:
    assert states("She signed the treaty in 1990.", "Treaties") == [("ambiguous", "“she”: nobody named before")]


def test_a_group_that_is_not_known() -> None:
    assert states("In 1990 both countries signed treaties.", "Treaties") == [
        ("ambiguous", "“both countries”: nobody named before")
    ]


def test_headings_and_markup_are_accounted_for() -> None:
    document = parse_document(ARTICLE, "iceland.txt")[0]
    found = [(entry.state, document.text[entry.start : entry.end]) for entry in ledger(document)]
    assert ("heading", "Missions") in found
    assert ("nothing", "Lava cools slowly.") in found
    assert ("markup", "==") in found
    assert [state for state, text in found if "embassy" in text] == ["claims", "claims"]


def test_text_that_no_block_holds_is_left_out() -> None:
    text = "menu home\nChile and Peru established diplomatic relations in 1990.\n-- 7"
    start, end = text.index("Chile"), text.index("\n--")
    document = Document("a", "", "html", text, (Block("paragraph", text[start:end], start, end),), "")
    assert [(e.state, text[e.start : e.end]) for e in ledger(document)] == [
        ("outside", "menu home"),
        ("claims", text[start:end]),
        ("outside", "-- 7"),
    ]


def test_a_gloss_owns_its_text_inside_a_paragraph() -> None:
    text = "Chile [a state of the Andes] and Peru opened embassies in each other's capitals in 1990."
    inner = (text.index("a state"), text.index("]"))
    plain = "Chile and Peru opened embassies in each other's capitals in 1990."
    pieces = (Piece(0, 6, 0, 6), Piece(6, len(plain), inner[1] + 2, len(text)))
    blocks = (
        Block("paragraph", plain, 0, len(text), pieces=pieces),
        Block("gloss", text[slice(*inner)], *inner, subject="Chile"),
    )
    paragraph, gloss = ledger(Document("a", "Foreign relations of Chile", "scrape", text, blocks, ""))
    assert (paragraph.state, gloss.kind) == ("claims", "gloss")
    assert gloss.characters == visible(text[slice(*inner)])
    assert paragraph.characters == visible(text) - gloss.characters


def test_triggers_that_tell_of_a_kind() -> None:
    triggers = dict.fromkeys(["visited", "one", "there", "(", "", "{territory}", "{date}", "{office}"], (0,))
    library = replace(
        bundled_library(), by_trigger=triggers, words={"treaty": {"accord": "x"}, "body": {"senate": "y"}}
    )
    assert find_telling(library) == {"visited", "{office}", "{treaty}"}


def test_units_make_the_claims_that_extraction_finds() -> None:
    document = parse_document(ARTICLE, "iceland.txt")[0]
    claims = [claim for unit in read_units(document) for claim in unit.claims]
    assert sorted(claims, key=lambda c: (c.start, c.end, c.kind, c.to_json())) == extract_claims(document)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=14).map("\n".join))
def test_every_visible_character_is_accounted_for_once(text: str) -> None:
    for document in parse_document(f"Chile. {text}", "chile.txt"):
        entries = ledger(document)
        assert sum(entry.characters for entry in entries) == visible(document.text)
        assert all(0 <= entry.start <= entry.end <= len(document.text) for entry in entries)
        assert all(entry.state in STATES for entry in entries)
        assert all(bool(entry.claims) == (entry.state == "claims") for entry in entries)
        assert sorted(entries, key=lambda entry: entry.start) == entries


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_segments_cut_the_text_and_the_shortest_owns(spans: list[tuple[int, int]]) -> None:
    text = "x" * 30
    entries = [Entry("a", min(span), max(span), "", "nothing") for span in spans]
    segments = list(find_segments(text, entries))
    assert "".join(text[segment.start : segment.end] for segment in segments) == text
    assert all(one.end == two.start and one.owner != two.owner for one, two in pairwise(segments))
    for start, end, owner in segments:
        over = [entry.end - entry.start for entry in entries if entry.start <= start and end <= entry.end]
        assert (owner == -1) == (not over)
        assert not over or entries[owner].end - entries[owner].start == min(over)


def test_the_table_fits_a_terminal_and_adds_up() -> None:
    document = parse_document(ARTICLE, "iceland.txt")[0]
    entries = ledger(document)
    text = format_coverage({"a" * 60: entries, "b": entries})
    lines = text.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[2].split() == ["b", "4", "2", "·", "1", "·", "1"]
    assert lines[-1].split()[3:] == [str(2 * len(entries)), str(2 * visible(document.text)), "100.0", "%"]
    assert summarize(entries)["claims"][0] == 2


def test_an_empty_ledger_has_a_table() -> None:
    assert format_coverage({}).splitlines()[-1].split() == ["all", "visible", "text", "0", "0", "–"]


def test_the_list_names_the_place() -> None:
    document = parse_document(ARTICLE, "iceland.txt")[0]
    line = ARTICLE.splitlines()[3]
    assert list_unread(document, ledger(document)) == (
        f"iceland:4:{line.index('He') + 1}: ambiguous: “he”: nobody named before\n    He signed it.\n"
    )
    assert list_unread(document, ledger(document), ("nothing",)).endswith(
        "nothing of this domain\n    Lava cools slowly.\n"
    )
