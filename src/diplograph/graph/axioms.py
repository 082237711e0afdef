"""The axioms of an ontology from which something about individuals can follow, and a hash that tells when they change.

Annotations, declarations and the order of the file are no part of them, so that a better label changes no hash.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from diplograph.graph.vocabulary import OWL, RDF, RDF_TYPE, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Store, Triple

_PREDICATES = (
    *(f"{RDFS}{name}" for name in ("subClassOf", "subPropertyOf", "domain", "range")),
    *(f"{OWL}{name}" for name in ("inverseOf", "propertyChainAxiom", "equivalentClass", "equivalentProperty")),
    *(f"{OWL}{name}" for name in ("intersectionOf", "unionOf", "onProperty", "someValuesFrom", "allValuesFrom")),
    *(f"{OWL}{name}" for name in ("hasValue", "oneOf", "hasKey", "maxCardinality", "maxQualifiedCardinality")),
    f"{OWL}sameAs",
    f"{RDF}first",
    f"{RDF}rest",
)
_KINDS = frozenset(
    f"{OWL}{name}"
    for name in ("SymmetricProperty", "TransitiveProperty", "FunctionalProperty", "InverseFunctionalProperty")
)


def list_axioms(ontology: Store) -> list[Triple]:
    """List the triples of the axioms, lists and restrictions included."""
    found = [
        quad.triple for name in _PREDICATES for quad in ontology.quads_for_pattern(None, NamedNode(name), None, None)
    ]
    types = ontology.quads_for_pattern(None, RDF_TYPE, None, None)
    return found + [quad.triple for quad in types if isinstance(quad.object, NamedNode) and quad.object.value in _KINDS]


def hash_axioms(axioms: Iterable[Triple]) -> str:
    """Hash axioms: SHA-256 in hexadecimal, the same however blank nodes are called and triples ordered."""
    inside: defaultdict[BlankNode, list[Triple]] = defaultdict(list)
    named = []
    for triple in axioms:
        if isinstance(triple.subject, BlankNode):
            inside[triple.subject].append(triple)
        else:
            named.append(triple)
    lines = sorted({f"{t.subject} {t.predicate} {_describe(t.object, inside)}" for t in named})
    return sha256("\n".join(lines).encode()).hexdigest()


def _describe(term: object, inside: Mapping[BlankNode, list[Triple]]) -> str:
    """Write a term; a blank node is written as what is said of it."""
    if not isinstance(term, BlankNode):
        return str(term)
    return f"[{' ; '.join(sorted(f'{t.predicate} {_describe(t.object, inside)}' for t in inside.get(term, ())))}]"
