"""The command ``export``: the graph as RDF, or as what graph browsers read. ``cli`` prints it.

Modules are imported when the command runs: other commands must not wait for them.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from diplograph.cli_graph import Add
from diplograph.cli_time import add_as_of, choose_store, write_output
from diplograph.errors import InputError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from diplograph.exchange.moments import Period
    from diplograph.exchange.projection import Wish

_GRAPHS = "turtle ntriples nquads trig jsonld rdfxml"
_BROWSERS = ("cyjs", "gexf", "graphml", "html", "neo4j")
#: Options that only the formats of graph browsers know, with what stands for their absence.
_OWN: dict[str, object] = {
    "projection": None,
    "kind": [],
    "territory": [],
    "since": None,
    "until": None,
    "hedged": False,
}


def add_export_command(add: Add) -> None:
    """Add the command ``export``."""
    sub = add("export", _export, "write the graph as RDF, or for Gephi, Cytoscape, yEd, Neo4j and the like")
    text = f"{_GRAPHS}, or for graph browsers {' '.join(_BROWSERS)} (default: turtle)"
    sub.add_argument("--format", default="turtle", metavar="FORMAT", help=text)
    sub.add_argument(
        "--output", type=Path, metavar="FILE", help="default: standard output; for neo4j DIRECTORY or .zip"
    )
    group = sub.add_argument_group("for graph browsers")
    text = "flat: an edge for each relation (default); full: facts as nodes, as the graph has them"
    group.add_argument("--projection", choices=["flat", "full"], help=text)
    text = "only facts of this class, such as Visit or Embassy; may be given several times"
    group.add_argument("--kind", action="append", default=[], metavar="KIND", help=text)
    text = "only what this takes part in: a name or an IRI; may be given several times"
    group.add_argument("--territory", action="append", default=[], metavar="NAME", help=text)
    group.add_argument("--since", metavar="DATE", help="only what may have been on or after this date")
    group.add_argument("--until", metavar="DATE", help="only what may have been on or before this date")
    group.add_argument(
        "--hedged", action="store_true", help="also what is denied, planned, proposed or alleged, marked so"
    )
    add_as_of(sub)


def _export(options: argparse.Namespace) -> tuple[str, bool]:
    """Write the graph."""
    if options.format in _BROWSERS:
        return _export_network(options), False
    if options.format not in _GRAPHS.split():
        known = f"{_GRAPHS} {' '.join(_BROWSERS)}"
        raise InputError(f"no graph format {options.format!r}", expected=f"one of: {known}")
    for name, absent in _OWN.items():
        if getattr(options, name) != absent:
            raise InputError(f"--{name} is for graph browsers", expected=f"--format {' '.join(_BROWSERS)}")
    from diplograph.graph.api import Graph  # noqa: PLC0415

    return write_output(Graph(choose_store(options)).export(options.format), options.output), False


def _export_network(options: argparse.Namespace) -> str:
    """Write the graph for a graph browser."""
    from diplograph.exchange.files import BUNDLE, TEXTS, write_bundle  # noqa: PLC0415
    from diplograph.exchange.projection import make_network  # noqa: PLC0415

    if options.hedged and options.as_of is not None:
        raise InputError("--hedged and --as-of do not go together", expected="--since and --until beside --hedged")
    period = _read_period(options)
    store = _open(options, period)
    network = make_network(store, _read_wish(options, store, period))
    if options.format == BUNDLE:
        write_bundle(network, options.output)
        return ""
    return write_output(TEXTS[options.format](network), options.output)


def _read_period(options: argparse.Namespace) -> Period | None:
    """Read the time to look at."""
    from diplograph.exchange.moments import read_period  # noqa: PLC0415

    return read_period(options.since, options.until, certain=options.certain)


def _open(options: argparse.Namespace, period: Period | None) -> Store:
    """Open the store or its view; ``--certain`` may go with a period instead of a date."""
    if options.as_of is None and period is not None:
        from diplograph.graph.store import open_store  # noqa: PLC0415

        return open_store(options.store)
    return choose_store(options)


def _read_wish(options: argparse.Namespace, store: Store, period: Period | None) -> Wish:
    """Read what is to be exported."""
    from diplograph.exchange.projection import Wish  # noqa: PLC0415
    from diplograph.exchange.selection import Selection  # noqa: PLC0415
    from diplograph.graph.lookup import find_entity  # noqa: PLC0415

    about = [find_entity(store, name, "Territory").value for name in options.territory]
    return Wish(options.projection or "flat", Selection(options.kind, about, period), options.hedged)
