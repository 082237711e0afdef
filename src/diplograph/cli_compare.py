"""The commands ``compare`` and ``diff``: their arguments, and what they show. ``cli`` prints it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from diplograph.cli_graph import Add
from diplograph.errors import InputError

if TYPE_CHECKING:
    from diplograph.graph.compare_text import Sources
    from diplograph.graph.sayings import Saying
    from diplograph.model import Claim

_FORMATS = ("text", "json")
_VERDICTS = "contradicts adds agrees only-left only-right"


def add_compare_commands(add: Add) -> None:
    """Add the commands ``compare`` and ``diff``."""
    about = "show where documents agree, add to each other and contradict; exit code 1 if some contradict"
    sub = add("compare", _compare, about)
    documents = "documents of the store: an id, a pattern such as 'foreign-*', or several with commas"
    sub.add_argument("left", nargs="?", metavar="A", help=documents)
    sub.add_argument("right", nargs="?", metavar="B", help="likewise (default: all other documents)")
    sub.add_argument("--verdict", default=_VERDICTS.replace(" ", ","), metavar="LIST", help=f"some of {_VERDICTS}")
    table = "hold the memberships of the graph against a table: iso2,organisation,capacity"
    sub.add_argument("--reference", type=Path, metavar="CSV", help=table)
    sub.add_argument("--format", default="text", metavar="FORMAT", help="text or json (default: text)")
    sub = add("diff", _diff, "show which facts were added, withdrawn, re-dated or only moved")
    sub.add_argument("old", type=Path, metavar="OLD", help="a store, or a document or a directory of documents")
    sub.add_argument("new", type=Path, metavar="NEW", help="likewise")
    sub.add_argument("--format", default="text", metavar="FORMAT", help="text or json (default: text)")


def _compare(options: argparse.Namespace) -> tuple[str, bool]:
    """Compare documents, or the graph with a table; tell whether they contradict each other."""
    _check_format(options.format)
    if options.reference is not None:
        return _compare_table(options)
    from diplograph.graph.compare import compare  # noqa: PLC0415
    from diplograph.graph.compare_data import comparisons_to_json  # noqa: PLC0415
    from diplograph.graph.compare_text import render_comparisons  # noqa: PLC0415
    from diplograph.graph.sayings import read_claims, resolve_claims  # noqa: PLC0415

    if options.left is None:
        raise InputError("nothing to compare", expected="A [B], or --reference CSV")
    wanted = set(options.verdict.split(","))
    if not wanted <= set(_VERDICTS.split()):
        unknown = sorted(wanted - set(_VERDICTS.split()))
        raise InputError(f"there is no verdict {unknown[0]!r}", expected=_VERDICTS)
    sayings = resolve_claims(read_claims(options.store))
    left = _choose(sayings, options.left, "A")
    documents = {saying.claim.document for saying in left}
    others = [saying for saying in sayings if saying.claim.document not in documents]
    right = _choose(others, options.right, "B") if options.right is not None else others
    found = [comparison for comparison in compare(left, right) if comparison.verdict in wanted]
    contradicted = any(comparison.verdict == "contradicts" for comparison in found)
    if options.format == "json":
        return comparisons_to_json(found), contradicted
    names = (options.left, options.right or "all other documents")
    return render_comparisons(found, names, _read_sources(options.store)), contradicted


def _choose(sayings: Sequence[Saying], pattern: str, side: str) -> list[Saying]:
    """Choose what the documents say that a pattern names."""
    patterns = pattern.split(",")
    chosen = [s for s in sayings if any(fnmatchcase(s.claim.document, part.strip()) for part in patterns)]
    if not chosen:
        known = sorted({saying.claim.document for saying in sayings})
        hint = f"{', '.join(known[:5])}{' …' if len(known) > 5 else ''}" if known else "a store with claims"
        raise InputError(f"{side}: no document {pattern!r} makes claims", expected=hint)
    return chosen


def _compare_table(options: argparse.Namespace) -> tuple[str, bool]:
    """Compare the graph with a table; tell whether they differ."""
    from diplograph.graph.compare_data import outside_to_json  # noqa: PLC0415
    from diplograph.graph.compare_text import render_outside  # noqa: PLC0415
    from diplograph.graph.outside import compare_table, read_table  # noqa: PLC0415
    from diplograph.graph.store import open_store  # noqa: PLC0415

    if options.left is not None:
        raise InputError(f"unknown argument {options.left!r}", expected="A [B], or --reference CSV, not both")
    found = compare_table(open_store(options.store), read_table(options.reference))
    differs = any(outside.verdict == "differs" for outside in found)
    if options.format == "json":
        return outside_to_json(found), differs
    return render_outside(found, str(options.reference), _read_sources(options.store)), differs


def _diff(options: argparse.Namespace) -> tuple[str, bool]:
    """Show what changed between two sides."""
    from diplograph.graph.changes import find_changes  # noqa: PLC0415
    from diplograph.graph.compare_data import changes_to_json  # noqa: PLC0415
    from diplograph.graph.compare_text import render_changes  # noqa: PLC0415
    from diplograph.graph.sayings import resolve_claims  # noqa: PLC0415

    _check_format(options.format)
    (old, before), (new, after) = _read_side(options.old), _read_side(options.new)
    names = [{claim.document for claim in claims} for claims in (old, new)]
    if len(names[0]) == len(names[1]) == 1 and names[0] != names[1]:
        # One document on either side: two revisions of it, whatever their files are called.
        old, before = _rename(old, before, names[1].pop())
    changes = find_changes(resolve_claims(old), resolve_claims(new))
    return changes_to_json(changes) if options.format == "json" else render_changes(changes, before, after), False


def _read_side(path: Path) -> tuple[list[Claim], Sources]:
    """Read the claims of a store, or those of documents, with their texts."""
    from diplograph.graph.sayings import read_claims  # noqa: PLC0415

    if (path / "current").exists():
        return read_claims(path), _read_sources(path)
    from diplograph.graph.compare_text import Sources  # noqa: PLC0415
    from diplograph.graph.origins import find_origins  # noqa: PLC0415
    from diplograph.pipeline import read_documents  # noqa: PLC0415 - the converter
    from diplograph.text.extract import extract_claims  # noqa: PLC0415

    documents = read_documents([path])
    claims = [claim for document in documents for claim in extract_claims(document)]
    return claims, Sources({document.id: document.text for document in documents}, find_origins(documents))


def _rename(claims: Iterable[Claim], sources: Sources, name: str) -> tuple[list[Claim], Sources]:
    """Call the only document of a side by another id."""
    from dataclasses import replace  # noqa: PLC0415

    texts, origins = ({name: next(iter(values.values()), "")} for values in (sources.texts, sources.origins))
    return [replace(claim, document=name) for claim in claims], sources._replace(texts=texts, origins=origins)


def _read_sources(store: Path) -> Sources:
    """Read the texts of a store, and where they are from."""
    from diplograph.graph.compare_text import Sources  # noqa: PLC0415
    from diplograph.graph.origins import read_origins  # noqa: PLC0415
    from diplograph.graph.texts import open_texts  # noqa: PLC0415

    return Sources(open_texts(store), read_origins(store))


def _check_format(form: str) -> None:
    """Refuse a format that there is not."""
    if form not in _FORMATS:
        raise InputError(f"there is no format {form!r}", expected=" ".join(_FORMATS))
