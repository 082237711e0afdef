"""Finds saved questions and things of the graph by words, best first: BM25 over stems, in the library's own SQLite.

Questions are found by their names, summaries, descriptions, tags and columns, things by what they are called and by
their class. A word counts where it stands in few texts, and more in a name than in a description.

Source: https://www.sqlite.org/fts5.html, sections 4.3.3 (the porter tokenizer) and 5.1.1 (bm25).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions

from diplograph.graph.lookup import NAMES
from diplograph.graph.results import read_rows
from diplograph.graph.sparql import run_query
from diplograph.graph.vocabulary import shorten
from diplograph.naming import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from diplograph.graph.questions import Question
    from diplograph.graph.sparql import Source

#: Words that say nothing of what is looked for.
_EMPTY = frozenset(
    "a all an and any are as at be been but by can did do does each for from had has have how i in is it its me of on or "
    "our show tell than that the their them there these they this to was were what when where which who whom whose why "
    "with you".split()
)
#: What people say for what the questions and classes are called.
_SAME = {
    "accord": "agreement", "answer": "report", "country": "territory", "consulate": "mission", "consulates": "mission",
    "deal": "agreement", "embassies": "mission", "embassy": "mission", "envoy": "mission", "fta": "free trade agreement",
    "legation": "mission", "nation": "territory", "pact": "agreement", "path": "connects", "president": "head of state",
    "state": "territory", "talks": "meeting", "treaties": "agreement", "treaty": "agreement", "trip": "visit",
    "trips": "visit", "travel": "visit", "travelled": "visit", "minister": "office", "boss": "superior", "nobody": "not",
}  # fmt: skip
#: A name counts so much more than the rest of a text.
_WEIGHTS = "8.0, 1.0"
#: So many entities of the graph are read.
_MOST = 300_000
#: So many letters of a word must be in a name that it may find; what follows may be an ending.
_BEGINNING = 5


class Hit(NamedTuple):
    """Something that was found.

    Attributes:
        kind: ``question``, or the class of the entity.
        name: The name of the question, or the short IRI of the entity.
        label: The summary of the question, or the label of the entity.
        score: How well it fits; the larger the better. Comparable within one answer only.
    """

    kind: str
    name: str
    label: str
    score: float


def find(source: Source | None, questions: Iterable[Question], words: str, limit: int = 10) -> list[Hit]:
    """Find the questions and entities that fit some words best; those that fit equally well by their names.

    Args:
        source: The graph; without one, only questions are found.
        questions: The questions.
        words: What is looked for, in words.
        limit: How many at most, of questions and of entities each.
    """
    import sqlite3  # noqa: PLC0415 - other commands do not wait for it

    stems = _choose_words(words)
    if not stems:
        return []
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE VIRTUAL TABLE text USING fts5(kind UNINDEXED, name UNINDEXED, label UNINDEXED, title, body, "
                         "tokenize = 'porter unicode61 remove_diacritics 2')")  # fmt: skip
        database.executemany("INSERT INTO text VALUES (?, ?, ?, ?, ?)", _list_questions(questions))
        hits = _search(database, stems, limit)
        if source is not None:
            database.execute("DELETE FROM text")
            database.executemany("INSERT INTO text VALUES (?, ?, ?, ?, ?)", _list_entities(source, stems))
            hits += _search(database, stems, limit)
    database.close()
    return hits


def _choose_words(text: str) -> list[str]:
    """Choose the words that say something, with what the questions call the same.

    >>> _choose_words("Which treaties are with the UK?")
    ['treaties', 'uk', 'agreement']
    """
    given = [word for word in fold(text).split() if word not in _EMPTY]
    more = [other for word in given for other in _SAME.get(word, "").split()]
    return list(dict.fromkeys([*given, *more]))


def _search(database: sqlite3.Connection, words: Sequence[str], limit: int) -> list[Hit]:
    """Rank the texts that have any of the words."""
    wanted = " OR ".join(f'"{word}"' for word in words)
    rows = database.execute(
        f"SELECT kind, name, label, -bm25(text, 0, 0, 0, {_WEIGHTS}) AS score FROM text WHERE text MATCH ? "  # noqa: S608 - a constant
        "ORDER BY round(score, 6) DESC, name LIMIT ?",
        (wanted, max(limit, 0)),
    )
    return [Hit(kind, name, label, round(score, 6)) for kind, name, label, score in rows]


def _list_questions(questions: Iterable[Question]) -> Iterator[tuple[str, str, str, str, str]]:
    """List the questions with what they are found by."""
    for question in questions:
        title = f"{question.name.replace('-', ' ')} {question.summary} {' '.join(question.tags)} {question.family}"
        columns = re.search(r"SELECT\s+(?:DISTINCT\s+)?([?\w\s]+?)\s+WHERE", question.text)
        spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", columns[1].replace("?", "")) if columns else ""
        parameters = " ".join(f"{p.name} {p.description}" for p in question.parameters)
        body = f"{question.description} {parameters} {spaced} {question.answer}"
        yield "question", question.name, question.summary, title, body


def _list_entities(source: Source, words: Sequence[str]) -> Iterator[tuple[str, str, str, str, str]]:
    """List the entities that a word may name, with all their names."""
    for node, (label, names, kind) in sorted(_read_entities(source, words).items()):
        yield kind, shorten(node), label, " ".join(sorted(names)), kind


def _read_entities(source: Source, words: Sequence[str]) -> dict[str, tuple[str, set[str], str]]:
    """Read the entities of which a name has one of the words; by IRI, with label, names and class."""
    beginnings = sorted({re.sub(r"\W", "", word)[:_BEGINNING] for word in words} - {""})
    # Any letter may bear an accent in the name, which the words have lost.
    alternatives = "|".join("".join(f"[{letter}\u0080-\U0010ffff]" for letter in word) for word in beginnings)
    outcome = run_query(
        source,
        f"""SELECT ?node ?label ?name ?kind {{
          {{ SELECT ?node ?name {{
            VALUES ?by {{ {NAMES} }} ?node ?by ?name FILTER(REGEX(STR(?name), {Literal(alternatives)}, "i"))
          }} LIMIT {_MOST} }}
          ?node rdfs:label ?label ; a dg:Entity ; a ?class . ?class rdfs:label ?kind
          FILTER(LANG(?label) IN ("en", "") && LANG(?kind) = "en")
          FILTER NOT EXISTS {{ ?node a ?narrower . ?narrower rdfs:subClassOf ?class }}
        }}""",
    )
    found: dict[str, tuple[str, set[str], str]] = {}
    for node, label, name, kind in read_rows(outcome).rows if isinstance(outcome, QuerySolutions) else ():
        if isinstance(node, NamedNode) and isinstance(label, Literal) and isinstance(kind, Literal):
            entry = found.setdefault(node.value, (label.value, {label.value}, kind.value))
            entry[1].update([name.value] if isinstance(name, Literal) else ())
    return found
