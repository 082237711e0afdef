"""What "the treaty", "this accord" and "the latter" stand for: the agreement that was told of."""

from __future__ import annotations

import re

from diplograph.text.annotate import Mention, Row, with_data
from diplograph.text.discourse import Discourse

#: What stands before an agreement that was told of.
_POINTING = re.compile(r"\b(?:the|this|that) (?:(?:old|age old|same|said|original|existing) )?$")
#: What the two sides of an agreement can be.
_SIDES = frozenset({"territory", "adjective", "organisation"})
#: Agreements by no more than their form.
_BARE = re.compile(
    r"(?:agreement|treaty|accord|pact|deal|convention|protocol|memorandum|memorandum of understanding|mou)",
    re.IGNORECASE,
)


def follows(row: Row, index: int, words: set[str]) -> bool:
    """Tell whether one of the words follows a token."""
    return index + 1 < len(row.tokens) and row.tokens[index + 1].word in words


def agreement_named(row: Row, index: int) -> Mention | None:
    """Give an agreement the two sides that its name begins with ("the Chile–Norway agreement"); None without them."""
    mention = row.tokens[index].mention
    if mention is None or mention.get("first") or index < 3 or row.tokens[index - 2].word not in {"-", "–", "—", "/"}:
        return None
    sides = [row.tokens[number].mention for number in (index - 3, index - 1)]
    names = [side.get("territory") or side.value for side in sides if side is not None and side.cls in _SIDES]
    return with_data(mention, first=names[0], second=names[1]) if len(names) == 2 else None


def agreement_meant(row: Row, index: int, discourse: Discourse) -> Mention | None:
    """Give the last agreement for "the treaty", "this accord" or "the latter"; None where there is none to mean."""
    token, known = row.tokens[index], discourse.agreement
    pair = discourse.pair()
    if not known and discourse.titled and pair is not None:
        known = {"first": pair[0], "second": pair[1], "type": discourse.titled}
    if not known:
        return None
    before = row.text[max(token.start - 16, 0) : token.start].lower()
    data = {"first": known["first"], "second": known["second"], "meant": "1"}
    if token.mention is None:
        if token.word == "latter" and before.endswith("the "):
            return Mention("agreement", token.start, token.end, known["type"], data)
        return None
    surface = row.text[token.start : token.end]
    if token.mention.cls != "agreement" or token.mention.get("meant") or not _BARE.fullmatch(surface):
        return None
    if not _POINTING.search(before) or follows(row, index, {"on", "between", "with", "of", "for", "to"}):
        return None
    return with_data(Mention("agreement", token.start, token.end, known["type"]), **data)
