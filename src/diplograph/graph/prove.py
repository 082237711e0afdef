"""Finds proofs by matching rules backwards over the facts of a store.

The search goes for the proof with the fewest rules one above the other: it allows one rule, then two, and so on, so
that a fact is never sought below itself for ever. What a rule leaves open is looked up among the facts that the store
holds, stated and inferred; facts of the rules' own, which no store holds, are sought by their rules.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from diplograph.graph.proof import Fact, Node, Proof, bind, read_constant, to_triple
from diplograph.graph.rules import is_variable
from diplograph.graph.vocabulary import INFERRED_GRAPH, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diplograph.graph.rules import Atom, Rule
    from diplograph.graph.sparql import QuadSource

    Bindings = Mapping[str, Node]

#: Rules one above the other; the ontology's longest proofs need half of them, and a wrong question must come to an end.
HIGHEST = 12


class Prover:
    """Finds proofs in one store; what it has found out it keeps for the next question."""

    def __init__(self, store: QuadSource, rules: Sequence[Rule], highest: int = HIGHEST) -> None:
        """Prepare for questions; ``highest`` bounds the number of rules one above the other."""
        self._store, self._highest = store, highest
        self._rules: defaultdict[str, list[Rule]] = defaultdict(list)
        for rule in sorted(rules, key=lambda rule: (len(rule.body), rule)):
            self._rules[rule.head.name].append(rule)
        self._proofs: dict[Fact, Proof] = {}
        self._failed: dict[Fact, int] = {}

    def find(self, fact: Fact) -> Proof | None:
        """Find the lowest proof of a fact; ``None`` if there is none within the bound."""
        for height in range(self._highest + 1):
            found = self._prove(fact, height)
            if found is not None:
                return found
        return None

    def is_stated(self, fact: Fact) -> bool:
        """Tell whether a fact stands in the default graph and is not inferred."""
        triple = to_triple(fact)
        if triple is None:
            return False
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        inferred = Quad(subject, predicate, value, INFERRED_GRAPH)
        return Quad(subject, predicate, value, DefaultGraph()) in self._store and inferred not in self._store

    def _prove(self, fact: Fact, height: int) -> Proof | None:
        """Find a proof of at most some height."""
        known = self._proofs.get(fact)
        if known is not None and known.height <= height:
            return known
        if self._failed.get(fact, -1) >= height:
            return None
        found = Proof(fact) if self.is_stated(fact) else self._apply(fact, height) if height else None
        if found is None:
            self._failed[fact] = height
        else:
            self._proofs[fact] = found
        return found

    def _apply(self, fact: Fact, height: int) -> Proof | None:
        """Find a rule that gives the fact from what can be proved."""
        for rule in self._rules[fact.name]:
            bindings = bind(rule.head, fact, {})
            for solution in self._solve(rule.body, bindings, height) if bindings is not None else ():
                premises = []
                for atom in rule.body:
                    proof = self._prove(_ground(atom, solution), height - 1)
                    if proof is None:
                        break
                    premises.append(proof)
                else:
                    return Proof(fact, rule, tuple(premises))
        return None

    def _solve(self, body: Sequence[Atom], bindings: Bindings, height: int) -> Iterator[Bindings]:
        """Give values for all variables of a body for which it may hold, in a stable order."""
        open_atoms = [atom for atom in body if _list_open(atom, bindings)]
        if not open_atoms:
            yield bindings
            return
        # An edge with one known end has fewest candidates.
        best = max(open_atoms, key=lambda atom: len(atom.terms) - len(_list_open(atom, bindings)))
        for more in self._look_up(best, bindings, height):
            yield from self._solve(body, more, height)

    def _look_up(self, atom: Atom, bindings: Bindings, height: int) -> Iterator[Bindings]:
        """Give values for the open variables of an atom."""
        if ":" in atom.name:
            for fact in self._list_facts(atom, bindings):
                more = bind(atom, fact, bindings)
                if more is not None:
                    yield more
        elif height > 1:
            for rule in self._rules[atom.name]:
                renamed = _match_heads(rule, atom, bindings)
                for solution in self._solve(rule.body, renamed, height - 1):
                    more = bind(atom, _ground(rule.head, solution), bindings)
                    if more is not None:
                        yield more

    def _list_facts(self, atom: Atom, bindings: Bindings) -> list[Fact]:
        """List the facts of the store that an atom may say; an edge from a node to itself is never held, but may follow."""
        known = [_value(term, bindings) for term in atom.terms]
        subject = known[0] if isinstance(known[0], NamedNode) else None
        if len(known) == 1:
            quads = self._store.quads_for_pattern(subject, RDF_TYPE, NamedNode(atom.name), DefaultGraph())
            members = [Fact(atom.name, (q.subject,)) for q in quads if isinstance(q.subject, NamedNode)]
            return sorted(members, key=str)
        quads = self._store.quads_for_pattern(subject, NamedNode(atom.name), known[1], DefaultGraph())
        found = [
            Fact(atom.name, (q.subject, q.object))
            for q in quads
            if isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode | Literal)
        ]
        loops = [Fact(atom.name, (node, node)) for node in known if isinstance(node, NamedNode)]
        return [*sorted(found, key=str), *loops]


def _match_heads(rule: Rule, atom: Atom, bindings: Bindings) -> dict[str, Node]:
    """Give what is known of the variables of a rule when its head stands for an atom."""
    pairs = zip(rule.head.terms, (_value(term, bindings) for term in atom.terms), strict=True)
    return {name: node for name, node in pairs if node is not None and is_variable(name)}


def _value(term: str, bindings: Bindings) -> Node | None:
    """Give the value of a term, ``None`` for a variable that is open."""
    return bindings.get(term) if is_variable(term) else read_constant(term)


def _list_open(atom: Atom, bindings: Bindings) -> list[str]:
    """List the variables of an atom that have no value yet."""
    return [term for term in atom.terms if is_variable(term) and term not in bindings]


def _ground(atom: Atom, bindings: Bindings) -> Fact:
    """Give the fact that an atom says when all its variables are bound."""
    return Fact(atom.name, tuple(bindings[t] if is_variable(t) else read_constant(t) for t in atom.terms))
