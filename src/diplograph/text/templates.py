"""Fills the role templates of patterns: ``{slot}``, ``{slot.field}``, ``{slot*}``, ``{@context}``, and text around them.

``{a|b}`` takes the first that is there; ``{?a}`` shows nothing but must be there; a part in brackets, ``{office}[ to {post}]``, is left out where its slot is
empty; a template with any other empty slot gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from diplograph.text.annotate import Mention

#: What slots hold: mentions, or the words of a text slot.
Values = Mapping[str, "Sequence[Mention] | str"]

_REFERENCE = re.compile(r"\{([^{}]+)\}")
_PART = re.compile(r"\[(?P<optional>[^\[\]]*)\]|\{(?P<reference>[^{}]+)\}")


def label(mention: Mention) -> str:
    """Give the index name of a mention; a person known by office alone is called after it.

    >>> label(Mention("person", 0, 1, "", {"office": "President", "of": "Panama"}))
    'President of Panama'
    """
    if mention.value or mention.cls != "person":
        return mention.value
    if mention.get("label"):
        return mention.get("label")
    of = mention.get("of") or mention.get("known_of")
    return f"{mention.get('office')} of {of}" if of else mention.get("office")


def _look_up(reference: str, values: Values, context: Mapping[str, str]) -> list[str]:
    """Give all values of one reference, without the empty ones."""
    for place, slot, name in _options(reference):
        held = context.get(place, "") if place else values.get(slot, "")
        if isinstance(held, str):
            if held:
                return [held]
            continue
        found = [m.get(name) if name else label(m) for m in held]
        if any(found):
            return list(dict.fromkeys(filter(None, found)))
    return []


@cache
def _options(reference: str) -> tuple[tuple[str, str, str], ...]:
    """Take a reference apart into its options, each a name of the context, or a slot and a field."""
    options = []
    for option in reference.rstrip("*").split("|"):
        slot, _, name = (option, "", "") if "~" in option else option.partition(".")
        options.append((option[1:], "", "") if option.startswith("@") else ("", slot, name))
    return tuple(options)


def fill(template: Any, values: Values, context: Mapping[str, str]) -> Any:
    """Fill a template.

    Args:
        template: Text, a list of texts, a table of texts, or a constant.
        values: What the slots hold.
        context: Values for ``{@name}``.

    Returns:
        Text, a list, a table, or the constant; None where a slot that it needs is empty.

    >>> mention = Mention("person", 0, 1, "Ada", {"office": "Ambassador"})
    >>> fill("{who.office}[ to {post}]", {"who": [mention]}, {})
    'Ambassador'
    >>> fill("birth{?who.office}", {"who": [mention]}, {}), fill("birth{?who.of}", {"who": [mention]}, {})
    ('birth', None)
    """
    if isinstance(template, list):
        return _several(template, values, context)
    if isinstance(template, Mapping):
        table = {fill(k, values, context): fill(v, values, context) for k, v in template.items()}
        return {k: v for k, v in table.items() if k and v} or None
    if not isinstance(template, str) or "{" not in template:
        return template
    reference = _whole(template)
    if not reference:
        return _text(template, values, context)
    found = _look_up(reference, values, context)
    return (found if reference.endswith("*") else found[0]) if found else None


@cache
def _whole(template: str) -> str:
    """Give the reference that is the whole of a template ("" where there is more to it, or a condition)."""
    match = _REFERENCE.fullmatch(template)
    return "" if match is None or match[1].startswith("?") else match[1]


def _several(template: Sequence[Any], values: Values, context: Mapping[str, str]) -> list[Any] | None:
    """Fill a list: lists inside are laid flat, what is empty is left out, repeats are dropped."""
    items: list[Any] = []
    for part in template:
        value = fill(part, values, context)
        items += value if isinstance(value, list) else [] if value is None else [value]
    return list(dict.fromkeys(items)) or None


def _text(template: str, values: Values, context: Mapping[str, str]) -> str | None:
    """Fill references in running text."""
    filled: list[str] = []
    for before, optional, reference in _split(template):
        filled.append(before)
        if optional:
            filled.append(_text(optional, values, context) or "")
        elif reference:
            found = _look_up(reference.removeprefix("?"), values, context)
            if not found:
                return None
            filled.append("" if reference.startswith("?") else found[0])
    return "".join(filled)


@cache
def _split(template: str) -> tuple[tuple[str, str, str], ...]:
    """Take a template apart into runs of text, each with the part in brackets or the reference behind it."""
    parts, position = [], 0
    for match in _PART.finditer(template):
        parts.append((template[position : match.start()], match["optional"] or "", match["reference"] or ""))
        position = match.end()
    return (*parts, (template[position:], "", ""))
