"""Tests of the values of a question's parameters."""

from __future__ import annotations

import re

import pytest
from graph_examples import DGR, build_example
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from diplograph.errors import QueryError
from diplograph.graph.binding import bind, fill
from diplograph.graph.questions import Question, parse_question
from diplograph.graph.results import read_rows
from diplograph.graph.sparql import run_query
from diplograph.graph.store import make_memory_store
from diplograph.graph.vocabulary import XSD

HEADER = """#+ summary = "Who was where?"
#+ [parameters.person]
#+ type = "person"
#+ [parameters.year]
#+ type = "year"
#+ optional = true
#+ [parameters.least]
#+ type = "integer"
#+ default = "1"
#+ least = 1
#+ most = 3
#+ [parameters.until]
#+ type = "date"
#+ optional = true
#+ take = "last"
#+ [parameters.word]
#+ type = "text"
#+ optional = true
#+ [parameters.kind]
#+ type = "choice"
#+ values = "dg:missionType"
#+ optional = true
SELECT ?year ?least ?until ?word ?o WHERE {
  VALUES ?person { UNDEF } VALUES ?year { UNDEF } VALUES ?least { 1 } VALUES ?until { UNDEF } VALUES ?word { "a" } VALUES ?kind { UNDEF }
  OPTIONAL { ?person dg:visited ?o }
}
"""


@pytest.fixture(scope="module")
def store() -> Store:
    return make_memory_store(build_example())


@pytest.fixture(scope="module")
def question() -> Question:
    return parse_question(HEADER, "who")


def test_parameters_become_terms(store: Store, question: Question) -> None:
    terms = bind(store, question, {"person": "anna eir", "year": "2004", "until": "2004-02", "kind": "embassy"})
    assert terms["person"] == NamedNode(f"{DGR}person/anna-eir")
    assert terms["year"] == Literal("2004", datatype=NamedNode(f"{XSD}gYear"))
    assert terms["least"] == Literal(1)
    assert terms["until"] == Literal("2004-02-29", datatype=NamedNode(f"{XSD}date"))
    assert "word" not in terms


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "needs the parameter 'person'; expected --person with the name of a person"),
        ({"colour": "red"}, "has no parameter 'colour'; expected --person --year --least --until --word --kind"),
        ({"year": "about 2004"}, "--year: 'about 2004' cannot be used; expected a year such as 2010"),
        ({"year": "2004-05"}, "--year: '2004-05' cannot be used"),
        ({"least": "1e3"}, "--least: '1e3' cannot be used; expected a whole number from 1 to 3"),
        ({"least": "4"}, "--least: '4' cannot be used"),
        ({"least": "9" * 19}, "cannot be used"),
        ({"least": "٣"}, "cannot be used"),
        ({"until": "2010-02-30"}, "--until: '2010-02-30' cannot be used; expected a date such as"),
        ({"until": "2010/2011"}, "cannot be used"),
        ({"until": "201X"}, "cannot be used"),
        ({"word": "x" * 1001}, "--word: 1001 characters are too many"),
        ({"word": ""}, "--word: '' cannot be used"),
        ({"kind": "igloo"}, "--kind: the graph has no 'igloo'; expected one of: consulate, embassy"),
        ({"person": "https://a b"}, "'https://a b' is not an IRI"),
        ({"person": '"} UNION { ?s ?p ?o } #'}, "no person of the graph is called"),
    ],
)
def test_values_that_cannot_be_used(store: Store, question: Question, values: dict[str, str], message: str) -> None:
    given_values = {"person": "Anna Eir", **values} if values else {}
    with pytest.raises(QueryError, match=re.escape(message)):
        bind(store, question, given_values)


def test_a_parameter_that_is_left_out_matches_anything(store: Store, question: Question) -> None:
    text = fill(question, bind(store, question, {"person": "Anna Eir"}))
    assert "?year {" not in text
    assert "VALUES ?word" not in text
    (row,) = read_rows(run_query(store, text)).rows  # type: ignore[arg-type]
    assert row[0] is None


@settings(max_examples=200, deadline=None)
@given(word=st.text(min_size=1, max_size=60).filter(lambda text: text.strip()))
def test_any_text_comes_back_as_it_went_in(word: str) -> None:
    question = parse_question(HEADER, "who")
    try:
        literal = Literal(word)
    except UnicodeEncodeError:
        return  # a lone surrogate is no character
    text = fill(question, {"word": literal, "person": NamedNode("https://example.org/x")})
    (row,) = read_rows(run_query(Store(), text)).rows  # type: ignore[arg-type]
    assert row[3] == literal


def test_a_value_counts_in_inner_patterns_too(store: Store) -> None:
    text = """#+ summary = "How many?"
#+ [parameters.who]
#+ type = "entity"
SELECT ?n WHERE { { SELECT (COUNT(?x) AS ?n) WHERE { VALUES ?who { UNDEF } ?who dg:visited ?x } } }"""
    question = parse_question(text, "many")
    rows = [
        read_rows(run_query(store, fill(question, bind(store, question, {"who": name})))).rows  # type: ignore[arg-type]
        for name in ("Anna Eir", "Juan Soto")
    ]
    assert rows == [[(Literal(1),)], [(Literal(0),)]]
