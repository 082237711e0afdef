"""The files that the documents of a build were read from, so that findings can point at them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from diplograph.graph.store import find_build

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diplograph.model import Document

#: Beside the graph and no part of its hash: the same documents give the same graph from wherever they are read.
_FILE = "origins.json"


def write_origins(build: Path, documents: Iterable[Document]) -> None:
    """Write where documents were read from, as the paths were given."""
    text = json.dumps(find_origins(documents), ensure_ascii=False, indent=1, sort_keys=True)
    (build / _FILE).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def find_origins(documents: Iterable[Document]) -> dict[str, str]:
    """Find the path of each document.

    A document that is only a part of its file gets its id behind the path: its lines are not those of the file.
    """
    listed = list(documents)
    counts = Counter(document.path for document in listed)
    whole = {d.id: d.format != "dump" and counts[d.path] == 1 for d in listed}
    return {d.id: d.path if whole[d.id] else f"{d.path}#{d.id}" for d in listed if d.path}


def read_origins(root: Path) -> dict[str, str]:
    """Read where the documents of the current build were read from; nothing where it is not known.

    A path below the current directory is given from there.

    Raises:
        StoreError: There is no store, or it is damaged.
    """
    try:
        origins = json.loads((find_build(root) / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return relate(origins, Path.cwd()) if isinstance(origins, dict) else {}


def relate(origins: Mapping[str, str], directory: Path) -> dict[str, str]:
    """Write the paths below a directory as seen from there.

    >>> relate({"a": "/home/ada/a.txt", "b": "b.txt", "c": "/c.txt"}, Path("/home/ada"))
    {'a': 'a.txt', 'b': 'b.txt', 'c': '/c.txt'}
    """
    return {
        name: str(Path(path).relative_to(directory)) if Path(path).is_relative_to(directory) else path
        for name, path in origins.items()
    }
