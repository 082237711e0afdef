"""What the tools take, one record each; their JSON schemas are made of these, and calls are checked against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from diplograph.errors import InputError

#: The most rows, statements and proofs that one call gives.
MOST_ROWS, MOST_STATEMENTS, MOST_PROOFS = 500, 200, 50
#: The longest name, text and query, in code points.
_NAME, _WORDS, _QUERY = 1000, 300, 20_000

_STRICT = ConfigDict(extra="forbid")
_Name = Annotated[str, Field(min_length=1, max_length=_NAME)]
_NODE = "A name as people write it (Hong Kong, WTO), or an IRI that another tool gave (dgr:territory/HK)"


@dataclass(frozen=True, slots=True)
class Find:
    """Arguments of ``find``."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    words: Annotated[
        str,
        Field(
            min_length=1,
            max_length=_WORDS,
            description="What is looked for, in English words; also a whole question",
            examples=["consulates that do not report to an embassy"],
        ),
    ]
    limit: Annotated[int, Field(ge=1, le=50, description="The most questions, and the most entities")] = 8


@dataclass(frozen=True, slots=True)
class ListQuestions:
    """Arguments of ``list_questions``."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    family: Annotated[
        str | None, Field(max_length=_NAME, description="Only this family, with descriptions and parameters")
    ] = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Arguments of ``ask``."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    question: Annotated[_Name, Field(description="The name of a saved question, as find and list_questions give it")]
    parameters: Annotated[
        dict[str, str | int],
        Field(
            max_length=50,
            description="Values by the names of the question's parameters; those with a default may be left out",
            examples=[{"territory": "Hong Kong"}],
        ),
    ] = field(default_factory=dict)
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS, description="The most rows")] = 50


@dataclass(frozen=True, slots=True)
class Query:
    """Arguments of ``query``."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    sparql: Annotated[
        str,
        Field(
            min_length=1,
            max_length=_QUERY,
            description="A SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE. The prefixes of diplograph://prefixes "
            "need no declaration; diplograph://vocabulary lists the terms. Columns called quote and span become footnotes",
        ),
    ]
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS, description="The most rows or triples")] = 50
    seconds: Annotated[
        float | None,
        Field(gt=0, le=600, description="End the query after this time; never more than the server allows"),
    ] = None


@dataclass(frozen=True, slots=True)
class Why:
    """Arguments of ``why``."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    subject: Annotated[_Name, Field(description=f"{_NODE}. Alone: what is said of it is proved, or a claim shown")]
    predicate: Annotated[
        _Name | None,
        Field(description="With object: a property such as hasAgreementWith or dg:visited, or 'a' for a class"),
    ] = None
    object: Annotated[_Name | None, Field(description="With predicate: a name, an IRI, a date, a number or a text")] = (
        None
    )
    limit: Annotated[int, Field(ge=1, le=MOST_PROOFS, description="The most proofs where only a subject is given")] = 5


@dataclass(frozen=True, slots=True)
class Describe:
    """Arguments of ``describe``."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    entity: Annotated[_Name, Field(description=_NODE)]
    limit: Annotated[
        int, Field(ge=1, le=MOST_STATEMENTS, description="The most statements, and the most relations")
    ] = 30


def read_arguments(adapter: TypeAdapter[Any], given: Mapping[str, Any]) -> object:
    """Read the arguments of a call into the record of its tool.

    Raises:
        InputError: One is missing, unknown or of the wrong kind; the message says which.
    """
    try:
        return adapter.validate_python(dict(given))
    except ValidationError as error:
        known = ", ".join(adapter.json_schema()["properties"])
        reasons = [_say(problem["type"], problem["loc"], problem["msg"]) for problem in error.errors(include_url=False)]
        raise InputError("; ".join(dict.fromkeys(reasons)), expected=f"the arguments {known}") from None


def _say(kind: str, place: tuple[int | str, ...], message: str) -> str:
    """Say what is wrong with one argument."""
    name = str(place[0]) if place else ""
    if kind == "missing":
        return f"the argument {name!r} is missing"
    if kind == "unexpected_keyword_argument":
        return f"there is no argument {name!r}"
    return f"{name}: {message[:1].lower()}{message[1:]}"
