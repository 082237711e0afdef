"""Tests of the pattern language: what the elements match, one character for each token, and what a pattern needs."""

from __future__ import annotations

import pickle

import pytest

from diplograph.errors import PatternError
from diplograph.text.alphabet import PLAIN, UNKNOWN, Alphabet, class_of
from diplograph.text.language import Compiled, Expanded, compile_pattern

MACROS = {
    "met": "met|held {_n:number} talks with",
    "who": "{_a:territory} ['s] <met>",
    "round": "<square>",
    "square": "<round>",
}


def make_alphabet() -> Alphabet:
    return Alphabet({"territory": "\xa1", "date": "\xa2", "number": "\xa3", "pair": "\xa4"}, frozenset({"has", "been"}))


def encode(sentence: str, alphabet: Alphabet) -> str:
    """Encode a sentence whose mentions are written as ``{class}``; what no pattern has is unknown."""
    words = sentence.split()
    return "".join(
        alphabet.of_class(word[1:-1]) if len(word) > 1 and word[0] == "{" else alphabet.words.get(word, UNKNOWN)
        for word in words
    )


def find(pattern: str, sentence: str) -> str | None:
    """Give the words that a pattern matches first."""
    alphabet = make_alphabet()
    match = compile_pattern(pattern, MACROS, alphabet).regex.search(encode(sentence, alphabet))
    return None if match is None else " ".join(sentence.split()[slice(*match.span())])


@pytest.mark.parametrize(
    ("pattern", "sentence", "found"),
    [
        ("open~ (an embassy|offices)", "it opened offices", "opened offices"),
        ("open~ (an embassy|offices)", "it opening an embassy", "opening an embassy"),
        ("in [late|early]*2 {d:date}", "in late early {date}", "in late early {date}"),
        ("in [late|early]*2 {d:date}", "in late late late {date}", None),
        ("{a:territory} <aux> met", "{territory} has , been met", "{territory} has , been met"),
        ("met ... {b:territory}", "met a b c {territory} {territory}", "met a b c {territory}"),
        ("met ... {b:territory}", "met a ; c {territory}", None),
        ("met .. {b:territory}", "met {date} {territory}", None),
        ("met (=(in|on)) .. {d:date}", "met on {date}", "met on {date}"),
        ("met (=(in|on)) .. {d:date}", "met by {date}", None),
        ("^ {x:word} $", "anything", "anything"),
        ("^ {x:word} $", "{date}", None),
        (r"\( {d:date} \)", "said ( {date} )", "( {date} )"),
        ("said {x:rest}", "said this and that ; no", "said this and that"),
        ("{level=state|of high rank} visit", "a of high rank visit", "of high rank visit"),
    ],
)
def test_elements(pattern: str, sentence: str, found: str | None) -> None:
    assert find(pattern, sentence) == found


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("{territory}", 1),
        ("{territory} and {territory}", 2),
        ("{territory} , {territory} and {territory}", 3),
        ("{territory} , {territory} , and {territory} , {territory} as well as {pair}", 5),
        ("{territory} , {territory} , {territory}", 3),
        ("{territory} , {territory}", 1),
        ("{territory} including {territory}", 1),
        ("{territory} and {territory} including {territory} along with {territory}", 4),
        ("{territory} ; {territory} ; and {territory}", 3),
        ("{territory} ( a remark ) and {territory}", 2),
        ("{territory} with {territory}", 1),
    ],
)
def test_enumerations(sentence: str, count: int) -> None:
    found = find("{a:territory+}", sentence)
    assert found is not None
    assert found.count("{") == count


def test_slots_of_macros_are_numbered_anew_each_time() -> None:
    pattern = compile_pattern("<who> {_b:territory} <who>", MACROS, make_alphabet(), Expanded())
    assert list(pattern.regex.groupindex) == ["_a__0", "_n__1", "_b__2", "_a__3", "_n__4"]
    assert pattern.slots == ("_a", "_n", "_b")


def test_what_a_pattern_needs() -> None:
    pattern = compile_pattern(
        "{a:territory} (signed|ratified) [the] (treaty|pact of peace) (=in {d:date})", {}, make_alphabet()
    )
    assert pattern.triggers == {"signed", "ratified"}
    assert set(pattern.needs) == {
        frozenset({"{territory}"}),
        frozenset({"treaty", "pact"}),
        frozenset({"in"}),
        frozenset({"{date}"}),
    } - {pattern.triggers}


def test_macros_that_contain_themselves() -> None:
    with pytest.raises(PatternError, match="contains itself"):
        compile_pattern("<round>", MACROS, make_alphabet())


def test_an_unknown_class() -> None:
    with pytest.raises(PatternError, match="no class of mentions 'city'"):
        compile_pattern("{a:city}", {}, make_alphabet())


def test_a_pattern_can_be_kept() -> None:
    pattern = compile_pattern("{a:territory} <met>", MACROS, make_alphabet())
    assert pattern.regex.groups == 2
    kept = pickle.loads(pickle.dumps(pattern))
    assert isinstance(kept, Compiled)
    assert kept == pattern
    assert kept.regex.pattern == pattern.regex.pattern


def test_classes_of_characters() -> None:
    assert class_of("b") == "b"
    assert class_of("cabx") == "[a-cx]"
    assert PLAIN.startswith(f"[{UNKNOWN}-")
