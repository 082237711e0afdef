"""Tests of explaining a sentence: what is found in it, which patterns were tried, and what failed first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.account.explain import ELSEWHERE, Explanation, Trial, explain_sentence
from diplograph.account.explanation import format_explanation
from diplograph.errors import InputError
from diplograph.model import Block, Document
from diplograph.text.alphabet import Alphabet
from diplograph.text.annotate import Mention, Row, Token
from diplograph.text.elements import Progress, measure, split_pattern
from diplograph.text.extract import extract_claims
from diplograph.text.language import compile_pattern
from diplograph.text.patterns import bundled_library

VISIT = "The President of Chile visited Peru on 4 May 1999."
ALPHABET = Alphabet({"territory": "\xa1", "date": "\xa2"})


def row_of(*tokens: str) -> Row:
    """Make a row of words, in which words in braces are mentions of that class."""
    made = [
        Token(n, n + 1, "", Mention(token[1:-1], n, n + 1, token)) if token.startswith("{") else Token(n, n + 1, token)
        for n, token in enumerate(tokens)
    ]
    row = Row("abcdefghij", 0, len(tokens), made)
    row.encode(ALPHABET)
    return row


def progress(pattern: str, *tokens: str) -> Progress:
    branches = split_pattern(pattern, {"met": "(met|saw)"}, ALPHABET)
    return measure(row_of(*tokens), branches)


def test_the_whole_pattern_matches() -> None:
    found = progress("{a:territory} <met> [with] {b:territory}", "{territory}", "saw", "{territory}")
    assert (found.reached, found.elements, found.failed, found.absent) == (3, 3, "", 0)
    assert found.share == 1


def test_the_first_element_that_fails() -> None:
    found = progress(
        "{a:territory} <met> [with] {b:territory} {d:date}", "{territory}", "saw", "with", "them", "{date}"
    )
    assert (found.passed, found.failed, found.rest) == ("{a:territory} <met> [with]", "{b:territory}", "{d:date}")
    assert (found.reached, found.elements, found.absent) == (2, 4, 0)
    assert found.text == "abc"


def test_nothing_matches() -> None:
    found = progress("^ <met> {d:date}", "they", "met")
    assert (found.reached, found.elements, found.failed, found.text) == (0, 2, "<met>", "")
    assert found.absent == 1


def test_the_alternative_that_comes_furthest_counts() -> None:
    assert progress("gone | {a:territory} left", "{territory}", "left").failed == ""
    assert progress("they left | {a:territory} saw {b:territory} | x", "{territory}", "saw").failed == "{b:territory}"


def test_gaps_and_options_do_not_count() -> None:
    found = progress("[so] they ... <met> .. $", "they", "all", "met")
    assert (found.reached, found.elements, found.failed) == (2, 2, "")


def test_elements_are_those_of_the_compiled_patterns() -> None:
    library = bundled_library()
    for pattern in library.patterns:
        for matcher in pattern.matchers:
            branches = split_pattern(matcher.text, library.macros, library.alphabet)
            joined = "|".join("".join(element.source for element in branch) for branch in branches)
            assert matcher.regex.pattern == joined
            assert compile_pattern(matcher.text, library.macros, library.alphabet).regex == matcher.regex


def test_a_sentence_that_makes_claims() -> None:
    found = explain_sentence(VISIT)
    assert ("territory", "Peru") in [(m.cls, text) for m, text in zip(found.mentions, found.surfaces, strict=True)]
    assert found.dates == (("4 May 1999", "1999-05-04"),)
    assert "visited" in found.triggers
    assert found.state == "claims"
    assert "Visit" in {claim.kind for claim in found.claims}
    assert found.trials[0].kind == "Visit"
    assert found.trials[0].claims > 0
    assert found.trials[0].reason == ""


def test_the_claims_are_those_of_extraction() -> None:
    document = Document(
        "sentence", "Chile–Peru relations", "plain", VISIT, (Block("paragraph", VISIT, 0, len(VISIT)),), ""
    )
    assert list(explain_sentence(VISIT, title="Chile–Peru relations").claims) == extract_claims(document)


def test_a_sentence_that_makes_none_names_what_failed() -> None:
    found = explain_sentence("The embassy of Chile has a blue roof.")
    assert (found.state, found.claims) == ("unmatched", ())
    failed = [trial for trial in found.trials if trial.progress.failed and trial.reason != ELSEWHERE]
    assert failed
    assert all(trial.reason == f"no {trial.progress.failed}" for trial in failed)
    assert all(trial.progress.reached < trial.progress.elements for trial in failed if trial.progress.absent)


def test_those_that_lack_least_come_first() -> None:
    trials = [trial for trial in explain_sentence(VISIT).trials if not trial.claims and trial.reason != ELSEWHERE]
    assert [trial.progress.absent for trial in trials] == sorted(trial.progress.absent for trial in trials)


def test_sentences_before_it_are_context() -> None:
    text = "Ada Brix, the President of Chile, visited Peru in 1999. She also visited Bolivia in 2001."
    found = explain_sentence(text, title="Foreign relations of Chile")
    assert found.text == "She also visited Bolivia in 2001."
    assert found.surfaces[0] == "She"
    assert found.mentions[0].value == "Ada Brix"
    assert {claim.start for claim in found.claims} == {text.index("She")}


def test_headings_and_lists_are_context() -> None:
    title = "Foreign relations of Chile"
    loose = explain_sentence("Peru (1999)", title=title)
    assert loose.claims == ()
    assert any(trial.reason == ELSEWHERE for trial in loose.trials)
    item = explain_sentence("Peru (1999)", title=title, headings=["Visits"], intro="Visits to Chile:", kind="item")
    assert not any(trial.reason == ELSEWHERE for trial in item.trials)


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_nothing_to_explain(text: str) -> None:
    with pytest.raises(InputError, match="nothing to explain; expected a sentence"):
        explain_sentence(text)


def test_the_explanation_fits_a_terminal() -> None:
    for text in (VISIT, "The embassy of Chile has a blue roof.", "Lava cools."):
        shown = format_explanation(explain_sentence(text), patterns=-1)
        assert max(map(len, shown.splitlines())) <= 80
        for part in ("sentence  ", "mentions", "dates", "triggers", "claims", "state", "patterns"):
            assert f"\n{part}" in f"\n{shown}"


def test_what_is_shown_of_a_pattern() -> None:
    failed = Trial("a.one", "Visit", "x", Progress(1, 2, 1, "{a:person}", "<went>", "to", "Ada"), 0, "no <went>")
    made = Trial("a.two", "Visit", "x", Progress(2, 2, 0, "a b", "", "", "Ada went"), 1, "")
    explanation = Explanation("Ada ran.", (), (), (), (), (made, failed, failed), (), "nothing", "")
    lines = format_explanation(explanation, patterns=1).splitlines()
    assert lines[-5:] == [
        "patterns  3 tried, 1 made claims",
        "          ✓ a.two, took “Ada went”",
        "          ✗ a.one: no <went> (1 of 2 elements, took “Ada”)",
        "              {a:person} ▶ <went> to",
        "          … and 1 more that made none",
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_explained_or_refused(text: str) -> None:
    try:
        found = explain_sentence(text, title=text)
    except InputError:
        assert not text.strip()
    else:
        assert found.text in text
        assert format_explanation(found).startswith("sentence")
