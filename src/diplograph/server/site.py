"""What a worker answers from: the store of one build, opened once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diplograph.graph.store import find_build, open_store, read_record
from diplograph.graph.texts import open_texts
from diplograph.server.name_index import NameIndex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Store

    from diplograph.server.messages import Request

_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")


@dataclass(frozen=True, slots=True)
class Site:
    """What is served.

    Attributes:
        root: The directory of the store.
        store: The graph.
        texts: The stored texts by document.
        record: What the build recorded about itself.
        questions: Folders with questions of the user's own; ``None`` stands for the usual ones.
        megabytes: How large an answer may be.
        names: The names of things, to search in.
        address: Where the site is reached from outside, without a slash at the end; "" for where the request went.
    """

    root: Path
    store: Store
    texts: Mapping[str, str]
    record: Mapping[str, Any]
    names: NameIndex
    questions: Sequence[Path] | None = None
    megabytes: int = 64
    address: str = ""

    def locate(self, request: Request) -> str:
        """Give the address of the site, without a slash at the end."""
        host = request.headers.get("host", "")
        return self.address or f"http://{host if _HOST.fullmatch(host) else 'localhost'}"


def open_site(root: Path, questions: Sequence[Path] | None = None, *, megabytes: int = 64, address: str = "") -> Site:
    """Open the current build of a store.

    Raises:
        StoreError: There is no store, or it is damaged.
    """
    store = open_store(root)
    return Site(root, store, open_texts(root), read_record(root), NameIndex(store), questions, megabytes, address)


def name_build(root: Path) -> str:
    """Name the current build so that no other build, and no other version of it, has the same name.

    Raises:
        StoreError: There is no store, or it is damaged.
    """
    return f"{find_build(root).name}-{read_record(root)['hash']}"
