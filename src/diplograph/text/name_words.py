"""The words that tell names of persons, bodies and offices apart: lists of the pattern files, compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

#: Parts of the world that are neither persons nor places of a visit or a post.
REGIONS = frozenset(
    "Europe Africa Asia America Americas Oceania Eurasia Antarctica Balkans Caribbean Caucasus Mediterranean Pacific Atlantic Arctic Maghreb Levant Scandinavia Latin Middle Central Eastern Western Southern Northern South North East West Southeast"
    " European African Asian Oceanian Balkan Baltic Nordic Scandinavian Arab Islamic Muslim Communist Socialist".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that tell names apart, from the pattern files.

    Attributes:
        portfolio: Matches the fields of government that offices are named after, at a position.
        before_office: Matches ranks (``Deputy``, ``Assistant`` …) and portfolios in front of an office, at the end of a text.
        last_words: The last words of these, in lower case: looking them up is quicker than trying the expression.
        body_heads: Words that make a capitalised name that of a body or a work, not of a person.
        not_names: Capitalised words that are no names by themselves.
        body_starts: Those of them that may begin the name of a body.
        singular: Plurals of offices, and their singulars.
    """

    portfolio: re.Pattern[str]
    before_office: re.Pattern[str]
    last_words: frozenset[str]
    body_heads: frozenset[str]
    not_names: frozenset[str]
    body_starts: frozenset[str]
    singular: Mapping[str, str]


@cache
def _words_of(
    portfolios: tuple[str, ...],
    ranks: tuple[str, ...],
    heads: tuple[str, ...],
    stop: tuple[str, ...],
    starts: tuple[str, ...],
    singular: tuple[tuple[str, str], ...],
) -> Words:
    """Compile the word lists once."""
    one = "(?:" + "|".join(sorted(map(re.escape, portfolios), key=lambda p: (-len(p), p))) + r")\b"
    rank = "(?:" + "|".join(sorted(map(re.escape, ranks), key=lambda p: (-len(p), p))) + ")"
    several = rf"{one}(?:(?:, (?:and )?| and | & | ?/ ?){one})*"
    return Words(
        re.compile(
            rf"(?: of the| of| for the| for|,) {several}(?: of (?:the )?(?:Economy|State|Parliament|Exchequer)\b)?",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:\b{rank}[ -])*(?:\b{several} |\b{one}(?= ))?(?:\b{rank}[ -])*$", re.IGNORECASE),
        frozenset(map(last_word, (*portfolios, *ranks))),
        frozenset(heads),
        frozenset(stop),
        frozenset(starts),
        dict(singular),
    )


def words_of(settings: Mapping[str, Any]) -> Words:
    """Compile the settings ``portfolios ranks body_heads not_names body_starts singular`` of the pattern files."""
    lists = (tuple(settings[name]) for name in ("portfolios", "ranks", "body_heads", "not_names", "body_starts"))
    return _words_of(*lists, tuple(sorted(settings["singular"].items())))


def last_word(text: str) -> str:
    """Give what stands behind the last space or hyphen, in lower case."""
    return text[max(text.rfind(" "), text.rfind("-")) + 1 :].lower()
