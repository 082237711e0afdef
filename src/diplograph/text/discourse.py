"""What a document has said so far: whom and what a name, a pronoun or "both countries" stands for.

One ``Discourse`` is made for each document and follows its sentences in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from diplograph.model import Link
from diplograph.text.annotate import Mention
from diplograph.text.gazetteer import Hit, Sense
from diplograph.text.persons import Register


@dataclass(slots=True)
class Discourse:
    """The state of reading one document.

    Attributes:
        topic: The territories of the title, in order: one for "Foreign relations of X", two for "X–Y relations".
        section: The territories of the innermost heading that names any.
        defined: Names that the document defines itself: abbreviation → name.
        persons: The persons it names.
        subject: The territory that the last sentence began with.
        group: The two territories that a sentence last named together.
        person: The person named last.
        body: The body named last.
        body_of: Whose the body was that was told of last.
        post_of: Whose the office was that was told of last.
        event: Date of the last dated event, its host and its visitor.
        year: The last date said, for dates that leave their year out.
        usual: What an ambiguous name usually stands for, from the pattern files.
        capitals: The first capital of each territory that has one.
        parent: The territory that the list item above names.
        mission: Sender, host, type and seat of the last mission.
        agreement: Type and the two sides of the last agreement.
        titled: The type of the agreement that the article is about ("" for an article about something else).
        recognised: The territory whose recognition was told of last.
        ended: When a sovereign's rule over a territory ended, by the two names; ``*`` for any sovereign's.
        people: The two persons named last in the sentences before.
        missions: What the last sentence with missions calls them ("Legations").
        origin: The territory that a heading says the visitors came from.
        trade: Reporter, partner and measure of the last trade figure.
        links: The hyperlinks of the block that is read, sorted.
        raw: What was found in sentences that are read twice, by text and span.
    """

    topic: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    defined: dict[str, Sense] = field(default_factory=dict)
    persons: Register = field(default_factory=Register)
    subject: str = ""
    group: tuple[str, ...] = ()
    person: str = ""
    body: str = ""
    body_of: str = ""
    post_of: str = ""
    event: dict[str, str] = field(default_factory=dict)
    year: str = ""
    usual: Mapping[str, str] = field(default_factory=dict)
    capitals: Mapping[str, str] = field(default_factory=dict, repr=False)
    parent: str = ""
    mission: dict[str, str] = field(default_factory=dict)
    agreement: dict[str, str] = field(default_factory=dict)
    titled: str = ""
    recognised: str = ""
    ended: dict[tuple[str, str], str] = field(default_factory=dict)
    origin: str = ""
    people: tuple[str, ...] = ()
    missions: str = ""
    trade: dict[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    raw: dict[tuple[str, int, int], tuple[str, list[Hit], list[Mention]]] = field(default_factory=dict, repr=False)

    def pair(self) -> tuple[str, str] | None:
        """Give the two territories that "both countries" means here."""
        if len(self.topic) == 2:
            return self.topic[0], self.topic[1]
        if self.topic and self.section and self.section[0] != self.topic[0]:
            return self.topic[0], self.section[0]
        if len(self.group) == 2:
            return self.group[0], self.group[1]
        return None

    def partner(self, territory: str) -> str:
        """Give the other territory of the title or section: the one that an article on a pair need not name."""
        about = [*self.topic, *self.section]
        return self.other(territory) if territory in about and len(set(about)) > 1 else ""

    def other(self, territory: str) -> str:
        """Give the other territory of the pair ("" where there is no pair, or the territory is not of it)."""
        pair = self.pair()
        if pair is None or territory not in pair:
            return self.topic[0] if len(self.topic) == 1 and territory != self.topic[0] else ""
        return pair[1] if pair[0] == territory else pair[0]

    def choose(self, senses: Sequence[Sense]) -> Sense | None:
        """Choose the sense of an ambiguous name by what the document is about; None where it stays open."""
        best = [sense for sense in senses if sense.cls == senses[0].cls]
        if len({sense.territory or sense.value for sense in best}) == 1:
            return best[0]
        usual = (self.usual.get(sense.value, "") for sense in best)
        wanted = next((territory for territory in usual if territory), "")
        if wanted:
            return next((sense for sense in best if sense.territory == wanted), None)
        about = [*self.section, *self.topic, *([self.parent] if self.parent else [])]
        for territory in about:
            for sense in best:
                if territory == sense.territory:
                    return sense
        return None


#: How far before a bracket the name that it abbreviates may begin; a search in so little text is quick whatever it holds.
_REACH = 200
_SHORT = re.compile(r" \((?P<short>[A-Z]{2,6})\)")
_CAPITALISED = re.compile(r"[A-Z][\w’'-]++(?: (?:of |and |the )*+[A-Z][\w’'-]++){1,5}+\Z")


def find_short_names(text: str) -> Iterable[tuple[str, str]]:
    """Find capitalised names with letters in brackets behind them that begin alike, whatever these abbreviate.

    >>> list(find_short_names("the Coral Islands Republic (CIR) and Coral Bay (XY)"))
    [('Coral Islands Republic', 'CIR')]
    """
    found = ((name.removeprefix("The "), short) for name, short in _names_before(_SHORT, _CAPITALISED, text))
    return ((name, short) for name, short in found if name[0] == short[0])


def _names_before(bracket: re.Pattern[str], name: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    """Find the names that end where a bracket begins, with what stands in the bracket."""
    floor = 0
    for match in bracket.finditer(text):
        found = name.search(text, max(floor, match.start() - _REACH), match.start())
        if found is not None:
            yield found[0], match["short"]
            floor = match.end()


_DEFINITION = re.compile(r" \((?P<short>[A-Z](?=[a-z]{0,9}[A-Z])[A-Za-z0-9-]{1,9}s?)\)")
_TITLE = re.compile(r"[^\W\d_a-z]\w++(?:[ -](?:(?:of|for|and|the|on|in|to|de|des|du) )*+[^\W\d_a-z][\w-]++)++\Z")


def find_definitions(text: str) -> Iterable[tuple[str, str]]:
    """Find names with the abbreviation that the text defines for them.

    >>> list(find_definitions("under the Asia Bridge Forum (ABF) and others (see below)"))
    [('Asia Bridge Forum', 'ABF')]
    """
    for name, short in _names_before(_DEFINITION, _TITLE, text):
        rest = iter([word[:1].lower() for word in re.split(r"[ -]", name)])
        if all(c in rest for c in short.rstrip("s").lower()[:2]):
            yield name, short
