"""The saved questions: one ``.rq`` file each, runnable SPARQL 1.1 with a header that describes it.

The header is made of the first lines, which start with ``#+`` and are TOML behind it, so that any SPARQL engine takes
the file as it is::

    #+ summary = "Which organisations are two territories both in?"
    #+ description = "…"
    #+ family = "memberships"
    #+ tags = ["memberships"]
    #+ [parameters.first]
    #+ type = "territory"
    #+ default = "Hong Kong"
    #+ [example]
    #+ answer = "…"
    #+ evidence = "…"

    SELECT … WHERE {
      VALUES ?first { <https://w3id.org/diplograph/id/territory/HK> }
      …

A parameter is a variable that the query binds by ``VALUES`` to its default, or to ``UNDEF`` where it may be left out.
A question is asked by putting another RDF term there, in every ``VALUES`` of that variable. So what stands beside it in
the same group sees the value, a pattern that is counted or an inner SELECT included, in every engine.

The files that come with the package are joined by those of the user's own folders; there the same name hides ours.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diplograph.errors import QueryError
from diplograph.naming import fold
from diplograph.resources import find_resource
from diplograph.screen import hang, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Folders with questions of the user's own, separated as on the search path.
VARIABLE = "DIPLOGRAPH_QUESTIONS"
#: Parameter types that are looked up by name, with the class that the entity must have ("" = any).
ENTITY_TYPES = {
    "entity": "",
    "territory": "Territory",
    "organisation": "Organisation",
    "person": "Person",
    "office": "Office",
}
#: Parameter types that are written as literals, with what the value must be, in words.
LITERAL_TYPES = {
    "text": "some text",
    "integer": "a whole number",
    "year": "a year such as 2010",
    "date": "a date such as 2010, 2010-03 or 2010-03-29",
}
#: The values of a ``choice`` are those of a property in the graph, or the classes below a class.
CHOICE = "choice"
#: One term, as it may stand in the VALUES of a parameter.
_TERM = (
    r'(?:UNDEF|<[^<>"{}|^`\\\s]*>|"(?:[^"\\\n]|\\.)*"(?:@[A-Za-z-]+|\^\^(?:<[^<>\s]*>|[\w-]*:[\w-]+))?'
    r"|[+-]?\d+(?:\.\d+)?|[\w-]*:[\w.-]+)"
)


class Parameter(NamedTuple):
    """A parameter of a question; without a default, it must be given unless it is optional.

    Attributes:
        name: The variable.
        type: One of the types above.
        description: What it is, for people.
        default: As people write it.
        optional: Whether it may be left out.
        values: Where the values come from: the prefixed name of a class, or of a property for a choice; "" for literals.
        least: The smallest number.
        most: The largest number.
        last: Whether a year or a month stands for its last day, and not for its first.
    """

    name: str
    type: str
    description: str
    default: str | None
    optional: bool
    values: str = ""
    least: int | None = None
    most: int | None = None
    last: bool = False


class Question(NamedTuple):
    """A saved question.

    Attributes:
        name: The name of its file.
        summary: The question in one sentence.
        description: What it joins and what it needs.
        family: The family that it belongs to.
        tags: What it is about.
        parameters: In the order of the header.
        answer: What it answers on the bundled documents, in words.
        evidence: A sentence that the answer rests on.
        needs: Why the bundled documents give no answer; "" where they do.
        text: The SPARQL text, header included.
    """

    name: str
    summary: str
    description: str
    family: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    answer: str
    evidence: str
    needs: str
    text: str

    def describe(self) -> str:
        """Describe the question for people: what it asks, its parameters, and an answer on the bundled documents."""
        lines = [*wrap(f"{self.name}: {self.summary}"), *(wrap(self.description) if self.description else [])]
        for parameter in self.parameters:
            default = f"default: {parameter.default}" if parameter.default is not None else "may be left out"
            needed = default if parameter.default is not None or parameter.optional else "required"
            lead = f"  --{parameter.name} {parameter.type.upper()}  "
            lines += hang(lead, f"{parameter.description} ({needed})")
        about = {"Family": self.family, "Tags": ", ".join(self.tags), "Needs": self.needs, "Answer": self.answer}
        for word, text in {**about, "Evidence": self.evidence}.items():
            lines += hang(f"{word}: ", text) if text else []
        return "".join(f"{line}\n" for line in lines)


def find_own_folders(environment: Mapping[str, str] | None = None) -> list[Path]:
    """List the folders where a user keeps questions: those of the environment, then that of the user's settings."""
    given = os.environ if environment is None else environment
    named = [Path(part) for part in given.get(VARIABLE, "").split(os.pathsep) if part]
    return [*named, _find_settings(given) / "diplograph" / "questions"]


def _find_settings(environment: Mapping[str, str]) -> Path:
    """Find the folder where the system keeps a user's settings."""
    home = Path(environment.get("HOME") or Path.home())
    if sys.platform == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(environment.get("XDG_CONFIG_HOME") or home / ".config")


def find_questions(folders: Sequence[Path] | None = None) -> dict[str, Path]:
    """Find the saved questions by name, sorted.

    Args:
        folders: Folders with further questions, the first before the others; the user's own by default.
    """
    found: dict[str, Path] = {}
    for folder in (*(find_own_folders() if folders is None else folders), find_resource("queries")):
        for path in sorted(folder.glob("*.rq")):
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def load_question(name: str, folders: Sequence[Path] | None = None) -> Question:
    """Load one saved question.

    Raises:
        QueryError: There is no such question (the message suggests others), or its file is malformed.
    """
    paths = find_questions(folders)
    if name not in paths:
        hint = suggest(name, paths)
        raise QueryError(f"there is no question {name!r}", expected=hint or "a name that `diplograph ask` lists")
    return _read_question(name, paths[name])


def load_questions(folders: Sequence[Path] | None = None) -> list[Question]:
    """Load all saved questions, in the order of their names.

    Raises:
        QueryError: A file is malformed.
    """
    return [_read_question(name, path) for name, path in find_questions(folders).items()]


def _read_question(name: str, path: Path) -> Question:
    """Read one file."""
    try:
        return parse_question(path.read_text(encoding="utf-8"), name)
    except UnicodeDecodeError:
        raise QueryError("not UTF-8", path=str(path), expected="SPARQL text") from None
    except OSError as error:
        raise QueryError((error.strerror or "cannot be read").lower(), path=str(path)) from None


def parse_question(text: str, name: str) -> Question:
    """Read the header of a question.

    Raises:
        QueryError: The header is malformed, or the query has no place for a parameter.
    """
    import tomllib  # noqa: PLC0415 - its import costs as much as a whole small query

    header = "\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
    try:
        fields = tomllib.loads(header)
        parameters = tuple(_read_parameter(*item) for item in fields.get("parameters", {}).items())
        question = _make_question(name, fields, parameters, text)
    except KeyError as error:
        raise QueryError("malformed header", path=f"{name}.rq", expected=f"#+ {error.args[0]} = …") from None
    except (tomllib.TOMLDecodeError, TypeError, ValueError, AttributeError) as error:
        raise QueryError(f"malformed header: {error}", path=f"{name}.rq", expected="#+ lines in TOML") from None
    for parameter in parameters:
        if not find_slot(parameter.name).search(text):
            expected = f"VALUES ?{parameter.name} {{ one term }} in the query"
            raise QueryError(f"no place for the parameter {parameter.name!r}", path=f"{name}.rq", expected=expected)
    return question


def _make_question(name: str, fields: Mapping[str, object], parameters: tuple[Parameter, ...], text: str) -> Question:
    """Make a question of the fields of its header."""
    example = fields.get("example", {})
    tags = fields.get("tags", ())
    if not isinstance(example, dict) or not isinstance(tags, list | tuple):
        raise TypeError("example must be a table and tags a list")
    return Question(
        name=name,
        summary=str(fields["summary"]),
        description=str(fields.get("description", "")).strip(),
        family=str(fields.get("family", "own")),
        tags=tuple(map(str, tags)),
        parameters=parameters,
        answer=str(example.get("answer", "")).strip(),
        evidence=str(example.get("evidence", "")).strip(),
        needs=str(fields.get("needs", "")).strip(),
        text=text,
    )


def _read_parameter(name: str, fields: Mapping[str, object]) -> Parameter:
    """Read one ``[parameters.NAME]`` table."""
    kind, default = str(fields["type"]), fields.get("default")
    if kind not in {*ENTITY_TYPES, *LITERAL_TYPES, CHOICE} or not re.fullmatch(r"[A-Za-z_]\w*", name):
        raise ValueError(f"parameter {name!r} of type {kind!r}")
    values = str(fields.get("values", ""))
    if not values and ENTITY_TYPES.get(kind):
        values = f"dg:{ENTITY_TYPES[kind]}"
    if kind == CHOICE and not values:
        raise ValueError(f"parameter {name!r}: a choice needs values")
    return Parameter(
        name=name,
        type=kind,
        description=str(fields.get("description", "")),
        default=None if default is None else str(default),
        optional=bool(fields.get("optional", False)),
        values=values,
        least=_read_number(fields, "least"),
        most=_read_number(fields, "most"),
        last=fields.get("take") == "last",
    )


def _read_number(fields: Mapping[str, object], name: str) -> int | None:
    """Read a bound of a number, if there is one."""
    value = fields.get(name)
    if value is not None and not isinstance(value, int):
        raise TypeError(f"{name} must be a whole number")
    return value


def find_slot(name: str) -> re.Pattern[str]:
    """Give the pattern of the ``VALUES`` that bind a parameter.

    >>> find_slot("year").sub("-", 'VALUES ?year { "2010"^^xsd:gYear } VALUES ?years { 1 }')
    '- VALUES ?years { 1 }'
    """
    return re.compile(rf"\bVALUES\s+\?{re.escape(name)}\s*\{{\s*{_TERM}\s*\}}", re.IGNORECASE)


def suggest(name: str, known: Iterable[str]) -> str:
    """List the known names that look most like the one that was given, as a phrase; nothing if none does."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed for error messages only

    folded = {fold(other): other for other in sorted(known, reverse=True)}
    close = get_close_matches(fold(name), folded, n=3, cutoff=0.6)
    return " or ".join(repr(folded[match]) for match in close)
