"""Answers to saved questions: rows with names for their nodes, and the sentences that each row rests on.

A saved question names its evidence in pairs of columns: ``quote`` and ``span``, ``officeQuote`` and ``officeSpan`` ….
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, QuerySolutions

from diplograph.graph.lookup import NAMES
from diplograph.graph.results import Rows, read_rows, show
from diplograph.graph.sparql import run_query
from diplograph.graph.vocabulary import RDFS_LABEL, SOURCE, shorten
from diplograph.lines import find_place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from diplograph.graph.results import Cell
    from diplograph.graph.sparql import Source

_QUOTE, _SPAN = "quote", "span"
#: Nodes whose names are asked for at once.
_PART = 500


class Quotation(NamedTuple):
    """A sentence that a row rests on.

    Attributes:
        document: Id of the document.
        line: From 1; 0 where the stored text is not at hand.
        start: Half-open code points of the stored text, with ``end``.
        exact: The words.
    """

    document: str
    line: int
    start: int
    end: int
    exact: str

    def describe_place(self) -> str:
        """Say in words where the sentence stands."""
        line = f"line {self.line}, " if self.line else ""
        return f"{self.document}, {line}characters {self.start}-{self.end}"


class Naming(NamedTuple):
    """What a node is called: its label, and all its names."""

    label: str
    names: tuple[str, ...]


class Sheet(NamedTuple):
    """An answer ready to be written in any format.

    Attributes:
        columns: The columns of the answer itself.
        rows: The terms of each row in that order.
        pairs: What the pieces of evidence are called: "" for the first, ``office`` for ``officeQuote`` ….
        evidence: For each row, a quotation or ``None`` for each pair.
        naming: What the nodes in the rows are called.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    pairs: tuple[str, ...]
    evidence: list[tuple[Quotation | None, ...]]
    naming: Mapping[NamedNode, Naming]

    def say(self, term: Cell) -> str:
        """Write a term for people: a node by its label, else in short."""
        return self.naming[term].label if isinstance(term, NamedNode) and term in self.naming else show(term)


def make_sheet(source: Source, rows: Rows, texts: Mapping[str, str]) -> Sheet:
    """Take the evidence out of the rows of an answer, and look up what the nodes in them are called.

    Args:
        source: Where the answer is from.
        rows: The answer, with its evidence columns.
        texts: The stored texts by document, to say in which line a sentence stands.
    """
    pairs = find_evidence_columns(rows.columns)
    places = {name: i for i, name in enumerate(rows.columns)}
    inner = {name for pair in pairs for name in pair}
    shown = [name for name in rows.columns if name not in inner]
    evidence = [
        tuple(read_quotation(row[places[span]], row[places[quote]], texts) for quote, span in pairs)
        for row in rows.rows
    ]
    cells = [tuple(row[places[name]] for name in shown) for row in rows.rows]
    names = tuple(quote.removesuffix("Quote") if quote != _QUOTE else "" for quote, _ in pairs)
    return Sheet(tuple(shown), cells, names, evidence, look_up_names(source, (cell for row in cells for cell in row)))


def find_evidence_columns(columns: Collection[str]) -> list[tuple[str, str]]:
    """Find the pairs of columns that hold a quotation and its span.

    >>> find_evidence_columns(["partner", "quote", "span", "visitQuote", "visitSpan"])
    [('quote', 'span'), ('visitQuote', 'visitSpan')]
    """
    pairs = [(_QUOTE, _SPAN)]
    pairs += [(name, f"{name.removesuffix('Quote')}Span") for name in columns if name.endswith("Quote")]
    return [(quote, span) for quote, span in pairs if quote in columns and span in columns]


def read_quotation(span: Cell, quote: Cell, texts: Mapping[str, str]) -> Quotation | None:
    """Read where a quotation stands; ``None`` where there is none."""
    if not isinstance(span, NamedNode) or not isinstance(quote, Literal):
        return None
    source, _, offsets = span.value.partition("#char=")
    begin, _, end = offsets.partition(",")
    document = unquote(source.removeprefix(SOURCE))
    if not (begin.isdecimal() and end.isdecimal()):
        return Quotation(document, 0, 0, 0, quote.value)
    text = texts.get(document)
    line = find_place(text, int(begin))[0] if text is not None else 0
    return Quotation(document, line, int(begin), int(end), quote.value)


def look_up_names(source: Source, cells: Iterable[Cell]) -> dict[NamedNode, Naming]:
    """Look up what nodes are called, in English or without a language; what has no name is called by its short IRI."""
    nodes = sorted({cell for cell in cells if isinstance(cell, NamedNode)}, key=str)
    labels: dict[NamedNode, list[str]] = {}
    names: dict[NamedNode, set[str]] = {}
    for at in range(0, len(nodes), _PART):
        for node, by, name in _ask_names(source, nodes[at : at + _PART]):
            names.setdefault(node, set()).add(name)
            if by:
                labels.setdefault(node, []).append(name)
    return {
        node: Naming(min(labels.get(node, [shorten(node.value)])), tuple(sorted(names.get(node, ())))) for node in nodes
    }


def _ask_names(source: Source, nodes: Iterable[NamedNode]) -> Iterable[tuple[NamedNode, bool, str]]:
    """Ask for names; with each comes whether it is a label."""
    values = " ".join(map(str, nodes))
    outcome = run_query(
        source,
        f"""SELECT ?node ?by ?name {{
          VALUES ?node {{ {values} }}
          {{ VALUES ?by {{ {NAMES} dg:adjective }} ?node ?by ?name }}
          UNION {{ VALUES ?by {{ rdfs:label <http://purl.org/dc/terms/title> }} GRAPH dgg:provenance {{ ?node ?by ?name }} }}
          FILTER(LANG(?name) IN ("en", ""))
        }}""",
    )
    for node, by, name in read_rows(outcome).rows if isinstance(outcome, QuerySolutions) else ():
        if isinstance(node, NamedNode) and isinstance(by, NamedNode) and isinstance(name, Literal):
            yield node, by == RDFS_LABEL or by.value.endswith("/title"), name.value
