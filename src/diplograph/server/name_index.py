"""Finds things by the beginnings of the words of their names, as somebody types them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions

from diplograph.graph.lookup import NAMES
from diplograph.graph.results import read_rows
from diplograph.graph.sparql import run_query
from diplograph.graph.vocabulary import RDFS_LABEL
from diplograph.naming import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

#: Names that are read, and names that are looked at for one answer.
_MOST, _LOOKED_AT = 500_000, 500


class Hit(NamedTuple):
    """A thing that was found: its IRI, its label, the name that fits, and what it is."""

    iri: str
    label: str
    name: str
    kind: str


class NameIndex:
    """The names of a store; they are read when the first search comes."""

    def __init__(self, store: Store) -> None:
        """Look into a store."""
        self._store = store
        self._database: sqlite3.Connection | None = None

    def find(self, words: str, limit: int) -> list[Hit]:
        """Find things with a name that has all the words, each perhaps only begun; the closest first."""
        given = fold(words).split()
        if not given:
            return []
        self._database = database = self._database or self._read()
        wanted = " ".join(f'"{word}"*' for word in given)
        rows = database.execute(
            "SELECT iri, name, main, fact FROM names WHERE folded MATCH ? ORDER BY rank LIMIT ?", (wanted, _LOOKED_AT)
        ).fetchall()
        whole = " ".join(given)
        ordered = sorted(
            rows, key=lambda row: (*_rate(fold(row[1]), whole), row[3], not row[2], len(row[1]), row[1], row[0])
        )
        first: dict[str, str] = {}
        for iri, name, *_ in ordered:
            first.setdefault(iri, name)
        return list(self._describe(dict(list(first.items())[:limit])))

    def _read(self) -> sqlite3.Connection:
        """Read all names."""
        database = sqlite3.connect(":memory:")
        database.execute(
            "CREATE VIRTUAL TABLE names USING fts5(iri UNINDEXED, name UNINDEXED, main UNINDEXED, fact UNINDEXED, folded, prefix = '2 3')"
        )
        database.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?)", self._list_names())
        return database

    def _list_names(self) -> Iterator[tuple[str, str, bool, bool, str]]:
        """List the names of things."""
        query = f"""SELECT ?node ?by ?name ?fact {{ ?node a dg:Item . VALUES ?by {{ {NAMES} }} ?node ?by ?name
          FILTER(LANG(?name) IN ("en", "")) OPTIONAL {{ ?node a ?fact FILTER(?fact = dg:Fact) }} }} LIMIT {_MOST}"""
        outcome = run_query(self._store, query)
        for node, by, name, fact in outcome if isinstance(outcome, QuerySolutions) else ():
            if isinstance(node, NamedNode) and isinstance(name, Literal):
                yield node.value, name.value, by == RDFS_LABEL, fact is not None, fold(name.value)

    def _describe(self, found: dict[str, str]) -> Iterator[Hit]:
        """Say what things are."""
        values = " ".join(f"<{iri}>" for iri in found)
        query = f"""SELECT ?node (SAMPLE(?l) AS ?label) (SAMPLE(?k) AS ?kind) {{ VALUES ?node {{ {values} }}
          ?node rdfs:label ?l FILTER(LANG(?l) IN ("en", ""))
          ?node a ?class . ?class rdfs:label ?k FILTER(LANG(?k) = "en")
          FILTER NOT EXISTS {{ ?node a ?narrower . ?narrower rdfs:subClassOf ?class FILTER(?narrower != ?class) }}
        }} GROUP BY ?node"""
        outcome = run_query(self._store, query)
        known = {}
        for node, label, kind in read_rows(outcome).rows if isinstance(outcome, QuerySolutions) else ():
            if isinstance(node, NamedNode) and isinstance(label, Literal) and isinstance(kind, Literal):
                known[node.value] = label.value, kind.value
        for iri, name in found.items():
            yield Hit(iri, known[iri][0] if iri in known else name, name, known[iri][1] if iri in known else "")


def _rate(name: str, whole: str) -> tuple[bool, bool]:
    """Rate how close a name is to what was typed: the same, or at least beginning so."""
    return name != whole, not name.startswith(whole)
