"""Tests of the saved questions: what their files say, and that they answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from golden_questions import ASKED, HERE, ask_sheet, list_answers, open_seeds
from graph_examples import build_example
from pyoxigraph import QuerySolutions, Store

from diplograph.errors import QueryError
from diplograph.graph.answers import make_sheet
from diplograph.graph.binding import ask, bind, fill
from diplograph.graph.questions import (
    ENTITY_TYPES,
    Question,
    find_own_folders,
    find_questions,
    find_slot,
    load_question,
    load_questions,
    parse_question,
)
from diplograph.graph.results import read_rows
from diplograph.graph.sparql import run_query
from diplograph.graph.store import make_memory_store
from diplograph.graph.vocabulary import PREFIXES

NAMES = list(find_questions(()))
FAMILIES = {
    "agreements", "missions", "memberships", "visits and meetings", "who answers to whom", "relations over time",
    "two territories", "networks", "evidence", "quality",
}  # fmt: skip
HEADER = """#+ summary = "Who was where?"
#+ [parameters.person]
#+ type = "person"
#+ [parameters.year]
#+ type = "year"
#+ optional = true
#+ [parameters.least]
#+ type = "integer"
#+ default = "1"
SELECT ?p ?o { VALUES ?person { UNDEF } VALUES ?year { UNDEF } VALUES ?least { 1 } ?person ?p ?o }
"""


@pytest.fixture(scope="module")
def store() -> Store:
    return make_memory_store(build_example())


@pytest.fixture
def question() -> Question:
    return parse_question(HEADER, "who")


def answer(store: Store, name: str, **values: str) -> list[tuple[str, ...]]:
    outcome = ask(store, name, values, ())
    assert isinstance(outcome, QuerySolutions)
    sheet = make_sheet(store, read_rows(outcome), {})
    return [tuple(map(sheet.say, row)) for row in sheet.rows]


def test_there_are_forty_questions_and_more_in_every_family() -> None:
    assert len(NAMES) >= 40
    assert {question.family for question in load_questions(())} == FAMILIES


@pytest.mark.parametrize("question", load_questions(()), ids=lambda question: question.name)
def test_every_question_is_described_and_runs_as_it_stands(question: Question, store: Store) -> None:
    assert question.summary.endswith("?")
    assert question.description.endswith(".")
    assert question.tags
    assert bool(question.needs) != bool(question.answer and question.evidence)
    body = question.text.split("\n\n", 1)[1]
    used = {prefix for prefix in PREFIXES if re.search(rf"(?<![\w?]){prefix}:\w", body)}
    assert used == set(re.findall(r"^PREFIX (\w+):", question.text, re.MULTILINE))
    outcome = store.query(question.text)  # no prefixes are given: any engine takes the file as it is
    assert isinstance(outcome, QuerySolutions)
    assert {"quote", "span"} <= {variable.value for variable in outcome.variables}


@pytest.mark.parametrize("question", load_questions(()), ids=lambda question: question.name)
def test_the_file_asks_what_its_defaults_say(question: Question) -> None:
    store = open_seeds().store
    terms = bind(store, question, {})
    for parameter in question.parameters:
        found = [match[0] for match in find_slot(parameter.name).finditer(question.text)]
        written = {re.sub(r"\s+", " ", text) for text in found}
        assert len(written) == 1
        term = terms.get(parameter.name)
        assert f"VALUES ?{parameter.name} {{ {'UNDEF' if term is None else term} }}" in {
            *written,
            *map(expand, written),
        }
        if parameter.type in ENTITY_TYPES and parameter.type != "entity":
            assert parameter.values == f"dg:{ENTITY_TYPES[parameter.type]}"
    assert read_rows(run_query(store, question.text)).rows == read_rows(run_query(store, fill(question, terms))).rows  # type: ignore[arg-type]


def expand(text: str) -> str:
    """Write the terms of a VALUES in full, as the library does."""
    full = re.sub(r"\b(dg|xsd):(\w+)", lambda match: f"<{PREFIXES[match[1]]}{match[2]}>", text)
    return re.sub(r"\{ (\d+) \}", r'{ "\1"^^<http://www.w3.org/2001/XMLSchema#integer> }', full)


def test_every_answer_is_the_expected_one() -> None:
    answers = list_answers()
    kept = {path for folder in ("questions", "articles") for path in (HERE / "golden" / folder).iterdir()}
    assert kept == {path for path in answers if path.suffix == ".tsv"}
    different = [path.name for path, text in answers.items() if path.read_bytes().decode() != text]
    assert not different, "python tests/golden_questions.py shows what differs"


@pytest.mark.parametrize("question", load_questions(()), ids=lambda question: question.name)
def test_the_answer_and_the_evidence_are_those_of_the_header(question: Question) -> None:
    sheet = ask_sheet(open_seeds(), question.name, {})
    if question.needs:
        assert question.name in ASKED
        return
    quotes = {" ".join(note.exact.split()) for notes in sheet.evidence for note in notes if note}
    promised = " ".join(question.evidence.replace("…", "").split())
    assert any(promised in quote for quote in quotes)
    text = " ".join(sheet.say(cell) for row in sheet.rows for cell in row)
    first, *names = re.findall(r"[A-Z][\w-]+|\d[\d./-]+\d", question.answer)  # the first word may begin the sentence
    assert [name for name in names if name not in text] == []
    assert first


def test_what_the_bundled_documents_do_not_tell_the_articles_do() -> None:
    for name in ASKED:
        rows = (HERE / "golden" / "articles" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        assert len(rows) > 1, name


def test_questions_join_several_kinds(store: Store) -> None:
    met = answer(store, "met-on-visit", territory="Iceland")
    assert met == [("Anna Eir", "Chile", "2004-03", "Juan Soto", "Prime Minister")]
    assert {row[0] for row in answer(store, "agreement-partners-without-office", territory="Iceland")} == {"Chile"}
    assert {row[0] for row in answer(store, "less-than-full-member", territory="iceland")} == {
        "World Customs Organization"
    }
    assert {row[0] for row in answer(store, "denied")} == {"Consulate of Iceland in Peru (denied)"}
    assert [row[:2] for row in answer(store, "hedged-claims")] == [("planned", "Embassy of Iceland in Kenya (planned)")]


def test_unknown_questions_get_suggestions() -> None:
    with pytest.raises(QueryError, match="there is no question 'denid'; expected 'denied'"):
        load_question("denid", ())
    with pytest.raises(QueryError, match=r"there is no question '\.\./x'; expected a name"):
        load_question("../x", ())


@pytest.mark.parametrize(
    "header",
    [
        "#+ summary =",
        "#+ tags = []",
        '#+ summary = "x"\n#+ [parameters.a]\n#+ type = "colour"',
        '#+ summary = "x"\n#+ tags = 3',
        '#+ summary = "x"\n#+ [parameters.a]\n#+ type = "choice"',
        '#+ summary = "x"\n#+ [parameters.a]\n#+ type = "integer"\n#+ least = "1"',
    ],
)
def test_malformed_headers(header: str) -> None:
    with pytest.raises(QueryError, match=r"broken\.rq: malformed header"):
        parse_question(f"{header}\nASK {{ VALUES ?a {{ 1 }} }}", "broken")


def test_a_parameter_needs_its_place_in_the_query() -> None:
    header = '#+ summary = "x"\n#+ [parameters.a]\n#+ type = "text"\n'
    with pytest.raises(QueryError, match=r"no place for the parameter 'a'; expected VALUES \?a"):
        parse_question(f'{header}ASK {{ VALUES ?ab {{ "x" }} VALUES ?a {{ "x" "y" }} }}', "q")


def test_malformed_queries_name_the_place(store: Store) -> None:
    with pytest.raises(QueryError, match=r"^my\.rq:2:\d+: malformed SPARQL; expected \"") as caught:
        run_query(store, "SELECT * {\n ?s a ", path="my.rq")
    assert len(str(caught.value)) < 200


def test_updates_are_no_queries(store: Store) -> None:
    with pytest.raises(QueryError, match="malformed SPARQL"):
        run_query(store, "DELETE WHERE { ?s ?p ?o }")


def test_a_question_describes_itself(question: Question) -> None:
    text = question.describe()
    assert "--person PERSON" in text
    assert "(required)" in text
    assert "(default: 1)" in text
    assert "(may be left out)" in text


def test_questions_of_ones_own_hide_ours(tmp_path: Path) -> None:
    (tmp_path / "denied.rq").write_text(HEADER, encoding="utf-8")
    (tmp_path / "mine.rq").write_text(HEADER, encoding="utf-8")
    assert load_question("denied", [tmp_path]).summary == "Who was where?"
    assert set(find_questions([tmp_path])) == {*NAMES, "mine"}
    (tmp_path / "mine.rq").write_bytes(b"\xff")
    with pytest.raises(QueryError, match=r"mine\.rq: not UTF-8"):
        load_questions([tmp_path])


def test_where_questions_of_ones_own_are_looked_for(tmp_path: Path) -> None:
    folders = find_own_folders({"DIPLOGRAPH_QUESTIONS": str(tmp_path), "HOME": "/home/me", "APPDATA": "/home/me"})
    assert folders[0] == tmp_path
    assert folders[1].parts[-2:] == ("diplograph", "questions")


def test_a_header_without_a_summary_is_told_what_is_missing() -> None:
    with pytest.raises(QueryError, match="malformed header") as caught:
        parse_question("SELECT * { ?s ?p ?o }", "mine")
    assert caught.value.expected == "#+ summary = …"
