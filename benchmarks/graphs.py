"""Invents whole graphs for the checks: facts, what they are about, the claims that state them, and faults among them.

python benchmarks/graphs.py SIZE > graph.nt
"""

from __future__ import annotations

import random
import sys
from itertools import islice
from typing import TYPE_CHECKING

from facts import invent_facts

from diplograph.graph.vocabulary import CLAIM, DG, DGR, NIF, OA, PROV, RDF_TYPE, RDFS_LABEL, SOURCE, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATTERN = 11
#: One line in so many is left out, and in one of so many the object is a text instead.
_FAULTS = 400
#: Quotations of a document.
_QUOTES = 40
_CLASSES = {
    "territory": "State",
    "place": "Place",
    "organisation": "IntergovernmentalOrganisation",
    "person": "Person",
    "office": "Office",
    "unit": "GovernmentBody",
}


def invent_graph(size: int) -> Iterator[str]:
    """Invent so many triples, as lines of N-Triples, some of them faulty."""
    pick = random.Random(_PATTERN)  # noqa: S311 - nothing secret
    return islice(_damage(_invent(size), pick), size)


def _damage(lines: Iterator[str], pick: random.Random) -> Iterator[str]:
    for line in lines:
        fate = pick.randrange(_FAULTS)
        if fate == 1 and str(RDF_TYPE) not in line:
            subject, predicate, _ = line.split(" ", 2)
            yield f'{subject} {predicate} "7" .\n'
        elif fate:
            yield line


def _invent(size: int) -> Iterator[str]:
    """Tell of facts, of every entity when it is first named, and of the claim of every situation."""
    met: set[str] = set()
    claims = 0
    for line in invent_facts(size):
        yield line
        subject, predicate, value = line[:-3].split(" ", 2)
        for node in (subject, value):
            kind = node.removeprefix(f"<{DGR}").partition("/")[0]
            if kind in _CLASSES and node not in met:
                met.add(node)
                yield f"{node} {RDF_TYPE} <{DG}{_CLASSES[kind]}> .\n"
                yield f'{node} {RDFS_LABEL} "{node[1 + len(DGR) : -1]}"@en .\n'
        if predicate == str(RDF_TYPE):
            yield from _invent_claim(claims, subject, value)
            claims += 1


def _invent_claim(number: int, node: str, kind: str) -> Iterator[str]:
    """Tell of a claim about a situation, of its span, and of its document when it is a new one."""
    claim, (document, place) = f"<{CLAIM}{number}>", divmod(number, _QUOTES)
    source, begin = f"{SOURCE}document-{document}", place * 80
    span, end = f"<{source}#char={begin},{begin + 78}>", begin + 78
    if not place:
        yield f"<{source}> {RDF_TYPE} <{DG}Document> .\n"
        yield f'<{source}> {RDFS_LABEL} "document {document}" .\n'
        yield f'<{source}> <{DG}sha256> "{document:064x}" .\n'
    yield f"{claim} {RDF_TYPE} <{DG}Claim> .\n"
    yield f'{claim} {RDFS_LABEL} "claim {number}" .\n'
    yield f"{claim} <{DG}about> {node} .\n"
    yield f"{claim} <{DG}kind> {kind} .\n"
    yield f"{claim} <{DG}polarity> <{DG}positive> .\n"
    yield f"{claim} <{DG}modality> <{DG}asserted> .\n"
    yield f"{claim} <{PROV}hadPrimarySource> <{source}> .\n"
    yield f"{claim} <{PROV}wasQuotedFrom> {span} .\n"
    yield f'{span} <{OA}exact> "What document {document} says in its sentence {place}." .\n'
    yield f'{span} <{NIF}beginIndex> "{begin}"^^<{XSD}integer> .\n'
    yield f'{span} <{NIF}endIndex> "{end}"^^<{XSD}integer> .\n'


if __name__ == "__main__":
    sys.stdout.writelines(invent_graph(int(sys.argv[1])))
