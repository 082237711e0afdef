"""Finds the whole office around a title of a table: with ranks and portfolios before it, and what follows it."""

from __future__ import annotations

from diplograph.text.annotate import Mention
from diplograph.text.name_words import Words, last_word

#: Of these, "resident" says where they live, and is no part of the title.
_ENVOYS = ("Ambassador", "High Commissioner", "Consul")
#: Offices that are written short.
_IN_FULL = {"PM": "Prime Minister", "Deputy PM": "Deputy Prime Minister"}
_SMALL = frozenset("of for and the to in on at with de la d'affaires".split())


def office_mention(text: str, start: int, end: int, words: Words) -> Mention:
    """Extend an office title at ``[start, end)`` to the whole office.

    ``deputy minister of culture`` is one office, and so are ``Minister of State and Foreign Affairs``, ``defence
    minister`` and ``Assistant Secretary of State for East Asian Affairs``. The value is in title case, and in the
    singular; the field ``plural`` says that the text has the plural.
    """
    window = max(start - 60, 0)
    likely = last_word(text[window : max(start - 1, window)]) in words.last_words
    before = words.before_office.search(text, window, start) if likely else None
    if before and before.start() < start and (before.start() == 0 or not text[before.start() - 1].isalnum()):
        start = before.start()
    while match := words.portfolio.match(text, end):
        if match[0].startswith(",") or match.end() == end:
            break
        end = match.end()
    written = title_case(text[start:end])
    for prefix in ("Resident ", "Non-Resident "):
        if written.removeprefix(prefix).startswith(_ENVOYS):
            written = written.removeprefix(prefix)
    title = f" {_IN_FULL.get(written, written)} "
    for plural, singular in words.singular.items():
        if f" of {plural} " not in title:  # "Chairman of the Council of Ministers"
            title = title.replace(f" {plural} ", f" {singular} ", 1)
    title = title.strip()
    return Mention("office", start, end, title, {"plural": "1"} if title != _IN_FULL.get(written, written) else {})


def title_case(office: str) -> str:
    """Write an office in title case, prepositions small.

    >>> title_case("minister for foreign  affairs")
    'Minister for Foreign Affairs'
    """
    words = office.replace("’", "'").split()
    return " ".join(w if w.lower() in _SMALL and i else w[:1].upper() + w[1:] for i, w in enumerate(words)).replace(
        " The ", " the "
    )
