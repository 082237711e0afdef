"""Tells finite verbs by their form and by word lists, as well as that goes without a tagger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diplograph.text.annotate import Token

#: Behind these, a form in -ed is an adjective ("of limited interest").
_PREPOSITIONS = frozenset({"of", "in", "with", "for", "by", "being", "its", "their", "his", "as"})
_HELPING = frozenset({"not", "to", "did", "does", "do"})
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Verbs:
    """The word lists of verbs.

    Attributes:
        finite: Forms that are finite verbs wherever the genre has them.
        modal: "will", "may" and their kind.
        be: Forms of "be" and "have" as auxiliaries.
        others: Words in -ed that are no verbs.
        participles: Those that do not end in -ed.
    """

    finite: frozenset[str]
    modal: frozenset[str]
    be: frozenset[str]
    others: frozenset[str]
    participles: frozenset[str]

    def is_finite(self, tokens: Sequence[Token], index: int) -> bool:
        """Tell whether a token is likely a finite verb; there is none behind the last token."""
        if index >= len(tokens):
            return False
        token = tokens[index]
        if token.mention is not None or not token.word:
            return False
        if token.word in self.finite or token.word in self.modal or token.word in self.be:
            return True
        if not token.word.endswith("ed") or len(token.word) < _SHORTEST or token.word in self.others:
            return False
        return index == 0 or tokens[index - 1].word not in _PREPOSITIONS

    def helps(self, tokens: Sequence[Token], index: int) -> bool:
        """Tell whether a token is an auxiliary or adverb of the verb behind it."""
        if index + 1 >= len(tokens) or tokens[index].mention is not None or tokens[index + 1].mention is not None:
            return False
        word = tokens[index].word
        return word in self.be or word in self.modal or word in _HELPING or word.endswith("ly")

    def shares(self, helping: frozenset[str], verb: str) -> bool:
        """Tell whether a further verb needs the auxiliaries of the first ("was opened in 1990 and closed in 1995")."""
        if helping & self.modal or "to" in helping:
            return True
        return bool(helping & self.be) and (verb.endswith(("ed", "en")) or verb in self.participles)
