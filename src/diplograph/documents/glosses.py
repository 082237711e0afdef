"""Tell a link and the text that explains it from an article's own words, in pages that inline one behind the other.

Such a line begins with the link's text (a few words as they stand in the sentence) and goes on with the first sentences
of the linked article: ``Old Accord The Old Accord was a pact …``, mostly cut with ``...``. The explanation rarely says
where it begins; these signs are weighed: it repeats the link's text, names it among other names, shares a stem with it,
or starts with a capital after a word without one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_CUT = re.compile(r"[\s.…]*(?:\.\.\.|…)\s*$")
_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_DEFINES = re.compile(
    r"\b(?:is|was|are|were|refers|comprises|consists|has been|officially|formally|born|also known|known as|"
    r"also called)\b"
)
_HEAD_END = re.compile(r"\s*(?:[,;(]|\b(?:is|was|are|were|refers|has|have|since|after|which|that)\b)")
#: A gloss that was not cut, with the article glued to its last full stop.
_GLUED = re.compile(r"(?<=[^\W\d_]{3})\.(?=[A-Z][a-z])")
#: How a gloss begins whose template fell to pieces; only in lines that are cut.
_PIECES = re.compile(r"[)|}\]',;]+\s")
_NAME_END = re.compile(r"\(|\b(?:is|was|are|were)\b")
_FUNCTION_WORDS = frozenset(
    (
        "a an and as at but by for from he her his in into is it its of on or she since that the their they this to "
        "under until was were which while who whose with between after before during"
    ).split()
)
_SENTENCE_OPENERS = frozenset("The A An In On At Since During After Before From By As This These It".split())
_INFLECTED = re.compile(r"[^\W\d_]{0,2}(?!\w)")
_LONGEST_LINK = 9
_LONGEST_TARGET = 7
#: Letters behind the names of persons: honours, degrees, seats in parliament and at the bar.
_POST_NOMINALS = frozenset(
    (
        "AC AM AO ARRC BEM BSc CB CBE CC CD CH CIE CM CMG CNZM CSI CVO DBE DCB DCMG DCVO DD DFC DL DPhil DSC DSO EGH ESQ FBA "
        "FRS FRSA GBE GBM GBS GCB GCIE GCMG GCSI GCVO GNZM IPS JD JP KBE KC KCB KCIE KCMG KCSI KCVO KG KNZM KP KT LG "
        "LLB LLD LLM LT LVO MA MBA MBE MC MD MEP MH MHA MLA MLC MNA MNZM MP MSP MVO NZOM OBE OC OJ OM ONZ PC PhD QC QSM QSO RVM SBS "
        "SC TD VC"
    ).split()
)
_LOOKED_AT = 700
_STEM = 5
_CUT_SIGN = 2
_SURE = 3


class Gloss(NamedTuple):
    """A line that glosses a link: offsets of the link's text, of the gloss, and of what the article says behind it.

    A ``broken`` gloss is what is left of a template and says nothing.
    """

    link_start: int
    link_end: int
    start: int
    end: int
    rest: int
    target: str
    broken: bool = False


def find_gloss(text: str, start: int, end: int, *, opens: bool = False) -> Gloss | None:
    """Read the line ``[start, end)`` of a text, without white space around it, as a link and its gloss.

    ``opens`` says that the line opens a paragraph: then the article's own words are likelier.

    >>> line = "Old Accord The Old Accord was a pact of ..."
    >>> gloss = find_gloss(line, 0, len(line))
    >>> line[gloss.link_start : gloss.link_end], line[gloss.start : gloss.end], gloss.target
    ('Old Accord', 'The Old Accord was a pact of', 'Old Accord')
    """
    cut = _CUT.search(text, max(start, end - 12), end)
    words = list(_take_words(text, start, min(end, start + _LOOKED_AT)))
    best, weight = 0, 0
    for count in range(1, min(_LONGEST_LINK, len(words) - 1) + 1):
        found = _weigh(text, words, count, min(end, start + _LOOKED_AT), cut=cut is not None)
        if found > weight or (found == weight and found > _SURE):
            best, weight = count, found
    gloss_start = words[best][0] if best else end
    defines = _DEFINES.search(text, gloss_start, min(end, gloss_start + _LOOKED_AT // 2)) is not None
    if not (cut and weight >= (_SURE if opens else 1)) and not (defines and weight >= _SURE):
        return None
    link_end = words[best - 1][1]
    gloss_end, rest = (cut.start(), end) if cut else _find_rest(text, gloss_start, end)
    target = _find_target(text, gloss_start, gloss_end) or text[start:link_end]
    broken = cut is not None and _PIECES.match(text, gloss_start) is not None
    return Gloss(start, link_end, gloss_start, gloss_end, rest, target, broken)


def _take_words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the spans of the first words of a line."""
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text, start, end):
        spans.append(match.span())
        if len(spans) > _LONGEST_LINK + 1:
            break
    return spans


def _weigh(text: str, words: list[tuple[int, int]], count: int, end: int, *, cut: bool) -> int:
    """Weigh the reading that the link's text has ``count`` words: 0 = impossible, 5 = the gloss begins with it."""
    link_start, link_end = words[0][0], words[count - 1][1]
    link, gloss = text[link_start:link_end].casefold(), text[words[count][0] : end]
    pieces = cut and _PIECES.match(gloss) is not None
    opens = pieces or gloss[0].isupper() or gloss[0].isdigit() or gloss[0] in "\"“'‘("
    if not opens or not link[0].isalnum() or not (link[-1].isalnum() or link[-1] in ")'’"):
        return 0
    tokens = link.split()
    if (
        not any(map(str.isalnum, tokens[-1]))
        or tokens[-1] in _FUNCTION_WORDS
        or (tokens[0] in _FUNCTION_WORDS and tokens[0] != "the")
    ):
        return 0
    folded = gloss.casefold()
    article = _ARTICLE.match(folded)
    bare = folded[article.end() :] if article else folded
    if _starts_with(bare, link.removeprefix("the ")) or _is_longer_name(tokens, folded):
        return 5
    repeats = folded.split(maxsplit=1)[0] == tokens[-1]
    if (
        repeats
        or gloss.partition(" ")[0] in _SENTENCE_OPENERS
        or _names(re.split(r"[.;]\s", folded, maxsplit=1)[0], link)
    ):
        return 4
    if pieces or _share_stem(link, " ".join(folded.split()[:4])):
        return 3
    return _CUT_SIGN if text[words[count - 1][0]].islower() else 1


def _starts_with(text: str, prefix: str) -> bool:
    """Tell whether a text starts with whole words; the last may be inflected by a letter or two."""
    return text.startswith(prefix) and _INFLECTED.match(text, len(prefix)) is not None


def _is_longer_name(tokens: list[str], gloss: str) -> bool:
    """Tell whether a gloss begins with a longer form of a name: "Ada Eir" as "Ada Maria Eir"."""
    end = _NAME_END.search(gloss, 0, _LOOKED_AT)
    words = iter(_LETTERS.findall(gloss, 0, end.start()) if end else ())
    return len(tokens) > 1 and next(words, "") == tokens[0] and all(token in words for token in tokens[1:])


def _names(sentence: str, link: str) -> bool:
    """Tell whether a sentence names the link's text as a whole."""
    at = sentence.find(f" {link}") if len(link) >= _STEM else -1
    return at >= 0 and not sentence[at + len(link) + 1 : at + len(link) + 2].isalnum()


def _share_stem(first: str, second: str) -> bool:
    """Tell whether a word of one text starts like a word of the other."""
    stems = {word[:_STEM] for word in _LETTERS.findall(first) if len(word) >= _STEM}
    return any(word[:_STEM] in stems for word in _LETTERS.findall(second))


def _find_rest(text: str, start: int, end: int) -> tuple[int, int]:
    """Find where an uncut gloss ends, and where the article goes on: both the line's end unless it is glued on."""
    glued = _GLUED.search(text, start, end)
    return (glued.end(), glued.end()) if glued else (end, end)


def _find_target(text: str, start: int, end: int) -> str:
    """Find the title of the linked article: what the gloss defines, without its article."""
    article = _ARTICLE.match(text, start, end)
    head = _HEAD_END.search(text, article.end() if article else start, min(end, start + _LOOKED_AT))
    if head is None:
        return ""
    target = text[article.end() if article else start : head.start()].strip()
    words = target.split()
    while len(words) > 2 and words[-1].strip(",.") in _POST_NOMINALS:
        words.pop()
    names = 0 < len(words) <= _LONGEST_TARGET and words[0] not in _SENTENCE_OPENERS
    return " ".join(words) if names else ""
