"""What was read from documents, kept beside the store, so that an unchanged document is not read again.

A record is called by a hash of the document's bytes, of what ``documents.toml`` says of it, and of everything that
reading depends on: the package's own code, the patterns and the reference tables.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from diplograph.derived import stamp_package
from diplograph.model import Claim, Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_META = ("id", "title", "format", "sha256", "path", "source", "licence", "retrieved", "revision")


class Reading(NamedTuple):
    """A document without its blocks, and its claims, each as a line of JSON."""

    document: Document
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cache:
    """A directory of records."""

    directory: Path

    def load(self, key: str) -> list[Reading] | None:
        """Load a record; ``None`` if there is none, or if it is damaged."""
        try:
            entries = json.loads((self.directory / f"{key}.json").read_bytes())
            readings = [_read_entry(entry) for entry in entries]
        except (OSError, ValueError, TypeError, KeyError):
            return None
        sound = all(sha256(r.document.text.encode()).hexdigest() == r.document.sha256 for r in readings)
        return readings if sound else None

    def save(self, key: str, readings: Sequence[Reading]) -> None:
        """Save a record; it is there as a whole or not at all, whenever the process ends."""
        entries = [
            {name: getattr(r.document, name) for name in _META} | {"text": r.document.text, "claims": r.claims}
            for r in readings
        ]
        self.directory.mkdir(parents=True, exist_ok=True)
        waiting = self.directory / f"{key}.{os.getpid()}.new"
        waiting.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
        waiting.replace(self.directory / f"{key}.json")

    def prune(self, keys: Iterable[str]) -> None:
        """Remove all records but these."""
        kept = {f"{key}.json" for key in keys}
        for path in self.directory.iterdir() if self.directory.is_dir() else ():
            if path.name not in kept:
                path.unlink(missing_ok=True)


def _read_entry(entry: dict[str, object]) -> Reading:
    """Read what ``save`` wrote of one document."""
    claims = entry.pop("claims")
    if not isinstance(claims, list):
        raise TypeError("not a list of claims")
    return Reading(Document(blocks=(), **entry), tuple(claims))  # type: ignore[arg-type]


def make_reading(document: Document, claims: Iterable[Claim]) -> Reading:
    """Keep of a document what the graph needs."""
    return Reading(replace(document, blocks=()), tuple(claim.to_json() for claim in claims))


def make_key(*parts: str | bytes) -> str:
    """Make the name of a record from what it depends on, besides the package itself."""
    digest = sha256(stamp_package().encode())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()
