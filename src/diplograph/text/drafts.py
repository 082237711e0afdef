"""Makes drafts of claims from what the slots of a pattern hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from typing import Any

from diplograph.text.annotate import Mention
from diplograph.text.discourse import Discourse
from diplograph.text.patterns import Kind, Pattern
from diplograph.text.sides import at_home, context_of
from diplograph.text.templates import fill

#: Classes of which two mentions with the same territory are one value (cities of one country).
_PLACED = frozenset({"place"})
#: What a template refers to; in it, slots that are taken whole, and what is looked up in topic lists.
_REFERENCES = re.compile(r"\{([^{}]+)\}")
_STARRED = re.compile(r"(\w+)(?:\.(\w+))?(?=\*|\|[^{}]*\*)")
_TOPIC = re.compile(r"(\w+)(?:\.(\w+))?~(\w+)")


@dataclass(slots=True)
class Draft:
    """A claim in the making.

    Attributes:
        pattern: The pattern that made it.
        kind: What its kind shares.
        roles: The filled roles.
        time: The filled time roles; a value of ``@date`` is still to be settled.
        first: Index of the first token of the match.
        last: Index behind its last token.
        skipped: Token ranges of free text inside the match.
        people: The person mentions that fill its slots.
        polarity: As the pattern fixes it, else "" until the cues of the sentence settle it; ``modality`` likewise.
    """

    pattern: Pattern
    kind: Kind
    roles: dict[str, Any]
    time: dict[str, str]
    first: int
    last: int
    skipped: list[tuple[int, int]] = field(default_factory=list)
    people: list[Mention] = field(default_factory=list)
    polarity: str = ""
    modality: str = ""


def make_drafts(
    pattern: Pattern,
    kind: Kind,
    values: Mapping[str, Any],
    span: tuple[int, int],
    skipped: list[tuple[int, int]],
    discourse: Discourse,
) -> Iterator[Draft]:
    """Make one draft for each combination of the values of the list slots."""
    plan = _plan(pattern, kind)
    fanned = [
        name for name, value in values.items() if isinstance(value, list) and name not in plan.whole and len(value) > 1
    ]
    groups = [
        _groups(values[name]) if name in plan.placed else [[mention] for mention in values[name]] for name in fanned
    ]
    for combination in product(*groups):
        chosen = {**values, **dict(zip(fanned, combination, strict=True))}
        if any(m.get("plural") and m.get("bare") for m in chosen.get("visitor", ()) if not isinstance(m, str)):
            continue  # "four Presidents of Chile": nobody in particular
        chosen = at_home(_coded(chosen, plan, pattern.settings), discourse, kind.name)
        context = context_of(chosen, discourse)
        roles = _without(_shaped(_filled(plan, chosen, context), kind), kind)
        if not _is_whole(roles, kind):
            continue
        time = pattern.time if pattern.time is not None else {kind.time: "{@date}"} if kind.time else {}
        people = [m for held in chosen.values() if isinstance(held, list) for m in held if m.cls == "person"]
        filled = {name: value for name, template in time.items() if (value := _time(template, chosen, context))}
        draft = Draft(pattern, kind, roles, filled, *span, skipped, people, pattern.polarity, pattern.modality)
        yield draft
        if pattern.reciprocal:
            yield _turned(draft, plan, chosen, discourse)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the role templates of a pattern and its kind ask for.

    Attributes:
        templates: Role → template.
        whole: The slots that a template takes whole (``{party*}``).
        placed: The slots whose places a template lists (``{host.place*}``).
        topics: Slot, field and topic list of what is looked up in texts (``{subject~agreement}``).
    """

    templates: Mapping[str, Any]
    whole: frozenset[str]
    placed: frozenset[str]
    topics: tuple[tuple[str, str, str], ...]


@cache
def _plan(pattern: Pattern, kind: Kind) -> _Plan:
    """Read the templates of a pattern once."""
    templates = {**kind.roles, **pattern.roles}
    text = str(templates)
    starred = [match for reference in _REFERENCES.findall(text) for match in _STARRED.findall(reference)]
    whole, placed = (
        frozenset(slot for slot, name in starred if (name == "place") == places) for places in (False, True)
    )
    return _Plan(templates, whole, placed, tuple(sorted(set(_TOPIC.findall(text)))))


def _filled(plan: _Plan, values: Mapping[str, Any], context: Mapping[str, str]) -> dict[str, Any]:
    """Fill the templates; a role whose slots are empty is left out."""
    filled = ((name, fill(template, values, context)) for name, template in plan.templates.items())
    return {name: value for name, value in filled if value is not None}


def _coded(values: Mapping[str, Any], plan: _Plan, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Give kept words their codes, and add what the topic lists say of texts (``{subject~agreement}``)."""
    codes = settings.get("codes", {})
    coded = {
        name: codes.get(name, {}).get(value.lower(), value) if isinstance(value, str) and name in codes else value
        for name, value in values.items()
    }
    for slot, name, topic in plan.topics:
        text = values.get(slot)
        if text and not isinstance(text, str):
            text = text[0].get(name or "value")
        if text:
            coded[f"{slot}.{name}~{topic}" if name else f"{slot}~{topic}"] = topic_of(text, settings["topics"][topic])
    return coded


def topic_of(text: str, topics: Mapping[str, Sequence[str]]) -> str:
    """Give the first topic one of whose words or phrases the text holds ("" for none).

    >>> topic_of("Treaty on Fishing Rights", {"trade": ["commerce"], "fisheries": ["fishing"]})
    'fisheries'
    """
    folded = f" {text.lower()} "
    return next((code for code, forms in topics.items() if any(f" {form} " in folded for form in forms)), "")


def _is_whole(roles: Mapping[str, Any], kind: Kind) -> bool:
    """Tell whether all key roles are there, and both sides of a pair."""
    if any(isinstance(roles.get(name), list) and len(set(roles[name])) < 2 for name in kind.pairs):
        return False
    if kind.differ and roles.get(kind.differ[0]) and roles.get(kind.differ[0]) == roles.get(kind.differ[1]):
        return False
    return all(roles.get(name) for name in kind.key)


def _turned(draft: Draft, plan: _Plan, chosen: Mapping[str, Any], discourse: Discourse) -> Draft:
    """Make the draft of the opposite direction: the two slots change places."""
    one, two = draft.pattern.reciprocal
    turned = {**chosen, one: chosen.get(two, []), two: chosen.get(one, [])}
    return replace(draft, roles=_shaped(_filled(plan, turned, context_of(turned, discourse)), draft.kind))


def _time(template: str, values: Mapping[str, Any], context: Mapping[str, str]) -> str:
    """Fill a time template; ``{@date}`` is settled later, when all statements of the sentence are known."""
    for name in re.findall(r"[{|](\w+)(?=[}|])", template):
        held = values.get(name)
        if isinstance(held, list) and held and held[0].cls == "date" and not held[0].value:
            return f"@date:{held[0].start}"
    filled = fill(template, values, context)
    return str(filled) if filled else "@date" if "@date" in template else ""


def _groups(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Group the members of an enumeration: cities of one country stand together, all else alone."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and mention.cls in _PLACED
            and last.cls in _PLACED
            and last.get("territory") == mention.get("territory")
        ):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _shaped(roles: dict[str, Any], kind: Kind) -> dict[str, Any]:
    """Give each role its shape: lists where the kind says so, unordered pairs sorted, numbers as numbers."""
    return {name: _shape(name, value, kind) for name, value in roles.items()}


def _without(roles: dict[str, Any], kind: Kind) -> dict[str, Any]:
    """Take out of a list what another role says already (a mission is not accredited to its own host)."""
    for name, other in kind.without.items():
        if isinstance(roles.get(name), list):
            left = [value for value in roles[name] if value != roles.get(other)]
            roles = {**roles, name: left} if left else {key: value for key, value in roles.items() if key != name}
    return roles


def _shape(name: str, value: Any, kind: Kind) -> Any:
    """Give one role its shape."""
    if name == "former":
        return bool(value)
    if name in kind.pairs and isinstance(value, list):
        return sorted(value)
    if isinstance(value, dict):
        return dict(sorted(value.items()))
    if name in kind.lists and not isinstance(value, list):
        return [value]
    return _number(value) if name in {"value", "rank", "share", "times"} else value


def _number(value: Any) -> Any:
    """Read a number where the text is one."""
    try:
        number = float(str(value))
    except ValueError:
        return value
    return int(number) if number.is_integer() else number
