"""OWL 2 RL entailments of the graph's plain facts, cut down to what is useful.

The rules are monotone and know no time, so that what they derive over several situations says *ever*.
Source: OWL 2 Web Ontology Language Profiles, section 4.3 (W3C Recommendation, 2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from diplograph.graph.columns import Columns
from diplograph.graph.ruleset import find_rules, load_rules
from diplograph.graph.vocabulary import INFERRED_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Store, Triple

    from diplograph.graph.columns import Fact
    from diplograph.graph.rules import Rule


def materialize(quads: Iterable[Quad], ontology: Store | None = None) -> list[Triple]:
    """Derive what follows from plain facts and the ontology: new edges and classes of the ontology, sorted.

    Left out is what is of no use in a store: reflexive edges, terms of RDF, RDFS and OWL themselves, literals as
    subjects, statements about the ontology's own terms, and everything that is stated already.

    Args:
        quads: The facts.
        ontology: The axioms; those of the bundled ontology by default.

    Raises:
        InputError: The ontology uses a construct that the rules do not cover.
    """
    facts = ((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads)
    derived = infer(facts, None if ontology is None else find_rules(ontology))
    lines = "".join(sorted(f"{subject} {predicate} {value} .\n" for subject, predicate, value in derived))
    return [quad.triple for quad in parse(lines, format=RdfFormat.N_TRIPLES)]


def infer(facts: Iterable[Fact], rules: Sequence[Rule] | None = None) -> Iterator[Fact]:
    """Derive what follows from facts by rules, those of the bundled ontology by default; see ``materialize``."""
    columns = Columns(load_rules() if rules is None else rules)
    columns.add(facts)
    return columns.name(columns.close())


def add_inferences(quads: Sequence[Quad]) -> list[Quad]:
    """Add to a dataset what follows from its default graph: to the default graph, and apart to a graph of its own."""
    inferred = materialize(quad for quad in quads if quad.graph_name == DefaultGraph())
    graphs = (DefaultGraph(), INFERRED_GRAPH)
    return [*quads, *(Quad(t.subject, t.predicate, t.object, graph) for t in inferred for graph in graphs)]
