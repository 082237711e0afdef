"""Applies the patterns to one sentence: matches become drafts of claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from diplograph.text.annotate import Mention, Row, with_data
from diplograph.text.discourse import Discourse
from diplograph.text.language import Compiled
from diplograph.text.patterns import Kind, Library, Pattern
from diplograph.text.templates import Values, fill

#: Classes of which two mentions with the same territory are one value (cities of one country).
_PLACED = frozenset({"place"})


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


def candidates(row: Row, library: Library) -> Iterator[Pattern]:
    """Yield the patterns whose triggers occur in the sentence, in the order of the files."""
    numbers: set[int] = set()
    for key in (*row.keys, ""):
        numbers.update(library.by_trigger.get(key, ()))
    for number in sorted(numbers):
        yield library.patterns[number]


def find_drafts(row: Row, pattern: Pattern, kind: Kind, held: Values, discourse: Discourse) -> Iterator[Draft]:
    """Apply one pattern to a sentence.

    Args:
        row: The sentence.
        pattern: The pattern.
        kind: The kind of its claims.
        held: What the slots of its context hold.
        discourse: The state of reading.
    """
    taken: list[tuple[int, int]] = []
    for matcher in pattern.matchers:
        if matcher.triggers and row.keys.isdisjoint(matcher.triggers):
            continue
        for match in matcher.regex.finditer(row.code):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            drafts = list(_follow(row, pattern, kind, match, held, discourse))
            if drafts:
                taken.append((start, end))
            yield from drafts


def _follow(
    row: Row, pattern: Pattern, kind: Kind, match: re.Match[str], held: Values, discourse: Discourse
) -> Iterator[Draft]:
    """Make the drafts of a match and of the continuations behind it."""
    values, skipped = read_slots(row, match)
    values = {**held, **values}
    span = (row.token_at(match.start()), row.token_at(match.end()))
    yield from make_drafts(pattern, kind, values, span, skipped, discourse)
    end = match.end()
    while (further := _continue(row, pattern.then, end)) is not None:
        more, skips = read_slots(row, further)
        values = {**values, **more}
        yield from make_drafts(pattern, kind, values, (row.token_at(further.start()), row.token_at(further.end())), skips, discourse)
        end = further.end()


def _continue(row: Row, matchers: Sequence[Compiled], position: int) -> re.Match[str] | None:
    """Match one of the continuations right at a position."""
    found = (matcher.regex.match(row.code, position) for matcher in matchers)
    return next((match for match in found if match is not None and match.end() > position), None)


def read_slots(row: Row, match: re.Match[str]) -> tuple[dict[str, Any], list[tuple[int, int]]]:
    """Read the slots of a match: mentions, or words for a text slot; and the token ranges of the texts."""
    values: dict[str, Any] = {}
    skipped = []
    for group in match.groupdict():
        start, end = match.span(group)
        if start in {-1, end}:
            continue
        name = group.rpartition("__")[0]
        if group.endswith("t"):
            words = row.words(start, end)
            if group.endswith("lt"):
                values[name] = [Mention("text", 0, 0, part) for part in _LIST.split(words) if part]
            else:
                values[name] = words.lower() if group.endswith("kt") else words
            skipped.append((row.token_at(start), row.token_at(end)))
        else:
            values[name] = _left_open(_members(row.mentions(start, end)), row.code[start:end])
    return values, skipped


_LIST = re.compile(r";? ?,? (?:and|as well as) |, (?:and |or )?|; ")


#: Word lists of which "one or the other" leaves the code open, and the code for that.
_OPEN = {"mission": "mission"}


def _left_open(mentions: list[Mention], code: str) -> list[Mention]:
    """Give "embassies or consulates" the one code that leaves the type open."""
    if len(mentions) > 1 and mentions[0].cls in _OPEN and " or " in code:
        return [replace(mentions[0], value=_OPEN[mentions[0].cls])]
    return mentions


def _members(mentions: Iterable[Mention]) -> list[Mention]:
    """Take a pair apart into its two territories."""
    members = []
    for mention in mentions:
        if mention.cls == "pair":
            for side in ("first", "second"):
                data = {"territory": mention.get(side), "capital": mention.get(f"{side}_capital")}
                members.append(Mention("territory", mention.start, mention.end, mention.get(side), data))
        else:
            members.append(mention)
    return members


def make_drafts(
    pattern: Pattern,
    kind: Kind,
    values: Mapping[str, Any],
    span: tuple[int, int],
    skipped: list[tuple[int, int]],
    discourse: Discourse,
) -> Iterator[Draft]:
    """Make one draft for each combination of the values of the list slots."""
    templates = {**kind.roles, **pattern.roles}
    whole, placed = _whole_slots(templates)
    fanned = [name for name, value in values.items() if isinstance(value, list) and name not in whole and len(value) > 1]
    groups = [_groups(values[name]) if name in placed else [[mention] for mention in values[name]] for name in fanned]
    for combination in product(*groups):
        chosen = {**values, **dict(zip(fanned, combination, strict=True))}
        chosen = at_home(_coded(chosen, templates, pattern.settings), discourse)
        roles = {name: value for name, template in templates.items() if (value := fill(template, chosen, context_of(chosen, discourse))) is not None}
        roles = _without(_shaped(roles, kind), kind)
        if not _is_whole(roles, kind):
            continue
        time = pattern.time if pattern.time is not None else {kind.time: "{@date}"} if kind.time else {}
        people = [m for held in chosen.values() if isinstance(held, list) for m in held if m.cls == "person"]
        filled = {name: value for name, template in time.items() if (value := _time(template, chosen, discourse))}
        draft = Draft(pattern, kind, roles, filled, *span, skipped, people, pattern.polarity, pattern.modality)
        yield draft
        if pattern.reciprocal:
            yield _turned(draft, pattern, chosen, templates, discourse)


_REFERENCES = re.compile(r"\{([^{}]+)\}")
_TOPIC = re.compile(r"(\w+)(?:\.(\w+))?~(\w+)")


def _coded(values: Mapping[str, Any], templates: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, Any]:
    """Give kept words their codes, and add what the topic lists say of texts (``{subject~agreement}``)."""
    codes = settings.get("codes", {})
    coded = {
        name: codes.get(name, {}).get(value.lower(), value) if isinstance(value, str) and name in codes else value
        for name, value in values.items()
    }
    for slot, name, topic in sorted(set(_TOPIC.findall(str(dict(templates))))):
        text = values.get(slot)
        if text and not isinstance(text, str):
            text = text[0].get(name or "value")
        if text:
            folded = f" {text.lower()} "
            found = (code for code, forms in settings["topics"][topic].items() if any(f" {form} " in folded for form in forms))
            coded[f"{slot}.{name}~{topic}" if name else f"{slot}~{topic}"] = next(found, "")
    return coded


def _is_whole(roles: Mapping[str, Any], kind: Kind) -> bool:
    """Tell whether all key roles are there, and both sides of a pair."""
    if any(isinstance(roles.get(name), list) and len(set(roles[name])) < 2 for name in kind.pairs):
        return False
    if kind.differ and roles.get(kind.differ[0]) and roles.get(kind.differ[0]) == roles.get(kind.differ[1]):
        return False
    return all(roles.get(name) for name in kind.key)


def _turned(draft: Draft, pattern: Pattern, chosen: Mapping[str, Any], templates: Mapping[str, Any], discourse: Discourse) -> Draft:
    """Make the draft of the opposite direction: the two slots change places."""
    one, two = pattern.reciprocal
    turned = {**chosen, one: chosen.get(two, []), two: chosen.get(one, [])}
    roles = {name: value for name, template in templates.items() if (value := fill(template, turned, context_of(turned, discourse))) is not None}
    return replace(draft, roles=_shaped(roles, draft.kind))


def _time(template: str, values: Mapping[str, Any], discourse: Discourse) -> str:
    """Fill a time template; ``{@date}`` is settled later, when all statements of the sentence are known."""
    for name in re.findall(r"[{|](\w+)(?=[}|])", template):
        held = values.get(name)
        if isinstance(held, list) and held and held[0].cls == "date" and not held[0].value:
            return f"@date:{held[0].start}"
    filled = fill(template, values, context_of(values, discourse))
    return str(filled) if filled else "@date" if "@date" in template else ""


_STARRED = re.compile(r"(\w+)(?:\.(\w+))?(?=\*|\|[^{}]*\*)")


def _whole_slots(templates: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """List the slots that a template takes whole (``{party*}``), and those whose places it lists (``{host.place*}``)."""
    found = [match for text in _REFERENCES.findall(str(dict(templates))) for match in _STARRED.findall(text)]
    return frozenset(slot for slot, name in found if name != "place"), frozenset(slot for slot, name in found if name == "place")


def _groups(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Group the members of an enumeration: cities of one country stand together, all else alone."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        last = groups[-1][-1] if groups else None
        if last is not None and mention.cls in _PLACED and last.cls in _PLACED and last.get("territory") == mention.get("territory"):
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


def at_home(values: Mapping[str, Any], discourse: Discourse) -> dict[str, Any]:
    """Settle whose office it is where the text leaves it out: a visitor comes from the other side, a host is at home."""
    host = next((m.get("territory") for m in values.get("host", []) if not isinstance(m, str) and m.get("territory")), "")
    host = host or discourse.event.get("host", "")
    guest = next((m.get("of") or m.get("known_of") for m in values.get("a", []) if not isinstance(m, str)), "")
    guest = guest or (discourse.topic[0] if len(discourse.topic) == 1 and not host else "")
    hostess = next((m.get("of") for m in values.get("met", []) if not isinstance(m, str) and m.cls == "person"), "")
    origin = next((m.get("territory") for m in values.get("from", []) if not isinstance(m, str)), discourse.origin)
    settled: dict[str, Any] = {}
    for name, held in values.items():
        if isinstance(held, str):
            settled[name] = held
            continue
        settled[name] = [_settled(mention, name, (host, guest, hostess, origin), discourse) for mention in held]
    return settled


def _settled(mention: Mention, slot: str, sides: tuple[str, str, str, str], discourse: Discourse) -> Mention:
    """Give a person with an office the territory that the context implies."""
    if mention.cls == "office" and slot in {"met", "a", "visitor"}:
        mention = Mention("person", mention.start, mention.end, "", {"office": mention.value, "bare": "1"})
    if mention.cls != "person" or mention.get("office") in {"", "Pope"} or mention.get("of"):
        return mention
    if mention.get("known_of"):
        return with_data(mention, of=mention.get("known_of"))
    host, guest, hostess, origin = sides
    if slot == "returner":
        of = discourse.event.get("host", "")
    elif slot == "met":
        of = host or discourse.other(guest)
    elif slot == "a" and hostess:
        of = discourse.other(hostess)
    elif origin and slot == "visitor":
        of = origin
    elif host:
        of = discourse.other(host) or (discourse.topic[0] if discourse.topic and discourse.topic[0] != host else "")
    else:
        of = discourse.topic[0] if len(discourse.topic) == 1 else ""
    return with_data(mention, of=of) if of else mention


def context_of(values: Mapping[str, Any], discourse: Discourse) -> dict[str, str]:
    """Give the values of ``{@…}``: the topic, the section, the pair, and the other side of what a slot holds."""
    pair = discourse.pair()
    context = {
        "topic": discourse.topic[0] if discourse.topic else "",
        "section": discourse.section[0] if discourse.section else "",
        "parent": discourse.parent,
        "first": pair[0] if pair else "",
        "second": pair[1] if pair else "",
        "sorted_first": min(pair) if pair else "",
        "sorted_second": max(pair) if pair else "",
        "subject": discourse.subject,
        "last_body": discourse.body,
        "last_of": discourse.post_of,
        "last_recognised": discourse.recognised,
        **{f"last_{name}": value for name, value in discourse.mission.items()},
        **{f"agreement_{name}": value for name, value in discourse.agreement.items()},
        **{f"event_{name}": value for name, value in discourse.event.items()},
        **{f"trade_{name}": value for name, value in discourse.trade.items()},
        **dict(zip(("last_person", "person_before"), discourse.people, strict=False)),
    }
    for name, held in values.items():
        if not isinstance(held, str) and len(held) == 1 and not any(values.get(other) for other in ("b", "q")):
            context["alone"] = context[f"alone_{name}"] = discourse.partner(held[0].get("territory"))
        if not isinstance(held, str) and len(held) == 2:
            context[f"low_{name}"], context[f"high_{name}"] = sorted(mention.value for mention in held)
        if not isinstance(held, str) and held:
            context[f"other_{name}"] = discourse.other(held[0].get("territory") or held[0].get("of") or held[0].get("known_of") or held[0].value)
    return context
