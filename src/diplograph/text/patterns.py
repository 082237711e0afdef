"""Reads the pattern files: word lists, macros, mentions made of mentions, and how text states each kind of claim.

Everything that the converter knows about language stands in ``ontology/patterns/*.toml``; this module turns the files
into records that ``match`` and its neighbours apply. A new relation needs a pattern file (and its term in the ontology), no code.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from diplograph.derived import derive
from diplograph.errors import PatternError
from diplograph.resources import find_resource
from diplograph.text.alphabet import CLASS_BASE, Alphabet
from diplograph.text.language import Compiled, Expanded, compile_pattern

#: The classes of mentions that are found without a word list.
BUILT_IN = "territory adjective place organisation body date person name office number money ordinal pair".split()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that a pattern reads: words of its header, and the class of mention that it holds."""

    header: tuple[str, ...]
    cls: str
    optional: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """How text states one kind of claim.

    Attributes:
        id: Unique name: ``file.name``.
        kind: The kind of claim, or the class of mention that it makes.
        matchers: Alternative patterns; any may match.
        then: Patterns tried behind a match, again and again; they inherit its slots.
        roles: Role → template: ``{slot}``, ``{slot.field}``, ``{slot*}`` (all values as a list), or constant text.
        time: Time role → template (None: as its kind has it).
        context: Patterns each of which must match a heading, the list's introduction or the title; their slots count.
        unless: Patterns none of which may match a heading, the list's introduction or the title.
        scope: Where it applies: ``sentence`` (everywhere but in rows), ``item``, ``gloss`` or ``row``.
        columns: For rows: the columns by slot.
        polarity: Fixes the polarity ("": by the cues).
        modality: Fixes the modality ("": by the cues).
        reciprocal: Two roles: the claim holds in both directions.
        same: Slots, for patterns that make mentions, whose values must be equal.
        determined: Whether an article or a possessor must stand before what becomes a mention.
        examples: Sentences with the claims that they give.
        silent: Sentences that must give none.
        settings: The settings of the library, among them codes and topics.
    """

    id: str
    kind: str
    matchers: tuple[Compiled, ...]
    then: tuple[Compiled, ...] = ()
    roles: Mapping[str, Any] = field(default_factory=dict)
    time: Mapping[str, str] | None = None
    context: tuple[tuple[Compiled, ...], ...] = ()
    unless: tuple[Compiled, ...] = ()
    scope: str = "sentence"
    columns: Mapping[str, Column] = field(default_factory=dict)
    polarity: str = ""
    modality: str = ""
    reciprocal: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    determined: bool = False
    examples: tuple[Mapping[str, Any], ...] = ()
    silent: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """What the patterns of a kind share.

    Attributes:
        name: The kind.
        key: The roles that a claim of this kind must have.
        roles: Templates for roles that a pattern does not give itself.
        lists: Roles whose value is always a list.
        time: The time role that a sentence's date fills ("" for none).
        carries: Whether the claim is an event whose date later sentences refer to ("during his visit").
        pairs: Roles that list two sides or more.
        without: List roles, and the role whose value they leave out.
        subject: The slot that holds who acts: where an object stands before the verb, the sentence's subject is meant.
        differ: Two roles that cannot have the same value (nobody visits their own country).
    """

    name: str
    key: tuple[str, ...]
    roles: Mapping[str, Any]
    lists: frozenset[str]
    time: str
    carries: bool = False
    pairs: tuple[str, ...] = ()
    differ: tuple[str, ...] = ()
    subject: str = ""
    without: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """All that the pattern files say.

    Attributes:
        words: Word lists: class → form → code.
        cues: Modality or ``negative`` → the words that signal it.
        kinds: Kinds by name.
        mentions: Patterns that make mentions out of mentions, in the order of the files.
        patterns: Patterns that make claims, in the order of the files.
        alphabet: How tokens are written for matching.
        settings: Further tables: codes, topics, moods, and the words that tell names apart.
        macros: Patterns by name.
        by_trigger: The numbers of the patterns that a token or ``{class}`` may set off.
    """

    words: Mapping[str, Mapping[str, str]]
    cues: Mapping[str, frozenset[str]]
    kinds: Mapping[str, Kind]
    mentions: tuple[Pattern, ...]
    patterns: tuple[Pattern, ...]
    alphabet: Alphabet
    settings: Mapping[str, Any]
    macros: Mapping[str, str]
    by_trigger: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def load_library(paths: Iterable[Path]) -> Library:
    """Read pattern files.

    Raises:
        PatternError: Where a file is not TOML, or does not follow the pattern language.
    """
    files = {path: _read(path) for path in sorted(paths)}
    words, macros, cues, settings = _shared(files.values())
    chars = {cls: chr(CLASS_BASE + number) for number, cls in enumerate([*BUILT_IN, *sorted(words)])}
    alphabet = Alphabet(chars, frozenset(settings.get("auxiliaries", ())))
    compiler = _Compiler(macros, alphabet, settings)
    mentions, patterns = [], []
    for path, content in files.items():
        mentions += [compiler.pattern(entry, path, number) for number, entry in enumerate(content.get("mention", []))]
        patterns += [compiler.pattern(entry, path, number) for number, entry in enumerate(content.get("pattern", []))]
    kinds = {name: _kind(name, entry) for content in files.values() for name, entry in content.get("kinds", {}).items()}
    for pattern in patterns:
        if pattern.kind not in kinds:
            raise PatternError(f"pattern {pattern.id}: kind {pattern.kind!r} has no [kinds.{pattern.kind}] table")
    return Library(
        words, cues, kinds, tuple(mentions), tuple(patterns), alphabet, settings, macros, index_triggers(patterns)
    )


@cache
def bundled_library() -> Library:
    """The library of the pattern files in ``ontology/patterns``."""
    return derive("patterns", lambda: load_library(find_resource("ontology", "patterns").glob("*.toml")))


def _read(path: Path) -> dict[str, Any]:
    """Parse one file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PatternError(f"not TOML: {error}", path=str(path)) from None


def _shared(
    contents: Iterable[Mapping[str, Any]],
) -> tuple[dict[str, dict[str, str]], dict[str, str], dict[str, frozenset[str]], dict[str, Any]]:
    """Collect the word lists, macros, cues and settings of all files."""
    words: dict[str, dict[str, str]] = defaultdict(dict)
    macros: dict[str, str] = {}
    cues: dict[str, set[str]] = defaultdict(set)
    settings: dict[str, Any] = {}
    for content in contents:
        for cls, codes in content.get("words", {}).items():
            for code, forms in codes.items():
                words[cls].update(dict.fromkeys(forms, code))
        macros.update(content.get("macros", {}))
        for name, signals in content.get("cues", {}).items():
            cues[name].update(signals)
        settings.update(content.get("settings", {}))
        for name in ("topics", "codes"):
            settings.setdefault(name, {}).update(content.get(name, {}))
    return dict(words), macros, {name: frozenset(signals) for name, signals in cues.items()}, settings


@dataclass(frozen=True, slots=True)
class _Compiler:
    """Compiles the entries of the files with their macros and classes."""

    macros: Mapping[str, str]
    alphabet: Alphabet
    settings: Mapping[str, Any]
    expanded: Expanded = field(default_factory=Expanded)

    def compiled(self, texts: str | Sequence[str], name: str, path: Path) -> tuple[Compiled, ...]:
        """Compile one pattern text or several."""
        try:
            return tuple(compile_pattern(text, self.macros, self.alphabet, self.expanded) for text in _several(texts))
        except PatternError as error:
            raise PatternError(f"pattern {name}: {error.reason}", path=str(path), expected=error.expected) from None

    def pattern(self, entry: Mapping[str, Any], path: Path, number: int) -> Pattern:
        """Compile one entry."""
        name = f"{path.stem}.{entry.get('id', number)}"
        unknown = set(entry) - _FIELDS
        if unknown or not ("kind" in entry or "class" in entry):
            raise PatternError(
                f"pattern {name}: {f'unknown field {min(unknown)!r}' if unknown else 'no kind'}",
                path=str(path),
                expected=", ".join(sorted(_FIELDS)),
            )
        context = tuple(self.compiled(text, name, path) for text in entry.get("context", []))
        return Pattern(
            id=name,
            kind=entry.get("kind") or entry["class"],
            matchers=self.compiled(entry.get("match", []), name, path),
            then=self.compiled(entry.get("then", []), name, path),
            context=context,
            unless=self.compiled(entry.get("unless", []), name, path),
            columns={slot: Column(**_column(column)) for slot, column in entry.get("columns", {}).items()},
            reciprocal=tuple(entry.get("reciprocal", ())),
            same=tuple(entry.get("same", ())),
            examples=tuple(entry.get("examples", ())),
            silent=tuple(entry.get("silent", ())),
            settings=self.settings,
            **{key: entry[key] for key in _PLAIN if key in entry},
        )


_PLAIN = ("roles", "time", "scope", "polarity", "modality", "determined")
_FIELDS = {
    *_PLAIN,
    "id",
    "kind",
    "class",
    "match",
    "then",
    "context",
    "unless",
    "columns",
    "reciprocal",
    "same",
    "examples",
    "silent",
}


def _several(value: str | Sequence[str]) -> Sequence[str]:
    """Take one text for a list of one."""
    return [value] if isinstance(value, str) else value


def _column(column: Mapping[str, Any]) -> dict[str, Any]:
    """Give the arguments of a ``Column``."""
    return {
        "header": tuple(_several(column["header"])),
        "cls": column["class"],
        "optional": column.get("optional", False),
    }


def _kind(name: str, entry: Mapping[str, Any]) -> Kind:
    """Read one ``[kinds.…]`` table."""
    return Kind(
        name,
        tuple(entry.get("key", ())),
        entry.get("roles", {}),
        frozenset(entry.get("lists", ())),
        entry.get("time", ""),
        carries=entry.get("carries", False),
        pairs=tuple(entry.get("pairs", ())),
        differ=tuple(entry.get("differ", ())),
        subject=entry.get("subject", ""),
        without=entry.get("without", {}),
    )


def index_triggers(patterns: Sequence[Pattern]) -> dict[str, tuple[int, ...]]:
    """Map each trigger to the patterns it may set off; "" lists those that any sentence may set off."""
    index: dict[str, set[int]] = defaultdict(set)
    for number, pattern in enumerate(patterns):
        if pattern.scope == "row":
            continue
        for matcher in pattern.matchers:
            for trigger in matcher.triggers or {""}:
                index[trigger].add(number)
    return {trigger: tuple(sorted(numbers)) for trigger, numbers in index.items()}
