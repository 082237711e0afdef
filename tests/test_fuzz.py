"""The text side reads anything: no exception, exact spans, sorted claims, and work that grows with the length only."""

from __future__ import annotations

from functools import cache

import pytest
from calls import count_calls
from hypothesis import given, settings
from hypothesis import strategies as st
from mangled import BEGINNINGS, mangled_texts

from diplograph.account.coverage import ledger
from diplograph.documents import parse_document
from diplograph.model import Claim, Document
from diplograph.text.extract import extract_claims
from diplograph.text.patterns import bundled_library
from diplograph.text.segment import find_sentences

SIGNS = [*"([{<|=*#'\"’”.,;:-–—\0\ufeff\u200f\u202e\u0301\n é1A", "]]", "{{", "\U0001f600", "\u05e9\u05dc"]


def read(text: str, name: str = "a.txt") -> list[Claim]:
    """Read a text, check what must hold of its claims, and give them."""
    found = []
    for document in parse_document(text, name):
        claims = extract_claims(document)
        check_claims(document, claims)
        found += claims
    return found


def check_claims(document: Document, claims: list[Claim]) -> None:
    """Check that claims quote the document exactly, say something, can be written as JSON, and are in order."""
    for claim in claims:
        assert document.text[claim.start : claim.end] == claim.exact != ""
        assert claim.roles
        assert Claim.from_json(claim.to_json()) == claim
    assert claims == sorted(claims, key=lambda claim: (claim.start, claim.end, claim.kind, claim.to_json()))


@pytest.mark.parametrize(
    "text",
    [
        "Old- Pact Forum (OPF) met.",
        "the Old-  Pact (OP)",
        "\ufdfa (AB) Aa Bb (AB)",
        "İİ (ABC) visited Peru.",
    ],
)
def test_what_fuzzing_found(text: str) -> None:
    read(f"= Chile =\n\n{text}")


@cache
def sentences() -> list[str]:
    """List the example sentences of the patterns."""
    return [example["text"] for pattern in bundled_library().patterns for example in pattern.examples]


@st.composite
def mangled_sentences(draw: st.DrawFn) -> str:
    """Draw examples of the patterns in which words are lost, swapped, doubled, in capitals, or broken by signs."""
    words = " ".join(draw(st.lists(st.sampled_from(sentences()), min_size=1, max_size=3))).split(" ")
    for _ in range(draw(st.integers(0, 5))):
        first, second = (draw(st.integers(0, len(words) - 1)) for _ in range(2))
        change = draw(st.integers(0, 3))
        if change == 0:
            words[first] = words[first].upper()
        elif change == 1:
            words[first], words[second] = words[second], words[first]
        elif change == 2:
            words[first] = f"{words[first]} {words[second]}"
        else:
            words[first] = words[first][1:] + draw(st.sampled_from(SIGNS))
    return " ".join(words)


@given(mangled_texts(genre=True))
@settings(max_examples=150, deadline=None)
def test_mangled_texts_of_every_format(text: str) -> None:
    read(text)


@given(mangled_sentences(), st.sampled_from(["", "\n- ", "\n\n== Peru ==\n\n", "\n* ", "<ul><li>", "\n|-\n| "]))
@settings(max_examples=150, deadline=None)
def test_mangled_sentences(sentence: str, before: str) -> None:
    for beginning in BEGINNINGS.values():
        read(f"{beginning}\n{before}{sentence}")


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text(text: str) -> None:
    read(text, "a.wiki")


@given(mangled_texts(genre=True, longest=30))
@settings(max_examples=60, deadline=None)
def test_the_ledger_accounts_for_every_character(text: str) -> None:
    for document in parse_document(text, "a.txt"):
        assert sum(entry.characters for entry in ledger(document)) == sum(map(len, document.text.split()))


def test_claims_are_the_same_behind_other_scripts() -> None:
    said = "Chile opened an embassy in Lima in 1990."
    for noise in (
        "\u05e9\u05dc\u05d5\u05dd \u200f",
        "\U0001f1e8\U0001f1f1 ",
        "\0\0 ",
        "\u202e",
        "e\u0301\u0301 ",
        "ﬁ ﬃ İ ",
    ):
        claims = read(f"= Chile =\n\n{noise}\n\n{said}\n\n{noise}{said}\n\n{said} {noise}\n")
        assert {claim.exact for claim in claims if claim.exact == said} == {said}


# Work


#: What is repeated to make a long text: words of one sentence, sentences of a paragraph, blocks of every format.
REPEATED = {
    "plain": [
        *["Chile ", "the President of Chile ", "President Juan Soto ", "Ann Bird ", "Ministry of ", "Bank of the "],
        *[
            "he ",
            "both countries ",
            "Congolese ",
            "1990, ",
            "Chile and Peru, ",
            "agreement on trade and ",
            "UN ",
            "A. ",
        ],
        *["THE UN ", "Aa-", "A-", "Aa", "é", "'s ", "(", '"', "\u05e9\u05dc\u05d5\u05dd ", "\U0001f600 ", "\0", "May "],
        *["opened an embassy in Lima in 1990 and ", "one year later ", "Old Pact (OP) ", "de la ", "$5 million "],
        *["Chile opened an embassy in Lima in 1990. ", "He met President Ann Bird of Peru. ", "THE UN left. "],
        *["- Peru (embassy)\n", "== Peru ==\n- Lima\n", "  - x\n", "Both signed an agreement on trade.\n\n"],
    ],
    "wikitext": [
        *[
            "|-\n| Chile || embassy || [[Lima]]\n",
            "{|\n|-\n| Chile || 1990\n|}\n",
            "** a\n",
            "[[Ann Bird]] met [[Peru]] ",
        ],
        *["{{flag|Chile}} ", "== [[Peru]] ==\n* Lima\n", "[[", "{{"],
    ],
    "html": ["<p>Chile visited Peru.", "<table><tr><td>Chile", "<tr><td>Chile<td>1990", "<ul><li>Lima", "<b>Peru "],
}
#: Longer than what is read as one sentence.
SHORT, LONG = 11_000, 22_000


@pytest.mark.parametrize(("form", "repeated"), [(form, text) for form, texts in REPEATED.items() for text in texts])
def test_work_grows_with_length_only(form: str, repeated: str) -> None:
    read(BEGINNINGS[form] + repeated * 20)  # patterns are compiled when they are first met
    short, long = (count_calls(lambda n=n: extract(form, repeated, n)) for n in (SHORT, LONG))  # type: ignore[misc]
    assert long < short * LONG / SHORT * 1.15


def extract(form: str, repeated: str, length: int) -> None:
    for document in parse_document(BEGINNINGS[form] + repeated * (length // len(repeated)), "a.txt"):
        extract_claims(document)


def test_a_sentence_that_nobody_would_write_is_read_in_pieces() -> None:
    text = "Chile and Peru met, " * 5_000
    spans = find_sentences(text)
    assert max(end - start for start, end in spans) <= 10_000
    assert " ".join(text[start:end] for start, end in spans) == text.strip()
    assert len(find_sentences("x" * 25_000)) == 3


def test_more_mentions_than_can_be_numbered() -> None:
    row = "UN " * 10_000
    assert len(read(f"[[a]] {{{{b}}}}\n{{|\n! Country !! Embassy\n|-\n| {row} || [[Lima]]\n|}}\n")) < 10


def test_thousands_of_rows() -> None:
    rows = "|-\n| {{flag|Peru}} || {{dts|1990|5|4}}\n" * 3_000
    text = f"== Diplomatic relations of Chile ==\n{{| class=x\n! Country !! Date\n{rows}|}}\n"
    (document,) = parse_document(text, "foreign-relations-of-chile.wiki")
    claims = extract_claims(document)
    assert len(claims) == 3_000
    assert document.text[claims[-1].start : claims[-1].end] == claims[-1].exact


def test_deep_lists() -> None:
    items = "".join(f"{'*' * depth} [[Peru]] (embassy)\n" for depth in range(1, 400))
    claims = read(f"[[a]] {{{{b}}}}\n== Embassies of Chile ==\n{items}")
    assert all(claim.exact.endswith("(embassy)") for claim in claims)
    read("<html>" + "<ul><li>Lima" * 5_000)


def test_a_long_name() -> None:
    read("= Chile =\n\n" + "President " + "Ann Bird " * 3_000 + "visited Peru. Ann Bird left.")
