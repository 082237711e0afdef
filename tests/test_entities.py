"""Tests of the resolution of names."""

from __future__ import annotations

import pytest
from graph_examples import DGR
from pyoxigraph import NamedNode

from diplograph.graph.entities import Entities, name_office, with_article
from diplograph.graph.schema import load_schema
from diplograph.graph.tables import Entity, load_reference_graph


@pytest.fixture
def entities() -> Entities:
    return Entities(load_schema(), load_reference_graph())


@pytest.mark.parametrize(
    ("name", "class_name", "expected"),
    [
        ("Hong Kong", "Territory", "territory/HK"),
        ("Hong Kong, China", "Territory", "territory/HK"),
        ("Macao", "Agent", "territory/MO"),
        ("mainland china", "Agent", "territory/CN"),
        ("the Netherlands", "Territory", "territory/NL"),
        ("WTO", "Organisation", "organisation/wto"),
        ("Georgia", "Territory", "territory/GE"),
        ("Soviet Union", "Territory", "territory/soviet-union"),
        ("Jordan", "Person", "person/jordan"),
        ("Tokyo", "Place", "place/tokyo"),
    ],
)
def test_names_are_found(entities: Entities, name: str, class_name: str, expected: str) -> None:
    assert entities.find(name, class_name).iri.value == DGR + expected
    assert not entities.unresolved


def test_hong_kong_is_no_state(entities: Entities) -> None:
    assert entities.find("Hong Kong", "Territory").class_name == "SpecialAdministrativeRegion"
    assert not load_schema().is_a("SpecialAdministrativeRegion", "State")


def test_an_unknown_name_has_the_narrowest_class_that_its_roles_imply(entities: Entities) -> None:
    for class_name in ("Agent", "Person", "Topic"):
        entities.learn("Anna Eir", class_name)
    assert entities.find("Anna Eir", "Agent").class_name == "Person"
    assert entities.find("Anna Eir", "Topic").iri.value == f"{DGR}person/anna-eir"


def test_an_unknown_territory_is_only_an_agent(entities: Entities) -> None:
    assert entities.find("Atlantis", "Territory").class_name == "Agent"
    assert entities.unresolved == {"Atlantis": "Agent"}


def test_an_office_belongs_to_somebody_and_has_a_title(entities: Entities) -> None:
    office = entities.find_office("President", "US")
    assert office.label == "President of the United States"
    predicates = {fact[1].value.rsplit("#", 1)[-1]: fact[2] for fact in entities.extra[office.iri]}
    assert str(predicates["officeOf"]) == f"<{DGR}territory/US>"
    assert str(predicates["title"]) == f"<{DGR}title/president>"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("United Kingdom", "the United Kingdom"),
        ("Chile", "Chile"),
        ("Maldives", "the Maldives"),
        ("World Bank", "the World Bank"),
    ],
)
def test_articles(name: str, expected: str) -> None:
    assert with_article(name) == expected
    assert name_office("Envoy", name) == f"Envoy of {expected}"


def test_other_names_are_kept_only_where_some_claim_uses_them() -> None:
    entities = Entities(load_schema(), load_reference_graph())
    mission = Entity(NamedNode("https://x.example/m"), "Embassy", "Embassy of Chile in Peru", known=False)
    entities.add_alias("Chilean Embassy in Lima", mission)
    assert entities.look_up("Chilean Embassy in Lima", "Mission") is None
    entities.expect("Second Secretary of the Chilean Embassy in Lima")
    entities.add_alias("Chilean Embassy in Lima", mission)
    assert entities.look_up("Chilean Embassy in Lima", "Mission") == mission
