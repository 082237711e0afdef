"""Rules over individuals, compiled from the ontology's axioms, and how they are written down.

A rule says: where the body holds, the head holds::

    cax-sco: dg:Mission(x) <- dg:Embassy(x)
    prp-spo2: dg:visited(x, z) <- dg:madeVisit(x, y), dg:host(y, z)
    cls-hv1: dg:missionType(x, <…#missionType-embassy>) <- dg:Embassy(x)

The rules of the bundled ontology stand in ``ontology/rules.txt``, with the hash of the axioms that they were compiled
from, so that a build need not close the ontology again.
Source of the names: OWL 2 Web Ontology Language Profiles, section 4.3 (W3C Recommendation, 2012).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from diplograph.graph.axioms import hash_axioms, list_axioms
from diplograph.graph.schema import load_ontology
from diplograph.graph.vocabulary import DG
from diplograph.resources import find_resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Store

RULES_FILE = "rules.txt"
_PREFIX = "dg:"
_ATOM = re.compile(r"(\S+)\((\w+|<[^>]*>|\"(?:[^\"\\]|\\.)*\"\S*?)(?:, (\w+|<[^>]*>|\"(?:[^\"\\]|\\.)*\"\S*?))?\)")


class Atom(NamedTuple):
    """A class with a member, or a property with a subject and an object.

    Attributes:
        name: IRI of the class or property; another text names a class or property of the rules' own.
        terms: One or two variables, which are words, or constants as N-Triples writes them.
    """

    name: str
    terms: tuple[str, ...]


class Rule(NamedTuple):
    """A rule: ``name`` as the standard calls it, what follows, and from what: one atom, or two that share a variable."""

    name: str
    head: Atom
    body: tuple[Atom, ...]


def is_variable(term: str) -> bool:
    """Say whether a term of an atom is a variable."""
    return term[0] not in '<"'


@cache
def load_rules() -> tuple[Rule, ...]:
    """Load the rules of the bundled ontology; they are compiled anew where its axioms have changed since."""
    return find_rules(load_ontology())


def find_rules(ontology: Store) -> tuple[Rule, ...]:
    """Find the rules of an ontology: those on file if they are of the same axioms, else by compiling them.

    Raises:
        InputError: The ontology uses a construct that the rules do not cover.
    """
    axioms = list_axioms(ontology)
    stamp, rules = parse_rules(find_resource("ontology", RULES_FILE).read_text(encoding="utf-8"))
    if stamp == hash_axioms(axioms):
        return tuple(rules)
    # Imported here because it brings owlrl and rdflib, which take longer to import than a whole query takes to run.
    from diplograph.graph.compile import compile_rules  # noqa: PLC0415

    return tuple(compile_rules(axioms))


def format_rules(stamp: str, rules: Sequence[Rule]) -> str:
    """Write rules, with the hash of the axioms."""
    lines = [f"{rule.name}: {_format_atom(rule.head)} <- {', '.join(map(_format_atom, rule.body))}" for rule in rules]
    return "\n".join([f"# Made by python -m diplograph.graph.compile from axioms with the hash {stamp}.", *lines, ""])


def parse_rules(text: str) -> tuple[str, list[Rule]]:
    """Read what ``format_rules`` wrote: the hash and the rules."""
    first, *lines = text.splitlines()
    return first.rstrip(".").rsplit(" ", 1)[-1], [_parse_rule(line) for line in lines if line]


def _parse_rule(line: str) -> Rule:
    name, _, rest = line.partition(": ")
    atoms = [_parse_atom(*match.groups()) for match in _ATOM.finditer(rest)]
    return Rule(name, atoms[0], tuple(atoms[1:]))


def _parse_atom(name: str, first: str, second: str | None) -> Atom:
    iri = DG + name.removeprefix(_PREFIX) if name.startswith(_PREFIX) else name
    return Atom(iri, (first, second) if second else (first,))


def _format_atom(atom: Atom) -> str:
    name = _PREFIX + atom.name.removeprefix(DG) if atom.name.startswith(DG) else atom.name
    return f"{name}({', '.join(atom.terms)})"
