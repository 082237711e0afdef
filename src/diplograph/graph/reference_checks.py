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
    sh = rdflib.Namespace(SHACL)
    core = [quad.triple for quad in shapes if quad.predicate.value != f"{SHACL}sparql"]
    _, report, _ = pyshacl.validate(_to_rdflib(data), shacl_graph=_to_rdflib(core), inference="none", advanced=False)

    def read(node: rdflib.term.Node, name: str) -> str:
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


def _to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    graph = rdflib.Graph()
    graph.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    return graph
