"""Turns a sentence into a row of tokens and mentions that patterns can match.

A mention is a run of characters that stands for something: a territory, a date, a person with an office, a word of a
word list. The row is encoded as one string, a character for each token, so that patterns can be plain regular
expressions (see ``language``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from diplograph.text.alphabet import UNKNOWN, Alphabet


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of characters that stands for something.

    Attributes:
        cls: The class: ``territory adjective place organisation body date person name office number money pair`` or
            the name of a word list.
        start: Offset of its first character in the block's plain text.
        end: Offset behind its last character.
        value: The index name, the code, the EDTF date, the number.
        data: Further fields by name (``territory``, ``office``, ``of``, ``unit`` …).
    """

    cls: str
    start: int
    end: int
    value: str
    data: dict[str, str] = field(default_factory=dict, compare=False)

    def get(self, name: str) -> str:
        """Give a field of the mention, or its value for ``value``; "" where it has none."""
        return self.value if name == "value" else self.data.get(name, "")


class Token(NamedTuple):
    """A word, a punctuation mark, or a mention, with its offsets in the block's plain text."""

    start: int
    end: int
    word: str
    mention: Mention | None = None


@dataclass(slots=True)
class Row:
    """A sentence as tokens, and their encoding for matching.

    Attributes:
        text: The plain text of the block.
        start: Offset of the sentence in it.
        end: Offset behind the sentence.
        tokens: The tokens without articles and quotation marks.
        code: The tokens encoded, each as one character: offsets in it are indexes of tokens.
        keys: What a trigger may ask for: words in lower case and ``{class}`` of the mentions.
    """

    text: str
    start: int
    end: int
    tokens: list[Token]
    code: str = ""
    keys: frozenset[str] = frozenset()

    def encode(self, alphabet: Alphabet) -> None:
        """Compute the encoding anew from the tokens."""
        known = alphabet.words
        self.code = "".join(
            [
                known.get(word, UNKNOWN) if mention is None else alphabet.of_class(mention.cls)
                for _, _, word, mention in self.tokens
            ]
        )
        self.keys = frozenset(
            [word if mention is None else f"{{{mention.cls}}}" for _, _, word, mention in self.tokens]
        )

    def mentions(self, first: int, last: int) -> list[Mention]:
        """List the mentions among the tokens ``[first, last)``."""
        return [token.mention for token in self.tokens[first:last] if token.mention is not None]

    def plain(self, first: int, last: int) -> tuple[int, int]:
        """Give the plain offsets of the tokens ``[first, last)``, of which there must be at least one."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def words(self, first: int, last: int) -> str:
        """Give the plain text of the tokens ``[first, last)``, articles inside it included, white space folded."""
        return " ".join(self.text[slice(*self.plain(first, last))].split())

    def replace_tokens(self, first: int, last: int, mention: Mention) -> None:
        """Put a mention in the place of the tokens ``[first, last)``; ``encode`` must follow."""
        token = Token(self.tokens[first].start, self.tokens[last - 1].end, "", mention)
        self.tokens[first:last] = [token]


_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|[^\W\d_]\.(?= ?[^\W\d_])|(?:Mrs?|Dr|St|Sh|Ms|Jr|Sr|No)\.|['’]s\b|[’']"
    r"|[$€£¥]?\d[\d,.]*\d(?:\w+)?|[^\W_]+(?:[-–‑][^\W_]+|['’](?!s\b)[^\W_]+|\.(?=[a-z]))*|[^\w\s]",
)
_DROPPED = frozenset({"the", "a", "an", '"', "“", "”", "″", "„", "«", "»", "*", "_"})


def tokenize(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Token]:
    """Split ``text[start:end]`` into tokens around the mentions, which must be in order and apart.

    >>> [t.word for t in tokenize("In Jordan's capital, a U.S. envoy", 0, 33, [])]
    ['in', 'jordan', "'s", 'capital', ',', 'u.s.', 'envoy']
    """
    tokens: list[Token] = []
    position = start
    for mention in mentions:
        between = list(_plain_tokens(text, position, mention.start))
        if not between and tokens and text[position : mention.start].lower().strip() == "the":
            # "told the French the consulate": the article parts two mentions that are no phrase
            between = [Token(mention.start - 4, mention.start - 1, "the")]
        tokens.extend(between)
        tokens.append(Token(mention.start, mention.end, "", mention))
        position = mention.end
    tokens.extend(_plain_tokens(text, position, end))
    while tokens and tokens[-1].word in {".", "!", "?"}:
        tokens.pop()
    return tokens


def _plain_tokens(text: str, start: int, end: int) -> Iterable[Token]:
    """Yield the tokens between two mentions."""
    for match in _TOKEN.finditer(text, start, end):
        word = match[0].lower()
        if not word.isascii():
            word = word.replace("’", "'").replace("：", ":")
        if word not in _DROPPED:
            yield Token(*match.span(), word)


def without_overlaps(mentions: Iterable[Mention], rank: Callable[[Mention], int]) -> list[Mention]:
    """Keep the longest of overlapping mentions, the better ranked of equally long ones; in order."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.start - m.end, rank(m))):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


def with_data(mention: Mention, **data: str) -> Mention:
    """Copy a mention with further fields."""
    return replace(mention, data={**mention.data, **data})
