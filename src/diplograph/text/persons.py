"""The persons of a document: which person a full, short or otherwise spelt name means, and what is known of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from diplograph.naming import fold
from diplograph.text.annotate import Mention, with_data

#: How many of the last persons with a word in common are compared, so that long documents are read in linear time.
_LAST = 40
#: Offices whose holders are called by their first name.
_BY_FIRST_NAME = frozenset(
    {"King", "Queen", "Emperor", "Empress", "Pope", "Prince", "Princess", "Sultan", "Emir", "Sheikh"}
)


@dataclass(slots=True)
class Person:
    """A person of the document.

    Attributes:
        name: The fullest form of the name.
        words: Its words, folded.
        office: The office last said of the person.
        of: Whose office that is.
        order: When the person was last mentioned: a number that grows with each mention.
    """

    name: str
    words: tuple[str, ...]
    office: str = ""
    of: str = ""
    order: int = 0


@dataclass(slots=True)
class Register:
    """The persons of a document.

    Attributes:
        by_name: By the fullest form of the name.
        by_word: By each folded word of the name, in the order in which they were entered.
        recent: In the order in which they were mentioned, again each time that another was mentioned between.
        count: The number of mentions so far.
    """

    by_name: dict[str, Person] = field(default_factory=dict)
    by_word: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    recent: list[Person] = field(default_factory=list)
    count: int = 0

    def add(self, name: str) -> Person:
        """Enter a person under a name that is new."""
        person = Person(name, tuple(fold(name).split()))
        self.by_name[name] = person
        for word in dict.fromkeys(person.words):
            self.by_word[word].append(person)
        return person

    def knows(self, word: str) -> bool:
        """Tell whether a word is a name, but the first, of a person who was named in full."""
        folded = fold(word)
        return any(folded in person.words[1:] for person in self.by_word.get(folded, ())[-_LAST:])

    def note(self, mention: Mention) -> Mention:
        """Give a person mention the fullest name that the document has for it, and remember what it says."""
        self.count += 1
        office, of = mention.get("office"), mention.get("of")
        title = (mention.get("rank") or office).split(" ")[-1]
        person = self.find(mention.value, by_first=title in _BY_FIRST_NAME) or self.add(mention.value)
        person.order = self.count
        if not self.recent or self.recent[-1] is not person:
            self.recent.append(person)
        if office and not mention.get("former"):
            person.office = office
        person.of = of or person.of
        data = {"name": person.name}
        if not of and person.of and (not office or fold(office) == fold(person.office)):
            data["known_of"] = person.of
            data["known_office"] = person.office
        return with_data(Mention(mention.cls, mention.start, mention.end, person.name, mention.data), **data)

    def learn(self, roles: Mapping[str, Any]) -> None:
        """Keep the office that a claim says of a person, so that a later pronoun or bare name brings it along."""
        person = self.by_name.get(str(roles.get("holder")))
        if person is not None and isinstance(roles.get("of"), str) and not roles.get("former"):
            person.office, person.of = str(roles.get("office", "")), roles["of"]

    def find(self, name: str, *, by_first: bool = False) -> Person | None:
        """Find the person that a name means: the one last mentioned whose name holds it.

        Args:
            name: The name.
            by_first: Whether such a person is called by the first name ("King Salman").
        """
        if name in self.by_name and " " in name:
            return self.by_name[name]
        words = fold(name).split()
        near = [person for word in words for person in self.by_word.get(word, ())[-_LAST:]] + self.recent[-_LAST:]
        each = {id(person): person for person in near}.values()
        fits = [
            person
            for person in each
            if same_words(words, person.words) and not (by_first and person.words[:1] != tuple(words[:1]))
        ]
        return max(fits, key=lambda person: (person.order, len(person.name), person.name), default=None)


def same_person(short: str, full: str) -> bool:
    """Tell whether a name may be a shorter or otherwise spelt form of a fuller one.

    >>> same_person("H. Aliyev", "Heydar Aliyev"), same_person("Tsang", "Donald Tsang"), same_person("Abdullah", "Abdullah II")
    (True, True, True)
    >>> same_person("Mohammed bin Naif", "Mohammed bin Nayef"), same_person("Ilham Aliyev", "Heydar Aliyev")
    (True, False)
    """
    return same_words(fold(short).split(), fold(full).split())


def same_words(short: Sequence[str], full: Sequence[str]) -> bool:
    """Tell the same of folded words."""
    if not short or len(short) > len(full) or max(map(len, short)) == 1:
        return False
    if len(short) == len(full):
        return all(map(_alike, short, full))
    if 0 < _initials(short) < _initials(full):
        return False  # "George W. Bush" is not "George H. W. Bush"
    rest = iter(full)
    return all(_any_alike(word, rest) for word in short)


def _initials(words: Sequence[str]) -> int:
    """Count the initials among the words of a name."""
    return sum(len(word.rstrip(".")) == 1 for word in words)


def _any_alike(word: str, rest: Iterable[str]) -> bool:
    """Tell whether one of the remaining words may be the same; those before it are used up."""
    return any(_alike(word, other) for other in rest)


def _alike(a: str, b: str) -> bool:
    """Tell whether two words of names may be the same: equal, an initial, or spelt a little differently."""
    if a == b or (len(a) == 1 and b.startswith(a)):
        return True
    return len(a) > 3 and a[0] == b[0] and abs(len(a) - len(b)) <= 1 and SequenceMatcher(None, a, b).ratio() >= 0.66
