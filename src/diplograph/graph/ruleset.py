"""The rules of an ontology: those on file where they are of its axioms, else compiled anew."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from diplograph.derived import derive
from diplograph.graph.axioms import hash_axioms, list_axioms
from diplograph.graph.rules import RULES_FILE, parse_rules
from diplograph.graph.schema import load_ontology
from diplograph.resources import find_resource

if TYPE_CHECKING:
    from pyoxigraph import Store

    from diplograph.graph.rules import Rule


@cache
def load_rules() -> tuple[Rule, ...]:
    """Load the rules of the bundled ontology; they are compiled anew where its axioms have changed since."""
    return derive("rules", lambda: find_rules(load_ontology()))


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
