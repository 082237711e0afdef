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
from typing import TYPE_CHECKING, NamedTuple

from diplograph.graph.vocabulary import DG

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """Tell whether a term of an atom is a variable."""
    return term[0] not in '<"'


def format_rules(stamp: str, rules: Sequence[Rule]) -> str:
    """Write rules, with the hash of the axioms."""
    lines = [f"{rule.name}: {_format_atom(rule.head)} <- {', '.join(map(_format_atom, rule.body))}" for rule in rules]
    return "\n".join([f"# Made by python -m diplograph.graph.compile from axioms with the hash {stamp}.", *lines, ""])


def parse_rules(text: str) -> tuple[str, list[Rule]]:
    """Read what ``format_rules`` wrote: the hash and the rules."""
    first, *lines = text.splitlines()
    return first.rstrip(".").rsplit(" ", 1)[-1], [_parse_rule(line) for line in lines if line]


def _parse_rule(line: str) -> Rule:
    """Read one rule."""
    name, _, rest = line.partition(": ")
    atoms = [_parse_atom(*match.groups()) for match in _ATOM.finditer(rest)]
    return Rule(name, atoms[0], tuple(atoms[1:]))


def _parse_atom(name: str, first: str, second: str | None) -> Atom:
    """Read one atom."""
    iri = DG + name.removeprefix(_PREFIX) if name.startswith(_PREFIX) else name
    return Atom(iri, (first, second) if second else (first,))


def _format_atom(atom: Atom) -> str:
    """Write one atom as the file of rules has it."""
    name = _PREFIX + atom.name.removeprefix(DG) if atom.name.startswith(DG) else atom.name
    return f"{name}({', '.join(atom.terms)})"


def write_rule(rule: Rule) -> str:
    """Write a rule for people: as the file of rules has it, its constants shortened too."""
    return f"{rule.name}: {_write_atom(rule.head)} <- {', '.join(map(_write_atom, rule.body))}"


def _write_atom(atom: Atom) -> str:
    """Write one atom for people."""
    terms = ", ".join(
        term.replace(f"<{DG}", "dg:").rstrip(">") if term.startswith(f"<{DG}") else term for term in atom.terms
    )
    return f"{'dg:' + atom.name.removeprefix(DG) if atom.name.startswith(DG) else atom.name}({terms})"
