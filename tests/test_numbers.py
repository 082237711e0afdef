"""Tests of numbers: sums in many currencies, Indian scales, ordinals in words."""

from __future__ import annotations

import pytest

from diplograph.text.numbers import number_mentions


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("U$814 million", "814000000", "USD"),
        ("KES. 82 million", "82000000", "KES"),
        ("Rs 300 crore", "3000000000", "INR"),
        ("€1.2bn", "1200000000", "EUR"),
        ("40 million baht", "40000000", "THB"),
    ],
)
def test_sums(text: str, value: str, unit: str) -> None:
    (money,) = number_mentions(text, 0, len(text))
    assert (money.cls, money.value, money.get("unit")) == ("money", value, unit)


@pytest.mark.parametrize(("text", "rank"), [("seventeenth", "17"), ("twenty-first", "21"), ("9th", "9")])
def test_ordinals(text: str, rank: str) -> None:
    sentence = f"{text} largest"
    (ordinal,) = number_mentions(sentence, 0, len(sentence))
    assert (ordinal.cls, ordinal.value) == ("ordinal", rank)
