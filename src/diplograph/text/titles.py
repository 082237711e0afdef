"""Finds the whole titles of agreements: "Agreement on Fisheries", "Oslo Accords", "Treaty of Lima"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from diplograph.text.annotate import Mention
from diplograph.text.name_words import Words

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]*+"
_MORE = rf"(?:(?: | and | and the |, and |, | & | of | of the | on | for | for the | in | in the | to |/){_CAPITAL}){{0,20}}"
#: What may stand behind the form of an agreement: a preposition and capitalised words.
_TAIL = re.compile(
    rf" (?P<link>of|on|for|concerning|regarding|against|relating to|in)(?: the)? (?P<rest>{_CAPITAL}{_MORE})"
)
#: What may stand behind the first word of a title that a word list knows: "Treaty of Friendship" and what else it is of.
_FURTHER = re.compile(rf"(?P<link>, and |, | and )(?P<rest>{_CAPITAL}{_MORE})")
#: Capitalised words before it.
_HEAD = re.compile(
    rf"(?<![\w’'.-])(?:{_CAPITAL}(?:, {_CAPITAL}){{0,4}},? and )?(?:{_CAPITAL}(?:[–/]{_CAPITAL})? ){{1,4}}\Z"
)
#: The year that an agreement is known by.
_YEAR = re.compile(r" of (?:1[5-9]|20)\d\d\b")
#: How far before the form of an agreement its title may begin.
_REACH = 60


def with_titles(text: str, end: int, found: Sequence[Mention], words: Words) -> list[Mention]:
    """Let mentions of agreements that are written with a capital take in the rest of their titles.

    What the title says of its matter is in the field ``subject``, the title itself in ``title``.

    Args:
        text: The text.
        end: Offset behind the sentence.
        found: The mentions found, in order and apart.
        words: The word lists.
    """
    kept: list[Mention] = []
    behind = 0
    for number, mention in enumerate(found):
        if mention.start < behind:
            continue
        titled = mention
        if mention.cls == "agreement" and text[mention.start].isupper():
            titled = _with_head(_with_tail(text, end, mention, found[number + 1 :]), text, kept, words)
            while kept and kept[-1].start >= titled.start:
                kept.pop()
        kept.append(titled)
        behind = titled.end
    return kept


def _with_tail(text: str, end: int, mention: Mention, following: Sequence[Mention]) -> Mention:
    """Take in a preposition and the capitalised words behind an agreement's form."""
    barrier = next((m.start for m in following if m.cls != "place"), end)
    known = " of " in text[mention.start : mention.end]
    match = (_FURTHER if known else _TAIL).match(text, mention.end, min(barrier, end))
    if match is None or text[match.end() : match.end() + 1].isalnum():
        return _titled(mention, text)
    if any(m.start < match.end() < m.end for m in following):
        return _titled(mention, text)
    on = match["link"] not in {"of", ", and ", ", ", " and "}
    subject = " ".join(match["rest"].split()) if on else ""
    return _titled(replace(mention, end=match.end()), text, subject)


def _with_head(mention: Mention, text: str, before: Sequence[Mention], words: Words) -> Mention:
    """Take in the capitalised words in front of an agreement's form ("Oslo Accords")."""
    floor = max([mention.start - _REACH, 0, *(m.end for m in before[-2:] if m.cls != "place")])
    match = _HEAD.search(text, floor, mention.start)
    if match is None:
        return mention
    start = match.start()
    while (word := text[start : mention.start].split(" ", maxsplit=1)[0]) and word.rstrip(".") in words.not_names:
        start += len(word) + 1
    if start >= mention.start:
        return mention
    return _titled(replace(mention, start=start), text, mention.get("subject"))


def _titled(mention: Mention, text: str, subject: str = "") -> Mention:
    """Note the title of an agreement, where it has more than one word and is more than the form of a memorandum."""
    surface = " ".join(text[mention.start : mention.end].split())
    year = _YEAR.match(text, mention.end)
    title = surface + (year[0] if year else "")
    if " " not in title or (mention.value == "memorandum" and not (subject or year)):
        return mention
    return replace(mention, data={**mention.data, "surface": surface, "title": title, "subject": subject})
