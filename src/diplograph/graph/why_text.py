"""Reasons for people: as text of at most 80 columns, with the words marked below each quotation, and as Markdown."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from diplograph.graph.evidence import keep_outer, write_place
from diplograph.graph.rules import write_rule
from diplograph.graph.why import list_claims
from diplograph.screen import WIDTH, clean, hang, measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diplograph.graph.evidence import Claimed, Spans
    from diplograph.graph.why import Reason

#: What the rules say, by their names in OWL 2 RL.
MEANINGS = {
    "cax-sco": "what is in a class is in every wider class",
    "cls-avf": "all that it points at is in the class",
    "cls-hv1": "everything in the class has this value",
    "cls-hv2": "everything with this value is in the class",
    "cls-int1": "what is in all parts of a class is in it",
    "cls-svf": "what points at something of that sort is in the class",
    "prp-dom": "whatever has the property is in the class",
    "prp-inv1": "a property says the same as its inverse the other way round",
    "prp-inv2": "a property says the same as its inverse the other way round",
    "prp-rng": "whatever the property points at is in the class",
    "prp-spo1": "what a property says, every wider property says",
    "prp-spo2": "one property after another makes a third",
    "prp-symp": "the property holds both ways",
    "prp-trp": "the property reaches from step to step",
}
_INDENT = "   "
_TABLES = {"reference": "the reference graph", "ontology": "the ontology"}


def render_text(reasons: Sequence[Reason], origins: Mapping[str, str], width: int = WIDTH) -> str:
    """Write reasons as text; the quotations stand below as footnotes."""
    notes = number_claims(reasons)
    lines: list[str] = []
    for reason in reasons:
        lines += [*_write_reason(reason, notes, "", width), ""]
    for claimed, marks in _merge_marks(reasons).values():
        lines += _write_note(claimed, marks, notes[claimed.claim], origins, width)
    return "\n".join(lines).rstrip("\n") + "\n"


def number_claims(reasons: Sequence[Reason]) -> dict[str, int]:
    """Number the claims that reasons rest on, from 1, in the order in which they are met."""
    claims = dict.fromkeys(claimed.claim for reason in reasons for claimed in list_claims(reason))
    return {claim: number for number, claim in enumerate(claims, start=1)}


def _merge_marks(reasons: Sequence[Reason]) -> dict[str, tuple[Claimed, Spans]]:
    """Unite what different steps mark in the quotation of one claim."""
    merged: dict[str, tuple[Claimed, Spans]] = {}
    for claimed in (claimed for reason in reasons for claimed in list_claims(reason)):
        known = merged.get(claimed.claim, (claimed, ()))[1]
        merged[claimed.claim] = claimed, keep_outer((*claimed.marks, *known))
    return merged


def _write_reason(reason: Reason, notes: Mapping[str, int], number: str, width: int) -> Iterator[str]:
    """Write a step and those below it, each with its number."""
    depth = number.count(".")
    lead = f"{_INDENT * depth}{number} " if number else ""
    yield from hang(lead, f"{clean(reason.words)}{_write_sources(reason, notes)}", width)
    if reason.rule is not None:
        below = " " * len(lead) + "by "
        yield from hang(below, write_rule(reason.rule), width)
        yield from hang(" " * len(below), f"({MEANINGS.get(reason.rule.name, 'a rule')})", width)
    for index, premise in enumerate(reason.premises, start=1):
        yield from _write_reason(premise, notes, f"{number}{index}.", width)


def _write_sources(reason: Reason, notes: Mapping[str, int]) -> str:
    """Say where a stated triple comes from."""
    if reason.rule is not None:
        return ""
    numbers = " ".join(f"[{notes[claimed.claim]}]" for claimed in reason.source.claims)
    parts = [numbers] if numbers else []
    parts += [f"in {_TABLES[table]}" for table in reason.source.tables]
    return f": stated {', '.join(parts)}" if parts else ": stated"


def _write_note(claimed: Claimed, marks: Spans, number: int, origins: Mapping[str, str], width: int) -> list[str]:
    """Write the footnote of a claim: place, pattern, section, and the quotation with marks."""
    lead = f"[{number}] "
    hanging = " " * len(lead)
    lines = hang(lead, write_place(claimed, origins), width)
    about = f"claim {claimed.claim.rsplit('/', 1)[-1]}" + (f", found by {claimed.pattern}" if claimed.pattern else "")
    lines += hang(hanging, about + (f", under {clean(claimed.section)}" if claimed.section else ""), width)
    return lines + [hanging + line for line in draw_quote(claimed.exact, marks, width - len(lead))]


def draw_quote(exact: str, marks: Spans, width: int) -> list[str]:
    """Wrap a quotation, with carets below the marked words.

    >>> draw_quote("a visit to Chile", ((11, 16),), 10)
    ['a visit to', 'Chile', '^^^^^']
    """
    lines = []
    for start, end in _break(exact, width):
        text = clean(re.sub(r"\s", " ", exact[start:end]))
        kinds = ["^" if any(a <= index < b for a, b in marks) else " " for index in range(start, end)]
        under = "".join(kind * measure(character) for character, kind in zip(text, kinds, strict=True)).rstrip()
        lines += [text, under] if under else [text]
    return lines


def _break(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Break a text into pieces of at most ``width`` columns: at white space, and words that are too long anywhere."""
    start = end = 0
    for word in re.finditer(r"\S+", text):
        if end > start and measure(text[start : word.end()]) > width:
            yield start, end
            start = word.start()
        start, end = (word.start() if end <= start else start), word.end()
        while measure(text[start:end]) > width:
            cut = next(i for i in range(start + 1, end + 1) if measure(text[start : i + 1]) > width)
            yield start, cut
            start = cut
    if end > start:
        yield start, end


def render_markdown(reasons: Sequence[Reason], origins: Mapping[str, str]) -> str:
    """Write reasons as Markdown: nested lists, and the quotations as footnotes with the words in bold."""
    notes = number_claims(reasons)
    lines: list[str] = []
    for reason in reasons:
        premises = list(_list_premises(reason, notes, 0))
        lines += [f"**{_escape(reason.words)}**{_cite(reason, notes)}", "", *premises, *([""] if premises else [])]
    for claimed, marks in _merge_marks(reasons).values():
        quote = _bold(claimed.exact, marks)
        lines.append(f"[^{notes[claimed.claim]}]: {_escape(write_place(claimed, origins))}: “{quote}”")
    return "\n".join(lines).rstrip("\n") + "\n"


def _list_premises(reason: Reason, notes: Mapping[str, int], depth: int) -> Iterator[str]:
    """List the steps below a step."""
    if reason.rule is None:
        return
    yield f"{'  ' * depth}- by `{write_rule(reason.rule)}` ({MEANINGS.get(reason.rule.name, 'a rule')})"
    for premise in reason.premises:
        yield f"{'  ' * (depth + 1)}- {_escape(premise.words)}{_cite(premise, notes)}"
        yield from _list_premises(premise, notes, depth + 2)


def _cite(reason: Reason, notes: Mapping[str, int]) -> str:
    """Refer to the footnotes of a stated triple."""
    if reason.rule is not None:
        return ""
    cited = "".join(f"[^{notes[claimed.claim]}]" for claimed in reason.source.claims)
    return cited + "".join(f" (in {_TABLES[table]})" for table in reason.source.tables)


def _bold(exact: str, marks: Spans) -> str:
    """Write a quotation with the marked words in bold."""
    edges = [0, *(edge for mark in marks for edge in mark), len(exact)]
    parts = [exact[a:b] for a, b in pairwise(edges)]
    shown = [f"**{_escape(part)}**" if index % 2 else _escape(part) for index, part in enumerate(parts)]
    return "".join(shown).strip()


def _escape(text: str) -> str:
    """Keep a text from being read as markup."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", re.sub(r"\s+", " ", clean(text.replace("\n", " "))))
