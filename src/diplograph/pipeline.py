"""The whole story on one screen: documents are read, claims extracted, made a graph, reasoned over, checked, stored."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

from pyoxigraph import Quad

from diplograph.cache import Cache
from diplograph.corpus import Corpus, Selection, read_corpus
from diplograph.derived import is_kept
from diplograph.documents import find_documents, read_document
from diplograph.errors import DocumentError
from diplograph.graph.assembly import Assembly, assemble
from diplograph.graph.bundled import list_bundled_lines
from diplograph.graph.findings import Finding
from diplograph.graph.learning import learn, order_claims
from diplograph.graph.origins import write_origins
from diplograph.graph.provenance import is_plain
from diplograph.graph.rdf import Converter, convert_document
from diplograph.graph.ruleset import load_rules
from diplograph.graph.schema import load_schema
from diplograph.graph.store import replace_build, source_path
from diplograph.graph.tables import load_reference_graph
from diplograph.graph.texts import StoredTexts
from diplograph.graph.validation import sort_findings, validate_graph
from diplograph.graph.writer import open_writer
from diplograph.model import Claim, Document
from diplograph.resources import find_resource
from diplograph.screen import count as say_count
from diplograph.text.gazetteer import NAMES, known_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_CLAIMS = "claims.jsonl"
#: Bytes of claims that are held in memory; they take some ten times as much there.
_HELD = 2_000_000


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
        failed: Documents that are left out because processes died of them.
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
    failed: tuple[str, ...]
    hash: str
    seconds: float


def build(
    paths: Iterable[Path | str] = (),
    store: Path | str = "diplograph-store",
    *,
    selection: Selection = Selection(),  # noqa: B008 - it is frozen
    progress: Callable[[str], object] = lambda _: None,
    count: Callable[[int, int | None], None] = lambda _, __: None,
) -> BuildReport:
    """Build a store from documents; the bundled ones where no path is given.

    The previous build stays in place until the new one is complete, and if it fails. Documents that have not changed
    since are not read again. Of the documents, only names and facts are held in memory.

    Args:
        paths: Files, directories that are searched for documents, and glob patterns.
        store: The directory of the store.
        selection: Which pages of dumps to read, and in how many processes.
        progress: Is told in a few words about each step.
        count: Is told how many documents are read, and of how many, if that is known.

    Raises:
        DocumentError: A document cannot be read.
        StoreError: The store cannot be written, or another build is being written to it.
    """
    started, root = perf_counter(), Path(store)
    with replace_build(root) as directory, TemporaryDirectory(prefix="work-", dir=directory) as work:
        corpus = read_corpus(_choose(paths), Cache(root / "cache"), selection, count, _prepare)
        claims = _write_corpus(directory, corpus)
        progress(f"{say_count(claims.total(), 'claim')} in {say_count(len(corpus.places), 'document')}")
        unresolved: list[tuple[str, str, int]] = []
        with open_writer(directory) as writer:  # its thread begins when no process is to be forked any more
            graph = assemble(writer, Path(work), _write_graph(directory, corpus, unresolved))
            progress(f"{graph.quads} quads")
            findings = [*_report_failed(corpus), *validate_graph(graph.store, StoredTexts(directory))]
        progress(say_count(len(findings), "finding"))
        report = replace(_make_report(corpus, claims, unresolved, graph, findings), seconds=perf_counter() - started)
        _write_record(directory, report)
        del graph  # closes the store before readers open it
    corpus.cache.prune(place.key for place in corpus.places)
    return report


def _prepare() -> None:
    """Load what the graph is made with; before that, make what who reads will look for next, if it is to be made."""
    if not is_kept(NAMES):
        known_names()
    import diplograph.graph.columns  # noqa: F401, PLC0415 - numpy

    load_schema()
    load_reference_graph()
    load_rules()
    list_bundled_lines()


def _choose(paths: Iterable[Path | str]) -> list[Path]:
    """Take the bundled documents where no path is given."""
    return [Path(path) for path in paths] or [find_resource("seeds")]


def _make_report(
    corpus: Corpus,
    claims: Counter[tuple[str, bool]],
    unresolved: Sequence[tuple[str, str, int]],
    graph: Assembly,
    findings: Sequence[Finding],
) -> BuildReport:
    """Gather what a build did, but for the time that it took."""
    return BuildReport(
        documents=tuple(place.document for place in corpus.places),
        claims=dict(sorted(Counter(kind for kind, _ in claims.elements()).items())),
        plain=sum(number for (_, plain), number in claims.items() if plain),
        quads=graph.quads,
        stated=graph.stated,
        inferred=graph.inferred,
        findings=tuple(sort_findings(findings)),
        unresolved=tuple(unresolved),
        failed=corpus.failed,
        hash=graph.hash,
        seconds=0.0,
    )


def _write_corpus(directory: Path, corpus: Corpus) -> Counter[tuple[str, bool]]:
    """Write the stored texts, where they are from, and the claims; count these by kind and by whether they are plain."""
    counts: Counter[tuple[str, bool]] = Counter()
    origins = []
    with (directory / _CLAIMS).open("w", encoding="utf-8", newline="\n") as file:
        for document, claims in corpus.read():
            source_path(directory, document.id).write_bytes(document.text.encode())
            origins.append(replace(document, text=""))
            for line in claims:
                file.write(f"{line}\n")
                claim = Claim.from_json(line)
                counts[claim.kind, is_plain(claim)] += 1
    write_origins(directory, origins)
    return counts


def _read_groups(directory: Path) -> Iterator[list[Claim]]:
    """Read the claims of a build that is being made, document by document."""
    with (directory / _CLAIMS).open(encoding="utf-8", newline="\n") as file:
        for _, claims in groupby(map(Claim.from_json, file), key=lambda claim: claim.document):
            yield order_claims(claims)


def _open_groups(directory: Path) -> Callable[[], Iterable[list[Claim]]]:
    """Give what reads the claims of a build; few are held, because they are gone through several times."""
    if (directory / _CLAIMS).stat().st_size > _HELD:
        return partial(_read_groups, directory)
    groups = list(_read_groups(directory))
    return lambda: groups


def _write_graph(directory: Path, corpus: Corpus, unresolved: list[tuple[str, str, int]]) -> Iterator[bytes]:
    """Write everything as N-Quads, document by document; then the entities and what every graph has.

    What was learnt of the names is given up with the last line; those that no table knows are added to a list.
    """
    converter = Converter(learn(_open_groups(directory)))
    for quad in _convert(converter, corpus):
        yield f"{quad} .\n".encode()
    unresolved += converter.list_unresolved()
    yield from list_bundled_lines()


def _convert(converter: Converter, corpus: Corpus) -> Iterator[Quad]:
    """Convert documents, claims and entities to quads."""
    for document, lines in corpus.read():
        yield from converter.convert_claims(order_claims(map(Claim.from_json, lines)), document.text)
        yield from convert_document(document)
    yield from converter.convert_entities()


def _report_failed(corpus: Corpus) -> Iterator[Finding]:
    """Report the documents whose readers died."""
    for name in corpus.failed:
        yield Finding("error", f"{name}: left out, because two processes have died of it", "worker")


def read_documents(paths: Iterable[Path | str]) -> list[Document]:
    """Read documents from files and directories, sorted by id; the bundled ones where no path is given.

    Raises:
        DocumentError: A document cannot be read, or two have the same id.
    """
    found: dict[str, Document] = {}
    for path in find_documents(_choose(paths)):
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
    from diplograph.text.extract import extract_claims  # noqa: PLC0415 - a build leaves it to others

    return [claim for document in read_documents(paths) for claim in extract_claims(document)]


def _write_record(directory: Path, report: BuildReport) -> None:
    """Write what the store keeps of a report."""
    with (directory / "build.json").open("w", encoding="utf-8", newline="\n") as file:
        json.dump(make_record(report), file, ensure_ascii=False, indent=1)
        file.write("\n")


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
        "failed": list(report.failed),
        "hash": report.hash,
    }
