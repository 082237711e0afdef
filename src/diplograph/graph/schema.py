"""What the ontology says about claims: which class a kind is, which property a role, what identifies a fact.

All of it is data, so that a new relation needs terms and a pattern and no Python. ``ontology/roles.ttl`` says::

    dg:Visit dg:identifiedBy "visitor host date" .              the roles that tell one visit from another
    dg:visitor dg:fillsRole "Visit.visitor" .                   the property that a role becomes
    dg:signatory dg:fillsRole "Agreement.party status=signed" . … where another role has that value
    dg:Opening dg:fillsRole "Mission.opened" .                  a class: the date is an event of its own

    dg:Embassy dg:fillsCode "Mission.type=embassy" .            the class that a code puts a fact into
    dg:missionType dg:codeList dg:missionTypes .                the list whose concepts a property holds

and ``ontology/diplograph.ttl`` the classes, what a property holds (``rdfs:range``, ``dg:expects``), and the code lists
with the code of each concept (``skos:notation``).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store
from pyoxigraph import Literal as RdfLiteral

from diplograph.derived import derive
from diplograph.graph.vocabulary import DG, OWL, RDF_TYPE, RDFS, RDFS_LABEL, SKOS, dg
from diplograph.resources import find_resource

if TYPE_CHECKING:
    from collections.abc import Mapping

_SUBCLASS = NamedNode(f"{RDFS}subClassOf")
_RANGE = NamedNode(f"{RDFS}range")
_ALT_LABEL = NamedNode(f"{SKOS}altLabel")
_NOTATION = NamedNode(f"{SKOS}notation")
_IN_SCHEME = NamedNode(f"{SKOS}inScheme")
_CLASS = NamedNode(f"{OWL}Class")
_OBJECT_PROPERTY = NamedNode(f"{OWL}ObjectProperty")

Sort = Literal["object", "code", "data", "class"]


class Term(NamedTuple):
    """What a role becomes.

    Attributes:
        name: Local name of a property, or of a class whose members are events of the fact.
        sort: What the property holds: nodes, codes or literals; or that the term is a class.
        target: Local name of the class that a name in this role has if nothing else is known of it.
        condition: Role and value that must stand in the claim too, where the term is for such claims only.
    """

    name: str
    sort: Sort
    target: str
    condition: tuple[str, str] | None


class Schema(NamedTuple):
    """The ontology as the conversion needs it; everything goes by local names.

    Attributes:
        roles: The terms of each (kind, role), those with a condition first.
        keys: For each class, the roles that identify its members.
        kinds: The class of a kind of claims, where it has another name.
        codes: The class that each (kind, role, code) puts a fact into, or states an event of.
        notations: The concept of each (property, code).
        lists: The code list of each property that has one.
        classes: Each class with itself and all its ancestors.
        labels: The English label of each term.
        patterns: For each class, how its members are named: ``Visit of {visitor}[ to {host}]``.
        heads: For each class of missions, the title of its head.
    """

    roles: Mapping[tuple[str, str], tuple[Term, ...]]
    keys: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, str]
    codes: Mapping[tuple[str, str, str], str]
    notations: Mapping[tuple[str, str], str]
    lists: Mapping[str, str]
    classes: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    patterns: Mapping[str, str]
    heads: Mapping[str, str]

    def is_a(self, name: str, ancestor: str) -> bool:
        """Tell whether a class is another one or below it."""
        return ancestor in self.classes.get(name, frozenset((name,)))

    def list_ancestors(self, name: str) -> list[str]:
        """List a class and its ancestors, the narrowest first."""
        return sorted(self.classes.get(name, {name}), key=lambda n: (-len(self.classes.get(n, {n})), n))


@cache
def load_schema() -> Schema:
    """Load the schema of the bundled ontology."""
    return derive("schema", lambda: read_schema(load_ontology(), load_mapping()))


@cache
def load_ontology() -> Store:
    """Load the bundled ontology."""
    return _load("diplograph.ttl")


@cache
def load_mapping() -> Store:
    """Load how claims map to the bundled ontology: what the ontology itself says of it, and the mapping's own file."""
    return _load("diplograph.ttl", "roles.ttl")


def _load(*names: str) -> Store:
    """Load files of the ontology into one store."""
    store = Store()
    for name in names:
        store.load(path=str(find_resource("ontology", name)), format=RdfFormat.TURTLE)
    return store


def read_schema(ontology: Store, mapping: Store) -> Schema:
    """Read a schema from an ontology and the mapping of claims to it."""
    roles: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for name, text in _read_strings(mapping, dg("fillsRole")):
        place, _, condition = text.partition(" ")
        kind, _, role = place.partition(".")
        other, equals, value = condition.partition("=")
        roles[kind, role].append(_make_term(ontology, name, (other, value) if equals else None))
    lists = {_local(q.subject): _local(q.object) for q in mapping.quads_for_pattern(None, dg("codeList"), None)}
    codes = {}
    for name, text in _read_strings(mapping, dg("fillsCode")):
        place, _, value = text.partition("=")
        kind, _, role = place.partition(".")
        if Quad(dg(name), RDF_TYPE, _CLASS, DefaultGraph()) in ontology:
            codes[kind, role, value] = name
    return Schema(
        roles={key: tuple(sorted(terms, key=lambda t: (t.condition is None, t))) for key, terms in roles.items()},
        keys={name: tuple(text.split()) for name, text in _read_strings(mapping, dg("identifiedBy"))},
        kinds={value: name for (kind, _, value), name in codes.items() if kind == "Claim"},
        codes=codes,
        notations=_read_notations(ontology, lists),
        lists=lists,
        classes=_read_classes(ontology),
        labels=_read_labels(ontology),
        patterns=dict(_read_strings(mapping, dg("labelPattern"))),
        heads=dict(_read_strings(mapping, dg("headTitle"))),
    )


def _make_term(ontology: Store, name: str, condition: tuple[str, str] | None) -> Term:
    """Make what a role becomes, by what the ontology says of the term."""

    def read(predicate: NamedNode) -> list[str]:
        """Read the values of a property of the term, sorted."""
        return sorted(_local(quad.object) for quad in ontology.quads_for_pattern(dg(name), predicate, None))

    types, ranges = read(RDF_TYPE), read(_RANGE)
    if _CLASS.value in types:
        return Term(name, "class", "", condition)
    if _OBJECT_PROPERTY.value not in types:
        return Term(name, "data", "", condition)
    target = (*read(dg("expects")), *ranges, "Entity")[0]
    return Term(name, "code" if f"{SKOS}Concept" in ranges else "object", target, condition)


def _read_notations(ontology: Store, lists: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Read the concept of each (property, code): the property's list, and the codes and other wordings of its concepts."""
    codes = [*_read_strings(ontology, _ALT_LABEL), *_read_strings(ontology, _NOTATION)]
    schemes = {_local(q.subject): _local(q.object) for q in ontology.quads_for_pattern(None, _IN_SCHEME, None)}
    return {(name, code): m for name, scheme in lists.items() for m, code in codes if schemes.get(m) == scheme}


def _read_strings(store: Store, predicate: NamedNode) -> list[tuple[str, str]]:
    """Read a predicate with literals: the local name of each subject and the text, sorted."""
    quads = store.quads_for_pattern(None, predicate, None)
    return sorted((_local(quad.subject), quad.object.value) for quad in quads if isinstance(quad.object, RdfLiteral))


def _read_labels(store: Store) -> dict[str, str]:
    """Read the English label of each term."""
    quads = store.quads_for_pattern(None, RDFS_LABEL, None)
    pairs = ((_local(quad.subject), quad.object) for quad in quads)
    return {n: label.value for n, label in pairs if isinstance(label, RdfLiteral) and label.language in {None, "en"}}


def _read_classes(store: Store) -> dict[str, frozenset[str]]:
    """Close the hierarchy of classes."""
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, _SUBCLASS, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            parents[_local(quad.subject)].add(_local(quad.object))
    closed = {}
    for name in sorted(parents):
        seen, waiting = {name}, [name]
        while waiting:
            for parent in parents.get(waiting.pop(), ()):
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        closed[name] = frozenset(seen)
    return closed


def _local(term: object) -> str:
    """Give the local name of one of the ontology's terms, the whole IRI of any other."""
    return term.value.removeprefix(DG) if isinstance(term, NamedNode) else ""
