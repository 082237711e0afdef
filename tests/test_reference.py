"""Tests of the reference data: that it is whole, that names lead to the right record, and what is ambiguous."""

from __future__ import annotations

import re
from collections import Counter
from unicodedata import is_normalized

import pyoxigraph
import pytest
from calls import count_calls

from diplograph.reference import Reference, Territory, load_reference
from diplograph.resources import find_resource

#: Members of the United Nations that are one city, so that they have no capital beside themselves.
CITY_STATES = {"MC", "SG"}
#: States in the tables that are not members of the United Nations.
OTHER_STATES = {"VA"}
#: Everything in the tables that several records bear; whoever adds a name that is ambiguous has to say so here.
AMBIGUOUS = {
    "CIAT", "Channel Islander", "Channel Islanders", "Chinese", "Congo", "Congolese", "Dominican", "Dominicans", "ECA",
    "ESA", "IOC", "ISA", "Kingston", "Korean", "Koreans",
}  # fmt: skip


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


@pytest.fixture(scope="module")
def territories(reference: Reference) -> dict[str, Territory]:
    return {territory.id: territory for territory in reference.territories}


def test_loading_takes_little_work_and_is_cached() -> None:
    load_reference.cache_clear()
    assert count_calls(load_reference) < 500_000
    assert load_reference() is load_reference()


def test_members_of_the_united_nations_are_whole(territories: dict[str, Territory]) -> None:
    members = [t for t in territories.values() if t.kind == "State" and t.iso2 and t.id not in OTHER_STATES]
    assert len(members) == 193
    assert [t.id for t in members if not t.adjectives] == []
    assert [t.id for t in members if not t.demonyms] == []
    assert {t.id for t in members if not t.capitals} == CITY_STATES
    assert {t.id for t in members if not t.wikidata} == {"DK"}, "no identity is asserted where the sources disagree"


def test_ids_iris_and_codes_are_unique(reference: Reference) -> None:
    pairs = [(territory.iri, territory.id) for territory in reference.territories]
    pairs += [(organisation.iri, organisation.id) for organisation in reference.organisations]
    pairs += [(place.iri, place.id) for place in reference.places]
    pairs += [(office.iri, office.id) for office in reference.offices]
    assert max(Counter(iri for iri, _ in pairs).values()) == 1
    assert all(iri.endswith(f"/{identifier}") for iri, identifier in pairs)
    wikidata = [territory.wikidata for territory in reference.territories if territory.wikidata]
    wikidata += [organisation.wikidata for organisation in reference.organisations if organisation.wikidata]
    assert max(Counter(wikidata).values()) == 1
    assert all(re.fullmatch(r"Q[1-9][0-9]*", identifier) for identifier in wikidata)
    for field in ("iso2", "iso3"):
        codes = [code for territory in reference.territories if (code := getattr(territory, field))]
        assert max(Counter(codes).values()) == 1


def test_parents_and_places_refer_to_territories(reference: Reference, territories: dict[str, Territory]) -> None:
    assert {t.parent for t in reference.territories} <= {"", *territories}
    names = {t.name for t in reference.territories}
    assert {place.territory for place in reference.places} <= names
    capitals = {(place.name, place.territory) for place in reference.places if place.capital}
    assert ("Beijing", "China") in capitals
    assert ("Shanghai", "China") not in capitals


def test_ambiguous_names_are_known_and_exposed(reference: Reference) -> None:
    assert set(reference.ambiguous) == AMBIGUOUS
    assert [iri.rsplit("/", 1)[-1] for iri in reference.ambiguous["Chinese"]] == ["CN", "HK", "MO"]


def test_index_names_are_unique_and_first(reference: Reference) -> None:
    names = [[(t.name, t.names) for t in reference.territories], [(o.name, o.names) for o in reference.organisations]]
    names += [[(o.name, o.names) for o in reference.offices]]
    for records in names:
        assert max(Counter(name for name, _ in records).values()) == 1
        assert all(all_names[0] == name for name, all_names in records)


def test_names_carry_no_notes_or_stray_blanks(reference: Reference) -> None:
    for territory in reference.territories:
        words = (*territory.names, *territory.former_names, *territory.adjectives, *territory.demonyms)
        for word in (*words, *territory.capitals):
            assert word == " ".join(word.split()), word
            assert is_normalized("NFC", word), word
            assert not re.search(r"[;|/]|\(s\)|\bsingular\b|\bnote\b|, \w+ or ", word), word


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mainland China", "CN"), ("PRC", "CN"), ("UK", "GB"), ("U.S.", "US"), ("Macao", "MO"), ("Burma", "MM"),
        ("Swaziland", "SZ"), ("Holland", "NL"), ("Kingdom of the Netherlands", "NL"), ("Holy See", "VA"),
        ("Hong Kong, China", "HK"), ("DPRK", "KP"), ("USSR", "soviet-union"), ("Kingdom of Denmark", "DK"),
        ("Czechia", "CZ"), ("Türkiye", "TR"), ("Nagorno-Karabakh", "artsakh"), ("GDR", "east-germany"),
    ],
)  # fmt: skip
def test_names_lead_to_their_territory(name: str, expected: str, territories: dict[str, Territory]) -> None:
    assert [t.id for t in territories.values() if name in t.names] == [expected]


@pytest.mark.parametrize(("name", "expected"), [("Siam", "TH"), ("Persia", "IR"), ("Zaire", "CD"), ("Ceylon", "LK")])
def test_former_names_lead_to_their_territory(name: str, expected: str, territories: dict[str, Territory]) -> None:
    assert [t.id for t in territories.values() if name in t.former_names] == [expected]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Dutch", ["NL"]),
        ("Nigerien", ["NE"]),
        ("Nigerian", ["NG"]),
        ("Congolese", ["CD", "CG"]),
        ("Sammarinese", ["SM"]),
    ],
)
def test_adjectives_lead_to_all_their_territories(
    word: str, expected: list[str], territories: dict[str, Territory]
) -> None:
    assert sorted(t.id for t in territories.values() if word in t.adjectives) == expected


@pytest.mark.parametrize(
    ("identifier", "kind"),
    [
        ("HK", "SpecialAdministrativeRegion"), ("MO", "SpecialAdministrativeRegion"), ("TW", "Territory"),
        ("PS", "Territory"), ("XK", "Territory"), ("EH", "Territory"), ("GL", "DependentTerritory"),
        ("abkhazia", "Territory"), ("soviet-union", "State"), ("scotland", "Region"),
    ],
)  # fmt: skip
def test_standing_of_territories(identifier: str, kind: str, territories: dict[str, Territory]) -> None:
    assert territories[identifier].kind == kind


@pytest.mark.parametrize(
    ("name", "expected"),
    [("WTO", "wto"), ("APEC", "apec"), ("Gulf Cooperation Council", "gcc"), ("NATO", "nato"), ("G20", "g20"),
     ("International Confederation of Free Trade Unions", "international-confederation-of-free-trade-unions")],
)  # fmt: skip
def test_names_lead_to_their_organisation(name: str, expected: str, reference: Reference) -> None:
    assert [o.id for o in reference.organisations if name in o.names] == [expected]


def test_two_years_of_establishment_are_kept(reference: Reference) -> None:
    years = {o.id: o.established for o in reference.organisations}
    assert years["wto"] == ("1995",)
    assert years["oas"] == ("1890", "1948")


def test_offices_have_a_kind_from_the_code_list(reference: Reference) -> None:
    store = pyoxigraph.Store()
    store.load(path=str(find_resource("ontology", "diplograph.ttl")), format=pyoxigraph.RdfFormat.TURTLE)
    query = """PREFIX dg: <https://w3id.org/diplograph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?code { ?concept skos:inScheme dg:officeKinds ; skos:notation ?code }"""
    codes = {row["code"].value for row in store.query(query)}  # type: ignore[union-attr]
    assert {office.kind for office in reference.offices} == codes
    assert {o.kind for o in reference.offices if "Foreign Minister" in o.names} == {"foreign-minister"}


def test_every_row_states_its_source() -> None:
    sources = {
        triple.subject
        for triple in pyoxigraph.parse(
            path=find_resource("ontology", "reference", "sources.ttl"), format=pyoxigraph.RdfFormat.TURTLE
        )
    }
    stated = pyoxigraph.NamedNode("http://purl.org/dc/terms/source")
    for name in ("territories", "former", "organisations", "places", "offices"):
        path = find_resource("ontology", "reference", f"{name}.ttl")
        triples = list(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE))
        sourced = {triple.subject for triple in triples if triple.predicate == stated and triple.object in sources}
        assert sourced == {triple.subject for triple in triples}
