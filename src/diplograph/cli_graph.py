"""The commands that look into a store: their arguments, what they show, and whether it is well. ``cli`` prints it.

Modules are imported by the commands that need them, so that the other commands need not wait for the rest.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplograph.errors import InputError, StoreError
from diplograph.screen import count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diplograph.graph.findings import Finding

#: Gives what a command shows, and whether there is something that the exit code should tell of.
Report = Callable[[argparse.Namespace], tuple[str, bool]]
#: Adds a command by its name, what it does and its description.
Add = Callable[[str, Report, str], argparse.ArgumentParser]

_FINDINGS = "text json sarif turtle ntriples nquads trig jsonld rdfxml"
#: Findings that a summary shows whole.
_SHOWN = 10


def read_path(text: str) -> Path:
    """Read an argument that names a file or a directory; an empty one would stand for the current directory.

    Raises:
        argparse.ArgumentTypeError: It is empty.
    """
    if not text:
        raise argparse.ArgumentTypeError("an empty name")
    return Path(text)


def read_count(text: str) -> int:
    """Read an argument that says how many are shown.

    Raises:
        argparse.ArgumentTypeError: It is no whole number above 0.
    """
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def add_graph_commands(add: Add) -> None:
    """Add the command ``validate``."""
    sub = add("validate", _validate, "show what the checks found; exit code 1 if there is an error")
    sub.add_argument("--format", default="text", metavar="FORMAT", help=f"{_FINDINGS} (default: text)")
    sub.add_argument("--reference", action="store_true", help="let pySHACL run the checks that are no SPARQL")


def _validate(options: argparse.Namespace) -> tuple[str, bool]:
    """Run the checks, and tell whether they found an error."""
    from diplograph.graph.validation import validate_store  # noqa: PLC0415

    if options.format not in _FINDINGS.split():
        raise InputError(f"there is no format {options.format!r} for findings", expected=_FINDINGS)
    findings = validate_store(options.store, reference=options.reference)
    return _render(findings, options), any(finding.severity == "error" for finding in findings)


def _render(findings: Sequence[Finding], options: argparse.Namespace) -> str:
    """Write findings in the format that the arguments name."""
    from diplograph.graph.origins import read_origins  # noqa: PLC0415

    if options.format == "text":
        errors = sum(finding.severity == "error" for finding in findings)
        return f"{show_findings(options.store, findings)}{count(len(findings), 'finding')}, {errors} of them errors\n"
    from diplograph.graph.reports import render_json, render_sarif, render_shacl  # noqa: PLC0415

    if options.format == "json":
        return render_json(findings, read_origins(options.store))
    if options.format == "sarif":
        from importlib.metadata import version  # noqa: PLC0415 - slow, seldom needed

        return render_sarif(findings, read_origins(options.store), version("diplograph"))
    return render_shacl(findings, options.format)


def show_findings(store: Path, findings: Sequence[Finding]) -> str:
    """Write findings as compilers do, with the lines of the stored documents."""
    from diplograph.graph.diagnostics import render_findings  # noqa: PLC0415
    from diplograph.graph.origins import read_origins  # noqa: PLC0415

    texts = {name: _read_text(store, name) for name in {finding.document for finding in findings}}
    return render_findings(findings, texts, read_origins(store))


def _read_text(store: Path, document: str) -> str:
    """Read a stored document; one that cannot be read shows no lines, and that is for ``verify`` to report."""
    from diplograph.graph.store import read_source  # noqa: PLC0415

    try:
        return read_source(store, document).decode()
    except (StoreError, UnicodeDecodeError):
        return ""


def show_recorded_findings(store: Path, record: Mapping[str, Any]) -> str:
    """Write the first findings that a build recorded, for its summary."""
    from diplograph.graph.findings import Finding  # noqa: PLC0415

    known = set(Finding._fields)
    found = record["findings"][:_SHOWN]
    return show_findings(store, [Finding(**{k: v for k, v in f.items() if k in known}) for f in found])
