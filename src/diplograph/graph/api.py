"""The graph as Python sees it: open a store and query it, ask the saved questions, export it, hand it to rdflib."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QueryTriples, RdfFormat, parse, serialize

from diplograph.errors import QueryError
from diplograph.graph.results import DATASET_FORMATS, GRAPH_FORMATS, Rows, read_rows, render_graph
from diplograph.graph.sparql import run_query
from diplograph.graph.store import make_memory_store, open_store, read_plain_quads, read_quads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store, Triple
    from rdflib import Dataset

    from diplograph.graph.results import Outcome
    from diplograph.graph.why import Reason


class Graph:
    """A graph of claims; ``store`` is the pyoxigraph store that holds it."""

    def __init__(self, store: Store) -> None:
        """Look at a store that is open already."""
        self.store = store

    @classmethod
    def open(cls, root: Path | str = "diplograph-store") -> Graph:
        """Open the current build of a store on disk, for reading.

        Raises:
            StoreError: There is no store, or it is damaged.
        """
        return cls(open_store(Path(root)))

    @classmethod
    def from_quads(cls, quads: Iterable[Quad]) -> Graph:
        """Hold quads in memory."""
        return cls(make_memory_store(quads))

    @classmethod
    def from_rdflib(cls, dataset: Dataset) -> Graph:
        """Copy an rdflib dataset into memory, default graph and named graphs."""
        quads = []
        for graph in dataset.graphs():
            name = NamedNode(graph.identifier) if graph != dataset.default_graph else DefaultGraph()
            triples = parse(graph.serialize(format="nt", encoding="utf-8"), format=RdfFormat.N_TRIPLES)
            quads += [Quad(t.subject, t.predicate, t.object, name) for t in triples]
        return cls.from_quads(quads)

    def to_rdflib(self) -> Dataset:
        """Copy the graph into an rdflib dataset."""
        from rdflib import Dataset, URIRef  # noqa: PLC0415 - takes longer to import than a whole query

        dataset = Dataset()
        for name in (DefaultGraph(), *self.store.named_graphs()):
            triples = [quad.triple for quad in self.store.quads_for_pattern(None, None, None, name)]
            graph = dataset.graph(URIRef(name.value)) if isinstance(name, NamedNode) else dataset.default_graph
            graph.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
        return dataset

    def query(self, text: str) -> Rows | bool | list[Triple]:
        """Run a SPARQL query: SELECT gives rows, ASK a boolean, CONSTRUCT and DESCRIBE triples, sorted.

        Raises:
            QueryError: The query is malformed.
        """
        return _read(run_query(self.store, text))

    def ask(self, name: str, **parameters: object) -> Rows | bool | list[Triple]:
        """Ask a saved question; names are given as people write them.

        Raises:
            QueryError: No such question or parameter, or a value that cannot be understood.
        """
        from diplograph.graph.questions import ask  # noqa: PLC0415 - questions only

        return _read(ask(self.store, name, {key: str(value) for key, value in parameters.items()}))

    def as_of(self, date: str, *, certain: bool = False) -> Graph:
        """Look at what holds as of a date, and at what has happened by then.

        Args:
            date: A day, a month or a year: ``2010-03-29``, ``2010-03``, ``2010``.
            certain: Leave out what is only possible, because its dates are less precise or unknown.

        Raises:
            QueryError: It is no date.
        """
        from diplograph.graph.as_of import read_as_of  # noqa: PLC0415 - reasons anew
        from diplograph.graph.views import make_views  # noqa: PLC0415

        views = make_views(self.store, read_as_of(date))
        return Graph(views.certain if certain else views.possible)

    def why(self, subject: str, predicate: str, value: str) -> Reason:
        """Explain a triple of names, prefixed names or IRIs: the proof, down to the quotations.

        Raises:
            QueryError: A name is unknown, or the graph does not hold the triple.
        """
        from diplograph.graph.why import Why  # noqa: PLC0415 - proofs only

        why = Why(self.store, {})
        return why.explain(why.read_triple(subject, predicate, value))

    def export(self, form: str = "turtle") -> str:
        """Write the graph; N-Quads, TriG and JSON-LD hold all graphs, the other formats the default graph alone.

        Raises:
            QueryError: There is no such format.
        """
        if form not in GRAPH_FORMATS:
            raise QueryError(f"there is no graph format {form!r}", expected=" ".join(GRAPH_FORMATS))
        if form in DATASET_FORMATS:
            return render_graph(read_quads(self.store), form)
        return render_graph((quad.triple for quad in read_plain_quads(self.store)), form)


def _read(outcome: Outcome) -> Rows | bool | list[Triple]:
    if isinstance(outcome, QueryBoolean):
        return bool(outcome)
    if isinstance(outcome, QueryTriples):
        return sorted(outcome, key=str)
    return read_rows(outcome)
