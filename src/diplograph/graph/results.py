"""What queries give, in every format: rows as tables and standard result files, graphs as RDF files.

Rows keep the order that the query gave them; graphs are sorted, so that the same graph is the same bytes.
Oxigraph writes the standard formats itself; the table for people is made here, because the libraries that draw
tables take longer to start than the whole query.
"""

from __future__ import annotations

from operator import add, ge
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from diplograph.errors import QueryError
from diplograph.graph.vocabulary import PREFIXES, shorten
from diplograph.screen import WIDTH, clean, count, measure, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Cell = NamedNode | BlankNode | Literal | Triple | None

_MIN_COLUMN = 6
#: A table whose rows would need more lines than this is no table any more.
_MOST_WRAPPED = 2.5

GRAPH_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
#: The graph formats that keep the names of graphs.
DATASET_FORMATS = ("nquads", "trig", "jsonld")
STANDARD_ROWS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
ROW_FORMATS = ("table", *STANDARD_ROWS, "markdown")


class Rows(NamedTuple):
    """An answer in rows: the names of the columns, and for each row its terms in that order (``None`` = unbound)."""

    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


Outcome = QuerySolutions | QueryBoolean | QueryTriples


def render(outcome: Outcome, form: str | None) -> str:
    """Write what a query gave in the named format; the default is a table for rows and Turtle for graphs.

    Raises:
        QueryError: The format does not fit the kind of query.
    """
    if isinstance(outcome, QueryTriples):
        return render_graph(outcome, _check(form or "turtle", GRAPH_FORMATS, "a query that constructs a graph"))
    form = _check(form or "table", ROW_FORMATS, "a query that gives rows or yes/no")
    if isinstance(outcome, QueryBoolean):
        if form in ("json", "xml"):
            return _decode(outcome.serialize(format=STANDARD_ROWS[form]))
        return "true\n" if outcome else "false\n"
    if form in STANDARD_ROWS:
        return _decode(outcome.serialize(format=STANDARD_ROWS[form]))
    rows = read_rows(outcome)
    return render_markdown(rows) if form == "markdown" else render_table(rows)


def read_rows(solutions: QuerySolutions) -> Rows:
    """Read all rows of an answer."""
    columns = tuple(variable.value for variable in solutions.variables)
    return Rows(columns, [tuple(solution) for solution in solutions])


def to_solutions(rows: Rows) -> QuerySolutions:
    """Turn rows into solutions, which can be written in all formats."""
    import json  # noqa: PLC0415 - a query of rows as they are does not wait for it

    bindings = [
        {name: _write(cell) for name, cell in zip(rows.columns, row, strict=True) if cell is not None}
        for row in rows.rows
    ]
    data = json.dumps({"head": {"vars": list(rows.columns)}, "results": {"bindings": bindings}})
    outcome = parse_query_results(data, format=QueryResultsFormat.JSON)
    if not isinstance(outcome, QuerySolutions):
        raise TypeError("not the results of a SELECT query")
    return outcome


def _write(cell: NamedNode | BlankNode | Literal | Triple) -> dict[str, object]:
    """Write a term as the results of queries do in JSON."""
    if isinstance(cell, NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, Literal):
        kind = {"xml:lang": cell.language} if cell.language else {"datatype": cell.datatype.value}
        return {"type": "literal", "value": cell.value, **kind}
    if isinstance(cell, BlankNode):
        return {"type": "bnode", "value": cell.value}
    parts = {"subject": cell.subject, "predicate": cell.predicate, "object": cell.object}
    return {"type": "triple", "value": {name: _write(part) for name, part in parts.items()}}


def render_graph(statements: Iterable[Quad] | Iterable[Triple], form: str) -> str:
    """Write triples or quads, sorted, with prefixes; the same statements give the same bytes.

    N-Quads are sorted as lines; in the other formats the default graph comes first and each graph stands together.
    """
    key = str if form == "nquads" else _sort_by_graph
    ordered: list[Quad] = sorted(statements, key=key)  # type: ignore[arg-type] # quads or triples, never both
    data = serialize(ordered, format=GRAPH_FORMATS[form], prefixes=None if form == "ntriples" else PREFIXES)
    return _decode(data)


def _sort_by_graph(statement: Quad | Triple) -> tuple[str, str]:
    """Sort statements by their graphs, the default graph first."""
    graph = statement.graph_name if isinstance(statement, Quad) else None
    return graph.value if isinstance(graph, NamedNode) else "", str(statement)


def show(term: Cell) -> str:
    """Write a term for people: the text of a literal, the short form of an IRI.

    >>> show(Literal("2010-03")), show(NamedNode("https://w3id.org/diplograph/id/territory/HK")), show(None)
    ('2010-03', 'dgr:territory/HK', '')
    """
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    return shorten(term.value) if isinstance(term, NamedNode) else str(term)


def render_markdown(rows: Rows) -> str:
    """Write rows as a Markdown table."""
    lines = [rows.columns, tuple("---" for _ in rows.columns), *(tuple(map(show, row)) for row in rows.rows)]
    return "".join("| " + " | ".join(escape_markdown(cell) for cell in line) + " |\n" for line in lines)


def escape_markdown(cell: str) -> str:
    """Write a text on one line, so that Markdown takes nothing in it for a cell or for HTML."""
    return " ".join(cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").split())


def render_table(rows: Rows, width: int = WIDTH) -> str:
    """Write rows as a table of at most ``width`` columns and the number of rows below.

    Long cells are wrapped; where that would leave little of a table, each row becomes a block of lines.
    """
    cells = [[_clean(show(term)) for term in row] for row in rows.rows]
    wanted = _want([list(rows.columns), *cells])
    if sum(wanted) > _MOST_WRAPPED * width:
        return _render_blocks(rows.columns, cells, width) + _count(cells)
    widths = _fit(wanted, _want([[_find_longest(cell) for cell in line] for line in (rows.columns, *cells)]), width)
    rule = "  ".join("-" * column for column in widths)
    lines = [*_wrap_row(rows.columns, widths), rule]
    for row in cells:
        lines += _wrap_row(row, widths)
    return "\n".join(lines) + f"\n{_count(cells)}"


def _count(cells: Sequence[object]) -> str:
    """Write how many rows there are."""
    return f"({count(len(cells), 'row')})\n"


def _clean(text: str) -> str:
    """Write a cell on one line, without characters that would steer the terminal."""
    return clean(" ".join(text.split()))


def _render_blocks(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> str:
    """Write each row as a block, a line or more for each column that is bound."""
    margin = max(map(measure, columns), default=0) + 2
    blocks = []
    for row in cells:
        for name, cell in zip(columns, row, strict=True):
            lines = wrap(cell, width - margin) if cell else []
            blocks += [f"{_pad(name if not i else '', margin)}{line}" for i, line in enumerate(lines)]
        blocks.append("")
    return "".join(f"{line}\n" for line in blocks)


def _want(lines: Sequence[Sequence[str]]) -> list[int]:
    """Measure the widest cell of each column."""
    return [max((measure(line[i]) for line in lines), default=1) or 1 for i in range(len(lines[0]))]


def _find_longest(cell: str) -> str:
    """Find the longest word of a cell."""
    return max(cell.split(" "), key=measure)


def _fit(wanted: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Share the width between columns, so that no word is broken if that is possible.

    Args:
        wanted: What the widest cell of each column takes.
        least: What its longest word takes.
        width: That of the screen.
    """
    widths = _share(wanted, width)
    spare = width - 2 * (len(wanted) - 1) - sum(least)
    if spare < 0 or all(map(ge, widths, least)):
        return widths
    more = _share([most - word for most, word in zip(wanted, least, strict=True)], spare + 2 * (len(wanted) - 1), 0)
    return list(map(add, least, more))


def _share(wanted: Sequence[int], width: int, least: int = _MIN_COLUMN) -> list[int]:
    """Share the width between columns: narrow ones get what they need, wide ones share what is left equally."""
    left, widths = width - 2 * (len(wanted) - 1), dict.fromkeys(range(len(wanted)), 0)
    waiting = sorted(widths, key=lambda i: wanted[i])
    while waiting:
        index = waiting.pop(0)
        share = max(left // (len(waiting) + 1), least)
        widths[index] = min(wanted[index], share)
        left -= widths[index]
    return list(widths.values())


def _wrap_row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Write one row on as many lines as its longest cell needs."""
    columns = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max((len(column) for column in columns), default=0)
    padded = [column + [""] * (height - len(column)) for column in columns]
    return [
        "  ".join(_pad(part, width) for part, width in zip(parts, widths, strict=True)).rstrip()
        for parts in zip(*padded, strict=True)
    ]


def _pad(text: str, width: int) -> str:
    """Fill a cell up to a width."""
    return text + " " * (width - measure(text))


def _check(form: str, known: Iterable[str], what: str) -> str:
    """Refuse a format that does not fit the kind of query."""
    if form not in known:
        raise QueryError(f"format {form!r} does not fit {what}", expected=" ".join(known))
    return form


def _decode(data: bytes | None) -> str:
    """Read what was serialized, ending in a line feed."""
    text = (data or b"").decode()
    return text if text.endswith("\n") else f"{text}\n"
