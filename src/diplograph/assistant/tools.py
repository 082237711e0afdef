"""The tools themselves: they read a store, and give records. None writes, and none reaches beyond this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import QueryBoolean, QuerySolutions

from diplograph.assistant.answers import (
    Answer,
    Found,
    FoundEntity,
    FoundQuestion,
    Listed,
    Parameter,
    Questions,
    Result,
)
from diplograph.assistant.pages import Page, fill, say_left
from diplograph.errors import QueryError
from diplograph.graph.answers import make_sheet
from diplograph.graph.binding import bind
from diplograph.graph.binding import fill as fill_question
from diplograph.graph.questions import load_question, load_questions, suggest
from diplograph.graph.results import Rows, read_rows
from diplograph.graph.search_index import find as search
from diplograph.graph.sparql import run_query
from diplograph.graph.store import open_store
from diplograph.graph.texts import open_texts

if TYPE_CHECKING:
    from diplograph.assistant import arguments
    from diplograph.assistant.desk import Desk
    from diplograph.graph.questions import Question
    from diplograph.graph.results import Outcome

#: Rows of a saved question that are looked at, so that it can be said how many there are.
_MOST_ROWS = 2000


def find(desk: Desk, given: arguments.Find) -> Found:
    """Find saved questions and entities by words."""
    known = {question.name: question for question in load_questions(desk.questions)}
    hits = search(desk.limit(None), known.values(), given.words, given.limit)
    questions = [hit.name for hit in hits if hit.kind == "question"]
    return Found(
        [FoundQuestion(name, known[name].summary, _list_parameters(known[name])) for name in questions],
        [FoundEntity(hit.name, hit.label, hit.kind) for hit in hits if hit.kind != "question"],
    )


def list_questions(desk: Desk, given: arguments.ListQuestions) -> Questions:
    """List the saved questions, of one family in full."""
    questions = load_questions(desk.questions)
    families = sorted({question.family for question in questions})
    if given.family is not None and given.family not in families:
        expected = suggest(given.family, families) or ", ".join(families)
        raise QueryError(f"there is no family {given.family!r}", expected=expected)
    full = given.family is not None
    listed = [
        Listed(q.name, q.family, q.summary, q.description if full else "", _list_parameters(q) if full else [])
        for q in questions
        if not full or q.family == given.family
    ]
    return Questions(families, sorted(listed, key=lambda question: (question.family, question.name)))


def _list_parameters(question: Question) -> list[Parameter]:
    return [
        Parameter(p.name, p.type, p.description, p.default, required=p.default is None and not p.optional)
        for p in question.parameters
    ]


def ask(desk: Desk, given: arguments.Ask) -> Answer:
    """Ask a saved question."""
    question = load_question(given.question, desk.questions)
    values = {name: str(value) for name, value in given.parameters.items()}
    store = open_store(desk.root)
    text = fill_question(question, bind(store, question, values))
    rows = _read(run_query(desk.limit(_MOST_ROWS), text, path=f"{question.name}.rq"))
    sheet, page = make_sheet(store, rows, open_texts(desk.root)), Page()
    filled = fill(page, sheet, given.limit)
    note = say_left(len(filled.rows), filled.found, "rows", more=len(rows.rows) == _MOST_ROWS)
    used = {p.name: values.get(p.name, p.default or "") for p in question.parameters}
    return Answer(
        question=question.name,
        summary=question.summary,
        parameters={name: value for name, value in used.items() if value},
        columns=list(sheet.columns),
        rows=filled.rows,
        footnotes=page.footnotes,
        complete=not note,
        note=note or ("" if filled.rows else _say_nothing(question)),
    )


def _say_nothing(question: Question) -> str:
    """Say what an answer without rows means."""
    needs = f" {question.needs}" if question.needs else ""
    return f"no rows: the documents state nothing of the kind, which does not mean that it is not so.{needs}"


def query(desk: Desk, given: arguments.Query) -> Result:
    """Run a SPARQL query."""
    outcome = run_query(desk.limit(given.limit + 1, given.seconds), given.sparql)
    if isinstance(outcome, QueryBoolean):
        return Result(bool(outcome), [], [], [], complete=True, note="")
    rows, page = _read(outcome), Page()
    more = len(rows.rows) > given.limit
    sheet = make_sheet(open_store(desk.root), rows._replace(rows=rows.rows[: given.limit]), open_texts(desk.root))
    filled = fill(page, sheet, given.limit)
    note = say_left(len(filled.rows), filled.found, "rows", more=more)
    return Result(None, list(sheet.columns), filled.rows, page.footnotes, complete=not note, note=note)


def _read(outcome: Outcome) -> Rows:
    """Read rows, or triples as rows."""
    if isinstance(outcome, QuerySolutions):
        return read_rows(outcome)
    if isinstance(outcome, QueryBoolean):
        raise QueryError("the question gives no rows", expected="a SELECT query")
    triples = sorted(outcome, key=str)
    return Rows(("subject", "predicate", "object"), [(t.subject, t.predicate, t.object) for t in triples])
