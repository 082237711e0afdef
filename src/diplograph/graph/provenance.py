"""Where each claim comes from: span, document and pattern; and what a claim says without asserting it.

A span is a text position (NIF, RFC 5147) and a text quotation (Web Annotation) at once, so that it can be found again
after the document has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from diplograph.graph.mint import mint_claim, mint_document, mint_span
from diplograph.graph.vocabulary import DCTERMS, NIF, OA, PROV, RDF_TYPE, RDFS_LABEL, dg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diplograph.graph.terms import Situation
    from diplograph.graph.vocabulary import Fact
    from diplograph.model import Claim, Document


#: Code points of context that a quotation carries on either side.
CONTEXT = 32


def is_plain(claim: Claim) -> bool:
    """Tell whether a claim becomes plain facts: a positive, asserted one does."""
    return claim.polarity == "positive" and claim.modality == "asserted"


def describe_claim(claim: Claim, situation: Situation, text: str) -> list[Fact]:
    """Describe a claim: its kind, polarity and modality, the span that states it, and what it is about.

    Args:
        claim: The claim.
        situation: What the claim is about.
        text: The document's stored text, for the context of the quotation.
    """
    name, span = mint_claim(claim), mint_span(claim.document, claim.start, claim.end)
    hedge = "denied" if claim.polarity == "negative" else claim.modality if claim.modality != "asserted" else ""
    facts: list[Fact] = [
        (name, RDF_TYPE, dg("Claim")),
        (name, RDFS_LABEL, Literal(f"{situation.label} ({hedge})" if hedge else situation.label)),
        (name, dg("kind"), dg(situation.class_name)),
        (name, dg("polarity"), dg(claim.polarity)),
        (name, dg("modality"), dg(claim.modality)),
        (name, NamedNode(f"{PROV}wasQuotedFrom"), span),
        (name, NamedNode(f"{PROV}hadPrimarySource"), mint_document(claim.document)),
    ]
    if not hedge:
        facts.append((name, dg("about"), situation.node))
    if claim.pattern:
        facts.append((name, dg("foundBy"), Literal(claim.pattern)))
    if claim.section:
        facts.append((name, dg("section"), Literal(" > ".join(claim.section))))
    return facts + _describe_span(claim, span, text)


def _describe_span(claim: Claim, span: NamedNode, text: str) -> list[Fact]:
    """Describe a run of characters by position and by quotation."""
    return [
        (span, RDF_TYPE, NamedNode(f"{NIF}OffsetBasedString")),
        (span, RDFS_LABEL, Literal(f"{claim.document}, characters {claim.start} to {claim.end}")),
        (span, NamedNode(f"{OA}exact"), Literal(claim.exact)),
        (span, NamedNode(f"{OA}prefix"), Literal(text[max(claim.start - CONTEXT, 0) : claim.start])),
        (span, NamedNode(f"{OA}suffix"), Literal(text[claim.end : claim.end + CONTEXT])),
        (span, NamedNode(f"{NIF}beginIndex"), Literal(claim.start)),
        (span, NamedNode(f"{NIF}endIndex"), Literal(claim.end)),
        (span, NamedNode(f"{NIF}referenceContext"), mint_document(claim.document)),
    ]


def describe_statements(name: NamedNode, node: NamedNode, facts: Sequence[Fact]) -> list[Fact]:
    """Describe, without asserting it, what a claim says: one statement for each predicate and value of its situation.

    What is denied, planned, proposed or alleged can so be asked for, and draws no edge between entities. An event that
    is so stated has no node: its class stands for it.
    """
    described: list[Fact] = []
    classes = {s: o for s, p, o in facts if s != node and p == RDF_TYPE}
    said = [(p, classes.get(o, o) if isinstance(o, NamedNode) else o) for s, p, o in facts if s == node]
    said = sorted({(p, o) for p, o in said if p != RDFS_LABEL}, key=str)
    for number, (predicate, value) in enumerate(said, start=1):
        statement = NamedNode(f"{name.value}#{number}")
        described += [
            (name, dg("says"), statement),
            (statement, RDF_TYPE, dg("Statement")),
            (statement, RDFS_LABEL, Literal(f"{_shorten(predicate)} {_shorten(value)}")),
            (statement, dg("predicate"), predicate),
            (statement, dg("value"), value),
        ]
    return described


def _shorten(term: NamedNode | Literal) -> str:
    """Write a term by its last part."""
    return term.value if isinstance(term, Literal) else term.value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def describe_document(document: Document) -> list[Fact]:
    """Describe a document: title, format, hash, source, licence, revision; what is not known is left out."""
    node = mint_document(document.id)
    known = {
        "title": document.title,
        "format": document.format,
        "source": document.source,
        "license": document.licence,
        "provenance": document.retrieved,
    }
    facts: list[Fact] = [
        (node, RDF_TYPE, dg("Document")),
        (node, RDFS_LABEL, Literal(document.title or document.id)),
        (node, NamedNode(f"{DCTERMS}identifier"), Literal(document.id)),
        (node, dg("sha256"), Literal(document.sha256)),
        (node, dg("characters"), Literal(len(document.text))),
    ]
    facts += [(node, NamedNode(DCTERMS + name), Literal(text)) for name, text in known.items() if text]
    if document.revision:
        facts.append((node, dg("revision"), Literal(document.revision)))
    return facts
