"""Asks saved questions: what people write becomes RDF terms, and these take the places of the defaults in the query.

A term is written as N-Triples has it, by the library that reads it too. So no value can become a part of the query.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from diplograph.edtf import bounds, is_edtf
from diplograph.errors import QueryError
from diplograph.graph.lookup import find_choice, find_entity
from diplograph.graph.questions import CHOICE, ENTITY_TYPES, LITERAL_TYPES, find_slot, load_question
from diplograph.graph.sparql import run_query
from diplograph.graph.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from diplograph.graph.questions import Parameter, Question
    from diplograph.graph.results import Outcome
    from diplograph.graph.sparql import Source

    Term = NamedNode | Literal

#: Numbers and texts longer than this are no values that anybody means.
_LONGEST = 1000


def ask(source: Source, name: str, values: Mapping[str, str], folders: Sequence[Path] | None = None) -> Outcome:
    """Ask a saved question with the given values for its parameters, written as people write them.

    Raises:
        QueryError: No such question or parameter, a parameter is missing, or its value cannot be understood.
        StoreError: An endpoint gives no answer.
    """
    question = load_question(name, folders)
    return run_query(source, fill(question, bind(source, question, values)), path=f"{name}.rq")


def bind(source: Source, question: Question, values: Mapping[str, str]) -> dict[str, Term]:
    """Turn the values of a question's parameters into RDF terms.

    Raises:
        QueryError: A parameter is unknown or missing, or its value cannot be understood.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            expected = " ".join(f"--{other}" for other in known) or "no parameters"
            raise QueryError(f"question {question.name!r} has no parameter {name!r}", expected=expected)
    terms = {}
    for parameter in question.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is not None:
            terms[parameter.name] = _make_term(source, parameter, value)
        elif not parameter.optional:
            example = f"--{parameter.name} with {_describe(parameter)}"
            raise QueryError(f"question {question.name!r} needs the parameter {parameter.name!r}", expected=example)
    return terms


def fill(question: Question, terms: Mapping[str, Term]) -> str:
    r"""Put terms into the places of a question's parameters; what is left out is bound to nothing.

    >>> from diplograph.graph.questions import parse_question
    >>> header = '#+ summary = "?"\n#+ [parameters.year]\n#+ type = "year"\n'
    >>> question = parse_question(header + "ASK { VALUES ?year { UNDEF } ?s ?p ?year }", "q")
    >>> fill(question, {"year": Literal('2" }')}).splitlines()[-1]
    'ASK { VALUES ?year { "2\\" }" } ?s ?p ?year }'
    """
    text = question.text
    for parameter in question.parameters:
        term = terms.get(parameter.name)
        written = "" if term is None else f"VALUES ?{parameter.name} {{ {term} }}"
        text = find_slot(parameter.name).sub(lambda _, written=written: written, text)  # type: ignore[misc] # a default binds the loop's variable
    return text


def _make_term(source: Source, parameter: Parameter, value: str) -> Term:
    """Turn one value into a term."""
    if len(value) > _LONGEST:
        raise QueryError(f"--{parameter.name}: {len(value)} characters are too many", expected=_describe(parameter))
    if parameter.type in ENTITY_TYPES:
        return find_entity(source, value, parameter.values.rpartition(":")[2])
    if parameter.type == CHOICE:
        try:
            return find_choice(source, value, parameter.values)
        except QueryError as error:
            raise QueryError(f"--{parameter.name}: {error.reason}", expected=error.expected) from None
    term = _make_literal(parameter, value.strip())
    if term is None:
        raise QueryError(f"--{parameter.name}: {value!r} cannot be used", expected=_describe(parameter))
    return term


def _make_literal(parameter: Parameter, value: str) -> Literal | None:
    """Write a value as a literal; ``None`` if it is none of the type."""
    if parameter.type == "text":
        return Literal(value) if value else None
    if parameter.type == "integer":
        return _make_number(parameter, value)
    if not is_edtf(value) or not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return None
    if parameter.type == "year":
        return Literal(value, datatype=NamedNode(f"{XSD}gYear")) if len(value) == 4 else None
    day = bounds(value)[1 if parameter.last else 0]
    return Literal(str(day), datatype=NamedNode(f"{XSD}date")) if day else None


def _make_number(parameter: Parameter, value: str) -> Literal | None:
    """Write a number that lies within its bounds."""
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", value):
        return None
    number = int(value)
    low = parameter.least is not None and number < parameter.least
    high = parameter.most is not None and number > parameter.most
    return None if low or high else Literal(number)


def _describe(parameter: Parameter) -> str:
    """Say what values a parameter takes."""
    if parameter.type in ENTITY_TYPES:
        return f"the name of {'an' if parameter.type[0] in 'aeiou' else 'a'} {parameter.type}"
    if parameter.type == CHOICE:
        return f"one of the values of {parameter.values}"
    if parameter.least is not None and parameter.most is not None:
        return f"a whole number from {parameter.least} to {parameter.most}"
    return LITERAL_TYPES[parameter.type]
