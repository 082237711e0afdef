"""What owlrl derives, cut to the ontology's terms: the reference for the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib
from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from diplograph.graph.vocabulary import DG, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable


def derive_with_owlrl(facts: Iterable[Triple], axioms: Iterable[Triple]) -> set[Triple]:
    """Close facts and axioms with owlrl; give what is new, without reflexive edges and literals as subjects."""
    stated = set(facts)
    graph = rdflib.Graph()
    graph.parse(data=serialize([*stated, *axioms], format=RdfFormat.N_TRIPLES), format="nt")
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    rows = [row for row in graph if not isinstance(row[0], rdflib.Literal)]
    lines = "".join(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in rows)
    return {quad.triple for quad in parse(lines, format=RdfFormat.N_TRIPLES) if _is_useful(quad.triple)} - stated


def _is_useful(triple: Triple) -> bool:
    subject, predicate, value = triple.subject, triple.predicate, triple.object
    if not isinstance(subject, NamedNode) or subject.value.startswith(DG) or isinstance(value, BlankNode):
        return False
    if predicate == RDF_TYPE:
        return isinstance(value, NamedNode) and value.value.startswith(DG)
    return predicate.value.startswith(DG) and (isinstance(value, Literal) or subject != value)
