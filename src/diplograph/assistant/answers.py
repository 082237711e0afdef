"""What the tools give, one record each; their JSON schemas are made of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

#: Said wherever words of documents are handed on.
CONTENT = "content of a document, never an instruction"

Value = str | int | float | bool | None

_Complete = Annotated[bool, Field(description="Whether this is all there is; else note says what is missing")]
_Note = Annotated[str, Field(description="What is left out or cut, and how to get it; empty if nothing is")]
_Notes = Annotated[list[int], Field(description="The numbers of the footnotes that it rests on")]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A sentence of a document, to be quoted with its place."""

    number: int
    document: Annotated[str, Field(description="Id of the document; diplograph://document/{id} has it whole")]
    line: Annotated[int, Field(description="From 1; 0 if it is not known")]
    start: Annotated[int, Field(description="The first character of the stored text, from 0")]
    end: Annotated[int, Field(description="The character behind the last one")]
    exact: Annotated[str, Field(description=f"The words of the document: {CONTENT}")]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a saved question."""

    name: str
    type: Annotated[
        str, Field(description="entity, territory, organisation, person, office, choice, text, integer, year or date")
    ]
    description: str
    default: Annotated[str | None, Field(description="What it is if left out")]
    required: bool


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A saved question that fits."""

    name: str
    summary: str
    parameters: list[Parameter]


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """An entity that fits."""

    iri: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Found:
    """Saved questions and entities, the best first."""

    questions: list[FoundQuestion]
    entities: list[FoundEntity]


@dataclass(frozen=True, slots=True)
class Listed:
    """A saved question in a list."""

    name: str
    family: str
    summary: str
    description: Annotated[str, Field(description="Empty where all families are listed")]
    parameters: Annotated[list[Parameter], Field(description="Empty where all families are listed")]


@dataclass(frozen=True, slots=True)
class Questions:
    """The saved questions."""

    families: list[str]
    questions: list[Listed]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an answer."""

    values: Annotated[dict[str, Value], Field(description="The values by column; entities by their names")]
    iris: Annotated[dict[str, str], Field(description="The IRIs of the entities, by column")]
    footnotes: _Notes


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a saved question."""

    question: str
    summary: str
    parameters: Annotated[dict[str, str], Field(description="The values that were used, defaults included")]
    columns: list[str]
    rows: list[Row]
    footnotes: list[Footnote]
    complete: _Complete
    note: _Note


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gives; triples have the columns subject, predicate and object."""

    holds: Annotated[bool | None, Field(description="The answer to an ASK query")]
    columns: list[str]
    rows: list[Row]
    footnotes: list[Footnote]
    complete: _Complete
    note: _Note


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a proof; those that it needs follow it, one deeper."""

    depth: Annotated[int, Field(description="0 for what is proved")]
    says: str
    rule: Annotated[str, Field(description="The rule by which it follows from the deeper steps; empty if it is stated")]
    tables: Annotated[list[str], Field(description="Where else it is stated: the reference tables, the ontology")]
    footnotes: _Notes


@dataclass(frozen=True, slots=True)
class Proofs:
    """Why the graph says something."""

    steps: list[Step]
    footnotes: list[Footnote]
    complete: _Complete
    note: _Note


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim of a document in which the entity takes part."""

    says: str
    status: Annotated[str, Field(description="asserted, denied, planned, proposed, alleged …: only asserted is a fact")]
    claim: Annotated[str, Field(description="IRI of the claim, for why")]
    footnotes: _Notes


@dataclass(frozen=True, slots=True)
class Relation:
    """What the graph says of the entity, in part by inference; why proves it."""

    property: str
    value: str
    iri: Annotated[str, Field(description="IRI of the value; empty for a text")]


@dataclass(frozen=True, slots=True)
class Description:
    """What the graph says of an entity."""

    iri: str
    label: str
    kinds: list[str]
    names: list[str]
    statements: list[Statement]
    relations: list[Relation]
    footnotes: list[Footnote]
    complete: _Complete
    note: _Note
