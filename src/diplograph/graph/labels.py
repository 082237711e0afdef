"""How facts are named, and the other names under which texts speak of missions and posts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.entities import name_office, with_article
from diplograph.graph.identity import list_values
from diplograph.graph.mint import mint_node
from diplograph.graph.tables import Entity
from diplograph.graph.terms import find_term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplograph.graph.entities import Entities
    from diplograph.graph.schema import Schema
    from diplograph.graph.terms import Situation
    from diplograph.model import Claim

#: Stands for a role that the claim does not state, while a label is being made.
_GAP = "\0"


def canonical(
    claim: Claim, role: str, schema: Schema, entities: Entities, apart: Mapping[str, str] | None = None
) -> list[str]:
    """Give the values of a role or a date as they identify things: entities by their main names, sorted."""
    if role not in claim.roles:
        return [claim.time[role]] if role in claim.time else []
    if role == "seat" and _is_city(claim, schema, entities):
        return []
    term, names = find_term(claim, role, schema), set()
    for value in list_values(claim.roles[role]):
        found = entities.look_up(value, term.target) if term and term.sort == "object" else None
        name = found.label if found else value
        names.add(f"{name} {apart[value]}" if apart and value in apart else name)
    return sorted(names)


def _is_city(claim: Claim, schema: Schema, entities: Entities) -> bool:
    """Tell whether the host is a city itself, so that a seat is a district and tells no two missions apart."""
    host = entities.look_up(str(claim.roles.get("host", "")), "Territory")
    return host is not None and schema.is_a(host.class_name, "Territory") and not entities.has_other_capital(host)


def make_label(claim: Claim, class_name: str, schema: Schema, entities: Entities, apart: Mapping[str, str]) -> str:
    """Name a fact by its class's pattern: ``{role}`` is filled in, ``[…]`` left out where a role is missing."""
    pattern = next((schema.patterns[n] for n in schema.list_ancestors(class_name) if n in schema.patterns), "{class}")

    def fill(match: re.Match[str]) -> str:
        """Write one role, or the sign for a gap."""
        if match[1] == "class":
            return schema.labels.get(class_name, class_name)
        return _write_role(claim, match[1], schema, canonical(claim, match[1], schema, entities, apart)) or _GAP

    parts = [re.sub(r"{(\w+)}", fill, part) for part in re.split(r"\[([^]]*)\]", pattern)]
    text = "".join(part for index, part in enumerate(parts) if not (index % 2 and _GAP in part)).replace(_GAP, "?")
    return text[:1].upper() + text[1:]


def _write_role(claim: Claim, role: str, schema: Schema, values: list[str]) -> str:
    """Write the values of a role for people: codes by their labels, names with the article that they take."""
    term = find_term(claim, role, schema)
    if term is None or term.sort == "data":
        return ", ".join(values)
    if term.sort == "code":
        return ", ".join(schema.labels.get(schema.notations.get((term.name, value), ""), value) for value in values)
    return "–".join(values) if len(values) > 1 else "".join(map(with_article, values))


def name_posts(situation: Situation, schema: Schema, entities: Entities) -> None:
    """Let the names under which texts speak of a mission, of its head and of an office stand for their nodes."""
    claim, roles = situation.claim, situation.claim.roles
    if claim.polarity != "positive" or claim.modality != "asserted":
        return
    if claim.kind == "Mission" and {"sender", "host"} <= roles.keys():
        mission = Entity(situation.node, situation.class_name, situation.label, known=False)
        kind = schema.labels.get(situation.class_name, situation.class_name)
        names = [name.format(kind) for name in _list_mission_names(claim, entities)]
        for name in names:
            entities.add_alias(name, mission)
        if any(map(entities.is_expected, names)):
            entities.situations.add(situation.node)
        title = schema.heads.get(situation.class_name, "")
        for place in _list_places(claim) if title else ():
            label = f"{title} of {with_article(str(roles['sender']))} in {place}"
            if entities.is_expected(label):
                entities.add_post(label, mission, "headOf")
    if "office" in roles and "of" in roles:
        label = name_office(str(roles["office"]), str(roles["of"]))
        if entities.is_expected(label):
            entities.add_alias(label, Entity(mint_node("Office", [label]), "Office", label, known=False))


def _list_mission_names(claim: Claim, entities: Entities) -> list[str]:
    """List the ways to name a mission, with ``{}`` for what it is."""
    sender = str(claim.roles["sender"])
    names = []
    for place in _list_places(claim):
        names += [f"{{}} of {sender} in {place}", f"{sender} {{}} in {place}"]
        names += [f"{adjective} {{}} in {place}" for adjective in entities.list_adjectives(sender)]
    return names


def _list_places(claim: Claim) -> list[str]:
    """List the names of the place where a mission is."""
    return [str(claim.roles[role]) for role in ("seat", "host") if role in claim.roles]
