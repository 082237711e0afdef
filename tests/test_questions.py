"""Tests of the saved questions and of their parameters."""

from __future__ import annotations

import re

import pytest
from graph_examples import DGR, build_example
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Variable

from diplograph.errors import QueryError
from diplograph.graph.questions import (
    Question,
    ask,
    bind,
    find_entity,
    find_questions,
    load_question,
    load_questions,
    parse_question,
)
from diplograph.graph.results import read_rows, show
from diplograph.graph.sparql import run_query
from diplograph.graph.store import make_memory_store
from diplograph.graph.vocabulary import PREFIXES

NAMES = list(find_questions())
HEADER = """#+ summary = "Who was where?"
#+ [parameters.person]
#+ type = "person"
#+ [parameters.year]
#+ type = "year"
#+ optional = true
#+ [parameters.least]
#+ type = "integer"
#+ default = "1"
SELECT ?person ?year ?least { ?person ?p ?o }
"""


@pytest.fixture(scope="module")
def store() -> Store:
    return make_memory_store(build_example())


@pytest.fixture
def question() -> Question:
    return parse_question(HEADER, "who")


def answer(store: Store, name: str, **values: str) -> list[tuple[str, ...]]:
    outcome = ask(store, name, values)
    assert isinstance(outcome, QuerySolutions)
    return [tuple(map(show, row)) for row in read_rows(outcome).rows]


def test_there_are_fifteen_questions_and_more() -> None:
    assert len(NAMES) >= 15


@pytest.mark.parametrize("question", load_questions(), ids=lambda question: question.name)
def test_every_question_is_described_and_runs_as_it_stands(question: Question, store: Store) -> None:
    assert question.summary.endswith("?")
    assert question.description.endswith(".")
    assert question.tags
    assert question.answer
    assert question.evidence
    projection = set(re.findall(r"\?(\w+)", question.text.split("WHERE", 1)[0].split("SELECT", 1)[1]))
    assert {parameter.name for parameter in question.parameters} <= projection
    used = {prefix for prefix in PREFIXES if re.search(rf"(?<![\w?]){prefix}:\w", question.text.split("\n\n", 1)[1])}
    assert used == set(re.findall(r"^PREFIX (\w+):", question.text, re.MULTILINE))
    outcome = run_query(store, question.text)
    assert isinstance(outcome, QuerySolutions)
    names = [variable.value for variable in outcome.variables]
    assert {"quote", "span"} <= set(names)


def test_an_answer_carries_its_evidence(store: Store) -> None:
    rows = answer(store, "missions-opened-closed", territory="iceland")
    quote = "Iceland opened an embassy in Tokyo in 2001."
    span = "src:iceland#char=34,77"
    label = "Embassy of Iceland in Japan"
    assert rows == [("dgr:territory/IS", "Opening", "2001", label, "Iceland", "Japan", quote, span)]


def test_questions_join_several_kinds(store: Store) -> None:
    met = answer(store, "met-on-visit", territory="Iceland")
    assert [row[1:6] for row in met] == [("Anna Eir", "Chile", "2004-03", "Juan Soto", "Prime Minister")]
    without = answer(store, "agreement-partners-without-office", territory="Iceland")
    assert {row[1] for row in without} == {"Chile"}
    assert {row[1] for row in answer(store, "less-than-full-member", territory="Iceland")} == {
        "World Customs Organization"
    }
    assert {row[0] for row in answer(store, "denied")} == {"Consulate of Iceland in Peru (denied)"}
    assert [row[:2] for row in answer(store, "hedged-claims")] == [("planned", "Embassy of Iceland in Kenya (planned)")]


@pytest.mark.parametrize("name", ["the united kingdom", "UK", f"{DGR}territory/GB", "Great Britain"])
def test_names_are_resolved_as_people_write_them(store: Store, name: str) -> None:
    assert find_entity(store, name, "Territory") == NamedNode(f"{DGR}territory/GB")


def test_unknown_names_get_suggestions(store: Store) -> None:
    with pytest.raises(QueryError, match="no territory of the graph is called 'Icelan'; expected 'Iceland'"):
        find_entity(store, "Icelan", "Territory")
    with pytest.raises(QueryError, match="no person of the graph is called 'Iceland'"):
        find_entity(store, "Iceland", "Person")


def test_unknown_questions_get_suggestions() -> None:
    with pytest.raises(QueryError, match="there is no question 'denid'; expected 'denied'"):
        load_question("denid")
    with pytest.raises(QueryError, match=r"there is no question '\.\./x'; expected a name"):
        load_question("../x")


def test_parameters_become_terms(store: Store, question: Question) -> None:
    bindings = bind(store, question, {"person": "anna eir", "year": "2004"})
    assert bindings[Variable("person")] == NamedNode(f"{DGR}person/anna-eir")
    assert bindings[Variable("year")] == Literal("2004", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))
    assert bindings[Variable("least")] == Literal(1)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "needs the parameter 'person'; expected --person with the name of a person"),
        ({"person": "Anna Eir", "colour": "red"}, "has no parameter 'colour'; expected --person --year --least"),
        (
            {"person": "Anna Eir", "year": "about 2004"},
            "--year: 'about 2004' cannot be used; expected a year such as 2010",
        ),
        ({"person": "Anna Eir", "least": "1e3"}, "--least: '1e3' cannot be used; expected a whole number"),
        ({"person": "https://a b"}, "'https://a b' is not an IRI"),
        ({"person": '"} UNION { ?s ?p ?o } #'}, "no person of the graph is called"),
    ],
)
def test_values_that_cannot_be_used(store: Store, question: Question, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        bind(store, question, values)


def test_a_parameter_that_is_left_out_matches_anything(store: Store, question: Question) -> None:
    assert Variable("year") not in bind(store, question, {"person": "Anna Eir"})


@pytest.mark.parametrize(
    "header", ["#+ summary =", "#+ tags = []", '#+ summary = "x"\n#+ [parameters.a]\n#+ type = "colour"']
)
def test_malformed_headers(header: str) -> None:
    with pytest.raises(QueryError, match=r"broken\.rq: malformed header"):
        parse_question(f"{header}\nASK {{}}", "broken")


def test_malformed_queries_name_the_place(store: Store) -> None:
    with pytest.raises(QueryError, match=r"^my\.rq:2:\d+: malformed SPARQL; expected ") as caught:
        run_query(store, "SELECT * {\n ?s ?p ", path="my.rq")
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
