"""The core constraints run by pySHACL: slow, independent, and what the checks in Oxigraph are compared with.

The module imports pySHACL and rdflib, which a build does without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyshacl
import rdflib
from pyoxigraph import RdfFormat, serialize

from diplograph.graph.checks import Result
from diplograph.graph.vocabulary import SHACL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store, Triple


def check_with_pyshacl(data: Iterable[Triple], shapes: Store) -> list[Result]:
    """Run the constraints that are no SPARQL with pySHACL; the results of inner shapes are not listed apart."""
    return check_rdflib(to_rdflib(data), shapes)


def check_rdflib(data: rdflib.Graph, shapes: Store) -> list[Result]:
    """Run the same constraints over a graph that is loaded already."""
    sh = rdflib.Namespace(SHACL)
    core = [quad.triple for quad in shapes if quad.predicate.value != f"{SHACL}sparql"]
    _, report, _ = pyshacl.validate(data, shacl_graph=to_rdflib(core), inference="none", advanced=False)

    def read(node: rdflib.term.Node, name: str) -> str:
        """Read one value of a result, "" where there is none."""
        return str(min(report.objects(node, sh[name]), key=str, default=""))

    return [
        Result(
            read(node, "focusNode"),
            read(node, "resultSeverity").removeprefix(SHACL),
            " ".join(read(node, "resultMessage").split()),
            read(node, "sourceShape").partition("#")[2],
            read(node, "value"),
            read(node, "sourceConstraintComponent").removeprefix(SHACL),
        )
        for node in report.objects(None, sh.result)
    ]


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """Load triples into a graph of rdflib."""
    graph = rdflib.Graph()
    graph.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    return graph
