"""Edges before they have ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diplograph.exchange.things import describe_claims
from diplograph.graph.vocabulary import DG

if TYPE_CHECKING:
    from diplograph.exchange.material import Material
    from diplograph.exchange.network import Value
    from diplograph.exchange.things import Link, Thing


class Draft(NamedTuple):
    """An edge between two IRIs; sorted by these, then by the relation and what makes it.

    Attributes:
        source: IRI, as is ``target``.
        relation: Local name of the class of the fact, or of the property.
        about: IRI of the fact, or of the property.
        role: What tells several edges of one fact apart.
        label: The relation in words.
        spells: When it holds, as EDTF.
        values: The columns.
    """

    source: str
    target: str
    relation: str
    about: str
    role: str
    label: str
    spells: tuple[str, ...]
    values: tuple[tuple[str, Value], ...]


def draft_statement(material: Material, thing: Thing, link: Link, fact: Thing | None = None) -> Draft:
    """Draft the edge of one statement; of a fact or a part of one, the dates are those of the fact."""
    label = material.labels.get(DG + link.role, link.role)
    values: dict[str, Value] = {"iri": DG + link.role, "label": label, "relation": link.role, "basis": "reference"}
    values |= describe_claims(material.claims[claim] for claim in link.claims)
    dated = ("edtf", "earliest", "latest")
    values |= {name: fact.values[name] for name in dated if fact is not None and name in fact.values}
    spells = fact.spells if fact is not None else ()
    return Draft(thing.iri, link.target, link.role, DG + link.role, link.role, label, spells, tuple(values.items()))
