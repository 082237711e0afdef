"""The commands that look at how text is read: their arguments, and what they show. ``cli`` prints it.

Modules are imported by the commands that need them, so that the other commands need not wait for the converter.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from diplograph.errors import InputError

#: Gives what a command shows, piece by piece.
Show = Callable[[argparse.Namespace], Iterator[str]]
#: Adds a command by its name, what it shows and its description.
Add = Callable[[str, Show, str], argparse.ArgumentParser]

_PATHS = "files or directories of documents"


def add_text_commands(add: Add) -> None:
    """Add the commands ``claims``, ``evaluate``, ``coverage``, ``names`` and ``explain-sentence``."""
    sub = add("claims", _claims, "print what documents claim, one JSON object a line")
    sub.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=_PATHS)
    sub = add("evaluate", _evaluate, "score claims against claims labelled by hand")
    sub.add_argument(
        "predicted", type=Path, metavar="PREDICTED", help="claims as JSON Lines, or a folder of such files"
    )
    sub.add_argument("gold", type=Path, metavar="GOLD", help="the same, labelled by hand; only its documents count")
    sub.add_argument("--format", default="table", metavar="FORMAT", help="table, markdown or json (default: table)")
    sub.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each sort, -1 for all")
    sub = add("coverage", _coverage, "show how much of documents was read, and what was not")
    sub.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=_PATHS)
    sub.add_argument("--list", action="store_true", help="list the passages that say something that was not read")
    sub.add_argument("--html", type=Path, metavar="FILE", help="write a page; for several documents a folder of pages")
    sub = add("names", _names, "list the names that no reference table knows, or that stay ambiguous")
    sub.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=_PATHS)
    _add_explain(add)


def _add_explain(add: Add) -> None:
    """Add the command ``explain-sentence``."""
    sub = add("explain-sentence", _explain, "show how a sentence is read: mentions, dates, patterns tried, claims")
    sub.add_argument("text", metavar="TEXT", help="the sentence; those before it are read first")
    sub.add_argument("--title", default="", metavar="TITLE", help="the title of the article that it stands in")
    heading = "a heading above it, outermost first; may be repeated"
    sub.add_argument("--heading", action="append", default=[], metavar="HEADING", help=heading)
    sub.add_argument("--intro", default="", metavar="SENTENCE", help="the sentence that introduces its list")
    sub.add_argument("--item", action="store_true", help="it is a list item")
    sub.add_argument("--patterns", type=int, default=5, metavar="N", help="how many failed patterns to show, -1: all")


def _claims(options: argparse.Namespace) -> Iterator[str]:
    """Print what documents claim."""
    from diplograph.pipeline import read_claims  # noqa: PLC0415 - the converter

    yield from (f"{claim.to_json()}\n" for claim in read_claims(options.paths))


def _evaluate(options: argparse.Namespace) -> Iterator[str]:
    """Score claims against labelled ones."""
    from diplograph.scoring.claimfile import load_claims  # noqa: PLC0415
    from diplograph.scoring.evaluate import evaluate  # noqa: PLC0415
    from diplograph.scoring.scoreboard import format_evaluation  # noqa: PLC0415

    gold = load_claims(options.gold)
    if not gold:
        raise InputError("the file holds no claims", path=str(options.gold), expected="claims labelled by hand")
    evaluation = evaluate(load_claims(options.predicted), gold)
    yield format_evaluation(evaluation, options.format, errors=options.errors)


def _coverage(options: argparse.Namespace) -> Iterator[str]:
    """Show how much of documents was read; write the pages if they are asked for."""
    from diplograph.account.coverage import ledger  # noqa: PLC0415
    from diplograph.account.coverage_page import coverage_html  # noqa: PLC0415
    from diplograph.account.coverage_table import format_coverage, list_unread  # noqa: PLC0415
    from diplograph.pipeline import read_documents  # noqa: PLC0415 - the converter

    documents = read_documents(options.paths)
    ledgers = {document.id: ledger(document) for document in documents}
    yield format_coverage(ledgers)
    if options.list:
        yield "\n"
        yield from (list_unread(document, ledgers[document.id]) for document in documents)
    if options.html is not None:
        pages = {f"{document.id}.html": coverage_html(document, ledgers[document.id]) for document in documents}
        _write_pages(options.html, pages)


def _write_pages(target: Path, pages: dict[str, str]) -> None:
    """Write the only page to a file, or several into a folder.

    Raises:
        InputError: The target cannot be written.
    """
    try:
        if len(pages) > 1 or target.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            for name, page in pages.items():
                (target / name).write_text(page, encoding="utf-8", newline="\n")
        else:
            target.write_text(next(iter(pages.values())), encoding="utf-8", newline="\n")
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        raise InputError(reason, path=str(target), expected="a folder" if len(pages) > 1 else "a file") from None


def _explain(options: argparse.Namespace) -> Iterator[str]:
    """Show how a sentence is read."""
    from diplograph.account.explain import explain_sentence  # noqa: PLC0415 - the converter
    from diplograph.account.explanation import format_explanation  # noqa: PLC0415

    explanation = explain_sentence(
        options.text,
        title=options.title,
        headings=options.heading,
        intro=options.intro,
        kind="item" if options.item else "paragraph",
    )
    yield format_explanation(explanation, patterns=options.patterns)


def _names(options: argparse.Namespace) -> Iterator[str]:
    """List the names that stay open."""
    from diplograph.account.unresolved import find_open_names, format_open_names  # noqa: PLC0415
    from diplograph.pipeline import read_documents  # noqa: PLC0415 - the converter

    names = find_open_names(read_documents(options.paths))
    yield format_open_names(names) or "no open names\n"
