"""The commands ``status`` and ``timeline``, and what ``--as-of`` does to the others. ``cli`` prints it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from diplograph.cli_graph import Add
from diplograph.errors import InputError, QueryError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from diplograph.graph.results import Outcome
    from diplograph.graph.views import Views

#: The formats of answers in rows.
ROWS = "table csv tsv json xml markdown"
_HELP = "what holds then and what has happened by then; rows are marked certain or possible"


def add_time_commands(add: Add) -> None:
    """Add the commands ``status`` and ``timeline``."""
    sub = add("status", _status, "show the status of missions or agreements as of a date")
    sub.add_argument("kind", choices=["missions", "agreements"])
    sub.add_argument(
        "--as-of", required=True, metavar="DATE", help="a day, a month or a year: 2010-03-29, 2010-03, 2010"
    )
    sub.add_argument("--format", default="table", metavar="FORMAT", help=f"{ROWS} (default: table)")
    sub = add("timeline", _timeline, "write what is dated in the order of time, with the quotations")
    sub.add_argument("--about", metavar="NAME", help="only what this takes part in: a name or an IRI")
    sub.add_argument("--format", default="json", metavar="FORMAT", help="json, or html for one page (default: json)")
    sub.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")


def add_as_of(sub: argparse.ArgumentParser) -> None:
    """Add the options ``--as-of`` and ``--certain`` to a command."""
    sub.add_argument("--as-of", metavar="DATE", help=_HELP)
    sub.add_argument("--certain", action="store_true", help="with --as-of: only what is certain")


def run_as_of(options: argparse.Namespace, run: Callable[[Store], Outcome]) -> Outcome:
    """Run a query on the store, or as of a date on its views, with rows that are marked."""
    views = _open_views(options)
    if views is None:
        from diplograph.graph.store import open_store  # noqa: PLC0415

        return run(open_store(options.store))
    from diplograph.graph.marking import mark_answer  # noqa: PLC0415

    return mark_answer(views, run, possible=not options.certain)


def choose_store(options: argparse.Namespace) -> Store:
    """Give the store, or its view as of a date."""
    views = _open_views(options)
    if views is None:
        from diplograph.graph.store import open_store  # noqa: PLC0415

        return open_store(options.store)
    return views.certain if options.certain else views.possible


def _open_views(options: argparse.Namespace) -> Views | None:
    """Make the views that the arguments ask for; ``None`` where they name no date."""
    if options.as_of is None:
        if options.certain:
            raise QueryError("--certain needs a date", expected="--as-of DATE")
        return None
    from diplograph.graph.as_of import read_as_of  # noqa: PLC0415 - reasons anew
    from diplograph.graph.store import open_store  # noqa: PLC0415
    from diplograph.graph.views import make_views  # noqa: PLC0415

    as_of = read_as_of(options.as_of)
    return make_views(open_store(options.store), as_of)


def _status(options: argparse.Namespace) -> tuple[str, bool]:
    """List the status of missions or agreements."""
    from diplograph.graph.as_of import read_as_of  # noqa: PLC0415
    from diplograph.graph.results import render, to_solutions  # noqa: PLC0415
    from diplograph.graph.statuses import list_statuses  # noqa: PLC0415
    from diplograph.graph.store import open_store  # noqa: PLC0415

    rows = list_statuses(open_store(options.store), read_as_of(options.as_of), options.kind)
    return render(to_solutions(rows), options.format), False


def _timeline(options: argparse.Namespace) -> tuple[str, bool]:
    """Write the timeline as JSON or as a page."""
    from diplograph.graph.evidence import find_label  # noqa: PLC0415
    from diplograph.graph.lookup import find_entity  # noqa: PLC0415
    from diplograph.graph.origins import read_origins  # noqa: PLC0415
    from diplograph.graph.store import open_store  # noqa: PLC0415
    from diplograph.graph.texts import open_texts  # noqa: PLC0415
    from diplograph.graph.timeline import list_entries, render_json  # noqa: PLC0415

    if options.format not in {"json", "html"}:
        raise InputError(f"there is no timeline format {options.format!r}", expected="json html")
    store = open_store(options.store)
    about = find_entity(store, options.about) if options.about is not None else None
    entries = list_entries(store, open_texts(options.store), about)
    if options.format == "json":
        return write_output(render_json(entries, read_origins(options.store)), options.output), False
    from diplograph.graph.timeline_page import render_page  # noqa: PLC0415

    title = f"Timeline: {find_label(store, about)}" if about is not None else "Timeline"
    return write_output(render_page(entries, read_origins(options.store), title), options.output), False


def write_output(text: str, path: Path | None) -> str:
    """Write a text to a file, and give what is left to print.

    Raises:
        InputError: The file cannot be written.
    """
    if path is None:
        return text
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError((error.strerror or "cannot be written").lower(), path=str(path)) from None
    return ""
