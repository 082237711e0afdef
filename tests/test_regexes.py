"""The regular expressions of the readers and of the text side take linear time, whatever the text.

Their steps are counted on texts in which short pieces are repeated, made of the characters that they look for. An
expression must be linear where it is matched at a position, and where it is searched for it must be so from all
positions together.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from regex_steps import Matcher, parse

import diplograph.dates
import diplograph.documents
import diplograph.text
from diplograph.text.patterns import bundled_library

#: Expressions that would not be linear if they were searched for in a long text, and why they are not.
MATCHED_ONLY = {
    "dates.context._BEGINS": "matched at a position",
    "dates.context._ENDS": "matched at a position",
    "documents.bare._BOILERPLATE": "matched at the beginning of a line of at most 400 characters",
    "documents.bare.ITEM": "matched at the beginning of a line",
    "documents.glosses._CUT": "searched in the last 12 characters of a line",
    "documents.glosses._HEAD_END": "searched in the first characters of a gloss",
    "documents.glosses._PIECES": "matched at the beginning of a gloss",
    "documents.html._START": "matched at the beginning of a file",
    "documents.inline._NAMED": "matched at the beginning of an argument",
    "documents.inline._NAMESPACE": "matched at the beginning of a title",
    "documents.scrape._MARKER": "matched at the beginning of a line",
    "documents.wikitext._TITLE_LINE": "matched at the beginning of a text",
    "documents.wikitext._TABLE": "matched at the beginning of a line",
    "text.discourse._CAPITALISED": "searched in the 200 characters before a bracket",
    "text.discourse._TITLE": "searched in the 200 characters before a bracket",
    "text.language._ELEMENT": "reads patterns, not documents",
    "text.names._ROMAN": "matched at the beginning of a word",
    "text.segment._LAST_WORD": "searched in the 41 characters before a mark",
    "text.segment._NEXT_WORD": "matched in the 80 characters behind a mark",
    "text.segment._NUMBER": "matched at the beginning of a word",
}
#: Modules whose expressions read patterns and their templates, not documents.
OF_PATTERNS = frozenset({"text.drafts", "text.templates", "text.language", "text.elements"})
SIZE = 48
LEEWAY = 1.3


def list_regexes() -> Iterator[tuple[str, re.Pattern[str]]]:
    """List the compiled expressions of the modules by name, each once."""
    seen: set[re.Pattern[str]] = set()
    for package in (diplograph.dates, diplograph.documents, diplograph.text):
        for module in iter_modules(package.__path__):
            name = f"{package.__name__}.{module.name}"
            for attribute, value in sorted(vars(import_module(name)).items()):
                if isinstance(value, re.Pattern) and value not in seen:
                    seen.add(value)
                    yield f"{name.removeprefix('diplograph.')}.{attribute}", value


REGEXES = dict(list_regexes())


def find_characters(tree: Any) -> Iterator[str]:
    """Yield a character for each place of an expression."""
    for name, value in tree:
        kind = str(name)
        if kind == "LITERAL":
            yield chr(value)
        elif kind == "IN":
            yield from find_members(value)
        elif kind.endswith("_REPEAT"):
            yield from find_characters(value[2])
        elif kind == "SUBPATTERN":
            yield from find_characters(value[3])
        elif kind == "BRANCH":
            for branch in value[1]:
                yield from find_characters(branch)
        elif kind.startswith("ASSERT"):
            yield from find_characters(value[1])


def find_members(members: Any) -> Iterator[str]:
    """Yield a character for each member of a class."""
    for name, value in members:
        if str(name) == "LITERAL":
            yield chr(value)
        elif str(name) == "RANGE":
            yield chr(value[0])
        else:
            yield {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "7"}.get(str(value), "a")


def make_texts(name: str, regex: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of texts of which the second repeats its piece twice as often as the first."""
    pick = random.Random(name)
    letters = [*dict.fromkeys([*find_characters(parse(regex)), *"aA 7.\n"])]
    pieces = pick.sample(letters, min(len(letters), 14))
    pieces += ["".join(pick.choices(letters, k=pick.choice((2, 3)))) for _ in range(14)]
    for piece in pieces:
        before, behind = "".join(pick.choices(letters, k=pick.choice((0, 1, 3)))), pick.choice(("", "\0", "a"))
        times = SIZE // len(piece)
        yield before + piece * times + behind, before + piece * 2 * times + behind


@pytest.fixture(autouse=True)
def _deep_enough() -> Iterator[None]:
    """Let the matcher, which calls itself for every repetition of a group, go as deep as the texts are long."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(10_000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.parametrize("name", REGEXES)
def test_the_work_of_an_expression_grows_with_the_text_only(name: str) -> None:
    regex = REGEXES[name]
    searched = name not in MATCHED_ONLY and name.rpartition(".")[0] not in OF_PATTERNS
    for short, long in make_texts(name, regex):
        few, many = (count_steps(regex, text, everywhere=False) for text in (short, long))
        assert many < (few + 2 * SIZE) * 2 * LEEWAY, long
        if searched:
            few, many = (count_steps(regex, text, everywhere=True) for text in (short, long))
            assert many < (few + 2 * SIZE) * 2 * LEEWAY, long


def count_steps(regex: re.Pattern[str], text: str, *, everywhere: bool) -> int:
    """Count the steps of a match at the beginning, or of finding all matches, which must be those of the library."""
    matcher = Matcher(regex, text)
    if everywhere:
        assert matcher.find_all() == [match.span() for match in regex.finditer(text)], text
    else:
        matcher.match()
    return matcher.steps


def test_every_exception_is_one() -> None:
    assert {name for name in MATCHED_ONLY if name not in REGEXES} == set()


def test_the_counter_sees_what_is_not_linear() -> None:
    for source, piece in ((r"a*b", "a"), (r"(?:a|a)*b", "a"), (r"\s+$", " "), (r"(\w+\.)+x", "a.")):
        short, long = (Matcher(re.compile(source), piece * times + "!") for times in (8, 16))
        short.find_all()
        long.find_all()
        assert long.steps > short.steps * 2 * LEEWAY


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"(?P<q>['\"])(?:(?!(?P=q)).)*?(?P=q)", 'a \'b"c\' "d" e'),
        (r"(?<!\w)(?:ab|a)++c?|\d{2,3}?(?=x)|^b$", "aabac abab 123x 45x\nb\n"),
        (r"(?im:^[^\W\d_]+\b|\.$)", "Éa b1 c.\nd é.\n"),
        (r"(?:(?:x|xy)+|[^x]*+)\B", "xyxxy zz x"),
        (r"a??b{0,2}?(?:c|$)", "abbc c\n"),
    ],
)
def test_the_counter_matches_as_the_library_does(source: str, text: str) -> None:
    regex = re.compile(source)
    assert Matcher(regex, text).find_all() == [match.span() for match in regex.finditer(text)]


def test_the_patterns_repeat_nothing_without_bound_but_members_of_an_enumeration() -> None:
    library = bundled_library()
    sources = {m.source for p in (*library.mentions, *library.patterns) for m in (*p.matchers, *p.then)}
    assert len(sources) > 500
    free = re.compile(r"\.\*|\.\+|\)\+(?![?+])")
    assert [source for source in sources if free.search(source)] == []
