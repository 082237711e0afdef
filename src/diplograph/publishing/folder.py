"""Writes the folder from which the ontology is published.

    python -m diplograph.publishing.folder FOLDER

fills it with what ``ontology/.htaccess`` redirects to: the page, the ontology as Turtle, RDF/XML and JSON-LD, the
alignments, the shapes and the logo, at its top and again under the number of the version.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import BlankNode, RdfFormat, Triple, parse, serialize

from diplograph.graph.vocabulary import PREFIXES
from diplograph.publishing.page import PAGE, bundled_page
from diplograph.publishing.sssom import TABLE, bundled_sssom
from diplograph.publishing.terms import load_turtle, read_header
from diplograph.resources import find_resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_Term = TypeVar("_Term")
_COPIED = ("diplograph.ttl", "alignments.ttl", "shapes.ttl", "logo.svg")
_FORMATS = {"diplograph.rdf": RdfFormat.RDF_XML, "diplograph.jsonld": RdfFormat.JSON_LD}


def list_files() -> dict[str, bytes]:
    """Make the published files: name and content."""
    files = {name: find_resource("ontology", name).read_bytes() for name in _COPIED}
    triples = _number_blank_nodes(quad.triple for quad in parse(files["diplograph.ttl"], RdfFormat.TURTLE))
    for name, rdf_format in _FORMATS.items():
        files[name] = serialize(triples, format=rdf_format, prefixes=PREFIXES) or b""
    return files | {PAGE: bundled_page().encode(), TABLE: bundled_sssom().encode()}


def _number_blank_nodes(triples: Iterable[Triple]) -> list[Triple]:
    """Name blank nodes in the order in which they come, because parsers name them at random."""
    names: dict[BlankNode, BlankNode] = {}

    def name(term: _Term) -> _Term | BlankNode:
        """Give a blank node its number; other terms stay."""
        return names.setdefault(term, BlankNode(f"b{len(names)}")) if isinstance(term, BlankNode) else term

    return [Triple(name(t.subject), t.predicate, name(t.object)) for t in triples]


def publish(folder: Path) -> str:
    """Write the published files into a folder, and again into one named after the version; give the version."""
    files = list_files()
    ((version, _),) = read_header(load_turtle(files["diplograph.ttl"].decode()))["owl:versionInfo"]
    for place in (folder, folder / version):
        _write(place, files)
    return version


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in sorted(files.items()):
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    publish(Path(sys.argv[1]))
