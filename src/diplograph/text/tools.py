"""What reading needs besides the text: made once for each pattern library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from diplograph.reference import load_reference
from diplograph.text.gazetteer import Gazetteer, build_gazetteer
from diplograph.text.name_words import Words, words_of
from diplograph.text.patterns import Library
from diplograph.text.selection import Selector, make_selector


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading a sentence needs.

    Attributes:
        library: The patterns.
        gazetteer: The names of the reference tables and the word lists.
        words: The words that tell names apart.
        capitals: The first capital of each territory that has one.
        definite: The territories that take an article.
        envoys: How the offices end whose holders are sent to a territory.
        joins: Selects from the patterns that make mentions.
        claims: Selects from the patterns that make claims.
    """

    library: Library
    gazetteer: Gazetteer
    words: Words
    capitals: Mapping[str, str]
    definite: frozenset[str]
    envoys: tuple[str, ...]
    joins: Selector
    claims: Selector


@cache
def tools_for(library: Library) -> Tools:
    """Give the tools of a library; they are built once for each library."""
    settings = library.settings
    titles = (name.lower() for office in load_reference().offices for name in (office.name, *office.names))
    known = {title: title for title in titles if _is_title(title, settings["no_offices"])}
    offices = dict.fromkeys(map(str.lower, settings["singular"]), "") | known
    return Tools(
        library,
        build_gazetteer({**library.words, "office": offices}),
        words_of(settings),
        {territory.name: territory.capitals[0] for territory in load_reference().territories if territory.capitals},
        frozenset(settings["definite"]),
        tuple(settings["envoys"]),
        make_selector(library.mentions, library.alphabet),
        make_selector(library.patterns, library.alphabet),
    )


def _is_title(title: str, excluded: list[str]) -> bool:
    """Tell whether the name of an office is one that text uses for it, without more around it."""
    return not (title.endswith(" of the republic") or title in excluded or title.startswith("former "))
