"""The lines that every graph has, whatever was read: the terms of the ontology and the saved questions."""

from __future__ import annotations

from functools import cache

from diplograph.derived import derive
from diplograph.graph.question_terms import describe_questions
from diplograph.graph.rdf import add_vocabulary


@cache
def list_bundled_lines() -> list[bytes]:
    """List them as N-Quads, in no order that matters."""
    return derive("terms", _make_lines)


def _make_lines() -> list[bytes]:
    """Write them."""
    return [f"{quad} .\n".encode() for quads in (add_vocabulary(()), describe_questions()) for quad in quads]
