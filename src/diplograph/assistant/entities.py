"""The tools ``describe`` and ``why``: what is said of an entity, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QuerySolutions

from diplograph.assistant.answers import Description, Proofs, Relation, Statement, Step
from diplograph.assistant.pages import LONGEST_VALUE, Page, say_left, shorten_name
from diplograph.errors import QueryError
from diplograph.graph.answers import Quotation, read_quotation
from diplograph.graph.evidence import find_label, list_names
from diplograph.graph.results import read_rows, show
from diplograph.graph.rules import write_rule
from diplograph.graph.sparql import run_query
from diplograph.graph.store import open_store
from diplograph.graph.texts import open_texts
from diplograph.graph.vocabulary import RDF_TYPE
from diplograph.graph.why import Why
from diplograph.screen import shorten as cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from diplograph.assistant import arguments
    from diplograph.assistant.desk import Desk
    from diplograph.graph.results import Cell
    from diplograph.graph.sparql import Source
    from diplograph.graph.why import Reason

#: Names of an entity that are listed.
_MOST_NAMES = 20
_TABLES = {"reference": "reference tables", "ontology": "ontology"}


def describe(desk: Desk, given: arguments.Describe) -> Description:
    """Say what the graph says of an entity: claims with their sentences, and relations."""
    why = Why(open_store(desk.root), open_texts(desk.root))
    node = why.read_node(given.entity)
    source, page = desk.limit(given.limit + 1), Page()
    found = _ask_statements(source, node, given.limit + 1)
    triples = [triple for triple in why.list_triples(node) if triple.predicate != RDF_TYPE]
    if not found and not triples:
        raise QueryError(f"the graph says nothing of {given.entity!r}", expected="a name that find gives")
    statements = list(_take_statements(page, found[: given.limit], why.texts))
    relations = [_relate(why, triple.predicate, triple.object) for triple in triples[: given.limit]]
    relations = [one for one in relations if page.add(len(one.property) + len(one.value) + len(one.iri)) is not None]
    left = [
        say_left(len(statements), min(len(found), given.limit), "statements", more=len(found) > given.limit),
        say_left(len(relations), len(triples), "relations"),
    ]
    return Description(
        iri=shorten_name(node.value),
        label=find_label(why.store, node),
        kinds=_list_kinds(source, node),
        names=[cut(name, LONGEST_VALUE) for name in list_names(why.store, node)[:_MOST_NAMES]],
        statements=statements,
        relations=relations,
        footnotes=page.footnotes,
        complete=not any(left),
        note="; ".join(filter(None, left)),
    )


def _ask_statements(source: Source, node: NamedNode, limit: int) -> Sequence[tuple[Cell, ...]]:
    """Ask for the claims in which something takes part, asserted or not, or which are about it."""
    return _select(
        source,
        f"""SELECT DISTINCT ?claim ?says ?modality ?polarity ?quote ?span {{
          VALUES ?about {{ {node} }}
          {{ GRAPH ?claim {{ ?fact ?role ?about }} }}
          UNION {{ GRAPH dgg:provenance {{ ?claim dg:about ?about }} }}
          UNION {{ GRAPH dgg:provenance {{ ?claim dg:says ?part . ?part dg:value ?about }} }}
          GRAPH dgg:provenance {{
            ?claim a dg:Claim ; rdfs:label ?says ; dg:modality ?modality ; dg:polarity ?polarity ;
              prov:wasQuotedFrom ?span . ?span oa:exact ?quote }}
        }} ORDER BY ?span ?claim LIMIT {limit}""",
    )


def _take_statements(page: Page, rows: Iterable[tuple[Cell, ...]], texts: Mapping[str, str]) -> Iterator[Statement]:
    for claim, says, modality, polarity, quote, span in rows:
        note = read_quotation(span, quote, texts)
        label, iri = cut(show(says), LONGEST_VALUE), shorten_name(claim.value if isinstance(claim, NamedNode) else "")
        numbers = page.add(len(label) + len(iri), [note] if note else [])
        if numbers is None:
            return
        denied = show(polarity) == "dg:negative"
        yield Statement(label, "denied" if denied else show(modality).removeprefix("dg:"), iri, numbers)


def _list_kinds(source: Source, node: NamedNode) -> list[str]:
    """List the narrowest classes of a node by their labels."""
    rows = _select(
        source,
        f"""SELECT DISTINCT ?label {{
          {node} a ?class . ?class rdfs:label ?label FILTER(LANG(?label) = "en")
          FILTER NOT EXISTS {{ {node} a ?narrower . ?narrower rdfs:subClassOf ?class FILTER(?narrower != ?class) }}
        }} ORDER BY ?label""",
    )
    return [show(row[0]) for row in rows]


def _relate(why: Why, predicate: NamedNode, value: object) -> Relation:
    name = shorten_name(predicate.value).removeprefix("dg:")
    if isinstance(value, NamedNode):
        return Relation(name, cut(find_label(why.store, value), LONGEST_VALUE), shorten_name(value.value))
    return Relation(name, cut(value.value if isinstance(value, Literal) else str(value), LONGEST_VALUE), "")


def _select(source: Source, text: str) -> Sequence[tuple[Cell, ...]]:
    outcome = run_query(source, text)
    return read_rows(outcome).rows if isinstance(outcome, QuerySolutions) else []


def why(desk: Desk, given: arguments.Why) -> Proofs:
    """Prove a fact, or what is said of something."""
    prover = Why(open_store(desk.root), open_texts(desk.root))
    if (given.predicate is None) != (given.object is None):
        raise QueryError("predicate and object go together", expected="both, or a subject alone")
    reasons, found = _find_reasons(prover, given)
    page = Page()
    steps, whole = _take(page, [part for reason in reasons for part in _walk(reason, 0)])
    note = say_left(sum(step.depth == 0 for step in steps), found, "proofs")
    note = "; ".join(filter(None, [note, "" if whole else "the last proof is cut"]))
    return Proofs(steps, page.footnotes, complete=not note, note=note)


def _find_reasons(prover: Why, given: arguments.Why) -> tuple[Sequence[Reason], int]:
    """Give the reasons, and how many there would be."""
    if given.predicate is not None and given.object is not None:
        return [prover.explain(prover.read_triple(given.subject, given.predicate, given.object))], 1
    node = prover.read_node(given.subject)
    reasons = prover.explain_node(node, given.limit)
    return reasons, max(len(prover.list_triples(node)), len(reasons))


def _walk(reason: Reason, depth: int) -> Iterator[tuple[int, Reason]]:
    """Give the steps of a proof in order, with their depths."""
    yield depth, reason
    for premise in reason.premises:
        yield from _walk(premise, depth + 1)


def _take(page: Page, parts: Sequence[tuple[int, Reason]]) -> tuple[list[Step], bool]:
    """Put steps on a page, as many as fit; tell whether no proof was broken off."""
    steps: list[Step] = []
    for depth, reason in parts:
        rule = write_rule(reason.rule) if reason.rule is not None else ""
        says = cut(reason.words, LONGEST_VALUE)
        notes = [Quotation(c.document, c.line, c.start, c.end, c.exact) for c in reason.source.claims]
        numbers = page.add(len(says) + len(rule), notes)
        if numbers is None:
            return steps, depth == 0
        steps.append(Step(depth, says, rule, [_TABLES[table] for table in reason.source.tables], numbers))
    return steps, True
