"""Proves the provenance: every quotation is cut anew out of the stored documents and compared, as are all hashes."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from diplograph.errors import StoreError
from diplograph.graph.findings import Finding, place
from diplograph.graph.mint import mint_document
from diplograph.graph.store import hash_quads, open_store, read_quads, read_record, read_source
from diplograph.graph.vocabulary import DCTERMS, DG, NIF, OA, PROV, PROVENANCE_GRAPH, SOURCE, read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Quad

    Properties = Mapping[str, str]


class Verification(NamedTuple):
    """What was compared, and every mismatch."""

    claims: int
    documents: int
    findings: list[Finding]


def verify_store(root: Path) -> Verification:
    """Compare every span of the graph with the stored documents: text, offsets and hashes.

    Raises:
        StoreError: There is no store, or it is damaged.
    """
    quads, record = read_quads(open_store(root)), read_record(root)
    nodes = _read_nodes(quads)
    findings, texts = [], {}
    for document, node in _list_documents(nodes):
        text, problem = _check_document(root, document, node)
        texts[document] = text
        findings += problem
    spans = {name: node for name, node in nodes.items() if f"{OA}exact" in node}
    for name in sorted(spans):
        findings += _check_span(name, spans[name], texts)
    claims = {name: node for name, node in nodes.items() if f"{PROV}wasQuotedFrom" in node}
    findings += [
        Finding("error", f"{name}: the span of this claim is not described", "verify", claim=name)
        for name, node in sorted(claims.items())
        if node[f"{PROV}wasQuotedFrom"] not in spans
    ]
    if hash_quads(quads) != record.get("hash"):
        findings.append(Finding("error", "the graph does not have the hash that its build recorded", "verify"))
    return Verification(len(claims), len(texts), findings)


def _read_nodes(quads: Sequence[Quad]) -> dict[str, dict[str, str]]:
    """Read the provenance graph: for each node, its properties; of several values the last in order."""
    nodes: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.graph_name == PROVENANCE_GRAPH:
            nodes.setdefault(read_value(quad.subject), {})[quad.predicate.value] = read_value(quad.object)
    return nodes


def _list_documents(nodes: Mapping[str, Properties]) -> Iterator[tuple[str, Properties]]:
    """List the documents that the graph describes, with their ids."""
    for _, node in sorted(nodes.items()):
        if f"{DG}sha256" in node:
            yield node[f"{DCTERMS}identifier"], node


def _check_document(root: Path, document: str, node: Properties) -> tuple[str, list[Finding]]:
    """Read a stored document and compare its hash; a text that cannot be read counts as empty."""
    try:
        data = read_source(root, document)
        text = data.decode()
    except (StoreError, UnicodeDecodeError) as error:
        return "", [Finding("error", str(error), "verify", document=document)]
    if sha256(data).hexdigest() != node[f"{DG}sha256"]:
        message = "the stored document does not have the SHA-256 that the graph records"
        return text, [Finding("error", message, "verify", document=document)]
    return text, []


def _check_span(name: str, node: Properties, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Compare one span with its document: the offsets with the name of the span, the text with the quotation."""
    begin, end = int(node.get(f"{NIF}beginIndex", -1)), int(node.get(f"{NIF}endIndex", -1))
    source = node.get(f"{NIF}referenceContext", "")
    document = next((d for d in texts if mint_document(d).value == source), "")
    finding = Finding("error", "", "verify", node=name)
    if not document:
        yield finding._replace(message=f"{name}: the graph holds no document {source.removeprefix(SOURCE)!r}")
        return
    finding = place(finding, document, (max(begin, 0), max(end, 0)), texts)
    if name != f"{source}#char={begin},{end}":
        yield finding._replace(message=f"the name of the span and its offsets {begin}, {end} differ")
    if not 0 <= begin < end <= len(texts[document]):
        yield finding._replace(message=f"offsets {begin}, {end} lie outside the document")
    elif texts[document][begin:end] != node[f"{OA}exact"]:
        yield finding._replace(message="the quotation is not the text that stands here")
