"""Compiles an ontology into rules over individuals: owlrl closes the axioms once, and every closed axiom is a rule.

    python -m diplograph.graph.compile

writes the rules of the bundled ontology to ``ontology/rules.txt``. The module imports owlrl and rdflib, which a build
does without as long as that file fits the ontology.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import rdflib
from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import RdfFormat, serialize
from rdflib import OWL, RDF, RDFS, BNode

from diplograph.errors import InputError
from diplograph.graph.axioms import hash_axioms, list_axioms
from diplograph.graph.rules import RULES_FILE, Atom, Rule, format_rules
from diplograph.graph.schema import load_ontology
from diplograph.graph.vocabulary import DG
from diplograph.resources import find_resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Triple
    from rdflib.term import Node

#: They make individuals equal, which no rule here does.
_REFUSED = (OWL.oneOf, OWL.hasKey, OWL.maxCardinality, OWL.maxQualifiedCardinality, OWL.sameAs)
_REFUSED_KINDS = (OWL.FunctionalProperty, OWL.InverseFunctionalProperty)


def compile_rules(axioms: Iterable[Triple]) -> list[Rule]:
    """Compile axioms into rules, sorted.

    Raises:
        InputError: The axioms use a construct that the rules do not cover.
    """
    graph = rdflib.Graph()
    graph.parse(data=serialize(axioms, format=RdfFormat.N_TRIPLES), format="nt")
    _refuse(graph)
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    names = _Names(graph)
    rules = {
        *_compile_classes(graph, names),
        *_compile_properties(graph),
        *_compile_places(graph, names),
        *_compile_chains(graph),
        *_compile_restrictions(graph, names),
        *_compile_intersections(graph, names),
    }
    return sorted(_prune(rule for rule in rules if rule.head not in rule.body))


def _refuse(graph: rdflib.Graph) -> None:
    """Refuse axioms from which more follows than rules can say."""
    found = [p for p in _REFUSED if (None, p, None) in graph]
    found += [kind for kind in _REFUSED_KINDS if (None, RDF.type, kind) in graph]
    if found:
        raise InputError(f"the ontology uses owl:{found[0].fragment}, from which no rules can be made")


class _Names:
    """Names classes: by their IRIs, and those without one by what they are made of."""

    def __init__(self, graph: rdflib.Graph) -> None:
        """Name the classes of an ontology."""
        self._graph = graph

    def find(self, node: Node) -> str:
        """Give the name of a class; a list of parts is sorted, so that it does not depend on their order."""
        if not isinstance(node, BNode):
            return str(node)
        for kind in (OWL.hasValue, OWL.someValuesFrom, OWL.allValuesFrom):
            if (value := self._graph.value(node, kind)) is not None:
                made_of = [self._graph.value(node, OWL.onProperty), kind, value]
                break
        else:
            kind = OWL.intersectionOf if (node, OWL.intersectionOf, None) in self._graph else OWL.unionOf
            first = self._graph.value(node, kind) or RDF.nil
            made_of = [kind, *sorted(self._graph.items(first), key=self.find)]
        return f"_{'.'.join(self.find(part).rsplit('/', 1)[-1].replace('#', ':') for part in made_of if part)}_"


def _compile_classes(graph: rdflib.Graph, names: _Names) -> Iterator[Rule]:
    """Compile the hierarchy of classes."""
    for low, high in graph.subject_objects(RDFS.subClassOf):
        yield Rule("cax-sco", Atom(names.find(high), ("x",)), (Atom(names.find(low), ("x",)),))


def _compile_properties(graph: rdflib.Graph) -> Iterator[Rule]:
    """Compile what is said of properties: wider ones, inverses, symmetry, transitivity."""
    xy, yx = ("x", "y"), ("y", "x")
    for low, high in graph.subject_objects(RDFS.subPropertyOf):
        yield Rule("prp-spo1", Atom(str(high), xy), (Atom(str(low), xy),))
    for one, other in graph.subject_objects(OWL.inverseOf):
        yield Rule("prp-inv1", Atom(str(other), yx), (Atom(str(one), xy),))
        yield Rule("prp-inv2", Atom(str(one), yx), (Atom(str(other), xy),))
    for name in map(str, graph.subjects(RDF.type, OWL.SymmetricProperty)):
        yield Rule("prp-symp", Atom(name, yx), (Atom(name, xy),))
    for name in map(str, graph.subjects(RDF.type, OWL.TransitiveProperty)):
        yield Rule("prp-trp", Atom(name, ("x", "z")), (Atom(name, xy), Atom(name, ("y", "z"))))


def _compile_places(graph: rdflib.Graph, names: _Names) -> Iterator[Rule]:
    """Compile domains and ranges; those that follow from a narrower class or a wider property are left to these."""
    for predicate, name, term in ((RDFS.domain, "prp-dom", "x"), (RDFS.range, "prp-rng", "y")):
        classes: defaultdict[Node, set[Node]] = defaultdict(set)
        for prop, cls in graph.subject_objects(predicate):
            classes[prop].add(cls)
        for prop, found in classes.items():
            wider = {q for q in graph.objects(prop, RDFS.subPropertyOf) if (q, RDFS.subPropertyOf, prop) not in graph}
            inherited = {cls for q in wider for cls in classes.get(q, ())}
            for cls in found - inherited:
                if not any(_is_below(graph, other, cls) for other in found):
                    yield Rule(name, Atom(names.find(cls), (term,)), (Atom(str(prop), ("x", "y")),))


def _is_below(graph: rdflib.Graph, low: Node, high: Node) -> bool:
    """Tell whether a class is strictly narrower than another."""
    return (low, RDFS.subClassOf, high) in graph and (high, RDFS.subClassOf, low) not in graph


def _compile_chains(graph: rdflib.Graph) -> Iterator[Rule]:
    """Compile chains; one of more than two properties gets a property of its own for every part but the whole."""
    for head, first in graph.subject_objects(OWL.propertyChainAxiom):
        chain = [str(part) for part in graph.items(first)]
        name = chain[0]
        for index, part in enumerate(chain[1:], start=1):
            last = index == len(chain) - 1
            whole = str(head) if last else f"_{'.'.join(p.rsplit('#', 1)[-1] for p in chain[: index + 1])}_"
            yield Rule("prp-spo2", Atom(whole, ("x", "z")), (Atom(name, ("x", "y")), Atom(part, ("y", "z"))))
            name = whole
        if len(chain) == 1:
            yield Rule("prp-spo2", Atom(str(head), ("x", "y")), (Atom(name, ("x", "y")),))


def _compile_restrictions(graph: rdflib.Graph, names: _Names) -> Iterator[Rule]:
    """Compile restrictions: values that members have, and classes of what they point at."""
    for node, prop in graph.subject_objects(OWL.onProperty):
        name, edge = names.find(node), Atom(str(prop), ("x", "y"))
        for value in graph.objects(node, OWL.hasValue):
            valued = Atom(str(prop), ("x", value.n3()))
            # The classes below a restriction are closed already, so that they need not go through it.
            for low in {node, *graph.subjects(RDFS.subClassOf, node)} - ({node} if isinstance(node, BNode) else set()):
                yield Rule("cls-hv1", valued, (Atom(names.find(low), ("x",)),))
            yield Rule("cls-hv2", Atom(name, ("x",)), (valued,))
        for cls in graph.objects(node, OWL.someValuesFrom):
            held = () if cls == OWL.Thing else (Atom(names.find(cls), ("y",)),)
            yield Rule("cls-svf", Atom(name, ("x",)), (edge, *held))
        for cls in graph.objects(node, OWL.allValuesFrom):
            yield Rule("cls-avf", Atom(names.find(cls), ("y",)), (Atom(name, ("x",)), edge))


def _compile_intersections(graph: rdflib.Graph, names: _Names) -> Iterator[Rule]:
    """Compile intersections; that a union holds its members, and an intersection's members theirs, is closed already."""
    for node, first in graph.subject_objects(OWL.intersectionOf):
        parts = sorted(names.find(part) for part in graph.items(first))
        name = parts[0]
        for index, part in enumerate(parts[1:], start=1):
            whole = names.find(node) if index == len(parts) - 1 else f"_{name}.{part}_"
            yield Rule("cls-int1", Atom(whole, ("x",)), (Atom(name, ("x",)), Atom(part, ("x",))))
            name = whole


def _prune(rules: Iterable[Rule]) -> list[Rule]:
    """Leave out rules whose heads are neither the ontology's nor of use to a rule that says something else."""
    kept = list(rules)
    while True:
        used = _list_uses(kept)
        useful = [r for r in kept if r.head.name.startswith(DG) or used.get(r.head.name, set()) - {r.body}]
        if len(useful) == len(kept):
            return kept
        kept = useful


def _list_uses(rules: Iterable[Rule]) -> Mapping[str, set[tuple[Atom, ...]]]:
    """List, for every name in a body, what the rules say that use it."""
    used: defaultdict[str, set[tuple[Atom, ...]]] = defaultdict(set)
    for rule in rules:
        for atom in rule.body:
            used[atom.name].add((rule.head,))
    return used


def main() -> None:
    """Write the rules of the bundled ontology."""
    axioms = list_axioms(load_ontology())
    path = find_resource("ontology", "diplograph.ttl").with_name(RULES_FILE)
    path.write_text(format_rules(hash_axioms(axioms), compile_rules(axioms)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
