"""Makes the page of the saved questions, with the answers that the bundled documents give.

    python -m diplograph.publishing.question_page [STORE]

writes ``ontology/questions.html`` anew from a store of the bundled documents. The page stands alone: one file, no script,
no request to anywhere. Long answers are cut short.
"""

from __future__ import annotations

import sys
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import QuerySolutions

from diplograph.graph.answer_page import render_fragment
from diplograph.graph.answers import make_sheet
from diplograph.graph.binding import ask
from diplograph.graph.page_style import write_page
from diplograph.graph.questions import load_questions
from diplograph.graph.results import Rows, read_rows
from diplograph.graph.store import open_store
from diplograph.graph.texts import open_texts
from diplograph.resources import find_resource
from diplograph.screen import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

    from diplograph.graph.questions import Question

PAGE = "questions.html"
#: Rows of an answer that are shown.
_MOST = 8


def render_questions(store: Store, texts: Mapping[str, str]) -> str:
    """Write the page from a store of the bundled documents and their texts."""
    questions = sorted(load_questions(()), key=lambda question: (question.family, question.name))
    body = "".join([*_write_contents(questions), *(_write_question(q, store, texts) for q in questions)])
    return write_page("Questions of diplograph", body)


def _write_contents(questions: list[Question]) -> Iterator[str]:
    """Write the heading, and the questions by families."""
    yield f"<h1>{len(questions)} questions on foreign relations</h1>\n"
    yield (
        "<p>Each is one file of SPARQL 1.1, which any engine takes as it stands. "
        "<code>diplograph ask NAME --PARAMETER VALUE</code> asks it with other values. "
        "The answers are those of the two bundled documents.</p>\n<nav>\n"
    )
    for family, members in groupby(questions, lambda question: question.family):
        links = "".join(f'<li><a href="#{q.name}">{escape(q.summary)}</a></li>\n' for q in members)
        yield f"<h3>{escape(family.capitalize())}</h3>\n<ul>\n{links}</ul>\n"
    yield "</nav>\n"


def _write_question(question: Question, store: Store, texts: Mapping[str, str]) -> str:
    """Write what a question asks, its parameters, its answer and its query."""
    parts = [
        f'<article id="{question.name}">\n<h2>{escape(question.summary)}</h2>\n',
        f"<p>{escape(question.description)}</p>\n<p><code>{escape(_write_command(question))}</code></p>\n",
    ]
    parameters = [
        f"<dt>--{p.name}</dt><dd>{escape(p.description)} ({escape(p.type)})</dd>\n" for p in question.parameters
    ]
    parts += ["<dl>\n", *parameters, "</dl>\n"] if parameters else []
    parts += [f"<p>{escape(question.needs)}</p>\n" if question.needs else "", _write_answer(question, store, texts)]
    query = question.text.split("\n\n", 1)[-1]
    parts.append(f"<details><summary>The query</summary><pre>{escape(query)}</pre></details>\n</article>\n")
    return "".join(parts)


def _write_command(question: Question) -> str:
    """Write how the question is asked with its defaults."""
    values = [f' --{p.name} "{p.default}"' for p in question.parameters if p.default is not None]
    return f"diplograph ask {question.name}{''.join(values)}"


def _write_answer(question: Question, store: Store, texts: Mapping[str, str]) -> str:
    """Write the first rows of an answer with their sentences."""
    outcome = ask(store, question.name, {}, ())
    rows = read_rows(outcome) if isinstance(outcome, QuerySolutions) else Rows((), [])
    cut = Rows(rows.columns, rows.rows[:_MOST])
    answer = render_fragment(make_sheet(store, cut, texts), f"{question.name}-")
    left = len(rows.rows) - len(cut.rows)
    return answer + (f'<p class="soft">… and {count(left, "further row")}</p>\n' if left else "")


def main(root: Path) -> None:
    """Write the page anew."""
    path = find_resource("ontology") / PAGE
    path.write_text(render_questions(open_store(root), open_texts(root)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "diplograph-store"))
