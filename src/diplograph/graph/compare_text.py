"""Comparisons and changes for people: what is said, where it differs, and the quotations of both sides."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from diplograph.graph.changes import SORTS, count_changes
from diplograph.graph.compare import VERDICTS
from diplograph.graph.evidence import mark_words
from diplograph.graph.outside import VERDICTS as TABLE_VERDICTS
from diplograph.graph.why_text import draw_quote
from diplograph.lines import find_place
from diplograph.screen import WIDTH, clean, hang

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from diplograph.graph.changes import Change
    from diplograph.graph.compare import Aspect, Comparison
    from diplograph.graph.outside import Outside
    from diplograph.graph.sayings import Saying

#: Quotations of one side that are shown of one fact.
_SHOWN = 3
_INDENT = "  "
_WORDS = {
    "contradicts": "contradicts",
    "adds": "adds",
    "agrees": "agrees",
    "only-left": "only A",
    "only-right": "only B",
}


class Sources(NamedTuple):
    """The stored texts and the paths of the documents of one side."""

    texts: Mapping[str, str]
    origins: Mapping[str, str]

    def place(self, document: str, start: int, end: int) -> str:
        """Say where a quotation stands: path, line and column, and characters."""
        name = self.origins.get(document, document)
        text = self.texts.get(document)
        if text is None:
            return f"{name}, characters {start}-{end}"
        line, column = find_place(text, start)
        return f"{name}:{line}:{column}, characters {start}-{end}"


def render_comparisons(found: Sequence[Comparison], names: tuple[str, str], sources: Sources) -> str:
    """Write comparisons of two sides, which have names; at the end how many there are of each verdict."""
    lines = [*_lead("A: ", names[0]), *_lead("B: ", names[1]), ""]
    for comparison in found:
        lines += [*_lead(f"{_WORDS[comparison.verdict]}: ", comparison.label)]
        words = [aspect.left for aspect in comparison.aspects] + [aspect.right for aspect in comparison.aspects]
        lines += [line for aspect in comparison.aspects for line in _write_aspect(aspect)]
        lines += _write_side("A", comparison.left, sources, words)
        lines += [*_write_side("B", comparison.right, sources, words), ""]
    counts = Counter(comparison.verdict for comparison in found)
    return _join([*lines, _count((_WORDS[verdict], counts[verdict]) for verdict in VERDICTS)])


def _write_aspect(aspect: Aspect) -> list[str]:
    """Write what the sides say of one aspect; only the values that differ are told apart."""
    if aspect.verdict == "agrees":
        return _lead(f"{_INDENT}{aspect.name}: ", f"both {aspect.left}")
    sides = [f"{side} {value}" for side, value in (("A", aspect.left), ("B", aspect.right)) if value]
    return _lead(f"{_INDENT}{aspect.name}: ", (", but " if aspect.verdict == "contradicts" else "; ").join(sides))


def _write_side(side: str, sayings: Sequence[Saying], sources: Sources, words: Iterable[str]) -> Iterator[str]:
    """Write the quotations of one side, those in one place once."""
    spans = list(dict.fromkeys((s.claim.document, s.claim.start, s.claim.end, s.claim.exact) for s in sayings))
    for document, start, end, exact in spans[:_SHOWN]:
        yield from _write_quote(side, sources.place(document, start, end), exact, words)
    if len(spans) > _SHOWN:
        yield f"{_INDENT}{side}  … and {len(spans) - _SHOWN} more"


def _write_quote(side: str, place: str, exact: str, words: Iterable[str]) -> Iterator[str]:
    """Write a quotation below its place, with marks under what the aspects name."""
    yield from _lead(f"{_INDENT}{side}  ", place)
    hanging = " " * (len(_INDENT) + len(side) + 2)
    marks = mark_words(exact, [word for text in words for word in text.split(", ")])
    yield from (hanging + line for line in draw_quote(exact, marks, WIDTH - len(hanging)))


def render_changes(changes: Sequence[Change], old: Sources, new: Sources) -> str:
    """Write changes; of what only moved, the places alone."""
    lines: list[str] = []
    for change in changes:
        before, after = change.old, change.new
        saying = after or before
        assert saying is not None
        lines += _lead(f"{change.sort}: ", saying.label)
        if change.sort == "moved" and before and after:
            places = (old.place(*_span(before)), new.place(*_span(after)))
            lines += _lead(_INDENT, " → ".join(places))
            continue
        words = [value for _, *values in change.details for value in values]
        for name, one, other in change.details:
            lines += _lead(f"{_INDENT}{name}: ", f"{one or '(nothing)'} → {other or '(nothing)'}")
        lines += _write_side("old", [before] if before else [], old, words)
        lines += [*_write_side("new", [after] if after else [], new, words), ""]
    counts = count_changes(changes)
    return _join([*lines, _count((sort, counts[sort]) for sort in SORTS)])


def _span(saying: Saying) -> tuple[str, int, int]:
    """Give where a saying stands."""
    return saying.claim.document, saying.claim.start, saying.claim.end


def render_outside(found: Sequence[Outside], table: str, sources: Sources) -> str:
    """Write how memberships of the graph and those of a table compare."""
    words = {"differs": "differs", "agrees": "agrees", "only-graph": "only the graph", "only-table": "only the table"}
    lines: list[str] = []
    for outside in found:
        lines += _lead(f"{words[outside.verdict]}: ", f"{outside.territory} in {outside.organisation}")
        if outside.graph is not None or outside.table is not None:
            sides = [("graph", outside.graph), ("table", outside.table if outside.line else None)]
            said = "; ".join(f"{side} {value or 'member'}" for side, value in sides if value is not None)
            lines += _lead(_INDENT, said)
        for quote in outside.quotes[:_SHOWN]:
            lines += _write_quote("graph", sources.place(quote.document, quote.start, quote.end), quote.exact, ())
        if outside.line:
            lines.append(f"{_INDENT}table  {table}:{outside.line}")
        lines.append("")
    counts = Counter(outside.verdict for outside in found)
    return _join([*lines, _count((words[verdict], counts[verdict]) for verdict in TABLE_VERDICTS)])


def _count(counts: Iterable[tuple[str, int]]) -> str:
    """Write how many there are of each sort."""
    return ", ".join(f"{name} {number}" for name, number in counts)


def _lead(lead: str, text: str) -> list[str]:
    """Wrap a text behind a lead."""
    return hang(lead, clean(" ".join(text.split())))


def _join(lines: Iterable[str]) -> str:
    """End each line."""
    return "".join(f"{line}\n" for line in lines)
