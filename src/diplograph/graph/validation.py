"""The checks of ``ontology/shapes.ttl``, with each result traced to the sentence that it is about.

All run in Oxigraph: the core constraints as queries made of them (see ``checks``), the SPARQL constraints as they stand,
once each over all nodes, and the results are kept whose node the shape targets.
Source: Shapes Constraint Language (W3C Recommendation, 2017), sections 2 to 5.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from diplograph.graph.checks import CHECKED, Result, View, check_shapes
from diplograph.graph.findings import Finding, place
from diplograph.graph.mint import read_span
from diplograph.graph.store import make_memory_store, open_store, select
from diplograph.graph.texts import open_texts
from diplograph.graph.vocabulary import CLAIM, PROV, PROVENANCE_GRAPH, RDFS_LABEL, SHACL, read_value
from diplograph.resources import find_resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pyoxigraph import Quad

    from diplograph.graph.findings import Severity

_SEVERITIES: Mapping[str, Severity] = {"Violation": "error", "Warning": "warning", "Info": "note"}
_ORDER = ("error", "warning", "note")
_QUOTED = NamedNode(f"{PROV}wasQuotedFrom")
_DECLARED = f"SELECT ?p ?n {{ ?d <{SHACL}prefix> ?p ; <{SHACL}namespace> ?n }}"
_CONSTRAINTS = f"""PREFIX sh: <{SHACL}>
SELECT ?shape ?class ?select ?message ?severity {{
  ?shape sh:targetClass ?class ; sh:sparql ?c . ?c sh:select ?select ; sh:message ?message .
  OPTIONAL {{ ?c sh:severity ?inner }} OPTIONAL {{ ?shape sh:severity ?outer }} BIND(COALESCE(?inner, ?outer) AS ?severity)
  FILTER NOT EXISTS {{ ?c sh:deactivated true }} }} ORDER BY ?shape ?select"""


def validate(
    quads: Iterable[Quad], texts: Mapping[str, str], shapes: Path | None = None, *, reference: bool = False
) -> list[Finding]:
    """Run the shapes over quads; see ``validate_graph``."""
    return validate_graph(make_memory_store(quads), texts, shapes, reference=reference)


def validate_graph(
    data: Store, texts: Mapping[str, str], shapes: Path | None = None, *, reference: bool = False
) -> list[Finding]:
    """Run the shapes over the default graph and the provenance graph of a dataset.

    Args:
        data: The whole dataset.
        texts: The stored texts by document, to give lines and columns.
        shapes: A shapes graph in Turtle; the bundled one by default.
        reference: Let pySHACL run the constraints that are no SPARQL, to compare.

    Returns:
        The findings, errors first, then in the order of the documents.
    """
    shape_store = Store()
    shape_store.load(path=str(shapes or find_resource("ontology", "shapes.ttl")), format=RdfFormat.TURTLE)
    results = {*check_sparql(data, shape_store), *_check_core(data, shape_store, reference=reference)}
    return sort_findings(_locate(data, result, texts) for result in results)


def _check_core(data: Store, shapes: Store, *, reference: bool) -> list[Result]:
    """Run the core constraints, here or by pySHACL."""
    if not reference:
        return check_shapes(data, shapes)
    # Imported here because pySHACL takes longer to import than a whole query takes to run.
    from diplograph.graph.reference_checks import check_with_pyshacl  # noqa: PLC0415

    checked = {quad.triple for graph in CHECKED for quad in data.quads_for_pattern(None, None, None, graph)}
    return check_with_pyshacl(checked, shapes)


def check_sparql(data: Store, shapes: Store) -> list[Result]:
    """Run the SPARQL constraints with Oxigraph."""
    prefixes = {read_value(row["p"]): read_value(row["n"]) for row in select(shapes, _DECLARED)}
    header = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(prefixes.items()))
    results = []
    view = View(data)
    for row in select(shapes, _CONSTRAINTS):
        severity = read_value(row["severity"]).removeprefix(SHACL) if row["severity"] else "Violation"
        solutions = select(data, header + read_value(row["select"]), graphs=CHECKED)
        for solution in solutions:
            if view.is_member(solution["this"], row["class"]):
                values = dict(zip((v.value for v in solutions.variables), solution, strict=True))
                results.append(_make_result(values, row["shape"], severity, read_value(row["message"])))
    return results


def _make_result(values: Mapping[str, Any], shape: NamedNode, severity: str, message: str) -> Result:
    """Make a result of one solution; the variables in the message are filled in."""
    texts = {name: read_value(value) for name, value in values.items() if value is not None}
    filled = re.sub(r"\{[?$](\w+)\}", lambda match: texts.get(match[1], match[0]), message)
    name = shape.value.rsplit("#", 1)[-1]
    return Result(texts["this"], severity, filled, name, texts.get("value", ""), "SPARQLConstraintComponent")


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings: errors first, then by their places."""
    return sorted(findings, key=lambda f: (_ORDER.index(f.severity), f.document, f.start, f))


def validate_store(root: Path, *, reference: bool = False) -> list[Finding]:
    """Run the shapes over the current build of a store.

    Raises:
        StoreError: There is no store, or it is damaged.
    """
    return validate_graph(open_store(root), open_texts(root), reference=reference)


class Evidence(NamedTuple):
    """A claim about a node: where it stands, and the literals that it states of the node."""

    claim: str
    document: str
    start: int
    end: int
    values: frozenset[str]


def _find_evidence(data: Store, node: NamedNode) -> list[Evidence]:
    """Find the claims whose graphs describe a node, with their spans, in the documents' order."""
    stated: defaultdict[NamedNode, set[str]] = defaultdict(set)
    if node.value.startswith(CLAIM):
        stated[node] = set()
    for quad in data.quads_for_pattern(node, None, None, None):
        graph = quad.graph_name
        if isinstance(graph, NamedNode) and graph.value.startswith(CLAIM):
            stated[graph].update([quad.object.value] if isinstance(quad.object, Literal) else ())
    found = [
        _read_span(claim.value, read_value(quad.object), values)
        for claim, values in stated.items()
        for quad in data.quads_for_pattern(claim, _QUOTED, None, PROVENANCE_GRAPH)
    ]
    return sorted(found, key=lambda e: (e.document, e.start, e.claim))


def _read_span(claim: str, span: str, values: Iterable[str]) -> Evidence:
    """Read document and offsets from the IRI of a span."""
    return Evidence(claim, *(read_span(span) or ("", 0, 0)), frozenset(values))


def _find_label(data: Store, node: NamedNode) -> str:
    """Find the label of a node, the English one where there are several; its IRI if it has none."""
    labels = [q.object for graph in CHECKED for q in data.quads_for_pattern(node, RDFS_LABEL, None, graph)]
    texts = [label.value for label in labels if isinstance(label, Literal) and label.language in {None, "en"}]
    return max(texts, default=node.value)


def _locate(data: Store, result: Result, texts: Mapping[str, str]) -> Finding:
    """Turn a result into a finding at the place of the claim whose values the message names, else of the first."""
    node = NamedNode(result.node) if ":" in result.node else None
    finding = Finding(
        severity=_SEVERITIES.get(result.severity, "error"),
        message=f"{_find_label(data, node) if node else result.node}: {result.message}",
        check=result.shape,
        node=result.node,
        value=result.value,
        component=result.component,
    )
    claims = _find_evidence(data, node) if node else []
    if not claims:
        return finding
    best = max(
        claims, key=lambda e: sum(value in result.message or value == result.value for value in e.values if value)
    )
    return place(finding._replace(claim=best.claim), best.document, (best.start, best.end), texts)
