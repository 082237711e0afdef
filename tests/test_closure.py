"""Tests of the closure over columns, where its results are plain to see."""

from __future__ import annotations

from itertools import pairwise, product

from diplograph.graph.columns import Columns
from diplograph.graph.rules import Atom, Rule
from diplograph.graph.vocabulary import DG

CHAIN = Rule("prp-spo2", Atom(f"{DG}with", ("x", "z")), (Atom(f"{DG}in", ("x", "y")), Atom(f"{DG}of", ("y", "z"))))
ABOVE = f"{DG}above"
TRANSITIVE = Rule("prp-trp", Atom(ABOVE, ("x", "z")), (Atom(ABOVE, ("x", "y")), Atom(ABOVE, ("y", "z"))))


def close(facts: list[tuple[str, str, str]], *rules: Rule) -> list[tuple[str, str, str]]:
    columns = Columns(rules)
    columns.add(facts)
    return list(columns.name(columns.close()))


def test_a_join_with_more_pairs_than_one_piece_holds() -> None:
    names = [f"<n:{number}>" for number in range(450)]
    facts = [(name, f"<{DG}in>", hub) for name, hub in product(names, ("<h:1>", "<h:2>"))]
    facts += [(hub, f"<{DG}of>", name) for name, hub in product(names, ("<h:1>", "<h:2>"))]
    found = close(facts, CHAIN)
    assert len(found) == len(set(found))
    assert {(s, o) for s, _, o in found} == {pair for pair in product(names, names) if pair[0] != pair[1]}


def test_a_long_chain_closes() -> None:
    names = [f"<n:{number}>" for number in range(300)]
    facts = [(low, f"<{ABOVE}>", high) for low, high in pairwise(names)]
    assert len(close(facts, TRANSITIVE)) == 300 * 299 // 2 - 299


def test_a_circle_closes_without_edges_to_itself() -> None:
    facts = [("<n:1>", f"<{ABOVE}>", "<n:2>"), ("<n:2>", f"<{ABOVE}>", "<n:1>")]
    assert close(facts, TRANSITIVE) == []


def test_a_constant_is_found_and_given() -> None:
    edge = Atom(f"{DG}type", ("x", "<n:embassy>"))
    into, out = Rule("cls-hv2", Atom(f"{DG}E", ("x",)), (edge,)), Rule("cls-hv1", edge, (Atom(f"{DG}F", ("x",)),))
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    facts = [("<n:1>", kind, f"<{DG}F>"), ("<n:2>", f"<{DG}type>", "<n:other>")]
    assert close(facts, into, out) == [("<n:1>", kind, f"<{DG}E>"), ("<n:1>", f"<{DG}type>", "<n:embassy>")]


def test_nothing_follows_from_nothing() -> None:
    assert close([], TRANSITIVE, CHAIN) == []
