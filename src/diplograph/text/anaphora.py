"""What "the republic", "it", "they", "the treaty" and "the latter" stand for in a sentence.

The functions look at the words around one token and at what the document has said.
"""

from __future__ import annotations

import re

from diplograph.text.alphabet import Alphabet
from diplograph.text.annotate import Mention, Row, Token
from diplograph.text.discourse import Discourse
from diplograph.text.objects import are_recognised, object_meant
from diplograph.text.treaties import agreement_meant, agreement_named, follows

_PRONOUNS = {"he": "person", "she": "person", "him": "person"}
_GROUP = re.compile(
    r"(?:both|two|these two) (?:(?:of )?(?:these|sovereign|independent|neighbouring|neighboring) )?"
    r"(?:countries|nations|states|sides|parties|governments|kingdoms|republics|territories|entities|peoples|powers|counterparts|neighbours|neighbors|allies)"
)
_ONE = re.compile(
    r"(?:country|nation|kingdom|republic|emirate|sultanate|island nation|territory|city-state|principality|archipelago|islands?|grand duchy|colony)"
)
#: Words for a territory that is not a sovereign state, or for one among its kind: in an article on one, they mean it.
_OWN = re.compile(
    r"republic|territory|principality|emirate|sultanate|archipelago|islands?|grand duchy|colony|island nation|city-state"
)
#: Words between a verb and its place.
_PLACING = frozenset({"in", "to", "with", "from", "into"})
#: Words that describe a territory by where it lies, and how many of them there may be.
_PARTS_OF_WORLD = frozenset(
    "latin american south north central east west southern northern eastern western african asian european pacific oceanian"
    " caribbean balkan baltic nordic island landlocked".split()
)
_DESCRIBING = 3
#: What introduces a clause whose "it" is the subject of the one before.
_LINKING = frozenset(
    {"but", "and", "while", "although", "though", "because", "since", "when", "where", "which", "that", ";"}
)
#: What opens a clause whose subject is also that of the main clause behind it: "Although Peru …, it …".
_SUBORDINATE = frozenset(
    {"although", "though", "while", "when", "after", "since", "as", "because", "before", "once", "despite"}
)
#: Words whose object is no subject that a later "it" takes up.
_GOVERNING = frozenset({"in", "with", "to", "from", "for", "of", "by", "between", "against", "at", "on"})
#: What follows an "it" that is a thing, such as an embassy or an agreement.
_PASSIVE = frozenset({"was", "were", "been"})
#: An "it" further behind is no subject that only the sentences before tell of.
_NEAR = 6
#: What follows "the two" or "the parties" where they are the two sides.
_AGREEING = frozenset(
    {"have", "had", "do", "did", "are", "were", "signed", "agreed", "concluded", "established", "maintain", "exchanged"}
)


def resolve_stand_ins(row: Row, discourse: Discourse, alphabet: Alphabet) -> None:
    """Replace pronouns and group words by mentions where the discourse knows what they stand for."""
    index = 0
    changed = False
    while index < len(row.tokens):
        token = row.tokens[index]
        if token.mention is None or token.mention.value == "2" or token.mention.cls in {"agreement", "adjective"}:
            meant = object_meant(row, index)
            mention, length = (meant, 1) if meant is not None else _stand_in(row, index, discourse)
            if mention is not None:
                row.replace_tokens(index, index + length, mention)
                changed = True
        index += 1
    if changed:
        row.encode(alphabet)


def _stand_in(row: Row, index: int, discourse: Discourse) -> tuple[Mention | None, int]:
    """Find what the token at ``index`` (and the next one) stands for, and how many tokens it takes."""
    token = row.tokens[index]
    word = token.word or row.text[token.start : token.end].lower()
    if (token.mention is not None and token.mention.cls == "agreement") or word == "latter":
        return agreement_named(row, index) or agreement_meant(row, index, discourse), 1
    if word in _PRONOUNS:
        return _pronoun(row, index, discourse), 1
    before = [token.word for token in row.tokens[max(index - 2, 0) : index]]
    counted = before[-1:] == ["only"] or before == ["one", "of"]  # "one of only two countries that …"
    length = 0 if counted else _group_length(row, index, word, discourse)
    if length:
        pair = pair_meant(row, index, discourse)
        return _pair(token.start, row.tokens[index + length - 1].end, pair, discourse), length
    name = _territory_name(row, index, word, discourse)
    return (_territory(token, name) if name else None), 1


def _group_length(row: Row, index: int, word: str, discourse: Discourse) -> int:
    """Tell how many tokens stand for the two sides: 3 to 1 for "both (Nordic) countries" and "both", 0 for none."""
    following = row.tokens[index + 1] if index + 1 < len(row.tokens) else None
    if following is not None and _GROUP.fullmatch(f"{word} {following.word}"):
        return 2
    third = row.tokens[index + 2] if index + 2 < len(row.tokens) else None
    if word == "both" and third is not None and _GROUP.fullmatch(f"both {third.word}"):
        return 3  # "both Nordic countries"
    agreeing = following is not None and following.word in _AGREEING and word in {"two", "parties"}
    if (agreeing and _has_article(row, index)) or (word in {"both", "them"} and are_recognised(row, index)):
        return 1
    if following is not None and word in {"both", "they"} and _may_group(row, index):
        return 0 if word == "they" and islands_meant(discourse) else 1
    if word in {"countries", "nations", "sides", "neighbours", "neighbors"} and _has_article(row, index):
        return 0 if following and following.word in {"of", "that", "which", "with", "in"} else 1
    return 0


def _territory_name(row: Row, index: int, word: str, discourse: Discourse) -> str:
    """Give the territory that a single word stands for ("" for none)."""
    if word == "they":
        return islands_meant(discourse)
    if word == "it":
        return subject_meant(row, index, discourse)
    if word == "government":
        return _government_meant(row, index, discourse)
    if (
        _ONE.fullmatch(word)
        and (_has_article(row, index) or _is_described(row, index, discourse))
        and (word == "country" or not follows(row, index, {"of", "'s"}))
    ):
        return territory_meant(row, index, discourse)
    return ""


def _government_meant(row: Row, index: int, discourse: Discourse) -> str:
    """Give the territory of "the (new, military) government" in an article on one, where no other is named before."""
    own = discourse.topic[0] if len(discourse.topic) == 1 else ""
    first = index
    while (
        first
        and index - first < _DESCRIBING
        and row.tokens[first - 1].mention is None
        and row.tokens[first - 1].word.isalpha()
    ):
        first -= 1
    described = any(_has_article(row, number) for number in range(first, index + 1))
    before = _before(row, index)
    others = before is not None and row.tokens[before].mention.value != own  # type: ignore[union-attr] # it is a territory's
    return "" if others or not described or follows(row, index, {"of", "'s", "in"}) else own


def _is_described(row: Row, index: int, discourse: Discourse) -> bool:
    """Tell whether "the" and words of a part of the world stand before a token, in an article on one territory."""
    first = index
    while first and index - first < _DESCRIBING and row.tokens[first - 1].word in _PARTS_OF_WORLD:
        first -= 1
    return first < index and len(discourse.topic) == 1 and _has_article(row, first)


def _has_article(row: Row, index: int) -> bool:
    """Tell whether "the" stands before a token."""
    start = row.tokens[index].start
    return row.text[max(start - 4, 0) : start].lower() == "the "


def territory_meant(row: Row, index: int, discourse: Discourse) -> str:
    """Give the territory that "the country" or "the islands" at a token stands for ("" where it stays open)."""
    word = row.tokens[index].word
    before = _before(row, index)
    own = discourse.topic[0] if len(discourse.topic) == 1 else ""
    if own and _OWN.fullmatch(word):
        return own
    if before is not None and (left := _not_named_again(row, index, before, discourse)):
        return left
    if before is not None and _acts_on(row, before, index):
        other = discourse.other(row.tokens[before].mention.value)  # type: ignore[union-attr] # it is a territory's
        if other:
            return other
    if own and any(t.mention is not None and t.mention.value == own for t in row.tokens[:index]):
        return own
    if before is not None:
        return row.tokens[before].mention.value  # type: ignore[union-attr] # it is a territory's
    stranger = len(discourse.topic) == 2 and discourse.subject not in {"", *discourse.topic}
    return "" if stranger else discourse.subject or (discourse.topic[0] if discourse.topic else "")


def _not_named_again(row: Row, index: int, before: int, discourse: Discourse) -> str:
    """Give the one of an article's two territories that is not named behind a token, where the nearest before it is.

    "After the break of Chad and Oman, the country was one of two that recognised Oman": it is the other one.
    """
    later = {t.mention.value for t in row.tokens[index + 1 :] if t.mention is not None and t.mention.cls == "territory"}
    left = [name for name in discourse.topic if name not in later]
    nearest = row.tokens[before].mention
    met = len(discourse.topic) == 2 and len(left) == 1 and nearest is not None and nearest.value in later
    return left[0] if met else ""


def _before(row: Row, index: int) -> int | None:
    """Give the index of the nearest territory named as a noun before a token."""
    for number in range(index - 1, -1, -1):
        mention = row.tokens[number].mention
        if mention is not None and mention.cls == "territory":
            return number
    return None


def _acts_on(row: Row, before: int, index: int) -> bool:
    """Tell whether the territory at ``before`` does something to, or in, what stands at ``index``."""
    between = row.tokens[before + 1 : index]
    if before > 3 or not between or any(t.word in {",", ";", "and", "but", "'s", "that", "("} for t in between):
        return False
    return any(t.mention is None and t.word not in _PLACING for t in between) and not follows(row, index, {"'s"})


def subject_meant(row: Row, index: int, discourse: Discourse) -> str:
    """Give the territory that "it" at a token stands for ("" where it stays open)."""
    first = row.tokens[0].mention
    if row.tokens[0].word in _SUBORDINATE and row.tokens[index - 1].word == "," and not follows(row, index, {"was"}):
        second = row.tokens[1].mention
        if second is not None and second.cls == "territory":
            return second.value
    linked = row.tokens[index - 1].word in _LINKING and not _is_thing(row, index)
    if index > 1 and linked and first is not None and first.cls == "territory":
        return first.value
    if index > _NEAR:
        return ""
    near = _before(row, index)
    if near and row.tokens[near - 1].word not in _GOVERNING and (first is None or first.cls != "territory"):
        return row.tokens[near].mention.value  # type: ignore[union-attr] # it is a territory's
    return discourse.subject or _whole_topic(discourse)


def _whole_topic(discourse: Discourse) -> str:
    """Give the one territory that the whole article is about, outside the sections on others ("" for none)."""
    return discourse.topic[0] if len(discourse.topic) == 1 and not discourse.section else ""


def _is_thing(row: Row, index: int) -> bool:
    """Tell whether what is done to an "it" follows, so that it is an embassy or an agreement rather than a territory."""
    words = [token.word for token in row.tokens[index + 1 : index + 3]]
    return bool(words) and (words[0] in _PASSIVE or words in (["will", "be"], ["would", "be"]))


def islands_meant(discourse: Discourse) -> str:
    """Give the territory that "they" stands for in an article on islands ("" elsewhere)."""
    own = discourse.topic[0] if len(discourse.topic) == 1 else ""
    return own if own.endswith("Islands") else ""


def _may_group(row: Row, index: int) -> bool:
    """Tell whether "both" or "they" stands alone rather than before a list or for things."""
    following = row.tokens[index + 1]
    return following.mention is None and index <= 4 and following.word not in {"of", "sides"}


def _pronoun(row: Row, index: int, discourse: Discourse) -> Mention | None:
    """Resolve "he" to the last person named before it."""
    token = row.tokens[index]
    named = [
        t.mention
        for t in row.tokens[:index]
        if t.mention is not None and t.mention.cls == "person" and t.mention.get("name")
    ]
    if named:
        return Mention("person", token.start, token.end, named[0].value, {**named[0].data, "pronoun": "1"})
    name = discourse.person
    if not name:
        return None
    person = discourse.persons.by_name.get(name)
    known = {"known_of": person.of, "known_office": person.office} if person and person.of else {}
    return Mention("person", token.start, token.end, name, {"name": name, "pronoun": "1", **known})


def pair_meant(row: Row, index: int, discourse: Discourse) -> tuple[str, str] | None:
    """Give the two territories that "the two countries" at a token stands for: those that the sentence has just named.

    In an article on two territories it is these.
    """
    if len(discourse.topic) != 2:
        said = [t.mention.value for t in row.tokens[:index] if t.mention is not None and t.mention.cls == "territory"]
        named = list(dict.fromkeys(said))
        if len(named) == 2:
            return named[0], named[1]
    return discourse.pair()


def _pair(start: int, end: int, pair: tuple[str, str] | None, discourse: Discourse) -> Mention | None:
    """Make the mention of "both countries"."""
    capitals = {
        f"{side}_capital": discourse.capitals.get(name, "")
        for side, name in zip(("first", "second"), pair or (), strict=False)
    }
    return (
        Mention("pair", start, end, " | ".join(pair), {"first": pair[0], "second": pair[1], **capitals})
        if pair
        else None
    )


def _territory(token: Token, name: str) -> Mention:
    """Make the mention of a territory out of a word that stands for it."""
    return Mention("territory", token.start, token.end, name, {"territory": name, "pronoun": "1"})
