"""What all claims together teach, before any is converted: classes of names, other names of missions, lives, spells.

The claims are gone through several times instead of being held, so that the memory grows with the number of different
names and facts, not with that of claims.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from diplograph.graph.entities import Entities
from diplograph.graph.facts import identify, learn_names
from diplograph.graph.identity import Spells, find_namesakes, find_spell, read_spells
from diplograph.graph.labels import name_posts
from diplograph.graph.mint import mint_claim
from diplograph.graph.schema import load_schema
from diplograph.graph.tables import load_reference_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from diplograph.graph.schema import Schema
    from diplograph.graph.tables import Reference
    from diplograph.graph.terms import Situation
    from diplograph.model import Claim

    #: Gives the claims anew each time, document by document, in the order of documents and places.
    Groups = Callable[[], Iterable[Sequence[Claim]]]


class Knowledge(NamedTuple):
    """What the claims taught.

    Attributes:
        schema: The ontology.
        reference: The reference tables.
        entities: Resolves names.
        apart: By the number of a claim, people to be kept apart from others of their name.
        spells: The spells of the situations that have several, by their nodes.
    """

    schema: Schema
    reference: Reference
    entities: Entities
    apart: Mapping[int, Mapping[str, str]]
    spells: Mapping[str, Spells]


def order_claims(claims: Iterable[Claim]) -> list[Claim]:
    """Put claims into the order of their documents and places, each once."""
    distinct = {mint_claim(claim): claim for claim in claims}
    return sorted(distinct.values(), key=lambda claim: (claim.document, claim.start, claim.to_json()))


def learn(groups: Groups, schema: Schema | None = None, reference: Reference | None = None) -> Knowledge:
    """Learn from all claims what the conversion of each needs."""
    schema, reference = schema or load_schema(), reference or load_reference_graph()
    entities = Entities(schema, reference)
    knowledge = Knowledge(schema, reference, entities, find_namesakes(groups), {})
    for claim in _list_claims(groups):
        learn_names(claim, schema, entities)
    # Names of posts are used from then on, when all are known.
    with entities.hold_aliases():
        for index, claim in enumerate(_list_claims(groups)):
            if claim.kind == "Mission" or "office" in claim.roles:
                name_posts(_identify(knowledge, claim, index), schema, entities)
    return knowledge._replace(spells=_learn_spells(knowledge, groups))


def _list_claims(groups: Groups) -> Iterator[Claim]:
    """Give all claims in their order."""
    return (claim for group in groups() for claim in group)


def _learn_spells(knowledge: Knowledge, groups: Groups) -> dict[str, Spells]:
    """Learn which situations have several spells; only what has an end can begin again."""
    times: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    ended: set[str] = set()
    for index, claim in enumerate(_list_claims(groups)):
        since, until = claim.time.get("since", ""), claim.time.get("until", "")
        if since or until:
            node = _identify(knowledge, claim, index).node.value
            times[node].append((since, until))
            if until:
                ended.add(node)
    found = {node: read_spells(times[node]) for node in sorted(ended)}
    return {node: spells for node, spells in found.items() if spells is not None}


def find_situation(knowledge: Knowledge, claim: Claim, index: int) -> Situation:
    """Find what a claim is about, in the spell that it speaks of; ``index`` is the claim's number."""
    situation = _identify(knowledge, claim, index)
    spells = knowledge.spells.get(situation.node.value)
    spell = find_spell(claim, spells) if spells else ""
    return situation.in_spell(spell) if spell else situation


def _identify(knowledge: Knowledge, claim: Claim, index: int) -> Situation:
    """Find what a claim is about, spells aside."""
    return identify(claim, knowledge.schema, knowledge.entities, knowledge.apart.get(index, {}))
