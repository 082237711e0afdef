"""The saved questions as examples in the store, where editors of SPARQL and assistants look for them.

Source: SHACL Advanced Features, section 8 (``sh:SPARQLExecutable``), as collections of SPARQL examples use it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from diplograph.graph.questions import load_questions
from diplograph.graph.vocabulary import BASE, DCTERMS, QUESTION_GRAPH, RDF_TYPE, RDFS, RDFS_LABEL, SHACL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diplograph.graph.questions import Question


def describe_questions() -> Iterator[Quad]:
    """Describe the bundled questions, each as an executable query that runs as it stands."""
    for question in load_questions(()):
        yield from _describe(question)


def _describe(question: Question) -> Iterator[Quad]:
    """Describe one question."""
    node = NamedNode(f"{BASE}question/{question.name}")
    facts: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF_TYPE, NamedNode(f"{SHACL}SPARQLExecutable")),
        (RDF_TYPE, NamedNode(f"{SHACL}SPARQLSelectExecutable")),
        (RDFS_LABEL, Literal(question.summary, language="en")),
        (NamedNode(f"{RDFS}comment"), Literal(question.description, language="en")),
        (NamedNode(f"{DCTERMS}identifier"), Literal(question.name)),
        (NamedNode(f"{DCTERMS}type"), Literal(question.family, language="en")),
        (NamedNode(f"{SHACL}select"), Literal(question.text)),
        *((NamedNode(f"{DCTERMS}subject"), Literal(tag, language="en")) for tag in question.tags),
    ]
    for predicate, value in facts:
        yield Quad(node, predicate, value, QUESTION_GRAPH)
