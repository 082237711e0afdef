"""The facts that claims state: node and class, and a triple for every role."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from diplograph.graph.entities import name_office
from diplograph.graph.identity import list_values
from diplograph.graph.labels import canonical, make_label
from diplograph.graph.mint import mint_node, slugify
from diplograph.graph.terms import Situation, find_class, find_term
from diplograph.graph.times import describe_times
from diplograph.graph.vocabulary import RDF_TYPE, RDFS_LABEL, XSD, dg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diplograph.graph.entities import Entities
    from diplograph.graph.schema import Schema, Term
    from diplograph.graph.vocabulary import Fact
    from diplograph.model import Claim, RoleValue


#: Roles whose office is named by its title, with the role that says whose it is.
_OFFICE, _OF, _OFFICES = "office", "of", "offices"
_MISSING = "-"


def learn_names(claim: Claim, schema: Schema, entities: Entities) -> None:
    """Take in which classes the roles of a claim imply for the names in them."""
    for role, value in claim.roles.items():
        term = find_term(claim, role, schema)
        for name in list_values(value):
            entities.expect(name)
            if term is not None and term.sort == "object" and role not in {_OFFICE, _OFFICES}:
                entities.learn(name, "Office" if is_office(claim, name) else term.target)
    key = schema.keys.get(find_class(claim, schema), ())
    for role in (role[1:] for role in key if role.startswith("=")):
        entities.learn(str(claim.roles[role]), find_class(claim, schema))
    if _OFFICE in claim.roles and _OF in claim.roles:
        entities.learn(name_office(str(claim.roles[_OFFICE]), str(claim.roles[_OF])), "Office")


def is_office(claim: Claim, name: str) -> bool:
    """Tell whether a claim names an office where others name the person who holds it."""
    offices = claim.roles.get(_OFFICES, {})
    title = offices.get(name, "") if isinstance(offices, dict) else ""
    if not title and name == str(claim.roles.get("visitor", "")):
        title = str(claim.roles.get(_OFFICE, ""))
    return bool(title) and name.startswith(title)


def identify(claim: Claim, schema: Schema, entities: Entities, apart: Mapping[str, str]) -> Situation:
    """Mint the node of the fact that a claim states."""
    class_name = find_class(claim, schema)
    key = next((schema.keys[name] for name in schema.list_ancestors(class_name) if name in schema.keys), ())
    if len(key) == 1 and key[0].startswith("="):
        entity = entities.find(str(claim.roles[key[0][1:]]), class_name)
        return Situation(claim, entity.iri, class_name, entity.label, apart)
    parts = ["+".join(canonical(claim, role, schema, entities, apart)) or _MISSING for role in key]
    while parts and parts[-1] == _MISSING:
        parts.pop()
    label = make_label(claim, class_name, schema, entities, apart)
    return Situation(claim, mint_node(claim.kind, parts), class_name, label, apart)


def describe_situation(situation: Situation, schema: Schema, entities: Entities) -> list[Fact]:
    """Give all triples that a claim states about its fact, and about the events that began or ended it."""
    claim, node = situation.claim, situation.node
    kind = schema.kinds.get(claim.kind, claim.kind)
    names = {situation.class_name, kind} if schema.is_a(situation.class_name, kind) else {situation.class_name}
    facts: list[Fact] = [(node, RDF_TYPE, dg(name)) for name in sorted(names)]
    if node not in entities.met:
        facts.append((node, RDFS_LABEL, Literal(situation.label)))
    for role in sorted(claim.roles):
        facts += _describe_role(situation, role, schema, entities)
    return [*facts, *describe_times(situation, schema)]


def _describe_role(situation: Situation, role: str, schema: Schema, entities: Entities) -> Iterator[Fact]:
    """Give the triples of one role."""
    claim, node, value = situation.claim, situation.node, situation.claim.roles[role]
    term = find_term(claim, role, schema)
    if term is None:
        return
    if role == _OFFICES and isinstance(value, dict):
        yield from _describe_offices(situation, value, entities)
    elif role == _OFFICE:
        yield from _describe_office(situation, term, entities)
    elif role == _OF and _OFFICE in claim.roles:
        return
    elif term.sort == "code":
        yield from ((node, dg(term.name), entities.find_code(term.name, name, schema)) for name in list_values(value))
    elif term.sort == "data":
        yield from ((node, dg(term.name), make_literal(v)) for v in (value if isinstance(value, list) else [value]))
    else:
        for name in list_values(value):
            target = "Office" if is_office(claim, name) else term.target
            what = situation.apart.get(name)
            entity = entities.find_namesake(name, what, target) if what else entities.find(name, target)
            yield node, dg(term.name), entity.iri


def _describe_office(situation: Situation, term: Term, entities: Entities) -> Iterator[Fact]:
    """Give the office that a claim names by its title and by whose it is; a title alone is none."""
    claim = situation.claim
    if _OF in claim.roles:
        office = entities.find_office(str(claim.roles[_OFFICE]), str(claim.roles[_OF]))
        yield situation.node, dg(term.name), office.iri


def _describe_offices(situation: Situation, offices: Mapping[str, str], entities: Entities) -> Iterator[Fact]:
    """Give the offices in which people took part, each as a participation of its own."""
    for name, title in sorted(offices.items()):
        if is_office(situation.claim, name):
            continue
        person = entities.find(name, "Person")
        node = NamedNode(f"{situation.node.value}/participation/{slugify(name)}")
        yield situation.node, dg("participation"), node
        yield node, RDF_TYPE, dg("Participation")
        yield node, RDFS_LABEL, Literal(f"{name} as {title}: {situation.label}")
        yield node, dg("participant"), person.iri
        yield node, dg("officeTitle"), entities.find_title(title).iri


def make_literal(value: RoleValue) -> Literal:
    """Write a number, a flag or a text; numbers with a fraction become decimals, which stores keep as they are."""
    if isinstance(value, float):
        return Literal(format(Decimal(str(value)).normalize(), "f"), datatype=NamedNode(f"{XSD}decimal"))
    if isinstance(value, bool | int):
        return Literal(value)
    return Literal(str(value))
