"""The whole story on one screen: documents are read, claims extracted, made a graph, reasoned over, checked, stored."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, Quad

from diplograph.documents import find_documents, read_document
from diplograph.errors import DocumentError
from diplograph.graph.origins import write_origins
from diplograph.graph.provenance import is_plain
from diplograph.graph.rdf import Conversion, add_vocabulary, to_quads
from diplograph.graph.reasoning import materialize
from diplograph.graph.store import hash_quads, replace_build, source_path, write_graph
from diplograph.graph.validation import sort_findings, validate
from diplograph.graph.vocabulary import INFERRED_GRAPH
from diplograph.resources import find_resource
from diplograph.text.extract import extract_claims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from diplograph.graph.findings import Finding
    from diplograph.model import Claim, Document


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        documents: Ids of the documents, sorted.
        claims: The number of claims of each kind.
        plain: How many of them are positive and asserted, and so drew edges.
        quads: All quads of the store.
        stated: Triples that claims state, each once.
        inferred: Triples that follow from these and the ontology.
        findings: What the checks found, errors first.
        unresolved: Names that no reference table knows, with the class that their role implies and their number.
        hash: SHA-256 of the sorted N-Quads, in hexadecimal.
        seconds: How long it took; not part of the store.
    """

    documents: tuple[str, ...]
    claims: dict[str, int]
    plain: int
    quads: int
    stated: int
    inferred: int
    findings: tuple[Finding, ...]
    unresolved: tuple[tuple[str, str, int], ...]
    hash: str
    seconds: float


def build(
    paths: Iterable[Path | str] = (),
    store: Path | str = "diplograph-store",
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> BuildReport:
    """Build a store from documents; the bundled ones where no path is given.

    The previous build stays in place until the new one is complete, and if it fails.

    Args:
        paths: Files, and directories that are searched for documents.
        store: The directory of the store.
        progress: Is told in a few words about each step.

    Raises:
        DocumentError: A document cannot be read.
        StoreError: The store cannot be written, or another build is being written to it.
    """
    started = perf_counter()
    with replace_build(Path(store)) as directory:
        documents = read_documents(paths, progress)
        claims = [claim for document in documents for claim in extract_claims(document)]
        progress(f"{len(claims)} claims in {len(documents)} documents")
        conversion = to_quads(claims, documents)
        quads = add_inferences(add_vocabulary(conversion.quads))
        progress(f"{len(quads)} quads")
        texts = {document.id: document.text for document in documents}
        findings = sort_findings([*conversion.findings, *validate(quads, texts)])
        progress(f"{len(findings)} findings")
        write_graph(directory, quads)
        report = replace(
            _report(claims, conversion, quads, findings), documents=tuple(texts), seconds=perf_counter() - started
        )
        _write_files(directory, documents, claims, report)
    return report


def _report(
    claims: Sequence[Claim], conversion: Conversion, quads: Sequence[Quad], findings: Sequence[Finding]
) -> BuildReport:
    """Count what was made; documents and time are filled in by the build."""
    return BuildReport(
        documents=(),
        claims=dict(sorted(Counter(claim.kind for claim in claims).items())),
        plain=sum(is_plain(claim) for claim in claims),
        quads=len(quads),
        stated=conversion.stated,
        inferred=sum(quad.graph_name == INFERRED_GRAPH for quad in quads),
        findings=tuple(findings),
        unresolved=tuple(conversion.unresolved),
        hash=hash_quads(quads),
        seconds=0,
    )


def read_documents(paths: Iterable[Path | str], progress: Callable[[str], None] = lambda _: None) -> list[Document]:
    """Read documents from files and directories, sorted by id; the bundled ones where no path is given.

    Raises:
        DocumentError: A document cannot be read, or two have the same id.
    """
    found: dict[str, Document] = {}
    for path in find_documents([Path(path) for path in paths] or [find_resource("seeds")]):
        progress(f"reading {path.name}")
        for document in read_document(path):
            other = found.setdefault(document.id, document)
            if other is not document and other.text != document.text:
                raise DocumentError(f"the document id {document.id!r} is that of {other.path} too", path=document.path)
    return [found[name] for name in sorted(found)]


def read_claims(paths: Iterable[Path | str]) -> list[Claim]:
    """Read documents and extract their claims.

    Raises:
        DocumentError: A document cannot be read.
    """
    return [claim for document in read_documents(paths) for claim in extract_claims(document)]


def add_inferences(quads: Sequence[Quad]) -> list[Quad]:
    """Add to a dataset what follows from its default graph: to the default graph, and apart to a graph of its own."""
    inferred = materialize(quad for quad in quads if quad.graph_name == DefaultGraph())
    graphs = (DefaultGraph(), INFERRED_GRAPH)
    added = [Quad(t.subject, t.predicate, t.object, graph) for t in inferred for graph in graphs]
    return sorted([*quads, *added], key=str)


def _write_files(directory: Path, documents: Sequence[Document], claims: Sequence[Claim], report: BuildReport) -> None:
    """Write what stands beside the graph: the documents, the claims and the record of the build."""
    for document in documents:
        source_path(directory, document.id).write_bytes(document.text.encode())
    write_origins(directory, documents)
    lines = "".join(f"{claim.to_json()}\n" for claim in claims)
    (directory / "claims.jsonl").write_text(lines, encoding="utf-8", newline="\n")
    record = json.dumps(make_record(report), ensure_ascii=False, indent=1)
    (directory / "build.json").write_text(f"{record}\n", encoding="utf-8", newline="\n")


def make_record(report: BuildReport) -> dict[str, Any]:
    """Give what a store keeps of a report: everything but the time, which is not the same twice."""
    return {
        "documents": list(report.documents),
        "claims": report.claims,
        "plain": report.plain,
        "quads": report.quads,
        "stated": report.stated,
        "inferred": report.inferred,
        "findings": [finding._asdict() for finding in report.findings],
        "unresolved": [list(entry) for entry in report.unresolved],
        "hash": report.hash,
    }
