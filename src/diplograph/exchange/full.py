"""The full projection: facts, the events in their lives and their parts are nodes, every statement is an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.exchange.drafts import draft_statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diplograph.exchange.drafts import Draft
    from diplograph.exchange.material import Material
    from diplograph.exchange.selection import Chosen
    from diplograph.exchange.things import Thing


def draw_full(material: Material, things: Mapping[str, Thing], chosen: Chosen) -> Iterator[Draft]:
    """Draw an edge for each statement of the chosen facts and of their parts, and for those without a fact."""
    for fact in chosen.facts.values():
        for link in fact.links:
            yield draft_statement(material, fact, link, fact)
            part = things[link.target]
            if part.iri.startswith(f"{fact.iri}/"):
                yield from (draft_statement(material, part, inner, fact) for inner in part.links)
    for thing, link in chosen.statements:
        yield draft_statement(material, thing, link)
