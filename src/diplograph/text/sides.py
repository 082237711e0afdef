"""Settles the two sides: whose office it is where the text leaves it out, and what ``{@…}`` stands for in templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from diplograph.text.annotate import Mention, with_data
from diplograph.text.discourse import Discourse

#: Slots of those who meet where the visit told of before took place.
_MEETING = frozenset({"a", "b", "met", "returner"})


def at_home(values: Mapping[str, Any], discourse: Discourse, kind: str) -> dict[str, Any]:
    """Settle whose office it is where the text leaves it out: a visitor comes from the other side, a host is at home.

    Where a visit was told of before, those of other kinds than events are taken to be part of it.
    """
    host = next(
        (m.get("territory") for m in values.get("host", []) if not isinstance(m, str) and m.get("territory")), ""
    )
    carried = "" if values.get("visitor") else discourse.event.get("host", "")
    guest = next((m.get("of") or m.get("known_of") for m in values.get("a", []) if not isinstance(m, str)), "")
    guest = guest or (discourse.topic[0] if len(discourse.topic) == 1 and not (host or carried) else "")
    hostess = next((m.get("of") for m in values.get("met", []) if not isinstance(m, str) and m.cls == "person"), "")
    origin = next((m.get("territory") for m in values.get("from", []) if not isinstance(m, str)), discourse.origin)
    settled: dict[str, Any] = {}
    for name, held in values.items():
        if isinstance(held, str):
            settled[name] = held
            continue
        there = host or (carried if name in _MEETING or kind != "Event" else "")
        settled[name] = [_settled(mention, name, (there, guest, hostess, origin), discourse) for mention in held]
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
        of = discourse.other(host) or (
            discourse.topic[0] if len(discourse.topic) == 1 and discourse.topic[0] != host else ""
        )
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
        "last_body_of": discourse.body_of,
        "last_of": discourse.post_of,
        "missions_said": discourse.missions,
        "last_recognised": discourse.recognised,
        **{f"last_{name}": value for name, value in discourse.mission.items()},
        **{f"agreement_{name}": value for name, value in discourse.agreement.items()},
        **{f"event_{name}": value for name, value in discourse.event.items()},
        **{f"trade_{name}": value for name, value in discourse.trade.items()},
        **dict(zip(("last_person", "person_before"), discourse.people, strict=False)),
    }
    for name, held in values.items():
        if not isinstance(held, str) and len(held) == 1 and not any(values.get(other) for other in ("b", "q")):
            other_side = context[f"alone_{name}"] = discourse.partner(held[0].get("territory"))
            context["alone"] = other_side or context.get("alone", "")  # a date beside it has no other side
        if not isinstance(held, str) and len(held) == 2:
            context[f"low_{name}"], context[f"high_{name}"] = sorted(mention.value for mention in held)
        if not isinstance(held, str) and held:
            context[f"other_{name}"] = discourse.other(
                held[0].get("territory") or held[0].get("of") or held[0].get("known_of") or held[0].value
            )
    return context
