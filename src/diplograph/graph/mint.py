"""Where names and facts become IRIs: readable, stable, the same for the same input, and never blank nodes."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pyoxigraph import NamedNode

from diplograph.graph.vocabulary import CLAIM, DGR, SOURCE
from diplograph.naming import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diplograph.model import Claim

_LONGEST = 80
_SPAN = re.compile(rf"{re.escape(SOURCE)}(?P<document>[^#]*)#char=(?P<start>[0-9]+),(?P<end>[0-9]+)")
_HASH_DIGITS = 20


def slugify(text: str) -> str:
    """Write a text as a part of an IRI; a long one is cut and told apart by a hash.

    >>> slugify("Chief Executive of Hong Kong")
    'chief-executive-of-hong-kong'
    """
    slug = fold(text).replace(" ", "-")
    if not slug or len(slug) > _LONGEST:
        return f"{slug[:_LONGEST].rstrip('-')}-{digest(text)[:8]}".lstrip("-")
    return slug


def digest(text: str) -> str:
    """Hash a text."""
    return sha256(text.encode()).hexdigest()[:_HASH_DIGITS]


def kebab(class_name: str) -> str:
    """Write the local name of a class as a part of an IRI.

    >>> kebab("ReportingLine")
    'reporting-line'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", class_name).lower()


def mint_node(class_name: str, parts: Iterable[str]) -> NamedNode:
    """Mint the IRI of an entity or a situation from its class and what tells it from others of that class.

    >>> mint_node("Visit", ["Donald Tsang", "Australia", "2011-06"]).value
    'https://w3id.org/diplograph/id/visit/donald-tsang.australia.2011-06'
    """
    slugs = [part if re.fullmatch(r"[0-9X~?%./-]+", part) and part.strip("./") else slugify(part) for part in parts]
    return NamedNode(f"{DGR}{kebab(class_name)}/{'.'.join(slug.replace('/', '--') for slug in slugs)}")


def mint_claim(claim: Claim) -> NamedNode:
    """Mint the IRI of a claim, which is also the name of its graph: a hash of what it says and where.

    The pattern that found the claim does not count: a better pattern for the same claim leaves its IRI as it is.
    """
    parts = [claim.document, claim.kind, claim.polarity, claim.modality, str(claim.start), str(claim.end)]
    roles, time = sorted(claim.roles.items()), sorted(claim.time.items())
    return NamedNode(CLAIM + digest(repr((parts, [(k, _freeze(v)) for k, v in roles], time))))


def _freeze(value: object) -> object:
    """Write a role's value so that its text depends on nothing but the value."""
    return sorted(value.items()) if isinstance(value, dict) else value


def mint_document(document: str) -> NamedNode:
    """Mint the IRI of a document's stored text."""
    return NamedNode(SOURCE + _quote(document))


def mint_span(document: str, start: int, end: int) -> NamedNode:
    """Mint the IRI of a run of characters.

    Source: RFC 5147, section 2.1.1: character positions count from 0 and lie between characters.

    >>> mint_span("seed", 36, 229).value
    'https://w3id.org/diplograph/source/seed#char=36,229'
    """
    return NamedNode(f"{mint_document(document).value}#char={start},{end}")


def read_span(iri: str) -> tuple[str, int, int] | None:
    """Read the document and the offsets from the IRI of a run of characters; ``None`` if it is none.

    >>> read_span("https://w3id.org/diplograph/source/seed#char=36,229")
    ('seed', 36, 229)
    """
    match = _SPAN.fullmatch(iri)
    return (unquote(match["document"]), int(match["start"]), int(match["end"])) if match else None


def _quote(text: str) -> str:
    """Write any text as the last segment of an IRI, without loss."""
    return "".join(c if c.isalnum() or c in "-_." else "".join(f"%{byte:02X}" for byte in c.encode()) for c in text)
