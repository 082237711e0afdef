"""The pages with answers: of questions, of queries, and of why."""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions

from diplograph.errors import QueryError
from diplograph.graph.answer_formats import merge_rows
from diplograph.graph.answers import Quotation
from diplograph.graph.questions import load_question
from diplograph.graph.results import Rows
from diplograph.graph.rules import write_rule
from diplograph.screen import count
from diplograph.server.api import find_reasons
from diplograph.server.layout import send_page
from diplograph.server.messages import RequestError, read_part
from diplograph.server.names import Names, locate, write
from diplograph.server.node_page import Notes
from diplograph.server.question_api import SHORT, ask, read_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import Store

    from diplograph.graph.answers import Sheet
    from diplograph.graph.questions import Parameter, Question
    from diplograph.graph.results import Cell, Outcome
    from diplograph.graph.why import Reason
    from diplograph.server.messages import Reply, Request
    from diplograph.server.site import Site

PREFIX = "/questions/"
#: Rows that a page shows.
_MOST = 1000
_HEADER_END = "\n\n"


def answer_question_page(site: Site, request: Request) -> Reply:
    """Show a question as a form, with its answer where nothing is missing.

    Raises:
        RequestError: There is no such question.
    """
    name, values = read_part(request.path.removeprefix(PREFIX)), read_values(request)
    try:
        question = load_question(name, site.questions)
    except QueryError as error:
        raise RequestError(404, error.reason, expected=error.expected) from None
    missing = [p for p in question.parameters if p.default is None and not p.optional and p.name not in values]
    parts = [
        f"<h1>{write(question.summary)}</h1>\n<p>{escape(question.description)}</p>\n",
        *_write_form(question, values),
    ]
    status = 200
    if not missing:
        try:
            _, sheet = ask(site, name, values)
            parts += _write_answer(site.store, sheet, question, values)
        except QueryError as error:
            status = 400
            parts.append(f'<p class="error" role="alert">{write(str(error))}</p>\n')
    query = question.text.split(_HEADER_END, 1)[-1]
    parts.append(f"<details><summary>The query</summary><pre>{escape(query)}</pre></details>\n")
    return send_page(question.summary, "".join(parts), status=status)


def _write_form(question: Question, values: Mapping[str, str]) -> Iterator[str]:
    """Write the form of a question."""
    if not question.parameters:
        return
    yield f'<form action="{PREFIX}{escape(question.name)}">\n'
    yield from (
        _write_field(parameter, values.get(parameter.name, parameter.default or ""))
        for parameter in question.parameters
    )
    yield "<p><button>Ask</button></p></form>\n"


def _write_field(parameter: Parameter, value: str) -> str:
    """Write the field of a parameter."""
    kind = 'type="number"' if parameter.type == "integer" else 'type="text"'
    needed = "" if parameter.optional or parameter.default is not None else " required"
    name = escape(parameter.name)
    return (
        f'<div class="field"><label for="p-{name}">{write(parameter.name.replace("_", " "))}</label>'
        f'<input id="p-{name}" name="{name}" {kind} value="{escape(value)}" aria-describedby="d-{name}"{needed}>'
        f'<span class="soft" id="d-{name}">{write(parameter.description)} ({write(parameter.type)})</span></div>\n'
    )


def _write_answer(store: Store, sheet: Sheet, question: Question, values: Mapping[str, str]) -> Iterator[str]:
    """Write the answer to a question, with links to its other formats."""
    merged, notes = merge_rows(sheet, iris=True)
    quotations, cited = list(notes), Notes()
    yield f"<h2>Answer</h2>\n<p class='soft'>{count(len(merged), 'row')}"
    links = [f'<a href="/api/questions/{escape(question.name)}.{s}?{escape(urlencode(values))}">{s}</a>' for s in SHORT]
    yield f" · as {' · '.join(links)}</p>\n"
    if not merged:
        yield "<p>The documents state nothing of the kind, which does not mean that it is not so.</p>\n"
        return
    names = Names(store)
    names.add(cell for cells, _ in merged[:_MOST] for cell in cells)
    heads = "".join(f'<th scope="col">{write(_space(column))}</th>' for column in (*sheet.columns, "evidence"))
    yield f'<div class="scroll"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n'
    for cells, numbers in merged[:_MOST]:
        row = "".join(f"<td>{_write_cell(names, cell)}</td>" for cell in cells)
        yield f"<tr>{row}<td>{cited.cite(quotations[number - 1] for number in numbers)}</td></tr>\n"
    yield "</tbody></table></div>\n"
    yield f"<p>The first {_MOST:,} rows.</p>\n" if len(merged) > _MOST else ""
    yield cited.write()


def _space(column: str) -> str:
    """Write the name of a column in words."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in column)


def _write_cell(names: Names, cell: Cell) -> str:
    """Write a cell; nothing where it is empty."""
    return "" if cell is None else names.link(cell)


def send_outcome(site: Site, query: str, outcome: Outcome) -> Reply:
    """Show what a query gave."""
    parts = ["<h1>Answer</h1>\n"]
    if isinstance(outcome, QueryBoolean):
        parts.append(f"<p><strong>{'Yes' if outcome else 'No'}</strong></p>\n")
    else:
        rows = _read(outcome)
        names = Names(site.store)
        names.add(cell for row in rows.rows for cell in row)
        heads = "".join(f'<th scope="col">{write(column)}</th>' for column in rows.columns)
        lines = ["".join(f"<td>{_write_cell(names, cell)}</td>" for cell in row) for row in rows.rows[:_MOST]]
        more = len(rows.rows) > _MOST
        parts.append(f"<p class='soft'>{f'The first {_MOST:,} rows' if more else count(len(rows.rows), 'row')}</p>\n")
        parts.append(f'<div class="scroll"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n')
        parts += [f"<tr>{line}</tr>\n" for line in lines]
        parts.append("</tbody></table></div>\n")
    edit = escape(urlencode({"query": query}))
    parts.append(f'<h2>The query</h2>\n<pre>{escape(query)}</pre>\n<p><a href="/query?{edit}">Change it</a></p>\n')
    return send_page("Answer", "".join(parts))


def _read(outcome: Outcome) -> Rows:
    """Read as many rows, or triples as rows, as a page shows, and one more."""
    if isinstance(outcome, QuerySolutions):
        columns = tuple(variable.value for variable in outcome.variables)
        return Rows(columns, [tuple(solution) for solution in islice(outcome, _MOST + 1)])
    assert not isinstance(outcome, QueryBoolean)
    return Rows(
        ("subject", "predicate", "object"),
        [(t.subject, t.predicate, t.object) for t in islice(outcome, _MOST + 1)],
    )


def answer_why_page(site: Site, request: Request) -> Reply:
    """Show why the graph says something, or a form that asks for it."""
    fields = "".join(
        f'<div class="field"><label for="p-{name}">{name}</label><input id="p-{name}" name="{name}" value="{{{name}}}"></div>\n'
        for name in ("subject", "predicate", "object")
    )
    given = read_values(request)
    for name in ("subject", "predicate", "object"):
        fields = fields.replace(f"{{{name}}}", escape(given.get(name, "")))
    form = f'<form action="/why">\n{fields}<p><button>Why?</button></p></form>\n'
    if not given:
        return send_page(
            "Why?", f"<h1>Why does the graph say so?</h1>\n<p>Names as people write them, or IRIs.</p>\n{form}"
        )
    try:
        _, reasons = find_reasons(site, request)
    except QueryError as error:
        return send_page(
            "Why?", f'<h1>Why?</h1>\n<p class="error" role="alert">{write(str(error))}</p>\n{form}', status=404
        )
    notes = Notes()
    steps = "".join(_write_reason(reason, notes) for reason in reasons)
    return send_page("Why?", f"<h1>Why?</h1>\n<ul>\n{steps}</ul>\n{notes.write()}<h2>Ask again</h2>\n{form}")


def _write_reason(reason: Reason, notes: Notes) -> str:
    """Write a step of a proof, and below it what it needs."""
    stated = [Quotation(c.document, c.line, c.start, c.end, c.exact) for c in reason.source.claims]
    where = [f"stated in the {table}{' tables' if table == 'reference' else ''}" for table in reason.source.tables]
    why = f"by the rule <code>{write(write_rule(reason.rule))}</code>" if reason.rule is not None else ", ".join(where)
    words = f"<bdi>{write(reason.words)}</bdi>"
    if reason.triple is not None and isinstance(reason.triple.subject, NamedNode):
        words = f'<a href="{escape(locate(reason.triple.subject.value))}">{words}</a>'
    needs: Sequence[str] = [_write_reason(premise, notes) for premise in reason.premises]
    below = f"<ul>\n{''.join(needs)}</ul>\n" if needs else ""
    return f'<li>{words}{notes.cite(stated)} <span class="soft">{why}</span>{below}</li>\n'
