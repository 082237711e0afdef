"""Sentences end where they end, and not at abbreviations."""

from __future__ import annotations

import pytest

from diplograph.text.segment import find_sentences


def split(text: str) -> list[str]:
    """Give the sentences themselves."""
    return [text[start:end] for start, end in find_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "In 1995, H. Norman met President M. S. Sud in Norby.",
        "The fund's director Sh. Movsum visited Sudby.",
        "Mr. and Mrs. Norman, Dr. Sud and Gen. Est received the U.S. Consul-General.",
        "The office in Washington, D.C. (opened in 1990) is closed.",
        "It joined the U.N. Security Council vs. the wishes of St. Nor.",
        "The treaty (art. 3, no. 12, pp. 4) was signed c. 1950 i.e. early.",
        "Norman (b. 1953, d. 2001) was born in Sept. 1953.",
        "Exports totalled $3.5 million, imports 1.2.",
        "Norland met Sud; it signed the treaty; then it left.",
        "The firm Nor Ltd. Sudby opened an office.",
        'He said that relations were "good." and left.',
        "The agreement with Yonder! was signed … later.",
        "1. Norland opens an embassy.",
    ],
)
def test_one_sentence(sentence: str) -> None:
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Norland has an embassy in Sudby.", "Sudland has none."],
        ["They met in Washington, D.C.", "The talks failed."],
        ["The first was Prof. T. A. Nor.", "He left in 1930."],
        ["He called it a “triumph.”", "She did not."],
        ['It agrees to be guided."', "In the revised text it does not."],
        ["Is there an embassy?", "Yes!", "It opened in 1990."],
        ["The visit (the second.)", "It was short."],
        ["It was signed in 1990.", "64,000 people came."],
        ["Relations were close in the U.S.", "However, they cooled."],
        ["Firms include Nor Inc.", "The trade grew."],
        ["The border is closed...", "Talks go on."],
        ["Nor was the first to sign.", "“We agree,” he said."],
        ["两国建交。", "双方互设使馆。"],
    ],
)
def test_several_sentences(sentences: list[str]) -> None:
    joined = "".join(sentences) if sentences[0].endswith("。") else " ".join(sentences)
    assert split(joined) == sentences


def test_a_note_cut_out_leaves_no_space() -> None:
    assert split("Mutual recognition.Offices in both capitals.") == ["Mutual recognition.", "Offices in both capitals."]
    assert split("See nor.Org for H.Norman.") == ["See nor.", "Org for H.Norman."]
    assert split("See www.nor.org for it.") == ["See www.nor.org for it."]


def test_line_ends_separate() -> None:
    assert split("Norland has an embassy\nSudland has none\n") == ["Norland has an embassy", "Sudland has none"]


def test_spans_are_trimmed() -> None:
    assert find_sentences("  A b.  C d.  ") == [(2, 6), (8, 12)]
    assert find_sentences(" \n ") == []


def test_the_number_of_a_sovereign_ends_a_sentence() -> None:
    assert split("He met King Juan I. Spain left. H. I. Brown stayed.") == [
        "He met King Juan I.",
        "Spain left.",
        "H. I. Brown stayed.",
    ]
