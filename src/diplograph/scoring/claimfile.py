"""Reads claims from JSON Lines files: one claim a line, as ``Claim.to_json`` writes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from diplograph.errors import InputError
from diplograph.model import Claim

_POLARITIES = ("positive", "negative")
_MODALITIES = ("asserted", "planned", "proposed", "alleged")


def load_claims(path: Path) -> list[Claim]:
    """Read the claims of a file, or of every ``*.jsonl`` file of a folder in the order of their names.

    Empty lines are skipped; ``pattern``, ``section``, ``polarity``, ``modality`` and ``time`` may be missing.

    Raises:
        InputError: There is no such file, it is not UTF-8, or a line is no claim (with line and column).
    """
    if not path.is_dir():
        return list(_read_lines(path))
    files = sorted(path.glob("*.jsonl"))
    if not files:
        raise InputError("the folder holds no claims", path=str(path), expected="files named *.jsonl")
    return [claim for file in files for claim in _read_lines(file)]


def _read_lines(path: Path) -> Iterator[Claim]:
    """Yield the claims of one file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = error.object.count(b"\n", 0, error.start) + 1
        raise InputError("not UTF-8", path=str(path), line=bad, expected="JSON Lines in UTF-8") from None
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise InputError(reason, path=str(path), expected="a file of claims") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield parse_claim(line, str(path), number)


def parse_claim(line: str, path: str = "", number: int = 0) -> Claim:
    """Read one claim and check that its fields are of the right types.

    Args:
        line: The line.
        path: Name of the file, for messages.
        number: Number of the line, counted from 1, for messages.

    Raises:
        InputError: The line is no claim.
    """
    place: dict[str, Any] = {"path": path or None, "line": number or None}
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg.lower()}", **place, column=error.colno, expected="a claim") from None
    except RecursionError:
        raise InputError("not a claim: nested too deeply", **place, column=1) from None
    if not isinstance(record, dict):
        raise InputError("not a claim", **place, column=1, expected="a JSON object")
    for name, (fits, expected) in _FIELDS.items():
        if name not in record and name not in _OPTIONAL:
            raise InputError(f"the claim has no {name!r}", **place, column=1, expected=expected)
        if name in record and not fits(record[name]):
            raise InputError(f"{name!r} is wrong", **place, column=_column(line, name), expected=expected)
    if record["start"] > record["end"]:
        raise InputError("the claim ends before it starts", **place, column=_column(line, "end"))
    known = {name: record[name] for name in _FIELDS if name in record}
    return Claim(**{"time": {}, **known, "section": tuple(record.get("section", ()))})


def _column(line: str, name: str) -> int:
    """Give the column of a field's name, counted from 1."""
    return max(line.find(json.dumps(name)), 0) + 1


def _is_text(value: object) -> bool:
    """Tell whether a value is text."""
    return isinstance(value, str)


def _is_offset(value: object) -> bool:
    """Tell whether a value is an offset."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_times(value: object) -> bool:
    """Tell whether a value can be the dates of a claim."""
    return isinstance(value, Mapping) and all(isinstance(date, str) for date in value.values())


def _is_texts(value: object) -> bool:
    """Tell whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _is_roles(value: object) -> bool:
    """Tell whether a value can be the roles of a claim: text, numbers, flags, lists of text, tables of text."""
    return isinstance(value, Mapping) and all(
        isinstance(role, str | int | float) or _is_texts(role) or _is_times(role) for role in value.values()
    )


_FIELDS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "document": (_is_text, "the document's id"),
    "kind": (_is_text, "a kind of claim such as 'Visit'"),
    "roles": (_is_roles, "an object of text, numbers, lists or objects of text"),
    "time": (_is_times, "an object of EDTF dates"),
    "start": (_is_offset, "an offset of 0 or more"),
    "end": (_is_offset, "an offset of 0 or more"),
    "exact": (_is_text, "the quotation"),
    "polarity": (lambda value: value in _POLARITIES, " or ".join(_POLARITIES)),
    "modality": (lambda value: value in _MODALITIES, ", ".join(_MODALITIES)),
    "pattern": (_is_text, "the pattern's id"),
    "section": (_is_texts, "a list of headings"),
}
_OPTIONAL = frozenset({"time", "polarity", "modality", "pattern", "section"})
