"""Fills the role templates of patterns: ``{slot}``, ``{slot.field}``, ``{slot*}``, ``{@context}``, and text around them.

``{a|b}`` takes the first that is there; a part in brackets, ``{office}[ to {post}]``, is left out where its slot is
empty; a template with any other empty slot gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from diplograph.text.annotate import Mention

#: What slots hold: mentions, or the words of a text slot.
Values = Mapping[str, "Sequence[Mention] | str"]

_REFERENCE = re.compile(r"\{([^{}]+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


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
    for option in reference.rstrip("*").split("|"):
        if option.startswith("@"):
            found = [context.get(option[1:], "")]
        else:
            slot, _, name = (option, "", "") if "~" in option else option.partition(".")
            held = values.get(slot, "")
            found = [held] if isinstance(held, str) else [m.get(name) if name else label(m) for m in held]
        found = list(dict.fromkeys(value for value in found if value))
        if found:
            return found
    return []


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
    """
    if isinstance(template, list):
        return _several(template, values, context)
    if isinstance(template, Mapping):
        table = {fill(k, values, context): fill(v, values, context) for k, v in template.items()}
        return {k: v for k, v in table.items() if k and v} or None
    if not isinstance(template, str) or "{" not in template:
        return template
    whole = _REFERENCE.fullmatch(template)
    if whole is not None and whole[1].endswith("*"):
        return _look_up(whole[1], values, context) or None
    return _text(template, values, context)


def _several(template: Sequence[Any], values: Values, context: Mapping[str, str]) -> list[Any] | None:
    """Fill a list: lists inside are laid flat, what is empty is left out, repeats are dropped."""
    items: list[Any] = []
    for part in template:
        value = fill(part, values, context)
        items += value if isinstance(value, list) else [] if value is None else [value]
    return list(dict.fromkeys(items)) or None


def _text(template: str, values: Values, context: Mapping[str, str]) -> str | None:
    """Fill references in running text."""

    def optional(match: re.Match[str]) -> str:
        return _text(match[1], values, context) or ""

    template = _OPTIONAL.sub(optional, template)
    parts, position = [], 0
    for match in _REFERENCE.finditer(template):
        found = _look_up(match[1], values, context)
        if not found:
            return None
        parts += [template[position : match.start()], found[0]]
        position = match.end()
    return "".join([*parts, template[position:]])
