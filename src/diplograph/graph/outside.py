"""The graph held against an outside table of memberships: what both say, and what only one of them says.

The table is CSV with a header row: ``iso2,organisation,capacity``, the organisation by its abbreviation and the
capacity empty for a member. Compared are the territories whose memberships the graph tells of.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from diplograph.errors import InputError
from diplograph.graph.store import select
from diplograph.graph.vocabulary import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Store

Verdict = Literal["differs", "agrees", "only-graph", "only-table"]
VERDICTS: tuple[Verdict, ...] = ("differs", "agrees", "only-graph", "only-table")
_COLUMNS = ["iso2", "organisation", "capacity"]
_MEMBERSHIPS = """SELECT DISTINCT ?iso ?member ?short ?name ?role ?document ?begin ?end ?quote WHERE {
  ?fact a dg:Membership ; dg:member ?who ; dg:organisation ?body . ?who dg:isoCode2 ?iso ; rdfs:label ?member . ?body rdfs:label ?name .
  FILTER(LANG(?member) IN ("", "en") && LANG(?name) IN ("", "en"))
  OPTIONAL { ?body dg:abbreviation|skos:altLabel ?short } OPTIONAL { ?fact dg:membershipRole/skos:notation ?role }
  GRAPH ?claim { ?fact dg:organisation ?body }
  GRAPH dgg:provenance { ?claim prov:wasQuotedFrom ?span ; prov:hadPrimarySource/dcterms:identifier ?document .
    ?span oa:exact ?quote ; nif:beginIndex ?begin ; nif:endIndex ?end }
} ORDER BY ?iso ?name ?document ?begin ?short"""
#: How the table calls what the graph calls otherwise, where plurals and hyphens are not all.
_SAME = {"": "member", "ngo": "member", "national committee": "member", "associate member": "associate"}


class Row(NamedTuple):
    """A row of the table; ``line`` counts from 1, the header included."""

    iso2: str
    organisation: str
    capacity: str
    line: int


class Quote(NamedTuple):
    """Where the graph has a membership from."""

    document: str
    start: int
    end: int
    exact: str


class Outside(NamedTuple):
    """What the graph and the table say of one membership; a side that says nothing has no capacity."""

    verdict: Verdict
    territory: str
    organisation: str
    graph: str | None
    table: str | None
    line: int
    quotes: tuple[Quote, ...]


def read_table(path: Path) -> list[Row]:
    """Read the table.

    Raises:
        InputError: The file is missing or no such table; the message names the line.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            if next(lines, None) != _COLUMNS:
                raise InputError("no table of memberships", path=str(path), line=1, expected=",".join(_COLUMNS))
            return list(_read_rows(lines, str(path)))
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=str(path)) from None
    except UnicodeDecodeError:
        raise InputError("not UTF-8", path=str(path), expected="CSV in UTF-8") from None


def _read_rows(lines: Iterator[list[str]], path: str) -> Iterator[Row]:
    """Read the rows below the header."""
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(_COLUMNS):
            raise InputError(f"{len(cells)} columns", path=path, line=number, expected=",".join(_COLUMNS))
        yield Row(cells[0], cells[1], cells[2], number)


def compare_table(store: Store, rows: Sequence[Row]) -> list[Outside]:
    """Hold the memberships of the graph against a table, territory by territory; differences first."""
    known = _read_memberships(store)
    tables: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        tables[row.iso2][row.organisation.casefold()] = row
    found = []
    for iso, bodies in known.items():
        table = tables[iso]
        for shorts, outside in bodies:
            matched = next((table.pop(short.casefold()) for short in shorts if short.casefold() in table), None)
            found.append(_judge(outside, matched))
        name = bodies[0][1].territory
        found += [Outside("only-table", name, r.organisation, None, r.capacity, r.line, ()) for r in table.values()]
    return sorted(found, key=lambda o: (VERDICTS.index(o.verdict), o.territory, o.organisation))


def _judge(outside: Outside, row: Row | None) -> Outside:
    """Compare the capacity of a membership; one that the graph does not state differs from none."""
    if row is None:
        return outside
    same = outside.graph in {None, _normalise(row.capacity)}
    return outside._replace(verdict="agrees" if same else "differs", table=row.capacity, line=row.line)


def _normalise(capacity: str) -> str:
    """Write a capacity as the graph's codes are written.

    >>> _normalise("observers"), _normalise("subbureau"), _normalise("NGOs"), _normalise("")
    ('observer', 'sub-bureau', 'member', 'member')
    """
    text = capacity.casefold().strip().removesuffix("s").replace("subbureau", "sub-bureau")
    return _SAME.get(text, text).replace(" ", "-")


def _read_memberships(store: Store) -> Mapping[str, list[tuple[set[str], Outside]]]:
    """Read the memberships of the graph by territory: the abbreviations of each body, and what is known."""
    merged: dict[tuple[str, str], tuple[set[str], Outside]] = {}
    for row in select(store, _MEMBERSHIPS):
        iso, name = read_value(row["iso"]), read_value(row["name"])
        role = read_value(row["role"]) if row["role"] else None
        quote = Quote(
            read_value(row["document"]),
            int(read_value(row["begin"])),
            int(read_value(row["end"])),
            read_value(row["quote"]),
        )
        start = Outside("only-graph", read_value(row["member"]), name, role, None, 0, ())
        shorts, outside = merged.get((iso, name), (set(), start))
        shorts |= {name, *([read_value(row["short"])] if row["short"] else [])}
        quotes = tuple(dict.fromkeys((*outside.quotes, quote)))
        merged[iso, name] = shorts, outside._replace(graph=outside.graph or role, quotes=quotes)
    known: defaultdict[str, list[tuple[set[str], Outside]]] = defaultdict(list)
    for (iso, _), entry in merged.items():
        known[iso].append(entry)
    return known
