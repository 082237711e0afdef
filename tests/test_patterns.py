"""The example sentences of the pattern files: each gives the claims that stand beside it, and no others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pytest

from diplograph.model import Block, Claim, Document
from diplograph.text.extract import extract_claims
from diplograph.text.patterns import Pattern, bundled_library

LIBRARY = bundled_library()
EXAMPLES = [(pattern, example) for pattern in LIBRARY.patterns for example in pattern.examples]
SILENT = [(pattern, text) for pattern in LIBRARY.patterns for text in pattern.silent]


def as_document(example: Mapping[str, Any]) -> Document:
    """Make a document of one sentence, list item or what stands before it."""
    text, path = "", tuple(example.get("headings", ()))
    blocks = []
    for sentence in (*example.get("before", ()), example["text"]):
        kind = "item" if example.get("item") and sentence == example["text"] else "paragraph"
        start = len(text)
        text += sentence + "\n"
        level = 1 if kind == "item" else 0
        blocks.append(
            Block(kind, sentence, start, len(text) - 1, level, path, intro=example.get("intro", "") if level else "")  # type: ignore[arg-type]
        )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document("example", example.get("title", ""), "plain", text, tuple(blocks), digest)


def summary(claim: Claim) -> dict[str, Any]:
    """Give what an example states of a claim."""
    return {
        "roles": dict(claim.roles),
        "time": dict(claim.time),
        "polarity": claim.polarity,
        "modality": claim.modality,
    }


def found(pattern: Pattern, example: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List the claims that the pattern itself makes of an example."""
    return [summary(claim) for claim in extract_claims(as_document(example), LIBRARY) if claim.pattern == pattern.id]


def in_order(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sort claims, whatever the order of their fields."""
    return sorted(claims, key=lambda claim: json.dumps(claim, sort_keys=True))


@pytest.mark.parametrize(("pattern", "example"), EXAMPLES, ids=[f"{p.id}: {e['text'][:60]}" for p, e in EXAMPLES])
def test_example_gives_its_claims(pattern: Pattern, example: Mapping[str, Any]) -> None:
    defaults = {"time": {}, "polarity": "positive", "modality": "asserted"}
    expected = [{**defaults, **claim} for claim in example["claims"]]
    assert in_order(found(pattern, example)) == in_order(expected)


@pytest.mark.parametrize(("pattern", "text"), SILENT, ids=[f"{p.id}: {t[:60]}" for p, t in SILENT])
def test_counter_example_stays_silent(pattern: Pattern, text: str) -> None:
    assert found(pattern, {"text": text}) == []
