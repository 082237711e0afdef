"""The stored texts of a build, each read when it is asked for: a corpus may have more than memory holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

from diplograph.graph.store import find_build, source_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def open_texts(root: Path) -> StoredTexts:
    """Open the stored texts of the current build of a store.

    Raises:
        StoreError: There is no store, or it is damaged.
    """
    return StoredTexts(find_build(root))


class StoredTexts(Mapping[str, str]):
    """The stored texts of a build by their documents; each is read when it is asked for, and the last is kept."""

    def __init__(self, build: Path) -> None:
        """Look into the directory of a build."""
        self._build = build
        self._last = ("", "")

    def __getitem__(self, document: str) -> str:
        """Read the text of a document; one that is damaged counts as missing, and that is for ``verify`` to report."""
        if document != self._last[0]:
            try:
                self._last = document, source_path(self._build, document).read_bytes().decode()
            except (OSError, UnicodeDecodeError):
                raise KeyError(document) from None
        return self._last[1]

    def __iter__(self) -> Iterator[str]:
        """Give the ids of the documents, sorted."""
        return iter(sorted(unquote(path.stem) for path in (self._build / "documents").glob("*.txt")))

    def __len__(self) -> int:
        """Count the documents."""
        return sum(1 for _ in (self._build / "documents").glob("*.txt"))
