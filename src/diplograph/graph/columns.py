"""Terms as numbers and facts as columns of numbers, for the closure.

Terms are texts as N-Triples writes them. Only relations that some rule looks at are kept: labels, quotations and the
like would only take memory.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from diplograph.graph.closure import FIRST_LITERAL, close, sort_keys
from diplograph.graph.vocabulary import DG, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diplograph.graph.closure import Column, Relation
    from diplograph.graph.rules import Rule

#: Subject, predicate and object as N-Triples writes them.
Fact = tuple[str, str, str]

_TYPE = str(RDF_TYPE)
_OWN = f"<{DG}"


class Columns:
    """Facts by relation, with the numbers of their terms; facts may be added until they are closed."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Prepare for facts that some rule looks at."""
        self._rules = rules
        atoms = [atom for rule in rules for atom in (rule.head, *rule.body)]
        keys = {(atom.name, len(atom.terms)): array("Q") for atom in atoms}
        self._classes = {f"<{name}>": column for (name, arity), column in keys.items() if arity == 1}
        self._edges = {f"<{name}>": column for (name, arity), column in keys.items() if arity > 1}
        self._keys = keys
        self._nodes: dict[str, int] = {}
        self._literals: dict[str, int] = {}

    def number(self, term: str) -> int:
        """Give the number of a term."""
        if term[0] == '"':
            return self._literals.setdefault(term, FIRST_LITERAL + len(self._literals))
        return self._nodes.setdefault(term, len(self._nodes))

    def add(self, facts: Iterable[Fact]) -> None:
        """Add facts, in any order; the same fact may come several times."""
        nodes, literals, edges, classes = self._nodes, self._literals, self._edges, self._classes
        for subject, predicate, value in facts:
            column = classes.get(value) if predicate == _TYPE else edges.get(predicate)
            if column is None:
                continue
            key = nodes.setdefault(subject, len(nodes))
            if predicate == _TYPE:
                column.append(key << 32 | key)
            elif value[0] == '"':
                column.append(key << 32 | literals.setdefault(value, FIRST_LITERAL + len(literals)))
            else:
                column.append(key << 32 | nodes.setdefault(value, len(nodes)))

    def close(self) -> dict[Relation, Column]:
        """Derive what follows and was not added."""
        facts = {name: sort_keys(np.frombuffer(keys, dtype=np.uint64)) for name, keys in self._keys.items() if keys}
        return close(facts, self._rules, self.number)

    def name(self, derived: dict[Relation, Column]) -> Iterator[Fact]:
        """Write derived keys as facts, sorted by relation.

        Left out are edges from a node to itself, and what is said of terms of the ontology or in terms of others.
        """
        nodes, literals = list(self._nodes), list(self._literals)
        for (name, arity), keys in sorted(derived.items()):
            relation = f"<{name}>"
            if not relation.startswith(_OWN):
                continue
            own = np.array([node.startswith(_OWN) for node in nodes], dtype=bool)
            subjects = keys >> np.uint64(32)
            keep = ~own[subjects]
            if arity == 1:
                yield from ((nodes[number], _TYPE, relation) for number in subjects[keep].tolist())
                continue
            objects = keys & np.uint64(0xFFFFFFFF)
            keep &= subjects != objects
            pairs = zip(subjects[keep].tolist(), objects[keep].tolist(), strict=True)
            for subject, value in pairs:
                yield (
                    nodes[subject],
                    relation,
                    literals[value - FIRST_LITERAL] if value >= FIRST_LITERAL else nodes[value],
                )
