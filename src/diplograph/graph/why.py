"""Why the graph says something: the proof of a triple, from the rules down to the sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from diplograph.errors import QueryError
from diplograph.graph.evidence import Claimed, Source, describe_claim, find_label, find_source
from diplograph.graph.lookup import find_entity
from diplograph.graph.proof import Proof, read_fact, to_triple
from diplograph.graph.prove import Prover
from diplograph.graph.ruleset import load_rules
from diplograph.graph.vocabulary import (
    CLAIM,
    DG,
    INFERRED_GRAPH,
    PREFIXES,
    PROVENANCE_GRAPH,
    RDF_TYPE,
    RDFS_LABEL,
    REFERENCE_GRAPH,
    SKOS,
    dg,
    shorten,
)
from diplograph.naming import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplograph.graph.rules import Rule
    from diplograph.graph.sparql import QuadSource

#: What is asked for when no triple is: statements about a node that are of no interest on their own.
_DULL = frozenset({RDFS_LABEL.value, f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{SKOS}hiddenLabel"})


class Reason(NamedTuple):
    """A step of a proof, ready to be shown.

    Attributes:
        triple: What is proved; ``None`` for what only the rules speak of.
        words: The same in labels.
        rule: The rule that gives it; ``None`` for what is stated.
        premises: What the rule needs.
        source: Where a stated triple comes from.
    """

    triple: Triple | None
    words: str
    rule: Rule | None
    premises: tuple[Reason, ...]
    source: Source


class Why:
    """Answers why a store says something; what was found out for one answer serves the next."""

    def __init__(self, store: QuadSource, texts: Mapping[str, str]) -> None:
        """Look at a store, with the stored texts by document."""
        self.store, self.texts = store, texts
        self._prover = Prover(store, load_rules())

    def explain(self, triple: Triple) -> Reason:
        """Explain a triple of the default graph.

        Raises:
            QueryError: The graph does not hold it; the message says what it holds instead.
        """
        if Quad(triple.subject, triple.predicate, triple.object, DefaultGraph()) not in self.store:
            raise self._miss(triple)
        try:
            proof = self._prover.find(read_fact(triple))
        except ValueError as error:
            raise QueryError(str(error), expected="a triple of names") from None
        if proof is None:
            raise QueryError(f"no proof found: {self._say(triple)}")
        return self._describe(proof)

    def explain_node(self, node: NamedNode, limit: int) -> list[Reason]:
        """Explain a claim, or what is said of a node: edges before classes, what claims state before what follows.

        Raises:
            QueryError: The graph says nothing of it.
        """
        if node.value.startswith(CLAIM) and Quad(node, RDF_TYPE, dg("Claim"), PROVENANCE_GRAPH) in self.store:
            claimed = describe_claim(self.store, node, (), self.texts)
            return [Reason(None, claimed.label, None, (), Source((claimed,), ()))]
        triples = self.list_triples(node)
        if not triples:
            raise QueryError(
                f"the graph says nothing of {shorten(node.value)}", expected="a name or an IRI of the graph"
            )
        return [self.explain(triple) for triple in triples[:limit]]

    def list_triples(self, node: NamedNode) -> list[Triple]:
        """List what the graph says of a node, but for its names, in the order in which it is explained."""
        quads = self.store.quads_for_pattern(node, None, None, DefaultGraph())
        return sorted((q.triple for q in quads if q.predicate.value not in _DULL), key=self._rank)

    def _rank(self, triple: Triple) -> tuple[bool, bool, bool, str]:
        """Sort triples: edges before classes; what claims state, then what follows, then what the tables say."""
        edge = triple.subject, triple.predicate, triple.object
        inferred, known = (Quad(*edge, graph) in self.store for graph in (INFERRED_GRAPH, REFERENCE_GRAPH))
        return triple.predicate == RDF_TYPE, known, inferred, str(triple)

    def read_triple(self, subject: str, predicate: str, value: str) -> Triple:
        """Read a triple as people write it: names, IRIs or prefixed names.

        Raises:
            QueryError: A name is unknown or that of several.
        """
        about, relation = self.read_node(subject), self._read_predicate(predicate)
        if relation == RDF_TYPE:
            return Triple(about, relation, self._read_term(value, "class"))
        literals = [q.object for q in self.store.quads_for_pattern(about, relation, None, DefaultGraph())]
        for literal in literals:
            if isinstance(literal, Literal) and literal.value == value:
                return Triple(about, relation, literal)
        return Triple(about, relation, self.read_node(value))

    def read_node(self, text: str) -> NamedNode:
        """Read a node: an IRI, also in angle brackets, a prefixed name, or a name."""
        return expand(text) or find_entity(self.store, text)

    def _read_predicate(self, text: str) -> NamedNode:
        """Read a property."""
        return RDF_TYPE if text in {"a", "type"} else self._read_term(text, "property")

    def _read_term(self, text: str, kind: str) -> NamedNode:
        """Read a class or a property: an IRI, a prefixed or a local name, or a label."""
        node = expand(text)
        if node is not None:
            return node
        labels = [
            (quad.subject, quad.object.value)
            for quad in self.store.quads_for_pattern(None, RDFS_LABEL, None, DefaultGraph())
            if isinstance(quad.subject, NamedNode)
            and quad.subject.value.startswith(DG)
            and isinstance(quad.object, Literal)
        ]
        wanted = {text.removeprefix("dg:")}
        for subject, label in sorted(labels, key=str):
            if subject.value.removeprefix(DG) in wanted or fold(label) == fold(text):
                return subject
        raise QueryError(f"there is no {kind} {text!r}", expected=f"a {kind} of the ontology such as dg:visited")

    def _describe(self, proof: Proof) -> Reason:
        """Make the steps of a proof ready to be shown."""
        triple = to_triple(proof.fact)
        words = self._say(triple) if triple else f"{proof.fact.name}: {', '.join(map(str, proof.fact.terms))}"
        source = find_source(self.store, triple, self.texts) if triple and proof.rule is None else Source((), ())
        return Reason(triple, words, proof.rule, tuple(map(self._describe, proof.premises)), source)

    def _say(self, triple: Triple) -> str:
        """Write a triple in labels."""
        return say(self.store, triple)

    def _miss(self, triple: Triple) -> QueryError:
        """Say that a triple is not held, and what is."""
        quads = self.store.quads_for_pattern(triple.subject, triple.predicate, None, DefaultGraph())
        others = sorted(_label(self.store, quad.object) for quad in quads)
        held = f"one of {len(others)}: {', '.join(others[:5])}{' …' if len(others) > 5 else ''}" if others else None
        return QueryError(f"the graph does not say: {self._say(triple)}", expected=held)


def say(store: QuadSource, triple: Triple) -> str:
    """Write a triple in labels; the property by its local name, as the rules do."""
    predicate = "is a" if triple.predicate == RDF_TYPE else shorten(triple.predicate.value).removeprefix("dg:")
    return f"{_label(store, triple.subject)} – {predicate} – {_label(store, triple.object)}"


def _label(store: QuadSource, term: object) -> str:
    """Name a term."""
    return find_label(store, term) if isinstance(term, NamedNode | Literal) else str(term)


def expand(text: str) -> NamedNode | None:
    """Read an IRI or a prefixed name; ``None`` if the text is neither.

    >>> expand("dgr:territory/HK").value, expand("Hong Kong")
    ('https://w3id.org/diplograph/id/territory/HK', None)

    Raises:
        QueryError: It looks like an IRI and is none.
    """
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    prefix, colon, local = bare.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//"):
        bare = PREFIXES[prefix] + local
    elif not bare.startswith(("https://", "http://")):
        return None
    try:
        return NamedNode(bare)
    except ValueError:
        raise QueryError(f"{text!r} is not an IRI", expected="a name, or an IRI such as https://…") from None


def list_claims(reason: Reason) -> list[Claimed]:
    """List the claims that a reason rests on, in the order of the proof."""
    return [*reason.source.claims, *(claimed for premise in reason.premises for claimed in list_claims(premise))]
