"""Reads an ontology into records of its terms, as its documentation shows them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from diplograph.graph.vocabulary import DG, OWL, RDF, RDF_TYPE, RDFS, SKOS, read_value, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: The sorts of terms by what they are typed as; a property may have a second type, which is a trait.
_SORTS = {
    f"{OWL}Class": "class",
    f"{OWL}ObjectProperty": "object",
    f"{OWL}DatatypeProperty": "data",
    f"{OWL}AnnotationProperty": "annotation",
    f"{SKOS}ConceptScheme": "list",
    f"{SKOS}Concept": "code",
}
_TRAITS = {f"{OWL}SymmetricProperty": "symmetric", f"{OWL}TransitiveProperty": "transitive"}
_LINKS = {
    **{f"{RDFS}{name}": name for name in ("subClassOf", "subPropertyOf", "domain", "range")},
    **{f"{OWL}{name}": name for name in ("disjointWith", "inverseOf")},
    **{f"{SKOS}{name}": name for name in ("inScheme", "broader")},
    **{f"{DG}{name}": name for name in ("codeFor", "codeList", "expects")},
}
_NOTES = {f"{SKOS}{name}": name for name in ("definition", "scopeNote", "example", "altLabel", "notation")}
_HEADER = NamedNode(DG.removesuffix("#"))


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a property, a code list or a code.

    Attributes:
        name: Local name.
        sort: ``class``, ``object``, ``data``, ``annotation``, ``list`` or ``code``.
        label: In English.
        chinese: The label in Traditional Chinese.
        notes: Texts by the name of their property: definition, scopeNote, example, altLabel, notation.
        links: Names of other terms by the name of the property, those of other vocabularies with their prefix.
        traits: ``symmetric``, ``transitive``.
        chain: The properties whose chain implies this one.
        values: The (property, value) that members of the class have.
    """

    name: str
    sort: str
    label: str
    chinese: str
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    traits: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    def note(self, name: str) -> str:
        """Give the text of a note, "" if there is none."""
        return next(iter(self.notes.get(name, ())), "")


def load_turtle(ttl: str) -> Store:
    """Parse Turtle into a store of its own."""
    store = Store()
    store.load(ttl, RdfFormat.TURTLE)
    return store


def read_terms(store: Store) -> dict[str, Term]:
    """Read the terms of an ontology, in the order of their names."""
    disjoint = _read_disjoint(store)
    names = {read_value(q.subject) for q in store.quads_for_pattern(None, NamedNode(f"{RDFS}isDefinedBy"), None)}
    return {
        name: _read_term(store, NamedNode(DG + name), disjoint) for name in sorted(map(_local, names), key=_by_name)
    }


def read_header(store: Store) -> dict[str, list[tuple[str, str]]]:
    """Read what the ontology says of itself: by property, in short, its values with their languages."""
    header: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for quad in store.quads_for_pattern(_HEADER, None, None):
        language = (quad.object.language or "") if isinstance(quad.object, Literal) else ""
        header[shorten(quad.predicate.value)].append((read_value(quad.object), language))
    return {name: sorted(values, key=lambda v: (v[1], v[0])) for name, values in sorted(header.items())}


def _by_name(name: str) -> tuple[str, str]:
    """Sort names, case aside."""
    return name.lower(), name


def _local(iri: str) -> str:
    """Give the local name of the ontology's own terms, prefix and local name of others."""
    return iri.removeprefix(DG) if iri.startswith(DG) else shorten(iri)


def _read_term(store: Store, node: NamedNode, disjoint: Mapping[str, set[str]]) -> Term:
    """Read one term with all that is said of it."""
    notes: defaultdict[str, list[str]] = defaultdict(list)
    links: defaultdict[str, list[str]] = defaultdict(list)
    labels, kinds = {}, []
    for quad in store.quads_for_pattern(node, None, None):
        predicate, value = quad.predicate.value, quad.object
        if predicate == f"{SKOS}prefLabel" and isinstance(value, Literal):
            labels[value.language] = value.value
        elif predicate == RDF_TYPE.value:
            kinds.append(read_value(value))
        elif predicate in _NOTES:
            notes[_NOTES[predicate]].append(read_value(value))
        elif predicate in _LINKS and isinstance(value, NamedNode):
            links[_LINKS[predicate]].append(_local(value.value))
    links["disjointWith"] = sorted(disjoint.get(_local(node.value), ()))
    return Term(
        _local(node.value),
        next(sort for kind, sort in _SORTS.items() if kind in kinds),
        labels["en"],
        labels["zh-hant"],
        {name: tuple(sorted(texts)) for name, texts in notes.items()},
        {name: tuple(sorted(set(found), key=_by_name)) for name, found in links.items() if found},
        tuple(sorted(_TRAITS[kind] for kind in kinds if kind in _TRAITS)),
        tuple(_read_list(store, f"{OWL}propertyChainAxiom", node)),
        tuple(sorted(_read_values(store, node))),
    )


def _read_list(store: Store, predicate: str, node: NamedNode | BlankNode) -> Iterator[str]:
    """Read the members of a list."""
    for quad in store.quads_for_pattern(node, NamedNode(predicate), None):
        rest = quad.object
        while isinstance(rest, BlankNode):
            for item in store.quads_for_pattern(rest, NamedNode(f"{RDF}first"), None):
                yield _local(read_value(item.object))
            rest = next(iter(store.quads_for_pattern(rest, NamedNode(f"{RDF}rest"), None))).object


def _read_values(store: Store, node: NamedNode) -> Iterator[tuple[str, str]]:
    """Read the values that a class's restrictions give its members."""
    for quad in store.quads_for_pattern(node, NamedNode(f"{RDFS}subClassOf"), None):
        if isinstance(quad.object, BlankNode):
            (name,) = store.quads_for_pattern(quad.object, NamedNode(f"{OWL}onProperty"), None)
            (value,) = store.quads_for_pattern(quad.object, NamedNode(f"{OWL}hasValue"), None)
            yield _local(read_value(name.object)), _local(read_value(value.object))


def _read_disjoint(store: Store) -> dict[str, set[str]]:
    """Read which classes are disjoint with which, in both directions."""
    groups = [
        [_local(read_value(q.subject)), _local(read_value(q.object))]
        for q in store.quads_for_pattern(None, NamedNode(f"{OWL}disjointWith"), None)
    ]
    axioms = store.quads_for_pattern(None, NamedNode(f"{OWL}members"), None)
    nodes = [quad.subject for quad in axioms if isinstance(quad.subject, BlankNode | NamedNode)]
    groups += [list(_read_list(store, f"{OWL}members", node)) for node in nodes]
    disjoint: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups:
        for name in group:
            disjoint[name].update(other for other in group if other != name)
    return disjoint
