"""diplograph: from encyclopaedia articles on foreign relations to a knowledge graph with every fact traceable.

>>> from diplograph import Graph, build

``build`` makes a store from documents, ``Graph`` opens, queries and exports one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diplograph.graph.api import Graph
    from diplograph.pipeline import BuildReport, build

__all__ = ["BuildReport", "Graph", "build"]

_PLACES = {"BuildReport": "diplograph.pipeline", "Graph": "diplograph.graph.api", "build": "diplograph.pipeline"}


def __getattr__(name: str) -> object:
    """Import the public names when they are first used, so that the command starts quickly."""
    if name not in _PLACES:
        raise AttributeError(f"module 'diplograph' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - needed here only

    return getattr(import_module(_PLACES[name]), name)
