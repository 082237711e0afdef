"""Tests of what people mean by a name."""

from __future__ import annotations

import pytest
from golden_questions import open_seeds
from graph_examples import DGR, build_example
from pyoxigraph import NamedNode, Store

from diplograph.errors import QueryError
from diplograph.graph.lookup import find_choice, find_entity, list_choices, list_members
from diplograph.graph.store import make_memory_store
from diplograph.graph.vocabulary import dg


@pytest.fixture(scope="module")
def store() -> Store:
    return make_memory_store(build_example())


@pytest.mark.parametrize(
    "name",
    ["the united kingdom", "UK", "uk", f"{DGR}territory/GB", "dgr:territory/GB", "Great Britain", "UNITED  KINGDOM"],
)
def test_names_are_resolved_as_people_write_them(store: Store, name: str) -> None:
    assert find_entity(store, name, "Territory") == NamedNode(f"{DGR}territory/GB")


@pytest.mark.parametrize(
    ("name", "kind", "local"),
    [
        ("Macao", "Territory", "territory/MO"),
        ("wto", "Organisation", "organisation/wto"),
        ("cote d'ivoire", "Territory", "territory/CI"),
        ("Burma", "Territory", "territory/MM"),
        ("PARIS", "Territory", "place/paris"),
        ("donald tsang", "Person", "person/donald-tsang"),
        ("chief executive of hong kong", "Office", "office/chief-executive-of-hong-kong"),
        ("Aleksander Kwasniewski", "Person", "person/aleksander-kwasniewski"),
    ],
)
def test_names_that_the_graph_does_not_carry_are_found_in_the_tables(name: str, kind: str, local: str) -> None:
    assert find_entity(open_seeds().store, name, kind) == NamedNode(DGR + local)


def test_unknown_names_get_suggestions(store: Store) -> None:
    with pytest.raises(QueryError, match="no territory of the graph is called 'Icelan'; expected 'Iceland'"):
        find_entity(store, "Icelan", "Territory")
    with pytest.raises(QueryError, match="no person of the graph is called 'Iceland'"):
        find_entity(store, "Iceland", "Person")
    with pytest.raises(QueryError, match="'https://a b' is not an IRI"):
        find_entity(store, "https://a b", "Person")


def test_names_of_several_are_told_apart_by_the_graph_or_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="'Congo' is the name of several; expected https"):
        find_entity(store, "Congo", "Territory")


@pytest.mark.parametrize("name", ['"} UNION { ?s ?p ?o } #', "a\\", "?x", "' OR 1", "\n", "x" * 500])
def test_names_are_never_a_part_of_a_query(store: Store, name: str) -> None:
    with pytest.raises(QueryError, match="no entity of the graph is called"):
        find_entity(store, name)


def test_choices_are_those_of_the_graph(store: Store) -> None:
    assert [choice.code for choice in list_choices(store, "dg:missionType")] == ["consulate", "embassy"]
    assert find_choice(store, "Embassy", "dg:missionType") == dg("missionType-embassy")
    assert find_choice(store, "dg:missionType-consulate", "dg:missionType") == dg("missionType-consulate")
    with pytest.raises(QueryError, match="the graph has no 'igloo'; expected one of: consulate, embassy"):
        find_choice(store, "igloo", "dg:missionType")
    classes = {choice.term for choice in list_choices(store, "dg:Organisation")}
    assert dg("IntergovernmentalOrganisation") in classes
    with pytest.raises(QueryError, match="not a prefixed name"):
        list_choices(store, "missionType")


def test_members_are_listed_by_their_labels(store: Store) -> None:
    assert [choice.label for choice in list_members(store, "dg:Person")] == ["Anna Eir", "Juan Soto"]
