"""The gazetteer: territories, organisations, places and titles of offices, read from ``ontology/reference/``.

The text side takes names from here and the graph side IRIs, so the records are plain: they hold strings, no RDF.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import pyoxigraph

from diplograph.derived import derive
from diplograph.resources import find_resource

#: What the rows say, by the local name of the property.
Row = Mapping[str, list[str]]


class Territory(NamedTuple):
    """A state, a dependent territory, a former state or any other territory that has relations.

    Attributes:
        iri: The IRI that the graph gives it.
        id: The last part of the IRI: the ISO 3166-1 code, else a slug ("soviet-union").
        name: The name that an index would use.
        names: All present names, the index name first, without a leading article.
        former_names: Names that it bore earlier.
        adjectives: "Danish"; an adjective may belong to several territories ("Korean").
        demonyms: Its people, singular and plural: "Dane", "Danes".
        capitals: Names of its capitals.
        parent: Id of the territory that it is a part or dependency of, or "".
        kind: Local name of its class, such as ``State`` or ``SpecialAdministrativeRegion``.
        iso2: ISO 3166-1 alpha-2, or "".
        iso3: ISO 3166-1 alpha-3, or "".
        wikidata: Its id in Wikidata where the sources agree on one, or "".
        since: Years or dates from which it existed; only for former states.
        until: Years or dates at which it ceased to exist; only for former states.
    """

    iri: str
    id: str
    name: str
    names: tuple[str, ...]
    former_names: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    parent: str
    kind: str
    iso2: str
    iso3: str
    wikidata: str
    since: str
    until: str


class Organisation(NamedTuple):
    """An organisation, a bloc or a treaty regime.

    Attributes:
        iri: The IRI that the graph gives it.
        id: The last part of the IRI.
        name: The name that an index would use.
        abbreviation: Its usual abbreviation, or "".
        names: All names and the abbreviation, the index name first.
        former_names: Names that it bore earlier.
        established: The years that sources give, ascending; two differ where they count from different acts.
        kind: Local name of its class.
        wikidata: Its id in Wikidata, or "".
    """

    iri: str
    id: str
    name: str
    abbreviation: str
    names: tuple[str, ...]
    former_names: tuple[str, ...]
    established: tuple[str, ...]
    kind: str
    wikidata: str


class Place(NamedTuple):
    """A city or another seat of institutions.

    Attributes:
        iri: The IRI that the graph gives it.
        id: The last part of the IRI.
        name: The name that an index would use.
        names: All names, the index name first.
        territory: Index name of the territory that it lies in.
        capital: Whether it is a capital of that territory.
    """

    iri: str
    id: str
    name: str
    names: tuple[str, ...]
    territory: str
    capital: bool


class Office(NamedTuple):
    """What offices are called: "President", "Minister of Finance"; ``kind`` is a code such as ``head-of-state``."""

    iri: str
    id: str
    name: str
    names: tuple[str, ...]
    kind: str


class Reference(NamedTuple):
    """All reference data, each tuple sorted by IRI.

    Attributes:
        territories: Present and former territories.
        organisations: Organisations, blocs and treaty regimes.
        places: Cities and seats.
        offices: Titles of offices.
        ambiguous: Names (also adjectives and demonyms) that several records bear, with the IRIs of all their bearers.
    """

    territories: tuple[Territory, ...]
    organisations: tuple[Organisation, ...]
    places: tuple[Place, ...]
    offices: tuple[Office, ...]
    ambiguous: Mapping[str, tuple[str, ...]]


@cache
def load_reference() -> Reference:
    """Read the reference data, once in the life of the process.

    >>> [territory.name for territory in load_reference().territories if "Korean" in territory.adjectives]
    ['North Korea', 'South Korea', 'Korea']
    """
    return derive("reference", _make_reference)


def _make_reference() -> Reference:
    """Read the files."""
    territory_rows = {**_read("territories.ttl"), **_read("former.ttl")}
    place_rows = _read("places.ttl")
    territories = tuple(_to_territory(iri, row, place_rows) for iri, row in sorted(territory_rows.items()))
    organisations = tuple(_to_organisation(iri, row) for iri, row in sorted(_read("organisations.ttl").items()))
    places = tuple(_to_place(iri, row, territory_rows) for iri, row in sorted(place_rows.items()))
    offices = tuple(
        Office(iri, _id(iri), _one(row, "label"), _names(row), _id(_one(row, "officeKind")).removeprefix("officeKind-"))
        for iri, row in sorted(_read("offices.ttl").items())
    )
    return Reference(territories, organisations, places, offices, _find_ambiguous(territories, organisations, places))


@cache
def parse_tables() -> Mapping[str, Sequence[pyoxigraph.Quad]]:
    """Parse the tables, by the names of their files, which are sorted; whoever needs them first keeps what it makes."""
    paths = sorted(find_resource("ontology", "reference").glob("*.ttl"))
    return {path.name: list(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)) for path in paths}


def _read(name: str) -> dict[str, Row]:
    """Read one table as rows: the values of each subject by the local name of the property."""
    rows: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    quads: Sequence[Any] = parse_tables()[name]  # no table has statements about statements
    local = cache(_id)
    for quad in quads:
        rows[quad.subject.value][local(quad.predicate.value)].append(quad.object.value)
    return dict(rows)


def _id(iri: str) -> str:
    """Give the last part of an IRI.

    >>> _id("https://w3id.org/diplograph/id/territory/HK")
    'HK'
    """
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def _one(row: Row, name: str) -> str:
    """Give the first value of a property, "" where there is none."""
    values = row.get(name)
    return values[0] if values else ""


def _names(row: Row) -> tuple[str, ...]:
    """Give all names of a row, the index name first."""
    return tuple(dict.fromkeys([*row["label"], *row.get("altLabel", ()), *row.get("abbreviation", ())]))


def _to_territory(iri: str, row: Row, places: Mapping[str, Row]) -> Territory:
    """Make the record of a territory; its capitals stand in the table of places."""
    return Territory(
        iri=iri,
        id=_id(iri),
        name=_one(row, "label"),
        names=_names(row),
        former_names=tuple(row.get("formerName", ())),
        adjectives=tuple(row.get("adjective", ())),
        demonyms=tuple(row.get("demonym", ())),
        capitals=tuple(_one(places[capital], "label") for capital in row.get("capital", ())),
        parent=_id(_one(row, "partOf")),
        kind=_id(_one(row, "type")),
        iso2=_one(row, "isoCode2"),
        iso3=_one(row, "isoCode3"),
        wikidata=_id(_one(row, "exactMatch")),
        since=_one(row, "established"),
        until=_one(row, "dissolved"),
    )


def _to_place(iri: str, row: Row, territories: Mapping[str, Row]) -> Place:
    """Make the record of a place; the territory that it lies in says whether it is a capital."""
    holder = territories[_one(row, "partOf")]
    capital = iri in holder.get("capital", ())
    return Place(iri, _id(iri), _one(row, "label"), _names(row), _one(holder, "label"), capital)


def _to_organisation(iri: str, row: Row) -> Organisation:
    """Make the record of an organisation."""
    return Organisation(
        iri=iri,
        id=_id(iri),
        name=_one(row, "label"),
        abbreviation=_one(row, "abbreviation"),
        names=_names(row),
        former_names=tuple(row.get("formerName", ())),
        established=tuple(row.get("established", ())),
        kind=_id(_one(row, "type")),
        wikidata=_id(_one(row, "exactMatch")),
    )


def _find_ambiguous(
    territories: tuple[Territory, ...], organisations: tuple[Organisation, ...], places: tuple[Place, ...]
) -> Mapping[str, tuple[str, ...]]:
    """Find the names that more than one record bears."""
    bearers: dict[str, set[str]] = {}
    for iri, names in _bearings(territories, organisations, places):
        for name in names:
            bearers.setdefault(name, set()).add(iri)
    return {name: tuple(sorted(iris)) for name, iris in sorted(bearers.items()) if len(iris) > 1}


def _bearings(
    territories: tuple[Territory, ...], organisations: tuple[Organisation, ...], places: tuple[Place, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each record's IRI with everything that text may call it."""
    for territory in territories:
        yield territory.iri, (*territory.names, *territory.former_names, *territory.adjectives, *territory.demonyms)
    for organisation in organisations:
        yield organisation.iri, (*organisation.names, *organisation.former_names)
    for place in places:
        yield place.iri, place.names
