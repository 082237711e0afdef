"""The command ``why``: its arguments, and what it shows. ``cli`` prints it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from diplograph.cli_endpoint import add_endpoint, open_endpoint
from diplograph.cli_graph import Add, read_count
from diplograph.errors import InputError
from diplograph.screen import count

if TYPE_CHECKING:
    from diplograph.graph.why import Reason, Why

_FORMATS = "text markdown json turtle ntriples nquads trig jsonld rdfxml"
_LIMIT = 20


def add_why_command(add: Add) -> None:
    """Add the command ``why``."""
    sub = add("why", _why, "show why the graph says something: the proof, down to the sentences")
    names = "SUBJECT PREDICATE OBJECT, each a name, an IRI or a prefixed name; or one node; or a claim"
    sub.add_argument("terms", nargs="*", metavar="TERM", help=names)
    sub.add_argument("--question", metavar="NAME", help="a row of a saved question's answer; its parameters as in ask")
    sub.add_argument("--row", type=int, default=1, metavar="N", help="which row of the answer, from 1 (default: 1)")
    sub.add_argument("--limit", type=read_count, default=_LIMIT, metavar="N", help=f"of a node (default: {_LIMIT})")
    sub.add_argument("--format", default="text", metavar="FORMAT", help=f"{_FORMATS} (default: text)")
    add_endpoint(sub)
    sub.set_defaults(takes_rest=True)


def _why(options: argparse.Namespace) -> tuple[str, bool]:
    """Explain what the arguments name."""
    from diplograph.graph.store import open_store  # noqa: PLC0415
    from diplograph.graph.texts import open_texts  # noqa: PLC0415
    from diplograph.graph.why import Why  # noqa: PLC0415

    if options.format not in _FORMATS.split():
        raise InputError(f"there is no format {options.format!r} for reasons", expected=_FORMATS)
    if options.rest and options.question is None:
        raise InputError(f"unknown argument {options.rest[0]!r}", expected="TERM … or --question NAME")
    endpoint = open_endpoint(options)
    why = Why(endpoint, {}) if endpoint else Why(open_store(options.store), open_texts(options.store))
    text = _render(_find_reasons(why, options), why, options)
    return text + _count_left(why, options), False


def _count_left(why: Why, options: argparse.Namespace) -> str:
    """Say how much of what there is of a node is not shown; "" where it is all, or where the format has no room."""
    if options.format != "text" or options.question is not None or len(options.terms) != 1:
        return ""
    total = len(why.list_triples(why.read_node(options.terms[0])))
    return (
        f"\n({options.limit} of {count(total, 'triple')}: --limit {total} shows all)\n" if total > options.limit else ""
    )


def _find_reasons(why: Why, options: argparse.Namespace) -> Sequence[Reason]:
    """Find the reasons for what the arguments ask."""
    terms: list[str] = options.terms
    if options.question is not None:
        from diplograph.graph.parameters import read_parameters  # noqa: PLC0415
        from diplograph.graph.why_row import explain_row  # noqa: PLC0415

        return explain_row(why, options.question, read_parameters(_join(options.rest, terms)), options.row)
    if len(terms) == 1:
        return why.explain_node(why.read_node(terms[0]), options.limit)
    if len(terms) != 3:
        reason = f"{count(len(terms), 'term')} make no triple" if terms else "nothing to explain"
        raise InputError(reason, expected="SUBJECT PREDICATE OBJECT, or one node")
    return [why.explain(why.read_triple(*terms))]


def _join(flags: Sequence[str], terms: Sequence[str]) -> list[str]:
    """Put the values behind the parameters of the question, which the parser took for terms."""
    values, joined = list(terms), []
    for flag in flags:
        joined.append(flag)
        if flag.startswith("--") and "=" not in flag and values:
            joined.append(values.pop(0))
    return joined + values


def _render(reasons: Sequence[Reason], why: Why, options: argparse.Namespace) -> str:
    """Write reasons in the format that the arguments name."""
    from diplograph.graph.origins import read_origins  # noqa: PLC0415
    from diplograph.graph.why_data import render_json, render_rdf  # noqa: PLC0415
    from diplograph.graph.why_text import render_markdown, render_text  # noqa: PLC0415

    origins: Mapping[str, str] = {} if options.endpoint else read_origins(options.store)
    if options.format in {"text", "markdown", "json"}:
        render = {"text": render_text, "markdown": render_markdown, "json": render_json}[options.format]
        return render(reasons, origins)
    return render_rdf(reasons, why.store, options.format)
