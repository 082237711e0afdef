"""The graph as Python sees it: open a store and query it, ask the saved questions, export it, hand it to rdflib."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QueryTriples, RdfFormat, parse, serialize

from diplograph.errors import QueryError
from diplograph.graph.results import DATASET_FORMATS, GRAPH_FORMATS, Rows, read_rows, render_graph
from diplograph.graph.sparql import run_query
from diplograph.graph.store import make_memory_store, open_store, read_plain_quads, read_quads
from diplograph.graph.texts import open_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import Store, Triple
    from rdflib import Dataset

    from diplograph.graph.records import Answer
    from diplograph.graph.results import Outcome
    from diplograph.graph.search_index import Hit
    from diplograph.graph.sparql import Source
    from diplograph.graph.why import Reason


class Graph:
    """A graph of claims; ``store`` is the pyoxigraph store that holds it.

    Attributes:
        store: The pyoxigraph store.
        texts: The stored texts by document; empty for a graph in memory.
        root: The directory of the store; ``None`` for a graph in memory.
        questions: Folders with questions of the user's own; ``None`` stands for the usual ones.
    """

    def __init__(self, store: Store, texts: Mapping[str, str] | None = None, root: Path | None = None) -> None:
        """Look at a store that is open already."""
        self.store, self.texts, self.root = store, texts or {}, root
        self.questions: Sequence[Path] | None = None

    @classmethod
    def open(cls, root: Path | str = "diplograph-store") -> Graph:
        """Open the current build of a store on disk, for reading.

        Raises:
            StoreError: There is no store, or it is damaged.
        """
        path = Path(root)
        return cls(open_store(path), open_texts(path), path)

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

    def query(self, text: str, *, seconds: float | None = None) -> Rows | bool | list[Triple]:
        """Run a SPARQL query: SELECT gives rows, ASK a boolean, CONSTRUCT and DESCRIBE triples, sorted.

        Args:
            text: The query.
            seconds: End the query after this time. It then runs in a process of its own, with bounded memory.

        Raises:
            QueryError: The query is malformed, took too long or too much.
        """
        return _read(run_query(self._limit(seconds), text))

    def ask(self, name: str, *, seconds: float | None = None, **parameters: object) -> Answer:
        """Ask a saved question; names are given as people write them.

        Args:
            name: The question.
            seconds: End the query after this time.
            **parameters: Their values: names, dates, numbers.

        Raises:
            QueryError: No such question or parameter, or a value that cannot be understood.
        """
        from diplograph.graph.answers import make_sheet  # noqa: PLC0415 - questions only
        from diplograph.graph.binding import bind, fill  # noqa: PLC0415
        from diplograph.graph.questions import load_question  # noqa: PLC0415
        from diplograph.graph.records import make_answer  # noqa: PLC0415

        question = load_question(name, self.questions)
        given = {key: str(value) for key, value in parameters.items() if value is not None}
        text = fill(question, bind(self.store, question, given))
        rows = _read(run_query(self._limit(seconds), text, path=f"{name}.rq"))
        if not isinstance(rows, Rows):
            raise QueryError(f"question {name!r} gives no rows", expected="a SELECT query")
        return make_answer(question, make_sheet(self.store, rows, self.texts))

    def find(self, words: str, limit: int = 10) -> list[Hit]:
        """Find saved questions and entities by words, the best first, of each at most so many."""
        from diplograph.graph.questions import load_questions  # noqa: PLC0415 - questions only
        from diplograph.graph.search_index import find  # noqa: PLC0415

        return find(self.store, load_questions(self.questions), words, limit)

    def describe(self, name: str) -> str:
        """Describe a saved question: what it asks, its parameters, its answer on the bundled documents.

        Raises:
            QueryError: There is no such question.
        """
        from diplograph.graph.questions import load_question  # noqa: PLC0415 - questions only

        return load_question(name, self.questions).describe()

    def _limit(self, seconds: float | None) -> Source:
        """Give the store, or its like that ends queries in time."""
        if seconds is None:
            return self.store
        if self.root is None:
            raise QueryError("a graph in memory cannot be limited", expected="a store on disk")
        from diplograph.graph.limits import LimitedStore  # noqa: PLC0415 - limits only

        return LimitedStore(self.root, seconds)

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

        why = Why(self.store, self.texts)
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
    """Read what a query gave into plain values."""
    if isinstance(outcome, QueryBoolean):
        return bool(outcome)
    if isinstance(outcome, QueryTriples):
        return sorted(outcome, key=str)
    return read_rows(outcome)
