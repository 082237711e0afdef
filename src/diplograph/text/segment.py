"""Find the sentences of a block's plain text.

A sentence ends at a line end, and at ``.``, ``!``, ``?`` or ``…`` with the quotes and brackets that close behind it,
where something that can open a sentence follows. Abbreviations and initials are told by what they are, not by a list of
documents' own words: titles never end a sentence; acronyms and the endings of company names do so only before a word
that opens sentences.
"""

from __future__ import annotations

import re

_CLOSERS = "\"'”’»)]}"
_OPENERS = "\"'“‘«([{¿¡„"
#: Where a sentence may end: a run of final marks with what closes behind it, an ideographic mark, or a line end.
_CANDIDATE = re.compile(rf"(?P<marks>[.!?…]+[{re.escape(_CLOSERS)}]*)|[。！？｡]+[」』”）]*|\n")
_LAST_WORD = re.compile(r"[\w.&'’-]{1,40}$")
_NEXT_WORD = re.compile(rf"[{re.escape(_OPENERS)}\s]*([^\W_]+)")
_ACRONYM = re.compile(r"(?:\w\.)+\w")
_LONGEST_NUMBER = 3
#: What is longer is no sentence of anybody's: it is read in pieces, so that no text takes more than linear time.
_LONGEST = 10_000
#: A sovereign's name with the number of the first.
_REIGN = re.compile(r"\b(?:King|Queen|Emperor|Empress|Tsar|Pope|Sultan|Shah|Prince)(?: \w+){1,3} I\Z")
_LONGEST_REIGN = 50
_GLUED = re.compile(r"[^\W\d_]{2}")

#: With a capital, never the end of a sentence before another word.
_TITLES = frozenset(
    (
        "adm amb brig capt cdr cmdr col cpl dr drs eng ft gen gov hon lt maj messrs mgr mme mr mrs ms mt pres prof rep "
        "rev sen sgt sir sr ste supt"
    ).split()
)
#: With a capital, the initials of names written in another script.
_INITIALS = frozenset("ch dz dzh gh kh ph sh shch th ts tz ya ye yo yu zh".split())
#: With a capital, may end a sentence, and do so before a word that opens sentences.
_CAPITALISED = frozenset(
    (
        "bros co corp dept govt inc jr ltd st jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat "
        "sun"
    ).split()
)
#: The same however they are written.
_ENDINGS = frozenset("al approx cf ed eds est etc nr ph.d plc v viz vs".split())
#: Abbreviate before a number only.
_BEFORE_NUMBERS = frozenset(
    "art arts b c ca ch chap d eur fig fl gbp inr kes ksh ngn no nos p para paras pkr pp r rs sec usd vol vols zar".split()
)
_NUMBER = re.compile(r"\d|[IVX]+$")
_STARTERS = frozenset(
    (
        "a according additionally after afterwards all also although among an and another as at because before "
        "beginning besides between both but by consequently currently despite due during each earlier every finally first following for "
        "formerly from furthermore given he her here his historically however i if in initially instead it its later "
        "many meanwhile more moreover most nevertheless no nonetheless not nowadays of on once one only other others "
        "our over presently previously prior relations several she similarly since so some such that the their then there "
        "therefore these they this those though through thus to today together two under unlike until upon we when "
        "where while with within you"
    ).split()
)


def find_sentences(text: str) -> list[tuple[int, int]]:
    """Find the sentences of a plain text: half-open spans without the white space around them, in order.

    >>> text = "Mr. H. Aliyev met U.S. officials. He left."
    >>> [text[start:end] for start, end in find_sentences(text)]
    ['Mr. H. Aliyev met U.S. officials.', 'He left.']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _CANDIDATE.finditer(text):
        if match["marks"] is None or _ends_sentence(text, start, match):
            _add(spans, text, start, match.end())
            start = match.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Trim a span and keep it unless nothing remains; one that is too long is cut, behind white space if possible."""
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = space + 1 or start + _LONGEST
        _add(spans, text, start, cut)
        start = cut
    sentence = text[start:end]
    stripped = sentence.strip()
    if not stripped:
        return
    start += len(sentence) - len(sentence.lstrip())
    spans.append((start, start + len(stripped)))


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether final marks end the sentence that began at ``start``."""
    end = match.end()
    if end >= len(text):
        return True
    before = _LAST_WORD.search(text, max(start, match.start() - 41), match.start())
    word = before[0] if before else ""
    if not text[end].isspace():
        return _is_glued(text, word, match)
    following = _NEXT_WORD.match(text, end, end + 80)
    if following is None:
        return True
    opener = following[1]
    if len(word) == 1 == len(opener) and word.isupper() and text[following.end() : following.end() + 1] == ".":
        return False  # "T. A. Jones"
    if opener[0].islower():
        return False
    reign = word == "I" and _REIGN.search(text, max(match.start() - _LONGEST_REIGN, start), match.start())
    return (
        bool(reign)
        or match["marks"][0] != "."
        or not _is_abbreviation(word, opener, alone=match.start() - len(word) <= start + 1)
    )


def _is_glued(text: str, word: str, match: re.Match[str]) -> bool:
    """Tell whether a sentence ends although no space follows, as where a note between two sentences was cut out."""
    end = match.end()
    glued = text[end].isupper() and _GLUED.match(text, end) is not None and text[end + 1].islower()
    ordinary = len(word) > 1 and (word[-1].islower() or word[-1].isdigit()) and "." not in word
    return glued and ordinary and match["marks"][0] in ".!?" and not _is_abbreviation(word, "", alone=False)


def _is_abbreviation(word: str, opener: str, *, alone: bool) -> bool:
    """Tell whether the dot behind ``word`` abbreviates it, given the word that follows.

    ``alone`` says that the sentence holds nothing before the word: then a number is one of an enumeration.
    """
    lower = word.lower()
    if word.isdigit():
        return alone and len(word) <= _LONGEST_NUMBER
    if lower in _BEFORE_NUMBERS and (len(word) > 1 or word.islower()):
        return _NUMBER.match(opener) is not None
    if word[:1].isupper() and lower in _TITLES:
        return True
    may_end = word[:1].isupper() and (len(word) == 1 or lower in _INITIALS or lower in _CAPITALISED)
    if may_end or lower in _ENDINGS or _ACRONYM.fullmatch(word.rpartition("-")[2]):
        return opener.lower() not in _STARTERS
    return False
