"""Tests of the graph as Python sees it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from graph_examples import DGR, build_example
from pyoxigraph import NamedNode, Triple
from seed_store import build_seeds

import diplograph
from diplograph import Graph
from diplograph.errors import QueryError, StoreError
from diplograph.graph.results import Rows
from diplograph.graph.vocabulary import dg


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph.from_quads(build_example())


def test_queries_give_typed_answers(graph: Graph) -> None:
    rows = graph.query("SELECT ?m { ?m a dg:Embassy }")
    assert rows == Rows(("m",), [(NamedNode(f"{DGR}mission/iceland.japan.embassy"),)])
    assert graph.query("ASK { ?m a dg:Embassy }") is True
    triples = graph.query("CONSTRUCT { ?m a dg:Embassy } WHERE { ?m a dg:Embassy }")
    assert isinstance(triples, list)
    assert [triple.object for triple in triples if isinstance(triple, Triple)] == [dg("Embassy")]


def test_questions_take_values_as_people_write_them(graph: Graph) -> None:
    answer = graph.ask("agreement-partners-without-office", territory="iceland")
    assert answer.columns == ("partner", "signed", "seatedThere")
    assert {row.partner for row in answer.rows} == {"Chile"}
    assert answer.rows[0].partner.iri == f"{DGR}territory/CL"
    assert sorted(note.document for notes in answer.evidence for note in notes) == ["chile", "iceland"]


def test_what_a_question_asks_is_found_and_described(graph: Graph) -> None:
    hits = graph.find("who visited Chile", limit=3)
    assert any(hit.kind == "question" and "visit" in hit.name for hit in hits)
    assert any(hit.name == "dgr:territory/CL" for hit in hits)
    assert "--territory TERRITORY" in graph.describe("visits-abroad")


def test_limits_need_a_store_on_disk(graph: Graph) -> None:
    with pytest.raises(QueryError, match="a graph in memory cannot be limited"):
        graph.query("ASK {}", seconds=1)
    assert Graph.open(build_seeds()[0]).query("ASK {}", seconds=30) is True


def test_errors_are_those_of_the_package(graph: Graph) -> None:
    with pytest.raises(QueryError, match="no graph format 'gexf'"):
        graph.export("gexf")
    with pytest.raises(StoreError, match="no diplograph store here"):
        Graph.open("/nonexistent")


def test_rdflib_and_back(graph: Graph) -> None:
    again = Graph.from_rdflib(graph.to_rdflib())
    assert again.export("nquads") == graph.export("nquads")


def test_the_public_names_exist_and_others_do_not() -> None:
    for name in diplograph.__all__:
        assert getattr(diplograph, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'grahp'"):
        _ = diplograph.grahp


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, diplograph.cli; print(sorted({'rdflib', 'owlrl', 'pyshacl', 'dataclasses'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_as_of_a_date() -> None:
    graph = Graph.from_quads(build_example())
    visits = "ASK { ?visit a dg:Visit }"
    assert [graph.as_of(date).query(visits) for date in ("2003", "2004-03-10", "2005")] == [False, True, True]
    assert graph.as_of("2004-03-10", certain=True).query(visits) is False


def test_why() -> None:
    reason = Graph.from_quads(build_example()).why("Anna Eir", "visited", "Chile")
    assert reason.rule is not None
    assert "Anna Eir visited Chile" in reason.premises[1].source.claims[0].exact
