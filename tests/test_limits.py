"""Tests of queries that must end."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples
from seed_store import build_seeds

from diplograph.cli import main
from diplograph.errors import QueryError, StoreError
from diplograph.graph.limits import LimitedStore
from diplograph.graph.results import read_rows
from diplograph.graph.sparql import run_query
from diplograph.graph.store import open_store

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a (!dg:x)* ?b . ?c (!dg:y)* ?d . ?e ?f ?g }"


@pytest.fixture(scope="module")
def root() -> Path:
    return build_seeds()[0]


def test_answers_are_those_of_the_store(root: Path) -> None:
    query = "SELECT ?v ?label { ?v a dg:Visit ; rdfs:label ?label } ORDER BY ?v"
    limited, plain = run_query(LimitedStore(root, 60), query), run_query(open_store(root), query)
    assert isinstance(limited, QuerySolutions)
    assert isinstance(plain, QuerySolutions)
    rows = read_rows(plain).rows
    assert read_rows(limited).rows == rows
    assert isinstance(run_query(LimitedStore(root, 60), "ASK {}"), QueryBoolean)
    graph = run_query(LimitedStore(root, 60), "CONSTRUCT WHERE { ?v a dg:Visit }")
    assert isinstance(graph, QueryTriples)
    assert len(list(graph)) == len(rows)


def test_a_query_that_takes_too_long_is_ended(root: Path) -> None:
    with pytest.raises(QueryError, match="the query was ended after 1 second; expected a narrower query"):
        run_query(LimitedStore(root, 1), ENDLESS)


def test_a_query_that_takes_too_much_is_ended(root: Path) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
    with pytest.raises(QueryError, match="the query needed more than 200 MB"):
        run_query(LimitedStore(root, 300, megabytes=200), query)


def test_malformed_queries_name_the_place(root: Path) -> None:
    with pytest.raises(QueryError, match=r"query:1:\d+: malformed SPARQL"):
        run_query(LimitedStore(root, 60), "SELECT * { ?s")


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("inf"), float("nan")])
def test_no_time_is_no_limit(root: Path, seconds: float) -> None:
    with pytest.raises(QueryError, match="seconds are no time"):
        LimitedStore(root, seconds)


def test_a_missing_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no diplograph store here"):
        LimitedStore(tmp_path, 1)


def test_the_commands_take_a_time(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", ENDLESS, "--timeout", "1", "--store", str(root)]) == 2
    assert "the query was ended after 1 second" in capsys.readouterr().err
    assert main(["query", "ASK {}", "--timeout", "1e12", "--store", str(root)]) == 0
    assert capsys.readouterr().out == "true\n"
    assert main(["ask", "denied", "--timeout", "60", "--format", "csv", "--store", str(root)]) == 0
    assert "Trade mission of North Korea" in capsys.readouterr().out
    assert main(["ask", "denied", "--timeout", "60", "--as-of", "2000", "--store", str(root)]) == 2
    assert "expected no --as-of beside it" in capsys.readouterr().err


@pytest.mark.parametrize(
    "query",
    [f"SELECT * {{{'{' * 100_000}{'}' * 100_000}}}", f"SELECT (1{'+1' * 100_000} AS ?x) {{}}"],
    ids=["groups", "sums"],
)
def test_a_query_that_is_nested_too_deeply(root: Path, capsys: pytest.CaptureFixture[str], query: str) -> None:
    assert main(["query", query[:100_000], "--store", str(root)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    with pytest.raises(QueryError, match="nested too deeply"):
        run_query(LimitedStore(root, 60), query)


def test_no_more_rows_are_read_than_wanted(root: Path) -> None:
    limited = LimitedStore(root, 60, rows=3)
    rows = run_query(limited, "SELECT ?a ?b { ?a ?p ?x . ?b ?q ?y }")
    assert isinstance(rows, QuerySolutions)
    assert len(read_rows(rows).rows) == 3
    graph = run_query(limited, "CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(graph, QueryTriples)
    assert len(list(graph)) == 3


def test_calls_of_other_endpoints_are_refused_where_wanted(root: Path) -> None:
    query = "SELECT * { SERVICE SILENT <http://localhost:1/> { ?s ?p ?o } }"
    with pytest.raises(
        QueryError, match="a query that calls another endpoint is refused; expected a query without SERVICE"
    ):
        run_query(LimitedStore(root, 60, local=True), query)
    plain = "SELECT ?service { BIND('Foreign Service' AS ?service) } # SERVICE"
    rows = run_query(LimitedStore(root, 60, local=True), plain)
    assert isinstance(rows, QuerySolutions)
    assert len(read_rows(rows).rows) == 1
