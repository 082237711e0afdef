"""Draws the classes of an ontology as a diagram in SVG: the same terms, the same drawing.

A class that has properties or subclasses of its own is a box, which names its properties and what they lead to, and
the subclasses that have neither. The hierarchy runs from left to right; a class with two parents stands at the first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from diplograph.publishing.terms import Term

#: In pixels; text cannot be measured here, so boxes are wide enough for their longest line in any usual font.
_WIDTH, _GAP_X, _GAP_Y = 252, 36, 14
_HEAD, _LINE, _PAD = 26, 16, 7
_CHARACTERS = 33
#: More than these are left to the text: they join everything with everything.
_MOST_LINES = 14


@dataclass(frozen=True, slots=True)
class _Box:
    """A class in the diagram, with the lines of text under its name; a line leads to a term, or nowhere."""

    name: str
    label: str
    lines: tuple[tuple[str, str], ...]
    parents: tuple[str, ...]

    @property
    def height(self) -> int:
        """Height of the box, in pixels."""
        return _HEAD + (len(self.lines) * _LINE + _PAD if self.lines else 0)


def draw_classes(terms: Mapping[str, Term], title: str) -> str:
    """Draw the classes as an SVG element whose boxes and lines link to ``#name``.

    Args:
        terms: The terms of the ontology.
        title: What the drawing is called.
    """
    boxes = _make_boxes(terms)
    children: defaultdict[str, list[str]] = defaultdict(list)
    for box in boxes.values():
        children[next((p for p in box.parents if p in boxes), "")].append(box.name)
    places: dict[str, tuple[int, int]] = {}
    height = _place(children[""], 0, 0, boxes, children, places) - _GAP_Y
    width = max(x for x, _ in places.values()) + _WIDTH
    lines = [*_draw_edges(boxes, children, places), *(_draw_box(boxes[name], *places[name]) for name in places)]
    return (
        f'<svg class="diagram" viewBox="-1 -1 {width + 2} {height + 2}" width="{width}" height="{height}" '
        f'role="group" aria-label="{escape(title)}">\n' + "\n".join(lines) + "\n</svg>"
    )


def _make_boxes(terms: Mapping[str, Term]) -> dict[str, _Box]:
    """Find the classes that have boxes, and what stands in them."""
    terms = dict(sorted(terms.items()))
    classes = [term for term in terms.values() if term.sort == "class"]
    below: defaultdict[str, list[Term]] = defaultdict(list)
    for term in classes:
        for parent in term.links.get("subClassOf", ()):
            below[parent].append(term)
    has: defaultdict[str, list[Term]] = defaultdict(list)
    for term in terms.values():
        for domain in term.links.get("domain", ()):
            has[domain].append(term)
    shown = {t.name for t in classes if below[t.name] or has[t.name]} | {
        t.name for t in classes if not t.links.get("subClassOf")
    }
    return {
        t.name: _Box(
            t.name,
            t.label,
            (*_list_properties(has[t.name]), *_list_kinds([s for s in below[t.name] if s.name not in shown])),
            _order_parents(t, terms),
        )
        for t in classes
        if t.name in shown
    }


def _order_parents(term: Term, terms: Mapping[str, Term]) -> tuple[str, ...]:
    """Put the parent that says most first: the one that lies deepest."""
    return tuple(sorted(term.links.get("subClassOf", ()), key=lambda name: (-_depth(name, terms), name)))


def _depth(name: str, terms: Mapping[str, Term]) -> int:
    """Count the classes from a class up to the highest of its ancestors."""
    parents = terms[name].links.get("subClassOf", ()) if name in terms else ()
    return 1 + max((_depth(parent, terms) for parent in parents), default=0)


def _list_properties(properties: Sequence[Term]) -> Iterator[tuple[str, str]]:
    """List the lines of properties with what they lead to, and how many more there are."""
    for term in properties[: _MOST_LINES if len(properties) > _MOST_LINES + 1 else None]:
        target = ", ".join(name.rsplit(":", 1)[-1] for name in term.links.get("range", ()))
        text = f"{term.name} → {target}" if target else term.name
        yield (text if len(text) <= _CHARACTERS else f"{text[: _CHARACTERS - 1]}…"), term.name
    if len(properties) > _MOST_LINES + 1:
        yield f"… and {len(properties) - _MOST_LINES} more", ""


def _list_kinds(kinds: Iterable[Term]) -> list[tuple[str, str]]:
    """List the lines that name subclasses without boxes of their own."""
    names = ", ".join(sorted(term.label for term in kinds))
    return [(line, "") for line in wrap(f"Kinds: {names}", _CHARACTERS)] if names else []


def _place(
    names: Iterable[str],
    depth: int,
    top: int,
    boxes: Mapping[str, _Box],
    children: Mapping[str, Sequence[str]],
    places: dict[str, tuple[int, int]],
) -> int:
    """Place boxes and what is below them under one another, from ``top`` on; give where the next one may begin."""
    for name in sorted(names, key=lambda n: (-len(children.get(n, ())), n)):
        places[name] = (depth * (_WIDTH + _GAP_X), top)
        below = _place(children.get(name, ()), depth + 1, top, boxes, children, places)
        top = max(below, top + boxes[name].height + _GAP_Y)
    return top


def _draw_edges(
    boxes: Mapping[str, _Box], children: Mapping[str, Sequence[str]], places: Mapping[str, tuple[int, int]]
) -> Iterator[str]:
    """Draw the lines from classes to their superclasses, with UML's hollow arrow head."""
    for name in boxes:
        if not children.get(name):
            continue
        x, y = places[name][0] + _WIDTH, places[name][1] + _HEAD // 2
        middle = x + _GAP_X // 2 + 4
        for child in children[name]:
            yield f'<path class="edge" d="M{places[child][0]} {places[child][1] + _HEAD // 2}H{middle}V{y}H{x + 10}"/>'
        yield f'<path class="head" d="M{x} {y}l10 -5v10z"/>'


def _draw_box(box: _Box, x: int, y: int) -> str:
    """Draw a class with its lines."""
    parts = [
        f'<g class="box"><rect x="{x}" y="{y}" width="{_WIDTH}" height="{box.height}" rx="4"/>',
        f'<a href="#{box.name}"><text class="name" x="{x + 8}" y="{y + 18}">{escape(box.label)}</text></a>',
    ]
    also = box.parents[1:]
    if also:
        text = f"also {', '.join(also)}"
        parts.append(f'<text class="kinds" x="{x + _WIDTH - 8}" y="{y + 17}" text-anchor="end">{escape(text)}</text>')
    if box.lines:
        parts.append(f'<path class="rule" d="M{x} {y + _HEAD}h{_WIDTH}"/>')
    for number, (text, link) in enumerate(box.lines):
        line = f'x="{x + 8}" y="{y + _HEAD + (number + 1) * _LINE - 2}">{escape(text)}</text>'
        parts.append(f'<a href="#{link}"><text {line}</a>' if link else f'<text class="kinds" {line}')
    return "".join([*parts, "</g>"])
