"""The expected answers to the saved questions, which stand in ``tests/golden``, and the page that shows them.

    python tests/golden_questions.py [--update]

shows what differs; with ``--update`` it also writes the answers as they are now.
"""

from __future__ import annotations

import atexit
import difflib
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from seed_store import build_seeds

from diplograph import Graph, build
from diplograph.graph.answer_formats import render_sheet
from diplograph.graph.answers import make_sheet
from diplograph.graph.binding import ask
from diplograph.graph.questions import find_questions
from diplograph.graph.results import read_rows
from diplograph.publishing.question_page import PAGE, render_questions
from diplograph.resources import find_resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplograph.graph.answers import Sheet
    from diplograph.graph.sparql import Source

HERE = Path(__file__).parent
#: What is asked of the graph of the articles in ``tests/articles``: what the bundled documents cannot answer, and more.
ASKED: dict[str, dict[str, str]] = {
    "agreements-of-type": {},
    "between-two": {"first": "Iceland", "second": "Chile"},
    "connections": {"start": "Japan", "goal": "Iceland", "most": "3"},
    "disputed": {"territory": "Iceland"},
    "members-of": {"organisation": "WTO"},
    "missions-accredited-elsewhere": {"territory": "Iceland"},
    "missions-as-of": {"territory": "Chile", "date": "2004"},
    "organisations-in-both": {"first": "Iceland", "second": "Chile"},
    "same-organisations": {"one": "Iceland"},
    "stated-more-than-once": {"territory": "Iceland"},
}


@cache
def open_articles() -> Graph:
    """Build the articles once, and open the graph."""
    root = Path(tempfile.mkdtemp(prefix="diplograph-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    build([HERE / "articles"], root / "store")
    return Graph.open(root / "store")


@cache
def open_seeds() -> Graph:
    """Open the graph of the bundled documents."""
    return Graph.open(build_seeds()[0])


def ask_sheet(graph: Graph, name: str, values: Mapping[str, str], source: Source | None = None) -> Sheet:
    """Ask a question, of the graph's store or of another source with the same graph."""
    asked = source or graph.store
    return make_sheet(asked, read_rows(ask(asked, name, values, ())), graph.texts)  # type: ignore[arg-type] # all of them are SELECT queries


def list_answers() -> dict[Path, str]:
    """Give every answer with the file in which it is expected."""
    answers = {
        HERE / "golden" / "questions" / f"{name}.tsv": render_sheet(ask_sheet(open_seeds(), name, {}), "tsv")
        for name in find_questions(())
    }
    for name, values in ASKED.items():
        path = HERE / "golden" / "articles" / f"{name}.tsv"
        answers[path] = render_sheet(ask_sheet(open_articles(), name, values), "tsv")
    answers[find_resource("ontology") / PAGE] = render_questions(open_seeds().store, open_seeds().texts)
    return answers


def main(*, update: bool) -> int:
    """Show what differs, and write it if that is asked; the exit code is 1 where something differs."""
    different = 0
    for path, answer in list_answers().items():
        expected = path.read_bytes().decode() if path.exists() else ""
        name = f"{path.parent.name}/{path.name}"
        lines = difflib.unified_diff(
            expected.splitlines(), answer.splitlines(), f"expected {name}", f"now {name}", "", ""
        )
        sys.stdout.writelines(f"{line}\n" for line in lines)
        different += expected != answer
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(answer, encoding="utf-8", newline="\n")
    return int(different > 0 and not update)


if __name__ == "__main__":
    sys.exit(main(update="--update" in sys.argv))
