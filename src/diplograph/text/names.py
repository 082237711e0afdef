"""Finds the names that no table lists: those of persons and of bodies, by their capitals."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from diplograph.text.annotate import Mention
from diplograph.text.name_words import REGIONS, Words

_CAPITAL = r"[^\W\d_a-zß-öø-ÿāăąćčďđēėęěğģīıķłńņňōőřśşšťūůűųźżž]"
#: A capitalised word, an initial, or a name with an inner apostrophe or hyphen.
_NAME_WORD = re.compile(
    rf"(?:{_CAPITAL}\.-?)+|{_CAPITAL}(?:\w|['’](?=\w)(?!s\b))*(?:[-‑](?:\w|['’](?=\w)(?!s\b))+)*\.?(?=\W|$)|{_CAPITAL}(?=\W|$)"
)
_PARTICLES = frozenset(
    "de da do dos del della di du des la le el al bin ibn bint ben van von der den ter zu y e i af av ul ad-din arap of".split()
) - {"of"}
#: Words that begin no name but may end one.
_SURNAMES = frozenset({"May", "April", "June", "August", "Sunday", "Friday", "Lord", "King", "Early", "New"})
_ROMAN = re.compile(r"[IVX]+$")
#: No name has more characters; what goes on is a list in capitals.
_LONGEST_NAME = 300
_PARTICLE_BEFORE = re.compile(rf"(?:(?<= )(?:{'|'.join(sorted(_PARTICLES))}) )+$")
_CONNECTOR = re.compile(r" (?:(?:of|for|on|and|to|in|&|the|against|de|del|da|do|la) ){1,2}|, (?=\w+ and )|–(?=[A-Z])")
#: Words that end the name of a place, behind which "in" says where it lies.
_PLACES = tuple(
    f" {word}"
    for word in "Island Islands River Sea Ocean Bay Strait Province Region District Valley Airport Street Building Palace Castle Tower Park Square".split()
)
_PARTICLE = re.compile(r" (\w[\w-]*) (?:(\w+) )?(?=\w)")
_ARTICLE = re.compile(r" (?:al|el|ul|an|as|at|ad|ar|ash|az)-\w[\w-]*")
_ABSORBED = frozenset({"territory", "adjective", "place", "organisation"})


def name_mentions(
    text: str, span: tuple[int, int], taken: Sequence[Mention], words: Words, is_known: Callable[[str], bool]
) -> list[Mention]:
    """Find capitalised names in a sentence beside the mentions already found (in order, apart).

    A run that holds a body's head word (``Ministry``, ``Bank``, ``Committee`` …) is a ``body``, with what follows it by
    ``of``, ``for`` or ``and``; any other is a ``name``. The territory in front of or inside a body's name is in the
    field ``of``.

    Args:
        text: The text.
        span: The sentence in it.
        taken: The mentions already found.
        words: The word lists.
        is_known: Tells whether a single word names a person of the document, also where it opens a sentence.
    """
    start, end = span
    found: list[Mention] = []
    spans = {mention.start: mention for mention in taken}
    starts = [mention.start for mention in taken]
    ends = {mention.end: mention for mention in taken}
    position = start
    while match := _NAME_WORD.search(text, position, end):
        behind = _behind_other(text, match, taken, starts)
        if behind:
            position = behind
            continue
        mention = _with_owner(_run(text, match, end, spans, words), text, ends)
        mention = _with_particle(mention, text, ends)
        position = mention.end if mention else match.end()
        if mention and (
            not _is_noise(mention, text, start, words) or (mention.cls == "name" and is_known(mention.value))
        ):
            found.append(mention)
    return found


def _behind_other(text: str, match: re.Match[str], taken: Sequence[Mention], starts: Sequence[int]) -> int:
    """Give the offset behind the mention or the word that a match lies in; 0 where it may begin a name."""
    before = taken[bisect_right(starts, match.start()) - 1] if starts and starts[0] <= match.start() else None
    if before is not None and match.start() < before.end:
        return before.end
    return match.end() if match.start() and text[match.start() - 1].isalnum() else 0


def _with_owner(mention: Mention | None, text: str, ends: Mapping[int, Mention]) -> Mention | None:
    """Join the territory right before a body's name to it: the "Korean War", the "Malta Tourism Board"."""
    if mention is None or mention.cls != "body":
        return mention
    before = ends.get(mention.start - 1)
    if before is None or before.cls not in {"territory", "adjective", "place"} or text[before.end] != " ":
        return mention
    value = f"{text[before.start : before.end]} {mention.value}"
    return Mention(
        "body", before.start, mention.end, value, {**mention.data, "of": before.get("territory") or mention.get("of")}
    )


def _with_particle(mention: Mention | None, text: str, ends: Mapping[int, Mention]) -> Mention | None:
    """Begin a name with the particles between an office and it: "General de Gaulle"."""
    before = (
        _PARTICLE_BEFORE.search(text, max(mention.start - 12, 0), mention.start)
        if mention and mention.cls == "name"
        else None
    )
    owner = ends.get(before.start() - 1) if before is not None else None
    if mention is None or before is None or owner is None or owner.cls != "office":
        return mention
    return Mention(
        "name", before.start(), mention.end, text[before.start() : mention.start] + mention.value, mention.data
    )


def _is_noise(mention: Mention, text: str, start: int, words: Words) -> bool:
    """Tell whether a run is a sentence's first word or another capitalised word that names nothing."""
    if mention.cls == "body":
        return " " not in mention.value
    if mention.value.split(" ")[0] in words.not_names or mention.value in REGIONS:
        return True
    if " " in mention.value:
        return False
    opens = not text[start : mention.start].strip(" \"'“‘(*") or text[
        max(mention.start - 16, 0) : mention.start
    ].rstrip().endswith((".", ":", "•"))
    return opens or (mention.value.isupper() and len(mention.value) > 1)


@dataclass(slots=True)
class _Run:
    """A capitalised name that grows word by word.

    Attributes:
        text: The text.
        stop: Offset behind the name so far.
        end: Offset behind the sentence.
        spans: Mentions already found, by their start.
        words: The word lists.
        heads: How many head words of bodies it holds.
        of: The territory that it names.
        closed: Whether the last word was a name of its own, so that only a connector may follow.
    """

    text: str
    stop: int
    end: int
    spans: Mapping[int, Mention]
    words: Words
    heads: int = 0
    of: str = ""
    closed: bool = False

    def grow(self) -> bool:
        """Take the next word, and tell whether there was one."""
        if self.text[self.stop : self.stop + 1] == " " and not self.closed and self._word(self.stop + 1, joined=False):
            return True
        return self._joined() if self.heads else self._particle()

    def _word(self, position: int, *, joined: bool) -> bool:
        """Take a capitalised word, or in a body's name the name of a place or organisation, at a position."""
        mention = self.spans.get(position)
        if mention is not None and mention.cls == "office" and joined and self.heads:
            self.stop, self.closed = mention.end, True  # "Committee of Ministers"
            return True
        if mention is not None:
            if not self.heads or mention.cls not in _ABSORBED or (joined and mention.cls == "territory"):
                return False
            self.stop, self.of, self.closed = (
                mention.end,
                self.of or mention.get("territory") or mention.value,
                mention.cls != "adjective" and bool(mention.get("territory")),  # "Academy of Spanish Letters"
            )
            return True
        match = _NAME_WORD.match(self.text, position, self.end)
        head = match is not None and _bare(match[0]) in self.words.body_heads
        if match is None:
            return False
        if not self.heads and not head and self._ends_person(match[0]) and not self._is_head(match.end() + 1):
            return False
        self.stop, self.closed = match.end(), False
        self.heads += head
        return True

    def _is_head(self, position: int) -> bool:
        """Tell whether the head word of a body stands at a position, so that a common word before it is of its name."""
        match = _NAME_WORD.match(self.text, position, self.end)
        return match is not None and self.text[position - 1] == " " and _bare(match[0]) in self.words.body_heads

    def _ends_person(self, word: str) -> bool:
        """Tell whether a capitalised word is no part of a person's name: a common word or letters behind it."""
        bare = word.rstrip(".")
        letters = len(bare) > 1 and bare.isupper() and "." not in bare and not _ROMAN.match(bare)
        return letters or (word in self.words.not_names and word not in _SURNAMES and not _ROMAN.match(word))

    def _joined(self) -> bool:
        """Take a connector and the word behind it ("Ministry of Culture")."""
        connector = _CONNECTOR.match(self.text, self.stop, self.end)
        if connector is None or (connector[0].endswith("and the ") and self._is_head(connector.end())):
            return False  # "the Tea Programme and the Secretariat of …" are two
        if connector[0].startswith(" in") and self.text.endswith(_PLACES, 0, self.stop):
            return False  # "the Coral Islands in the Timor Sea"
        return self._word(connector.end(), joined=True)

    def _particle(self) -> bool:
        """Take a particle of a person's name and the word behind it ("Leal da Silva", "Ali al-Hasan")."""
        article = _ARTICLE.match(self.text, self.stop, self.end)
        if article is not None:
            self.stop = article.end()
            return True
        particle = _PARTICLE.match(self.text, self.stop, self.end)
        if particle is None or particle[1] not in _PARTICLES:
            return False
        last = particle.end() if particle[2] is None or particle[2] in _PARTICLES else particle.end(1) + 1
        return last not in self.spans and self._word(last, joined=False)


def _run(text: str, first: re.Match[str], end: int, spans: Mapping[int, Mention], words: Words) -> Mention | None:
    """Extend a capitalised word to the whole name."""
    if first[0] in words.not_names and first[0] not in words.body_starts:
        return None
    run = _Run(text, first.end(), end, spans, words, heads=int(_bare(first[0]) in words.body_heads))
    while run.stop - first.start() < _LONGEST_NAME and run.grow():
        pass
    if run.stop - first.start() > 2 * _LONGEST_NAME:
        return None
    value = text[first.start() : run.stop]
    if not value.endswith(("Jr.", "Sr.")):
        value = value.rstrip(".")
    name = " ".join(value.split()).replace("’", "'")
    return Mention(
        "body" if run.heads else "name",
        first.start(),
        first.start() + len(value),
        name,
        {"of": run.of} if run.of else {},
    )


def _bare(word: str) -> str:
    """Strip a full stop and a possessive."""
    return word.rstrip(".").removesuffix("'s").removesuffix("’s")
