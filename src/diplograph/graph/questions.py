"""The saved questions: one ``.rq`` file each, runnable SPARQL 1.1 with a header that describes it.

The header is made of the first lines, which start with ``#+`` and are TOML behind it, so that any SPARQL engine takes
the file as it is::

    #+ summary = "Which organisations are two territories both in?"
    #+ tags = ["memberships"]
    #+ [parameters.first]
    #+ type = "territory"
    #+ default = "Hong Kong"
    #+ [example]
    #+ answer = "…"
    #+ evidence = "…"

A parameter is a variable of the query's SELECT clause. Its value is bound as an RDF term, never pasted into the text:
names are looked up among the labels of the graph, dates and numbers are checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Variable

from diplograph.errors import QueryError
from diplograph.graph.sparql import run_query
from diplograph.graph.vocabulary import RDF_TYPE, RDFS_LABEL, SKOS, XSD, dg
from diplograph.naming import fold
from diplograph.resources import find_resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pyoxigraph import Store

    from diplograph.graph.results import Outcome

#: Parameter types that are looked up by name, with the class that the entity must have ("" = any).
ENTITY_TYPES = {"entity": "", "territory": "Territory", "organisation": "Organisation", "person": "Person"}
#: Parameter types that are written as literals: the datatype, what the text must look like, and that in words.
LITERAL_TYPES = {
    "text": ("string", re.compile(r".+", re.DOTALL), "some text"),
    "integer": ("integer", re.compile(r"[+-]?[0-9]{1,18}"), "a whole number"),
    "year": ("gYear", re.compile(r"[0-9]{4}"), "a year such as 2010"),
    "date": ("date", re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"), "a date such as 2010-03-29"),
}
_LABELS = (RDFS_LABEL, NamedNode(f"{SKOS}altLabel"), NamedNode(f"{SKOS}hiddenLabel"), dg("abbreviation"))


class Parameter(NamedTuple):
    """A parameter of a question; without a default, it must be given unless it is optional."""

    name: str
    type: str
    description: str
    default: str | None
    optional: bool


class Question(NamedTuple):
    """A saved question: what its header says, and the SPARQL text (header included)."""

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    answer: str
    evidence: str
    text: str

    def describe(self) -> str:
        """Describe the question for people: what it asks, its parameters, and an answer on the bundled documents."""
        lines = [f"{self.name}: {self.summary}", *([self.description] if self.description else [])]
        for parameter in self.parameters:
            default = f"default: {parameter.default}" if parameter.default is not None else "may be left out"
            needed = default if parameter.default is not None or parameter.optional else "required"
            lines.append(f"  --{parameter.name} {parameter.type.upper()}  {parameter.description} ({needed})")
        lines += [f"Tags: {', '.join(self.tags)}", f"Answer: {self.answer}", f"Evidence: {self.evidence}"]
        return "".join(f"{line}\n" for line in lines)


def find_questions() -> dict[str, Path]:
    """Find the saved questions by name, sorted."""
    return {path.stem: path for path in sorted(find_resource("queries").glob("*.rq"))}


def load_question(name: str) -> Question:
    """Load one saved question.

    Raises:
        QueryError: There is no such question (the message suggests others), or its file is malformed.
    """
    paths = find_questions()
    if name not in paths:
        hint = _suggest(name, paths)
        raise QueryError(f"there is no question {name!r}", expected=hint or "a name that `diplograph ask` lists")
    return parse_question(paths[name].read_text(encoding="utf-8"), name)


def load_questions() -> list[Question]:
    """Load all saved questions, in the order of their names."""
    return [load_question(name) for name in find_questions()]


def parse_question(text: str, name: str) -> Question:
    """Read the header of a question.

    Raises:
        QueryError: The header is malformed.
    """
    import tomllib  # noqa: PLC0415 - its import costs as much as a whole small query

    header = "\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
    try:
        fields = tomllib.loads(header)
        example = fields.get("example", {})
        return Question(
            name=name,
            summary=fields["summary"],
            description=fields.get("description", "").strip(),
            tags=tuple(fields.get("tags", ())),
            parameters=tuple(_read_parameter(*item) for item in fields.get("parameters", {}).items()),
            answer=example.get("answer", "").strip(),
            evidence=example.get("evidence", "").strip(),
            text=text,
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise QueryError(f"malformed header: {error}", path=f"{name}.rq", expected="#+ lines in TOML") from None


def _read_parameter(name: str, fields: Mapping[str, object]) -> Parameter:
    """Read one ``[parameters.NAME]`` table."""
    kind = str(fields["type"])
    if kind not in ENTITY_TYPES and kind not in LITERAL_TYPES:
        raise KeyError(f"type {kind!r}")
    default = fields.get("default")
    return Parameter(
        name=name,
        type=kind,
        description=str(fields.get("description", "")),
        default=None if default is None else str(default),
        optional=bool(fields.get("optional", False)),
    )


def ask(store: Store, name: str, values: Mapping[str, str]) -> Outcome:
    """Ask a saved question with the given values for its parameters, written as people write them.

    Raises:
        QueryError: No such question or parameter, a parameter is missing, or its value cannot be understood.
    """
    question = load_question(name)
    return run_query(store, question.text, bind(store, question, values), path=f"{name}.rq")


def bind(store: Store, question: Question, values: Mapping[str, str]) -> dict[Variable, NamedNode | Literal]:
    """Turn the values of a question's parameters into RDF terms.

    Raises:
        QueryError: A parameter is unknown or missing, or its value cannot be understood.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            expected = " ".join(f"--{other}" for other in known) or "no parameters"
            raise QueryError(f"question {question.name!r} has no parameter {name!r}", expected=expected)
    bindings = {}
    for parameter in question.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is not None:
            bindings[Variable(parameter.name)] = _make_term(store, parameter, value)
        elif not parameter.optional:
            example = f"--{parameter.name} with {_describe(parameter)}"
            raise QueryError(f"question {question.name!r} needs the parameter {parameter.name!r}", expected=example)
    return bindings


def _make_term(store: Store, parameter: Parameter, value: str) -> NamedNode | Literal:
    if parameter.type in ENTITY_TYPES:
        return find_entity(store, value, ENTITY_TYPES[parameter.type])
    datatype, shape, _ = LITERAL_TYPES[parameter.type]
    if not shape.fullmatch(value):
        raise QueryError(f"--{parameter.name}: {value!r} cannot be used", expected=_describe(parameter))
    return Literal(value, datatype=NamedNode(XSD + datatype))


def _describe(parameter: Parameter) -> str:
    if parameter.type in ENTITY_TYPES:
        return f"the name of {'an' if parameter.type[0] in 'aeiou' else 'a'} {parameter.type}"
    return LITERAL_TYPES[parameter.type][2]


def find_entity(store: Store, name: str, class_name: str = "") -> NamedNode:
    """Find the entity that bears a name in the graph, case and accents aside; an IRI stands for itself.

    Raises:
        QueryError: No entity, or several, bear the name.
    """
    if name.startswith(("https://", "http://")):
        return _make_iri(name)
    wanted, found, names = fold(name), set(), set()
    for label in _LABELS:
        # Claims have labels too, in the graph of their provenance; they are no entities.
        for quad in store.quads_for_pattern(None, label, None, DefaultGraph()):
            subject, text = quad.subject, quad.object
            if not isinstance(subject, NamedNode) or not isinstance(text, Literal):
                continue
            if class_name and Quad(subject, RDF_TYPE, dg(class_name), DefaultGraph()) not in store:
                continue
            names.add(text.value)
            if fold(text.value) == wanted:
                found.add(subject)
    if len(found) == 1:
        return found.pop()
    if found:
        raise QueryError(f"{name!r} is the name of several", expected=" or ".join(sorted(n.value for n in found)))
    kind = class_name.lower() or "entity"
    raise QueryError(f"no {kind} of the graph is called {name!r}", expected=_suggest(name, names) or f"a known {kind}")


def _make_iri(text: str) -> NamedNode:
    try:
        return NamedNode(text)
    except ValueError:
        raise QueryError(f"{text!r} is not an IRI", expected="a name, or an IRI such as https://…") from None


def _suggest(name: str, known: Iterable[str]) -> str:
    """List the known names that look most like the one that was given, as a phrase; nothing if none does."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed for error messages only

    folded = {fold(other): other for other in sorted(known, reverse=True)}
    close = get_close_matches(fold(name), folded, n=3, cutoff=0.6)
    return " or ".join(repr(folded[match]) for match in close)
