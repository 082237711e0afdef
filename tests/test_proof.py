"""Tests of proofs: every inferred triple has one that holds, the checker sees what is wrong, and the search ends."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple
from seed_store import build_seeds

from diplograph.graph.proof import Fact, Proof, describe_fact, list_stated, read_constant, read_fact, verify_proof
from diplograph.graph.prove import Prover
from diplograph.graph.rules import Atom, Rule
from diplograph.graph.ruleset import load_rules
from diplograph.graph.store import open_store
from diplograph.graph.vocabulary import INFERRED_GRAPH, RDF_TYPE, dg

A, B, C, D = (NamedNode(f"https://x.example/{name}") for name in "abcd")
EDGE = "https://x.example/edge"
XY, YZ, XZ = ("x", "y"), ("y", "z"), ("x", "z")
TRANSITIVE = Rule("prp-trp", Atom(EDGE, XZ), (Atom(EDGE, XY), Atom(EDGE, YZ)))
SYMMETRIC = Rule("prp-symp", Atom(EDGE, ("y", "x")), (Atom(EDGE, XY),))


def edge(one: NamedNode, other: NamedNode) -> Fact:
    return Fact(EDGE, (one, other))


def hold(stated: Iterable[Fact], inferred: Iterable[Fact] = ()) -> Store:
    store = Store()
    followed = list(inferred)
    for fact in [*stated, *followed]:
        subject, value = fact.terms[0], fact.terms[1]
        assert isinstance(subject, NamedNode)
        store.add(Quad(subject, NamedNode(fact.name), value))
        if fact in followed:
            store.add(Quad(subject, NamedNode(fact.name), value, INFERRED_GRAPH))
    return store


def test_every_inferred_triple_of_the_seeds_has_a_proof_that_holds() -> None:
    store, rules = open_store(build_seeds()[0]), load_rules()
    prover = Prover(store, rules)
    inferred = [quad.triple for quad in store.quads_for_pattern(None, None, None, INFERRED_GRAPH)]
    assert len(inferred) > 1000
    for triple in inferred:
        proof = prover.find(read_fact(triple))
        assert proof is not None, triple
        assert proof.rule is not None
        assert verify_proof(proof, rules, prover.is_stated) == []


def test_a_stated_fact_proves_itself() -> None:
    prover = Prover(hold([edge(A, B)]), [TRANSITIVE])
    assert prover.find(edge(A, B)) == Proof(edge(A, B))


def test_the_lowest_proof_is_found() -> None:
    facts = [edge(A, B), edge(B, C), edge(C, D)]
    prover = Prover(hold(facts, [edge(A, C), edge(B, D), edge(A, D)]), [TRANSITIVE])
    proof = prover.find(edge(A, D))
    assert proof is not None
    assert proof.height == 2
    assert list_stated(proof) == facts


def test_a_circle_comes_to_an_end() -> None:
    prover = Prover(hold([edge(A, B)], [edge(B, A), edge(C, D), edge(D, C)]), [SYMMETRIC, TRANSITIVE])
    assert prover.find(edge(C, D)) is None
    proof = prover.find(edge(B, A))
    assert proof is not None
    assert proof.premises == (Proof(edge(A, B)),)


def test_edges_that_the_store_leaves_out_may_be_premises() -> None:
    loop = Rule("prp-dom", Atom("https://x.example/Looped", ("x",)), (Atom(EDGE, ("x", "x")),))
    prover = Prover(hold([edge(A, B), edge(B, A)]), [TRANSITIVE, loop])
    proof = prover.find(Fact("https://x.example/Looped", (A,)))
    assert proof is not None
    assert verify_proof(proof, [TRANSITIVE, loop], prover.is_stated) == []


def test_a_chain_of_three_goes_through_a_property_of_the_rules_own() -> None:
    part = Rule("prp-spo2", Atom("_two_", XZ), (Atom(EDGE, XY), Atom(EDGE, YZ)))
    whole = Rule("prp-spo2", Atom("https://x.example/far", XZ), (Atom("_two_", XY), Atom(EDGE, YZ)))
    prover = Prover(hold([edge(A, B), edge(B, C), edge(C, D)]), [part, whole])
    proof = prover.find(Fact("https://x.example/far", (A, D)))
    assert proof is not None
    assert verify_proof(proof, [part, whole], prover.is_stated) == []
    assert len(list_stated(proof)) == 3


def test_constants_and_members() -> None:
    valued = Rule("cls-hv1", Atom(EDGE, ("x", f"<{D.value}>")), (Atom("https://x.example/Good", ("x",)),))
    store = Store()
    store.add(Quad(A, RDF_TYPE, NamedNode("https://x.example/Good")))
    prover = Prover(store, [valued])
    assert prover.find(edge(A, D)) is not None
    assert prover.find(edge(A, C)) is None
    assert read_constant('"x"@en') == Literal("x", language="en")


STATED = {edge(A, B), edge(B, C)}
GOOD = Proof(edge(A, C), TRANSITIVE, (Proof(edge(A, B)), Proof(edge(B, C))))
WRONG = {
    "not stated": GOOD._replace(premises=(Proof(edge(A, B)), Proof(edge(C, D)))),
    "does not follow": GOOD._replace(premises=(Proof(edge(B, C)), Proof(edge(A, B)))),
    "no rule of the ontology": Proof(edge(B, A), SYMMETRIC, (Proof(edge(A, B)),)),
    "rests on itself": Proof(edge(A, C), TRANSITIVE, (Proof(edge(A, B)), Proof(edge(B, C), TRANSITIVE, (GOOD, GOOD)))),
}


def check(proof: Proof) -> list[str]:
    return verify_proof(proof, [TRANSITIVE], STATED.__contains__)


def test_the_checker_accepts_a_good_proof() -> None:
    assert check(GOOD) == []


@pytest.mark.parametrize("reason", WRONG)
def test_the_checker_sees_what_is_wrong(reason: str) -> None:
    assert any(problem.startswith(reason) for problem in check(WRONG[reason]))


def test_a_premise_too_few_does_not_follow() -> None:
    assert check(GOOD._replace(premises=GOOD.premises[:1])) != []


def test_facts_and_triples() -> None:
    assert read_fact(Triple(A, RDF_TYPE, dg("Visit"))) == Fact(dg("Visit").value, (A,))
    assert describe_fact(edge(A, B)) == f"{EDGE}({A}, {B})"
