"""The formats of graph browsers by name, and how a network becomes a file, a directory or an archive."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from diplograph.errors import InputError
from diplograph.exchange.cytoscape import render_cyjs
from diplograph.exchange.gexf import render_gexf
from diplograph.exchange.graphml import render_graphml
from diplograph.exchange.neo4j import render_neo4j
from diplograph.exchange.page import render_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from diplograph.exchange.network import Network

#: Formats of one text each.
TEXTS: Mapping[str, Callable[[Network], str]] = {
    "cyjs": render_cyjs,
    "gexf": render_gexf,
    "graphml": render_graphml,
    "html": render_page,
}
BUNDLE = "neo4j"
FORMATS = (*sorted(TEXTS), BUNDLE)
#: The earliest date that an archive can give its files; the time of day has no place in them.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_bundle(network: Network, path: Path | None) -> None:
    """Write the files for Neo4j into a directory, or into an archive where the name ends in ``.zip``.

    Raises:
        InputError: No place is named, or it cannot be written.
    """
    if path is None:
        raise InputError("neo4j takes several files", expected="--output DIRECTORY or --output FILE.zip")
    files = render_neo4j(network)
    try:
        if path.suffix.lower() == ".zip":
            path.write_bytes(_pack(files))
            return
        path.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (path / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError((error.strerror or "cannot be written").lower(), path=str(path)) from None


def _pack(files: Mapping[str, str]) -> bytes:
    """Pack files into an archive, the same bytes for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
