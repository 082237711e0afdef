"""Tests of the proof of provenance: whatever is tampered with, a mismatch is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from graph_examples import OTHER_TEXT, TEXT, build_example, make_claims
from pyoxigraph import Literal, Quad

from diplograph.graph.store import (
    find_build,
    hash_quads,
    open_store,
    read_quads,
    replace_build,
    source_path,
)
from diplograph.graph.verification import verify_store
from diplograph.graph.vocabulary import NIF, OA, PROVENANCE_GRAPH
from diplograph.graph.writer import write_graph


def write_store(root: Path, quads: list[Quad], digest: str = "") -> None:
    with replace_build(root) as build:
        write_graph(build, quads)
        source_path(build, "iceland").write_bytes(TEXT.encode())
        source_path(build, "chile").write_bytes(OTHER_TEXT.encode())
        record = {"hash": digest or hash_quads(quads)}
        (build / "build.json").write_text(json.dumps(record), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_store(tmp_path, list(build_example()))
    return tmp_path


def change(root: Path, predicate: str, make: object) -> None:
    """Replace the values of a predicate in the provenance graph, and let the hash agree."""
    quads = read_quads(open_store(root))
    changed = [
        Quad(q.subject, q.predicate, make(q.object), q.graph_name)  # type: ignore[operator]
        if q.predicate.value == predicate and q.graph_name == PROVENANCE_GRAPH
        else q
        for q in quads
    ]
    write_store(root, changed)


def test_all_is_well(root: Path) -> None:
    verification = verify_store(root)
    assert verification.findings == []
    assert (verification.claims, verification.documents) == (len(make_claims()), 2)


def test_a_changed_document(root: Path) -> None:
    path = source_path(find_build(root), "iceland")
    path.write_bytes(path.read_bytes().replace(b"Tokyo", b"Kyoto"))
    messages = [finding.message for finding in verify_store(root).findings]
    assert any("SHA-256" in message for message in messages)
    assert any("the quotation is not the text that stands here" in message for message in messages)


def test_a_missing_document(root: Path) -> None:
    source_path(find_build(root), "chile").unlink()
    assert any("cannot be read" in finding.message for finding in verify_store(root).findings)


def test_a_document_that_is_not_utf8(root: Path) -> None:
    source_path(find_build(root), "chile").write_bytes(b"\xff")
    assert any(finding.document == "chile" for finding in verify_store(root).findings)


def test_a_changed_quotation(root: Path) -> None:
    change(root, f"{OA}exact", lambda old: Literal(old.value.replace("embassy", "Embassy")))
    findings = verify_store(root).findings
    assert {finding.message for finding in findings} == {"the quotation is not the text that stands here"}
    assert all(finding.line for finding in findings)


@pytest.mark.parametrize("offset", [-1, 1, 100_000])
def test_changed_offsets(root: Path, offset: int) -> None:
    change(root, f"{NIF}endIndex", lambda old: Literal(int(old.value) + offset))
    assert len(verify_store(root).findings) >= len({claim.start for claim in make_claims()})


def test_a_claim_without_its_span(root: Path) -> None:
    write_store(root, [q for q in read_quads(open_store(root)) if q.predicate.value != f"{OA}exact"])
    assert any("is not described" in finding.message for finding in verify_store(root).findings)


def test_a_graph_that_was_changed_by_one_triple(root: Path) -> None:
    quads = read_quads(open_store(root))
    write_store(root, quads[1:], hash_quads(quads))
    assert any("hash" in finding.message for finding in verify_store(root).findings)
