"""Tests of the interface for programs."""

from __future__ import annotations

import csv
import io
import json
from functools import cache

import pytest
from pyoxigraph import RdfFormat, parse
from test_server_pages import _get as get
from web_server import find_store

from diplograph.cli import main
from diplograph.graph.questions import load_questions
from diplograph.server.messages import Reply, Request, read_fields, write_reply, write_request
from diplograph.server.question_api import FORMATS, SHORT

ANY = "*/*"


def _read(address: str) -> dict[str, object]:
    reply = get(address, accept=ANY)
    assert (reply.status, reply.headers["Content-Type"]) == (200, "application/json"), reply.body
    data = json.loads(reply.body)
    assert isinstance(data, dict)
    return data


@cache
def _questions() -> list[str]:
    return [question.name for question in load_questions(())]


def test_the_list_of_questions() -> None:
    listed = _read("/api/questions")["questions"]
    assert isinstance(listed, list)
    assert set(_questions()) <= {one["name"] for one in listed}
    assert all(get(one["href"], accept=ANY).status in {200, 400} for one in listed)


@pytest.mark.parametrize("name", _questions())
def test_every_question_is_answered_in_both_ways(name: str) -> None:
    reply = get(f"/api/questions/{name}", accept=ANY)
    page = get(f"/questions/{name}")
    listed = json.loads(get("/api/questions", accept=ANY).body)["questions"]
    parameters = next(one["parameters"] for one in listed if one["name"] == name)
    if any(parameter["required"] for parameter in parameters):
        assert (reply.status, page.status) == (400, 200)
        return
    assert (reply.status, page.status) == (200, 200), reply.body
    answer = json.loads(reply.body)
    for row in answer["rows"]:
        assert list(row["values"]) == answer["columns"]
        assert all(str(number) in answer["evidence"] for number in row["evidence"])


def test_an_answer_is_that_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("csv", "tsv", "xml", "markdown", "json"):
        short = {"markdown": "md", "json": "srj"}.get(form, form)
        assert main(["ask", "agreements-signed", "--format", form, "--store", str(find_store())]) == 0
        by_command = capsys.readouterr().out
        assert get(f"/api/questions/agreements-signed.{short}", accept=ANY).body.decode() == by_command
        assert get("/api/questions/agreements-signed", accept=_type(short)).body.decode() == by_command
        assert get(f"/api/questions/agreements-signed?format={short}", accept=ANY).body.decode() == by_command


def _type(short: str) -> str:
    return SHORT[short]


def test_parameters_narrow_an_answer() -> None:
    rows = csv.DictReader(
        io.StringIO(get("/api/questions/agreements-signed.csv?since=2012&until=2012", accept=ANY).body.decode())
    )
    assert {row["signed"][:4] for row in rows} == {"2012"}


def test_names_as_they_are_typed() -> None:
    for typed in ("hong", "hong k", "Hong Kong", "HKSAR"):
        entities = _read(f"/api/search?words={typed.replace(' ', '+')}")["entities"]
        assert isinstance(entities, list)
        assert (entities[0]["label"], entities[0]["href"]) == ("Hong Kong", "/diplograph/id/territory/HK")
    assert _read("/api/search?words=don+ts&limit=1")["entities"][0]["label"] == "Donald Tsang"  # type: ignore[index]
    assert _read("/api/search?words=%22%29+%2A")["entities"] == []
    assert _read("/api/search")["entities"] == []
    questions = _read("/api/search?words=treaties")["questions"]
    assert isinstance(questions, list)
    assert any("agreement" in one["name"] for one in questions)


def test_proofs_in_every_form() -> None:
    asked = "/api/why?subject=Hong+Kong&predicate=hasAgreementWith&object=New+Zealand"
    proof = json.loads(get(asked, accept="application/json").body)
    assert proof[0]["rule"]["name"] == "prp-spo2"
    assert list(parse(get(asked, accept="text/turtle").body, RdfFormat.TURTLE))
    assert "March 2010" in get(asked, accept="text/markdown").body.decode()
    assert get("/api/why?subject=Hong+Kong&predicate=hasAgreementWith&object=Peru", accept=ANY).status == 404


def test_the_description_names_what_there_is() -> None:
    described = _read("/api/openapi.json")
    assert described["openapi"] == "3.1.0"
    paths = described["paths"]
    assert isinstance(paths, dict)
    assert {f"/api/questions/{name}" for name in _questions()} <= set(paths)
    for path, item in paths.items():
        fields = item["get"]["parameters"]
        assert len({field["name"] for field in fields}) == len(fields)
        needed = any(field["required"] for field in fields)
        assert get(path, accept=ANY).status == (400 if needed else 200), path
    assert set(paths["/api/questions/met-on-visit"]["get"]["responses"]["200"]["content"]) == set(FORMATS)


def test_messages_of_workers() -> None:
    line, _, body = write_request(Request("POST", "/sparql", "a=\u00e9", {"host": "x"}, b"a\nb")).partition(b"\n")
    assert (json.loads(line), body) == (["POST", "/sparql", "a=\u00e9", {"host": "x"}, 3], b"a\nb")
    line, _, body = write_reply(Reply(200, {"Vary": "Accept"}, b"\n", keep=False)).partition(b"\n")
    assert (json.loads(line), body) == ([200, {"Vary": "Accept"}, False, 1], b"\n")
    assert read_fields("a=1&a=%C3%A9&b=") == [("a", "1"), ("a", "é"), ("b", "")]
