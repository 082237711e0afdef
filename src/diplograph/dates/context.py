"""Whether a number or the name of a month is a date at all, by what stands around it."""

from __future__ import annotations

import re
from typing import Final

from diplograph.dates.grammar import COUNTED_SOFTLY

_WINDOW: Final = 40
_BEFORE_YEAR: Final = frozenset(
    "in since until till before after during between year years through throughout from fy early mid late pre post"
    " despite circa".split()
)
_BEFORE_PLAIN_YEAR: Final = frozenset("of by for".split())
_BEFORE_NOUN: Final = frozenset("the its his her their this that a".split())
#: Verbs that name a year without a preposition, in lists and brackets ("(signed 1998)").
_BEFORE_BRACKETED: Final = frozenset(
    "established founded signed born died opened closed dated ratified elected est. b. d. joined acceded reopened"
    " created formed concluded recognised recognized suspended severed restored".split()
)
#: What "of" and "by" join to a number that counts.
_COUNTS: Final = frozenset(
    "total increase decrease rise fall growth drop turnover population area distance length number fleet height"
    " elevation capacity value range average sum force crew maximum minimum excess majority increased decreased rose"
    " fell grew reduced raised cut quota contingent list estimate estimated depth altitude speed cost rate price budget"
    " loan grant resolution resolutions".split()
)
#: Pairs of words before a year, by the second: "prior to", "as early as".
_PHRASES: Final = {
    "to": frozenset("prior back dates dated dating date up due subsequent previous down through".split()),
    "as": frozenset("early late recently".split()),
    "than": frozenset("later earlier".split()),
}
_BEFORE_MONTH: Final = frozenset("in during since until till of throughout early mid late".split())
_BEFORE_SURE_MONTH: Final = _BEFORE_MONTH | frozenset("by from before after through between last next this".split())
#: Months that are also words or names.
_UNSURE_MONTHS: Final = frozenset({"May", "March", "April", "June", "August"})
_NOT_BEFORE_DATE: Final = frozenset("$€£¥#№+_%@")

_ENDS = re.compile(r"\s*(?:[\])},;:.|\t\n\u2013\u2014]|$|(?:and|or|when|while|but)\b)")
_BEGINS = re.compile(
    r"[^\S\n\t]*(?:[|\t\n,;:(\[]|[\u2013\u2014-]\s|$)|\s(?:saw|marked|brought|witnessed|began|ended)\b"
)
_OF_LIVES = re.compile(
    r"(?:\b(?:died|born|reigned|ruled|crowned)(?:\s(?:in|around|about|from))?|[(;,]\s?(?:r|d|b|ca?|fl|reigned|ruled)\.?)"
    r"\s?(?:c\.|circa)?\s?$"
)
_IN_BRACKETS = re.compile(r"[^\W\d]\s\([^()\d]{0,30}$")
_BEFORE_DOTTED = re.compile(
    r"(?:^|[\n\t|(\[,;:/\u2013\u2014-]|\b(?:on|the|of|and|or|since|from|to|until|till|by|before|after|dated|born|died))"
    r"\s?$"
)
_NOUN = re.compile(r"(?:[\u2013-][0-9]{2,4})?\s[a-z]{3,}")
_CLAUSE = re.compile(
    r"\s(?:the|a|an|when|while|and|or|but|by|to|in|on|at|with|as|for|he|she|it|they|until|under|through|following|both|was"
    r"|were|is|has|had|after|before)\b"
)


def is_glued(text: str, start: int) -> bool:
    """Tell whether the characters before make the number part of something else: $1990, No.7, 3.1990, A1990."""
    if not start:
        return False
    before = text[start - 1]
    return before.isalnum() or before in _NOT_BEFORE_DATE or (before in ".:," and text[start - 2 : start - 1].isdigit())


def is_year(text: str, start: int, end: int) -> bool:
    """Tell whether the four digits at ``[start, end)`` are a year: something about time must stand beside them."""
    before = text[max(0, start - _WINDOW) : start]
    stripped = before.rstrip(" \u00a0")
    if not stripped or stripped[-1] in "\n\t|":
        return bool(_BEGINS.match(text, end))
    last = stripped[-1]
    if last in "([":
        return not COUNTED_SOFTLY.match(text, end)
    if last in ",;":
        return bool(_ENDS.match(text, end))
    if last in "-\u2011\u2013":
        return stripped.lower().endswith(("pre-", "post-", "mid-"))
    return _after_word(text, stripped.lower().split()[-3:], end)


def _after_word(text: str, words: list[str], end: int) -> bool:
    """Decide by the last words before the year."""
    word, previous, third = [*words[::-1], "", ""][:3]
    word = word.lstrip("([")
    if word in _BEFORE_YEAR or previous in _PHRASES.get(word, ()):
        return True
    if previous == "at" and word in {"least", "latest"}:
        return third in _BEFORE_YEAR
    if word in _BEFORE_PLAIN_YEAR:
        return previous not in _COUNTS and not COUNTED_SOFTLY.match(text, end)
    if word in _BEFORE_NOUN or word.endswith(("'s", "\u2019s")):
        return bool(_NOUN.match(text, end)) and not COUNTED_SOFTLY.match(text, end)
    return word in _BEFORE_BRACKETED and bool(_ENDS.match(text, end))


def is_approximate_year(text: str, start: int, end: int) -> bool:
    """Tell whether "about 1953" is a year and not a count: by a preposition before, or by what follows."""
    words = text[max(0, start - _WINDOW) : start].lower().split()
    if words and words[-1].lstrip("([") in _BEFORE_YEAR | {"by", "of", "to", "and"}:
        return True
    approximately = text[start : start + 1].lower()
    if approximately == "c":
        return True
    is_round = text[end - 2 : end] == "00"
    return not is_round and bool(_ENDS.match(text, end) or _CLAUSE.match(text, end))


def is_year_in_list(text: str, end: int) -> bool:
    """Tell whether four digits that a comma joins to a date are another year."""
    return bool(_ENDS.match(text, end))


def is_old_year(text: str, start: int, end: int) -> bool:
    """Tell whether one or two numbers below 1000 are years: behind a word of lives and reigns, two also in brackets."""
    if text[start : start + 1] in {"c", "C"}:
        return bool(_ENDS.match(text, end))
    before = text[max(0, start - _WINDOW) : start]
    alone = text[start:end].isdigit()
    if not _ENDS.match(text, end) or not (_OF_LIVES.search(before) or (not alone and _IN_BRACKETS.search(before))):
        return False
    return alone or text[end : end + 1] in {")", ";", ","}


def is_dotted_day(text: str, start: int) -> bool:
    """Tell whether a number with a full stop before a month is a day: it must not end a sentence."""
    return _BEFORE_DOTTED.search(text[max(0, start - _WINDOW) : start]) is not None


def is_range_of_years(text: str, start: int, end: int) -> bool:
    """Tell whether two years with a dash between need no other sign: not where pages or goods are counted."""
    words = text[max(0, start - _WINDOW) : start].lower().split()
    return (not words or words[-1].lstrip("([") not in {"pp.", "p.", "pages", "page", "articles", "nos.", "no."}) and (
        not COUNTED_SOFTLY.match(text, end)
    )


def is_month(text: str, start: int, name: str) -> bool:
    """Tell whether the name of a month is one: "in March", and not "the March"."""
    if name.endswith(".") or (len(name) == len("Jan") and name != "May"):
        return False
    words = text[max(0, start - _WINDOW) : start].lower().split()
    word = words[-1].lstrip("([").rstrip("-") if words else ""
    return word in (_BEFORE_MONTH if name in _UNSURE_MONTHS else _BEFORE_SURE_MONTH)


def is_count(text: str, end: int) -> bool:
    """Tell whether what follows a number is what it counts."""
    return bool(COUNTED_SOFTLY.match(text, end))
