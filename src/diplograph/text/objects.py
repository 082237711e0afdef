"""What "it" and "another" stand for behind a verb or preposition, and peoples that stand for their states."""

from __future__ import annotations

from diplograph.text.annotate import Mention, Row, Token

#: Prepositions whose "it" is a territory named before, but not the sentence's subject.
_RELATING = frozenset({"with", "to", "from", "towards", "toward", "against"})
#: Verbs whose "it" is a mission that was told of.
_SHUTTING = frozenset(
    "closed reopened re-opened upgraded elevated downgraded relocated moved shut closing reopening upgrading".split()
)
#: What follows "another" where it is a mission like the one before.
_PLACING = frozenset({"in", "at", "to"})
_PLACES = frozenset({"place", "territory", "pair"})
#: What follows a people that is a part of it, or had a state.
_PARTITIVE = frozenset({"of", "in", "living", "who", "from", "whose", "-", "–"})
#: Endings of the names of peoples that have no plural of their own ("the British"), which need a verb behind them.
_UNMARKED = ("ish", "ese", "ch")
_AUXILIARIES = frozenset({"had", "did", "were", "have", "signed", "opened"})
#: What stands before a "both" or "them" that means the two territories in question.
_RECOGNISING = frozenset("recognise recognised recognize recognized regard regards consider considers of".split())


def are_recognised(row: Row, index: int) -> bool:
    """Tell whether "both" or "them" at a token is what somebody recognises, with nothing behind it that it belongs to."""
    following = row.tokens[index + 1] if index + 1 < len(row.tokens) else None
    ends = following is None or (following.mention is None and following.word not in {"of", "sides"})
    return ends and index > 0 and row.tokens[index - 1].word in _RECOGNISING


def object_meant(row: Row, index: int) -> Mention | None:
    """Give what the token at an index stands for as an object, or as a people; None where it stands for nothing so."""
    token = row.tokens[index]
    if token.mention is not None:
        return _people(row, index) if token.mention.cls == "adjective" else None
    if token.word == "it" and index:
        verb = row.tokens[index - 1].word
        return _territory(row, index) if verb in _RELATING else _mission(row, index) if verb in _SHUTTING else None
    if token.word == "another" and index + 2 < len(row.tokens):
        following = row.tokens[index + 2].mention
        placed = row.tokens[index + 1].word in _PLACING and following is not None and following.cls in _PLACES
        return _mission(row, index) if placed else None
    return None


def _people(row: Row, index: int) -> Mention | None:
    """Read "the Soviets" as the Soviet Union."""
    token = row.tokens[index]
    mention = token.mention
    if mention is None or not mention.get("the") or not mention.get("territory"):
        return None
    word = row.text[token.start : token.end]
    following = row.tokens[index + 1] if index + 1 < len(row.tokens) else Token(0, 0, "")
    if following.mention is not None or following.word in _PARTITIVE:
        return None
    acts = following.word.endswith("ed") or following.word in _AUXILIARIES
    if not (word.endswith("s") or (word.endswith(_UNMARKED) and acts)):
        return None
    name = mention.get("territory")
    return Mention("territory", token.start, token.end, name, {"territory": name, "people": "1"})


def _territory(row: Row, index: int) -> Mention | None:
    """Give the territory that "with it" at a token means: the last one named before it beside the first."""
    named = [t.mention for t in row.tokens[:index] if t.mention is not None and t.mention.cls == "territory"]
    if len({mention.value for mention in named}) < 2 or named[-1].value == named[0].value:
        return None
    return _standing(row.tokens[index], named[-1])


def _mission(row: Row, index: int) -> Mention | None:
    """Give a mission like the last one named before a token."""
    named = [t.mention for t in row.tokens[:index] if t.mention is not None and t.mention.cls == "mission"]
    return _standing(row.tokens[index], named[-1]) if named else None


def _standing(token: Token, meant: Mention) -> Mention:
    """Make the mention of a token that stands for another."""
    return Mention(meant.cls, token.start, token.end, meant.value, {**meant.data, "pronoun": "1"})
