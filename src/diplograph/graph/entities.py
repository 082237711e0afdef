"""Who and what the names in claims stand for: reference entities, missions and offices of the claims, or new entities.

A name is looked up among the reference tables first, then among the missions and offices that the claims tell of
("British Consulate-General in Hong Kong"). What is left becomes an entity of its own, of the class that its role
implies, and is listed as unresolved where a table could have known it.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from diplograph.graph.mint import kebab, mint_node, slugify
from diplograph.graph.tables import Entity
from diplograph.graph.vocabulary import DGR, OWL, RDF_TYPE, RDFS_LABEL, SKOS, dg, read_value
from diplograph.naming import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import BlankNode, Triple

    from diplograph.graph.schema import Schema
    from diplograph.graph.tables import Reference
    from diplograph.graph.vocabulary import Fact


#: When a name stands for several reference entities and the role leaves it open, the first class here wins.
_PREFERENCE = ("Territory", "Organisation", "Place")
#: Classes that no table could list whole; new entities of these are no gap.
_OPEN_CLASSES = ("Person", "Office", "Mission")
#: Where the roles of an unknown name imply classes that do not go together, the first one here wins.
_UNKNOWN = ("Person", "Office", "GovernmentBody", "Organisation", "Place", "Agent", "Territory", "Topic", "Entity")
#: Classes of roles in which a mission can stand for its head, or a post for its mission.
_POST_ROLES = ("Office", "Organisation", "GovernmentBody")
_ARTICLE_NAMES = ("Netherlands", "Philippines", "Maldives", "Bahamas", "Seychelles", "Gambia", "Comoros", "Holy See")
_ARTICLE_ENDS = (
    *("Islands", "Republic", "Union", "Emirates", "States", "Kingdom", "Nations", "Federation", "Congo", "Bank"),
    *("Organization", "Organisation", "Fund", "Commission", "Community", "Council", "Alliance", "Association", "Bloc"),
)


class Entities:
    """Resolves names to entities, and remembers which it met.

    Names are given once to ``learn`` with the class that their role implies, before any is resolved, so that what one
    claim says of a name ("a person") helps with another that says less ("an actor").
    """

    def __init__(self, schema: Schema, reference: Reference) -> None:
        """Start with the reference tables alone."""
        self._schema, self._reference = schema, reference
        self._implied: defaultdict[str, set[str]] = defaultdict(set)
        self._expected: set[str] = set()
        self._aliases: dict[str, Entity] = {}
        self._held = self._aliases
        self._posts: dict[NamedNode, Fact] = {}
        self.met: dict[NamedNode, Entity] = {}
        self.extra: dict[NamedNode, list[Fact]] = {}
        self.codes: dict[NamedNode, list[Fact]] = {}
        self.situations: set[NamedNode] = set()
        self.unresolved: dict[str, str] = {}

    def learn(self, name: str, class_name: str) -> None:
        """Take in that a role implies a class for a name."""
        self._implied[fold(name)].add(class_name)

    def expect(self, name: str) -> None:
        """Take in that a claim has this name somewhere: other names for missions and offices need not be kept."""
        words = fold(name).split(" of ")
        self._expected.update(" of ".join(words[i:]) for i in range(len(words)))

    def is_expected(self, name: str) -> bool:
        """Tell whether some claim has this name, or one that ends with it."""
        return fold(name) in self._expected

    def _infer_class(self, name: str, class_name: str) -> str:
        """Infer the class of a name that no table knows from all roles in which it stands, so that it has only one.

        The tables list all territories: what is none of them is taken for another agent.
        """
        implied = self._implied.get(fold(name), set()) | {class_name}
        narrow = {c for c in implied if not any(c != other and self._schema.is_a(other, c) for other in implied)}
        best = min(narrow, key=lambda c: (_UNKNOWN.index(c) if c in _UNKNOWN else -1, c))
        return "Agent" if best == "Territory" else best

    @contextmanager
    def hold_aliases(self) -> Iterator[None]:
        """Let the aliases that are added within the block stand for their entities only when it ends."""
        self._held = {}
        yield
        for name, entity in self._held.items():
            self._aliases.setdefault(name, entity)
        self._held = self._aliases

    def add_alias(self, name: str, entity: Entity) -> None:
        """Let a name stand for a mission or an office of the claims; the first entity to take it keeps it."""
        if (key := fold(name)) in self._expected:
            self._held.setdefault(key, entity)

    def add_post(self, label: str, mission: Entity, relation: str) -> None:
        """Let a label stand for a post, and note how the post belongs to a mission, for when a claim names it."""
        post = Entity(mint_node("Office", [label]), "Office", label, known=False)
        self.add_alias(label, post)
        self._posts.setdefault(post.iri, (post.iri, dg(relation), mission.iri))

    def find(self, name: str, class_name: str) -> Entity:
        """Find the entity of a name in a role that implies a class; count names that no table knows."""
        entity = self.look_up(name, class_name)
        if entity is None and (mission := self._find_mission_of(name)) is not None:
            entity = Entity(mint_node("Office", [name]), "Office", name, known=False)
            self._posts.setdefault(entity.iri, (entity.iri, dg("postIn"), mission.iri))
        if entity is None:
            implied = self._infer_class(name, class_name)
            entity = Entity(mint_node(implied, [name]), implied, name, known=False)
            if not any(self._schema.is_a(implied, open_class) for open_class in _OPEN_CLASSES):
                self.unresolved[name] = implied
        self.met.setdefault(entity.iri, entity)
        if entity.iri in self._posts:
            self.extra.setdefault(entity.iri, [self._posts[entity.iri]])
        return entity

    def find_namesake(self, name: str, what: str, class_name: str) -> Entity:
        """Find the person whom ``what`` tells apart from the one that a name means in a role that implies a class."""
        entity = self.find(f"{name} ({what})", "Person")
        self.extra[entity.iri] = [(entity.iri, NamedNode(f"{OWL}differentFrom"), self.find(name, class_name).iri)]
        return entity

    def look_up(self, name: str, class_name: str) -> Entity | None:
        """Look a name up among the aliases and the reference tables; ``None`` if neither knows it."""
        key = fold(name)
        alias = self._aliases.get(key)
        if alias is not None and (self._fits(alias, class_name) or class_name in _POST_ROLES):
            return alias
        found = [entity for entity in self._reference.find(name) if entity.class_name != "OfficeTitle"]
        fitting = [entity for entity in found if self._fits(entity, class_name)]
        if self._schema.is_a(class_name, "Person") or self._schema.is_a(class_name, "Office"):
            return None
        return min(fitting or found, key=lambda e: (fold(e.label) != key, self._rank(e)), default=None)

    def find_office(self, title: str, of: str) -> Entity:
        """Find one office by its title and whose it is, and note both."""
        owner = self.find(of, "Agent")
        label = name_office(title, owner.label)
        office = Entity(mint_node("Office", [label]), "Office", label, known=False)
        self.met.setdefault(office.iri, office)
        self.extra.setdefault(
            office.iri,
            [(office.iri, dg("officeOf"), owner.iri), (office.iri, dg("title"), self.find_title(title).iri)],
        )
        return office

    def find_title(self, title: str) -> Entity:
        """Find a title, which many offices bear."""
        found = (e for e in self._reference.find(title) if e.class_name == "OfficeTitle")
        entity = next(found, None) or Entity(mint_node("Title", [title]), "OfficeTitle", title, known=False)
        self.met.setdefault(entity.iri, entity)
        return entity

    def _find_mission_of(self, name: str) -> Entity | None:
        """Find the mission that a post's name ends with: "Deputy Chief of Mission of the Embassy of …"."""
        words = fold(name).split(" of ")
        tails = (" of ".join(words[i:]) for i in range(1, len(words)))
        return next((self._aliases[tail] for tail in tails if tail in self._aliases), None)

    def find_code(self, name: str, code: str, schema: Schema) -> NamedNode:
        """Find the concept of a code; one that no list has becomes a concept of its own."""
        known = schema.notations.get((name, code), "")
        if known:
            return dg(known)
        iri = NamedNode(f"{DGR}code/{kebab(name)}/{slugify(code)}")
        scheme = schema.lists.get(name, "")
        listed = [(iri, NamedNode(f"{SKOS}inScheme"), dg(scheme))] if scheme else []
        self.codes[iri] = [
            (iri, RDF_TYPE, NamedNode(f"{SKOS}Concept")),
            (iri, RDFS_LABEL, Literal(code)),
            (iri, NamedNode(f"{SKOS}notation"), Literal(code)),
            *listed,
        ]
        return iri

    def list_adjectives(self, name: str) -> list[str]:
        """List the adjectives of a territory."""
        entity = self.look_up(name, "Territory")
        return sorted(map(read_value, self._list_objects(entity.iri, "adjective"))) if entity else []

    def has_other_capital(self, territory: Entity) -> bool:
        """Tell whether a territory has a capital that is not the territory itself; unknown ones are taken to have one."""
        if not territory.known:
            return True
        capitals = self._list_objects(territory.iri, "capital")
        labels = [
            read_value(triple.object)
            for capital in capitals
            if isinstance(capital, NamedNode)
            for triple in self._reference.describe(capital)
            if triple.predicate == RDFS_LABEL
        ]
        return any(fold(label) != fold(territory.label) for label in labels)

    def _list_objects(self, node: NamedNode, predicate: str) -> list[NamedNode | BlankNode | Literal | Triple]:
        """List what a property of the ontology has for values at a node of the tables."""
        return [triple.object for triple in self._reference.describe(node) if triple.predicate == dg(predicate)]

    def _fits(self, entity: Entity, class_name: str) -> bool:
        """Tell whether an entity may stand in a role of a class."""
        return self._schema.is_a(entity.class_name, class_name)

    def _rank(self, entity: Entity) -> int:
        """Rank an entity by its class (see ``_PREFERENCE``)."""
        ranks = [i for i, name in enumerate(_PREFERENCE) if self._schema.is_a(entity.class_name, name)]
        return ranks[0] if ranks else len(_PREFERENCE)


def name_office(title: str, of: str) -> str:
    """Name one office: a title and whose it is.

    >>> name_office("President", "United States")
    'President of the United States'
    """
    return f"{title} of {with_article(of)}"


def with_article(name: str) -> str:
    """Put the article before the names that take one.

    >>> with_article("Netherlands"), with_article("Chile")
    ('the Netherlands', 'Chile')
    """
    takes = name in _ARTICLE_NAMES or (" " in name and name.endswith(_ARTICLE_ENDS))
    return f"the {name}" if takes and not name.startswith("the ") else name
