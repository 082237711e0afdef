"""The pieces of patterns: regular expressions, and what a sentence must hold for them to match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from diplograph.text.alphabet import class_of

#: Words too common to say that a pattern may match.
_COMMON = frozenset(
    "of in to and by with for on at was is are were has had have from as its it that which be been not , ( ) ' 's : his her"
    " their both two or an also ; - who".split()
)


@dataclass(slots=True)
class Part:
    """A piece of a pattern.

    Attributes:
        source: Its regular expression.
        needs: The tokens of which one must occur, the most telling set of them (empty: not known).
        all: All such sets.
        order: Those of them that must occur one behind the other.
        chars: The characters of which it is one ("" where it is not one token).
        whole: Whether it is one group, so that it can be repeated as it is.
    """

    source: str
    needs: frozenset[str] = frozenset()
    all: tuple[frozenset[str], ...] = ()
    order: tuple[frozenset[str], ...] = ()
    chars: str = ""
    whole: bool = False

    def repeat(self, sign: str) -> str:
        """Write that it occurs as often as a sign says."""
        return f"{self.source}{sign}" if self.chars or self.whole else f"(?:{self.source}){sign}"


def make_part(source: str, needs: frozenset[str], chars: str = "") -> Part:
    """Make a part of which no more is known than one set of tokens."""
    known = (needs,) if needs else ()
    return Part(source, needs, known, known, chars)


def join_alternatives(parts: Sequence[Part]) -> Part:
    """Join alternatives into one group; neighbours that are one token each become a class of characters."""
    if len(parts) == 1:
        return parts[0]
    known = [part.needs for part in parts]
    needs = frozenset[str]().union(*known) if all(known) else frozenset()
    sources: list[str] = []
    for single, run in groupby(parts, key=lambda part: bool(part.chars)):
        several = list(run)
        sources += [class_of("".join(part.chars for part in several))] if single else [p.source for p in several]
    if all(part.chars for part in parts):
        return make_part(sources[0], needs, "".join(part.chars for part in parts))
    return replace(make_part(f"(?:{'|'.join(sources)})", needs), whole=True)


def join_sequence(branch: Sequence[Part]) -> Part:
    """Join a sequence; of what must occur, the most telling set is kept apart."""
    if len(branch) == 1:
        return branch[0]
    known = [part.needs for part in branch if part.needs]
    return Part(
        "".join(part.source for part in branch),
        min(known, key=weigh) if known else frozenset(),
        tuple(dict.fromkeys(need for part in branch for need in part.all)),
        tuple(need for part in branch for need in part.order),
    )


@cache
def weigh(needs: frozenset[str]) -> tuple[int, int]:
    """Rank a set of needed tokens: telling words first, then word lists, then common words and names."""
    if any(need in _COMMON for need in needs):
        return (2, len(needs))
    if any(need.startswith("{") for need in needs):
        return (1 if not needs & {"{territory}", "{date}", "{person}", "{place}", "{name}"} else 2, len(needs))
    return (0, len(needs))


def inflections(stem: str) -> list[str]:
    """List the regular forms of an English word.

    >>> inflections("establish")
    ['establish', 'establishs', 'establishes', 'established', 'establishing']
    >>> inflections("close")
    ['close', 'closes', 'closed', 'closing']
    >>> inflections("treaty")
    ['treaty', 'treaties', 'treatied', 'treatying']
    """
    if stem.endswith("y") and stem[-2:-1] not in "aeiou":
        return [stem, f"{stem[:-1]}ies", f"{stem[:-1]}ied", f"{stem}ing"]
    if stem.endswith("e"):
        return [stem, f"{stem}s", f"{stem}d", f"{stem[:-1]}ing"]
    return [stem, *(stem + ending for ending in ("s", "es", "ed", "ing"))]
