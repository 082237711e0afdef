"""Proofs: a fact, the rule that gives it, and the proofs of what the rule needs, down to what is stated.

A checker that knows nothing of how proofs are found says whether one holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from diplograph.graph.rules import is_variable
from diplograph.graph.vocabulary import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from diplograph.graph.rules import Atom, Rule

Node = NamedNode | Literal


class Fact(NamedTuple):
    """A class with a member, or a property with a subject and an object; names are those of ``Atom``."""

    name: str
    terms: tuple[Node, ...]


class Proof(NamedTuple):
    """A fact with what it follows from; a stated fact has no rule and no premises."""

    fact: Fact
    rule: Rule | None = None
    premises: tuple[Proof, ...] = ()

    @property
    def height(self) -> int:
        """The number of rules on the longest way down to a stated fact."""
        return 1 + max((premise.height for premise in self.premises), default=0) if self.rule else 0


def read_fact(triple: Triple) -> Fact:
    """Read a triple as a fact.

    Raises:
        ValueError: The triple has terms that the graph never has: blank nodes, quoted triples.
    """
    subject, predicate, value = triple.subject, triple.predicate, triple.object
    if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
        raise ValueError(f"no fact of the graph: {triple}")  # noqa: TRY004 - the value is of the right Python type
    if predicate == RDF_TYPE and isinstance(value, NamedNode):
        return Fact(value.value, (subject,))
    return Fact(predicate.value, (subject, value))


def to_triple(fact: Fact) -> Triple | None:
    """Give the triple of a fact; ``None`` for a class or property of the rules' own, which no graph holds."""
    if ":" not in fact.name or not isinstance(fact.terms[0], NamedNode):
        return None
    if len(fact.terms) == 1:
        return Triple(fact.terms[0], RDF_TYPE, NamedNode(fact.name))
    return Triple(fact.terms[0], NamedNode(fact.name), fact.terms[1])


def read_constant(text: str) -> Node:
    """Read a constant of a rule, which is written as in N-Triples."""
    quad = next(iter(parse(f"<x:s> <x:p> {text} .", format=RdfFormat.N_TRIPLES)))
    if not isinstance(quad.object, NamedNode | Literal):
        raise ValueError(f"no constant: {text}")  # noqa: TRY004 - the value is of the right Python type
    return quad.object


def bind(atom: Atom, fact: Fact, bindings: Mapping[str, Node]) -> dict[str, Node] | None:
    """Bind the variables of an atom so that it says the fact; ``None`` where it cannot."""
    if atom.name != fact.name or len(atom.terms) != len(fact.terms):
        return None
    bound = dict(bindings)
    for term, node in zip(atom.terms, fact.terms, strict=True):
        known = bound.setdefault(term, node) if is_variable(term) else read_constant(term)
        if known != node:
            return None
    return bound


def verify_proof(proof: Proof, rules: Collection[Rule], is_stated: Callable[[Fact], bool]) -> list[str]:
    """Check every step of a proof.

    Args:
        proof: The proof.
        rules: The rules that may be used.
        is_stated: Tells whether a fact is stated, and so needs no rule.

    Returns:
        What is wrong, in words; nothing if the proof holds.
    """
    return list(_list_problems(proof, rules, is_stated, ()))


def _list_problems(
    proof: Proof, rules: Collection[Rule], is_stated: Callable[[Fact], bool], above: Sequence[Fact]
) -> Iterator[str]:
    """List what is wrong with a proof; ``above`` are the facts that rest on it."""
    fact = proof.fact
    if proof.rule is None:
        if proof.premises or not is_stated(fact):
            yield f"not stated: {describe_fact(fact)}"
        return
    if fact in above:
        yield f"rests on itself: {describe_fact(fact)}"
        return
    if proof.rule not in rules:
        yield f"no rule of the ontology: {proof.rule.name}"
    if not _follows(proof, proof.rule):
        yield f"does not follow by {proof.rule.name}: {describe_fact(fact)}"
    for premise in proof.premises:
        yield from _list_problems(premise, rules, is_stated, (*above, fact))


def _follows(proof: Proof, rule: Rule) -> bool:
    """Tell whether a rule leads from the premises to the fact, with the same value for a variable everywhere."""
    bindings: dict[str, Node] | None = bind(rule.head, proof.fact, {})
    if len(rule.body) != len(proof.premises):
        return False
    for atom, premise in zip(rule.body, proof.premises, strict=True):
        if bindings is None:
            return False
        bindings = bind(atom, premise.fact, bindings)
    return bindings is not None


def describe_fact(fact: Fact) -> str:
    """Write a fact as the rules write atoms, with the IRIs as they are."""
    return f"{fact.name}({', '.join(map(str, fact.terms))})"


def list_stated(proof: Proof) -> list[Fact]:
    """List the stated facts that a proof rests on, in its order, each once."""
    if proof.rule is None:
        return [proof.fact]
    return list(dict.fromkeys(fact for premise in proof.premises for fact in list_stated(premise)))
