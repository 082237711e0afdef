"""Tests of stores and answers as of a date."""

from __future__ import annotations

import pytest
from graph_examples import DG, DGR, build_example
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store

from diplograph.errors import QueryError
from diplograph.graph.marking import mark_answer
from diplograph.graph.results import Outcome, Rows, read_rows, to_solutions
from diplograph.graph.sparql import run_query
from diplograph.graph.store import make_memory_store
from diplograph.graph.views import Views, make_views

ICELAND, CHILE = NamedNode(f"{DGR}territory/IS"), NamedNode(f"{DGR}territory/CL")
OPENED = "SELECT ?l WHERE { ?m a dg:Mission ; rdfs:label ?l ; dg:opened ?d }"


@pytest.fixture(scope="module")
def store() -> Store:
    return make_memory_store(build_example())


def ask(views: Views, text: str, *, possible: bool = True) -> list[tuple[str, ...]]:
    def run(store: Store) -> Outcome:
        return run_query(store, text)

    outcome = mark_answer(views, run, possible=possible)
    assert isinstance(outcome, QuerySolutions)
    return [tuple(cell.value if cell else "" for cell in row) for row in read_rows(outcome).rows]  # type: ignore[union-attr]


def test_rows_are_certain_possible_or_left_out(store: Store) -> None:
    assert ask(make_views(store, "2000"), OPENED) == []
    assert ask(make_views(store, "2001-06"), OPENED) == [("Embassy of Iceland in Japan", "possible")]
    assert ask(make_views(store, "2002"), OPENED) == [("Embassy of Iceland in Japan", "certain")]
    assert ask(make_views(store, "2001-06"), OPENED, possible=False) == []


def test_what_follows_from_what_is_left_out_is_left_out(store: Store) -> None:
    edge = Quad(ICELAND, NamedNode(f"{DG}hasAgreementWith"), CHILE, DefaultGraph())
    assert edge in store
    before, after = make_views(store, "2002"), make_views(store, "2004")
    assert edge not in before.possible
    assert edge in after.certain


def test_the_certain_view_is_a_part_of_the_possible_one(store: Store) -> None:
    for as_of in ("1980", "2001-06", "2004-03-15", "2030"):
        views = make_views(store, as_of)
        assert set(views.certain) <= set(views.possible) <= set(store)


def test_late_enough_all_is_possible(store: Store) -> None:
    assert set(make_views(store, "2030").possible) == set(store)


def test_claims_and_documents_stay_known(store: Store) -> None:
    query = "SELECT ?c WHERE { GRAPH dgg:provenance { ?c a dg:Claim } }"
    assert len(ask(make_views(store, "1900"), query)) == len(ask(make_views(store, "2030"), query))


def test_yes_and_no(store: Store) -> None:
    asked = "ASK { ?v a dg:Visit }"
    answers = [ask(make_views(store, as_of), asked) for as_of in ("2003", "2004-03-10", "2005")]
    assert answers == [[("no",)], [("possible",)], [("certain",)]]


def test_graphs_are_those_of_a_view(store: Store) -> None:
    views = make_views(store, "2004-03-10")
    query = "CONSTRUCT WHERE { ?v a dg:Visit }"
    for possible, number in ((True, 1), (False, 0)):
        outcome = mark_answer(views, lambda view: run_query(view, query), possible=possible)
        assert isinstance(outcome, QueryTriples)
        assert len(list(outcome)) == number


def test_an_answer_that_only_the_certain_view_gives_is_possible(store: Store) -> None:
    absent = "SELECT ?who WHERE { VALUES ?who { 1 } FILTER NOT EXISTS { ?v a dg:Visit } }"
    assert ask(make_views(store, "2004-03-10"), absent) == [("1", "possible")]


def test_a_column_of_that_name_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="has a column 'asOf' of its own"):
        ask(make_views(store, "2004"), "SELECT (1 AS ?asOf) {}")


def test_rows_become_solutions_again() -> None:
    rows = Rows(("a", "b"), [(ICELAND, None), (None, CHILE)])
    assert read_rows(to_solutions(rows)) == rows
    assert read_rows(to_solutions(Rows(("a",), []))) == Rows(("a",), [])
    assert not isinstance(to_solutions(rows), QueryBoolean)
