"""What the graph says of a node, and where each fact is from."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, QuerySolutions, Triple

from diplograph.graph.answers import Quotation, read_quotation
from diplograph.graph.evidence import describe_claim
from diplograph.graph.results import read_rows, show
from diplograph.graph.sparql import run_query
from diplograph.graph.vocabulary import CLAIM, INFERRED_GRAPH, RDFS_LABEL, SKOS, dg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import Store

    from diplograph.graph.results import Cell

#: Quads of a node that are read, and statements and edges that lead to it that are listed.
_MOST, MOST_STATEMENTS, MOST_EDGES = 5_000, 100, 200
_NAMES = frozenset(
    {RDFS_LABEL.value, *(f"{SKOS}{name}Label" for name in ("pref", "alt", "hidden"))}
    | {dg(name).value for name in ("abbreviation", "formerName", "adjective", "demonym")}
)


class Fact(NamedTuple):
    """A triple about a node.

    Attributes:
        predicate: The property.
        value: The object, or the subject where the edge leads to the node.
        notes: The sentences that state it.
        inferred: Whether it follows by rules.
    """

    predicate: NamedNode
    value: Cell
    notes: tuple[Quotation, ...]
    inferred: bool


class Statement(NamedTuple):
    """A claim in which a node takes part, or which is about it.

    Attributes:
        claim: The claim.
        kind: Its class.
        hedge: ``denied``, ``planned`` …; "" for what is asserted.
        about: What it is about; ``None`` where it is not asserted.
        note: The sentence.
    """

    claim: NamedNode
    says: str
    kind: Cell
    hedge: str
    about: Cell
    note: Quotation | None


def list_facts(store: Store, node: NamedNode, texts: Mapping[str, str]) -> list[Fact]:
    """List what the graph says of a node, but for its names, by properties; what claims state comes first."""
    graphs: dict[Triple, list[object]] = {}
    for quad in islice(store.quads_for_pattern(node, None, None, None), _MOST):
        if quad.predicate.value not in _NAMES:
            graphs.setdefault(quad.triple, []).append(quad.graph_name)
    facts = [_make_fact(store, triple, found, texts) for triple, found in graphs.items()]
    return sorted(facts, key=lambda fact: (not fact.notes, fact.predicate.value, str(fact.value)))


def _make_fact(store: Store, triple: Triple, graphs: Sequence[object], texts: Mapping[str, str]) -> Fact:
    """Make a fact, with the sentences of the claims in whose graphs it stands."""
    notes = []
    for graph in graphs:
        if isinstance(graph, NamedNode) and graph.value.startswith(CLAIM):
            said = describe_claim(store, graph, (), texts)
            notes.append(Quotation(said.document, said.line, said.start, said.end, said.exact))
    return Fact(triple.predicate, triple.object, tuple(sorted(set(notes))), INFERRED_GRAPH in graphs)


def list_edges(store: Store, node: NamedNode) -> tuple[list[Fact], bool]:
    """List what leads to a node, by properties; tell whether that is all."""
    quads = list(islice(store.quads_for_pattern(None, None, node, DefaultGraph()), MOST_EDGES + 1))
    facts = [
        Fact(quad.predicate, quad.subject, (), inferred=False) for quad in quads if isinstance(quad.subject, NamedNode)
    ]
    ordered = sorted(facts[:MOST_EDGES], key=lambda fact: (fact.predicate.value, str(fact.value)))
    return ordered, len(quads) <= MOST_EDGES


def list_statements(
    store: Store, node: NamedNode, texts: Mapping[str, str], page: int = 1
) -> tuple[list[Statement], bool]:
    """List claims in which a node takes part, asserted or not, or which are about it; tell whether more follow."""
    rows = _select(
        store,
        f"""SELECT DISTINCT ?claim ?says ?kind ?modality ?polarity ?about ?quote ?span {{
          VALUES ?node {{ {node} }}
          {{ GRAPH ?claim {{ ?fact ?role ?node }} }}
          UNION {{ GRAPH dgg:provenance {{ ?claim dg:about ?node }} }}
          UNION {{ GRAPH dgg:provenance {{ ?claim dg:says ?part . ?part dg:value ?node }} }}
          GRAPH dgg:provenance {{
            ?claim a dg:Claim ; rdfs:label ?says ; dg:kind ?kind ; dg:modality ?modality ; dg:polarity ?polarity ;
              prov:wasQuotedFrom ?span . ?span oa:exact ?quote
            OPTIONAL {{ ?claim dg:about ?about }} }}
        }} ORDER BY ?kind ?span ?claim LIMIT {MOST_STATEMENTS + 1} OFFSET {(page - 1) * MOST_STATEMENTS}""",
    )
    return list(_read_statements(rows[:MOST_STATEMENTS], texts)), len(rows) > MOST_STATEMENTS


def list_claims(store: Store, document: NamedNode, texts: Mapping[str, str]) -> list[Statement]:
    """List the claims of a document, by their places."""
    rows = _select(
        store,
        f"""SELECT ?claim ?says ?kind ?modality ?polarity ?about ?quote ?span {{
          GRAPH dgg:provenance {{
            ?claim prov:hadPrimarySource {document} ; a dg:Claim ; rdfs:label ?says ; dg:kind ?kind ;
              dg:modality ?modality ; dg:polarity ?polarity ; prov:wasQuotedFrom ?span . ?span oa:exact ?quote
            OPTIONAL {{ ?claim dg:about ?about }} }}
        }}""",
    )
    found = list(_read_statements(rows, texts))
    return sorted(found, key=lambda one: (one.note[2:4] if one.note else (0, 0), one.claim.value))


def _read_statements(rows: Sequence[tuple[Cell, ...]], texts: Mapping[str, str]) -> Iterator[Statement]:
    """Read the rows of claims."""
    for claim, says, kind, modality, polarity, about, quote, span in rows:
        if isinstance(claim, NamedNode):
            denied = polarity == dg("negative")
            mood = show(modality).removeprefix("dg:")
            hedge = "denied" if denied else "" if mood == "asserted" else mood
            yield Statement(claim, show(says), kind, hedge, about, read_quotation(span, quote, texts))


def list_kinds(store: Store, node: NamedNode) -> list[Cell]:
    """List the narrowest classes of a node."""
    rows = _select(
        store,
        f"""SELECT DISTINCT ?class {{
          {{ {node} a ?class }} UNION {{ GRAPH dgg:provenance {{ {node} a ?class }} }}
          FILTER NOT EXISTS {{ {node} a ?narrower . ?narrower rdfs:subClassOf ?class FILTER(?narrower != ?class) }}
        }} ORDER BY ?class""",
    )
    return [row[0] for row in rows]


def list_other_names(store: Store, node: NamedNode, label: str) -> list[str]:
    """List the names of a node beside its label."""
    found = {
        show(quad.object)
        for quad in store.quads_for_pattern(node, None, None, DefaultGraph())
        if quad.predicate.value in _NAMES and quad.predicate != dg("adjective") and quad.predicate != dg("demonym")
    }
    return sorted(found - {label})


def _select(store: Store, text: str) -> Sequence[tuple[Cell, ...]]:
    """Give the rows of a query that is known to be well-formed."""
    outcome = run_query(store, text)
    return read_rows(outcome).rows if isinstance(outcome, QuerySolutions) else []
