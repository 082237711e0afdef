"""Finds what people mean by a name: in the graph as it is written there, in the reference tables, else by likeness.

All of it is asked in SPARQL, so that an endpoint somewhere else answers as the store does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions

from diplograph.errors import QueryError
from diplograph.graph.questions import suggest
from diplograph.graph.results import read_rows
from diplograph.graph.sparql import run_query
from diplograph.graph.vocabulary import DG, PREFIXES, RDFS_LABEL
from diplograph.naming import fold
from diplograph.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diplograph.graph.results import Cell
    from diplograph.graph.sparql import Source

#: The properties that name things; what a former name names is found too.
NAMES = "rdfs:label skos:altLabel skos:hiddenLabel dg:abbreviation dg:formerName"
#: So many names are read to find one that is like the one that was given, and so many are compared letter by letter.
_MOST_NAMES, _MOST_COMPARED = 100_000, 3_000
#: The classes of the entities that the reference tables name.
_TABLES = {
    "": "territories organisations places",
    "Territory": "territories places",
    "Organisation": "organisations",
    "Place": "places",
}


class Choice(NamedTuple):
    """A value that a parameter may have: its term, what people call it, and a short code or ""."""

    term: NamedNode
    label: str
    code: str


def find_entity(source: Source, name: str, class_name: str = "") -> NamedNode:
    """Find the entity that bears a name, case and accents aside; an IRI or a prefixed name stands for itself.

    What the reference tables name is found also where the graph has another of its names, or says nothing of it.

    Raises:
        QueryError: No entity, or several, bear the name.
    """
    given = read_iri(name)
    if given is not None:
        return given
    found = _look_up(source, name, class_name) or _look_in_tables(name, class_name)
    if not found:
        names = [*_scan(source, class_name), *_list_table_names(class_name)]
        found = {node for node, other in names if fold(other) == fold(name)}
        if not found:
            raise _miss(name, class_name, (other for _, other in names))
    if len(found) > 1:
        found = _keep_known(source, found)
    if len(found) > 1:
        raise QueryError(f"{name!r} is the name of several", expected=" or ".join(sorted(n.value for n in found)))
    return found.pop()


def read_iri(text: str) -> NamedNode | None:
    """Read an IRI or a prefixed name; ``None`` if the text is neither.

    >>> read_iri("dgr:territory/HK").value, read_iri("Hong Kong")
    ('https://w3id.org/diplograph/id/territory/HK', None)

    Raises:
        QueryError: It looks like an IRI and is none.
    """
    prefix, colon, local = text.partition(":")
    iri = PREFIXES[prefix] + local if colon and prefix in PREFIXES else text
    if not iri.startswith(("https://", "http://")):
        return None
    try:
        return NamedNode(iri)
    except ValueError:
        raise QueryError(f"{text!r} is not an IRI", expected="a name, or an IRI such as https://…") from None


def _look_up(source: Source, name: str, class_name: str) -> set[NamedNode]:
    """Look up a name as it is written, and as names usually are; main names come before others."""
    spellings = dict.fromkeys([name, name.strip(), name.title(), name.upper(), name.lower(), name.capitalize()])
    labels = " ".join(f"{Literal(text)} {Literal(text, language='en')}" for text in spellings)
    member = f"?node a <{DG}{class_name}> ." if class_name else ""
    # A pattern for each property is what engines find at once; with the properties as values some join all names first.
    parts = [
        f"{{ VALUES ?label {{ {labels} }} ?node {name} ?label . {member} BIND({name} AS ?by) }}"
        for name in NAMES.split()
    ]
    query = f"SELECT ?node ?by {{ {' UNION '.join(parts)} }}"
    rows = [(row[0], row[1]) for row in _select(source, query)]
    main = {node for node, by in rows if by == RDFS_LABEL and isinstance(node, NamedNode)}
    return main or {node for node, _ in rows if isinstance(node, NamedNode)}


def _look_in_tables(name: str, class_name: str) -> set[NamedNode]:
    """Look a name up in the reference tables; of those that bear it, a present name comes before a former one."""
    wanted = fold(name)
    return {node for node, other in _list_table_names(class_name) if fold(other) == wanted}


def _list_table_names(class_name: str) -> Iterator[tuple[NamedNode, str]]:
    """List the names in the reference tables of a class."""
    reference = load_reference()
    for table in _TABLES.get(class_name, "").split():
        for row in getattr(reference, table):
            for name in (*row.names, *getattr(row, "former_names", ())):
                yield NamedNode(row.iri), name


def _scan(source: Source, class_name: str) -> list[tuple[NamedNode, str]]:
    """Read the names of the members of a class, or of everything; not more than can be read in a second or so."""
    member = f"?node a <{DG}{class_name}> ." if class_name else ""
    query = f"SELECT ?node ?name {{ VALUES ?by {{ {NAMES} }} {member} ?node ?by ?name }} LIMIT {_MOST_NAMES}"
    rows = _select(source, query)
    return [(n, text.value) for n, text in rows if isinstance(n, NamedNode) and isinstance(text, Literal)]


def _keep_known(source: Source, nodes: set[NamedNode]) -> set[NamedNode]:
    """Keep the nodes that the graph says something of, if it does of any."""
    values = " ".join(sorted(map(str, nodes)))
    rows = _select(source, f"SELECT DISTINCT ?node {{ VALUES ?node {{ {values} }} ?node a ?class }}")
    return {row[0] for row in rows if isinstance(row[0], NamedNode)} or nodes


def _miss(name: str, class_name: str, known: Iterable[str]) -> QueryError:
    """Say that nothing bears a name, and what names are like it."""
    words = set(fold(name).split())
    first = fold(name)[:1]
    near = sorted({n for n in known if fold(n)[:1] == first or words & set(fold(n).split())})
    kind = class_name.lower() or "entity"
    hint = suggest(name, near[:_MOST_COMPARED]) or f"a known {kind}"
    return QueryError(f"no {kind} of the graph is called {name!r}", expected=hint)


def list_choices(source: Source, values: str) -> list[Choice]:
    """List what the graph offers: the values of a property, or the classes below a class that have members; by label.

    Args:
        source: The graph.
        values: The prefixed name of the property or class.
    """
    term = read_iri(values)
    if term is None:
        raise QueryError(f"{values!r} is not a prefixed name", expected="such as dg:missionType")
    local = term.value.rpartition("#")[2]
    pattern = (
        f"{{ SELECT DISTINCT ?value {{ ?member a {term}, ?value }} }} ?value rdfs:subClassOf {term} ."
        if local[:1].isupper()
        else f"{{ SELECT DISTINCT ?value {{ ?any {term} ?value }} }}"
    )
    query = f"""SELECT ?value ?label ?code {{ {pattern}
      OPTIONAL {{ ?value rdfs:label ?label FILTER(LANG(?label) IN ("en", "")) }}
      OPTIONAL {{ ?value skos:notation ?code }} }}"""
    found: dict[str, Choice] = {}
    for value, label, code in _select(source, query):
        if isinstance(value, NamedNode):
            name = label.value if isinstance(label, Literal) else value.value.rpartition("#")[2]
            choice = Choice(value, name, code.value if isinstance(code, Literal) else "")
            found[value.value] = min(choice, found.get(value.value, choice), key=lambda c: (c.label, c.code))
    return sorted(found.values(), key=lambda choice: (choice.label, choice.term.value))


def list_members(source: Source, values: str) -> list[Choice]:
    """List the members of a class that the graph names, by label.

    Args:
        source: The graph.
        values: The prefixed name of the class.
    """
    query = f"""SELECT ?member ?label {{ ?member a {read_iri(values)} ; rdfs:label ?label
      FILTER(LANG(?label) IN ("en", "")) }} LIMIT {_MOST_NAMES}"""
    rows = _select(source, query)
    found = [Choice(n, text.value, "") for n, text in rows if isinstance(n, NamedNode) and isinstance(text, Literal)]
    return sorted(found, key=lambda choice: (choice.label, choice.term.value))


def find_choice(source: Source, name: str, values: str) -> NamedNode:
    """Find the value that is called so among those that the graph offers.

    Raises:
        QueryError: There is none; the message lists those that there are.
    """
    given = read_iri(name)
    if given is not None:
        return given
    choices = list_choices(source, values)
    for choice in choices:
        if fold(name) in {fold(choice.label), fold(choice.code)} - {""}:
            return choice.term
    offered = ", ".join(choice.code or choice.label for choice in choices)
    raise QueryError(f"the graph has no {name!r}", expected=f"one of: {offered}" if offered else "a graph that has any")


def _select(source: Source, query: str) -> list[tuple[Cell, ...]]:
    """Give the rows of a query that is known to be well-formed."""
    outcome = run_query(source, query)
    return read_rows(outcome).rows if isinstance(outcome, QuerySolutions) else []
