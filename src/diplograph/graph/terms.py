"""The fact that a claim states, as the modules that convert it pass it on, and the terms that its roles become."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from diplograph.graph.identity import list_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplograph.graph.schema import Schema, Term
    from diplograph.model import Claim


#: The class of the events that begin, change or end what holds.
EVENT_CLASS = "LifecycleEvent"


class Situation(NamedTuple):
    """What a claim is about: its node, the class that its codes give, its label, and names kept apart from others'."""

    claim: Claim
    node: NamedNode
    class_name: str
    label: str
    apart: Mapping[str, str]

    def in_spell(self, since: str) -> Situation:
        """Give the same situation in a later spell."""
        node = NamedNode(f"{self.node.value}.{since.replace('/', '--')}")
        return self._replace(node=node, label=f"{self.label}, from {since}")


def find_term(claim: Claim, role: str, schema: Schema, *, events: bool = False) -> Term | None:
    """Find what a role becomes: a term whose condition the claim meets, else the one without a condition.

    Args:
        claim: The claim.
        role: A role, or the role of a date.
        schema: The ontology.
        events: Look for a class of lifecycle events instead of a property.
    """
    for term in schema.roles.get((claim.kind, role), ()):
        if (term.sort == "class") == events and (term.condition is None or _meets(claim, *term.condition)):
            return term
    return None


def _meets(claim: Claim, role: str, value: str) -> bool:
    """Tell whether a role of a claim, or one of a date, has a value; ``*`` is any."""
    stated = list_values(claim.roles[role]) if role in claim.roles else list(filter(None, [claim.time.get(role, "")]))
    return value in stated or (value == "*" and bool(stated))


def find_class(claim: Claim, schema: Schema) -> str:
    """Find the class of a claim's fact: one that a code in the claim stands for, else that of its kind."""
    for role in sorted(claim.roles):
        for value in list_values(claim.roles[role]):
            name = schema.codes.get((claim.kind, role, value), "")
            if name and not schema.is_a(name, EVENT_CLASS):
                return name
    return schema.kinds.get(claim.kind, claim.kind)


def find_events(claim: Claim, schema: Schema) -> list[tuple[str, str]]:
    """Find the events that a claim states of its fact: class and date in EDTF, "" where none is stated; sorted."""
    dated = [(t.name, edtf) for role, edtf in claim.time.items() if (t := find_term(claim, role, schema, events=True))]
    names = [schema.codes.get((claim.kind, r, v), "") for r in claim.roles for v in list_values(claim.roles[r])]
    stated = {name for name in names if name and schema.is_a(name, EVENT_CLASS)}
    return sorted([*dated, *((name, "") for name in stated - {name for name, _ in dated})])
