"""Tests of endpoints: other engines give the same answers, and what misbehaves is told in a line."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from golden_questions import ask_sheet, open_articles, open_seeds
from seed_store import build_seeds
from sparql_servers import JSON, send, serve, serve_oxigraph, serve_rdflib

from diplograph.cli import main
from diplograph.errors import QueryError, StoreError
from diplograph.graph.answer_formats import render_sheet
from diplograph.graph.questions import find_questions
from diplograph.graph.remote import Endpoint
from diplograph.graph.sparql import run_query
from diplograph.graph.store import find_build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import BaseHTTPRequestHandler

#: Questions that rdflib answers in a second or two, of every family.
FEW = (
    "agreements-by-status", "missions-sent", "memberships", "organisations-in-both", "visits-abroad", "met-on-visit",
    "status-over-time", "agreement-gap", "denied", "hedged-claims", "stated-once", "membership-before-founding",
)  # fmt: skip
NO_ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'


@pytest.fixture(scope="module")
def oxigraph() -> Iterator[str]:
    with serve_oxigraph(find_build(build_seeds()[0]) / "graph") as address:
        yield address


@pytest.fixture(scope="module")
def rdflib() -> Iterator[str]:
    with serve_rdflib(open_articles().to_rdflib()) as address:
        yield address


@pytest.mark.parametrize("name", find_questions(()))
def test_oxigraphs_server_gives_the_same_answers(oxigraph: str, name: str) -> None:
    here = render_sheet(ask_sheet(open_seeds(), name, {}), "tsv")
    assert render_sheet(ask_sheet(open_seeds(), name, {}, Endpoint(oxigraph)), "tsv") == here


@pytest.mark.parametrize("name", FEW)
def test_rdflib_gives_the_same_answers(rdflib: str, name: str) -> None:
    values = {"first": "Iceland", "second": "Chile"} if name in {"organisations-in-both", "agreement-gap"} else {}
    values = {"territory": "Iceland"} if not values and "territory" in find_questions(())[name].read_text() else values
    here = render_sheet(ask_sheet(open_articles(), name, values), "tsv")
    there = render_sheet(ask_sheet(open_articles(), name, values, Endpoint(rdflib)), "tsv")
    assert sorted(there.splitlines()) == sorted(here.splitlines())


def test_the_commands_ask_an_endpoint(oxigraph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "missions-sent", "--territory", "hong kong", "--format", "csv", "--endpoint", oxigraph]) == 0
    assert "economic and trade office" in capsys.readouterr().out
    assert main(["query", "ASK { ?v a dg:Visit }", "--endpoint", oxigraph]) == 0
    assert capsys.readouterr().out == "true\n"
    assert main(["query", "CONSTRUCT WHERE { ?v a dg:Embassy }", "--endpoint", oxigraph, "--format", "ntriples"]) == 0
    assert "ontology#Embassy> ." in capsys.readouterr().out
    assert main(["query", "SELECT * {", "--endpoint", oxigraph]) == 2
    assert "refuses the query" in capsys.readouterr().err
    assert main(["ask", "denied", "--endpoint", oxigraph, "--as-of", "2000"]) == 2
    assert "--as-of needs a store" in capsys.readouterr().err


def test_why_asks_an_endpoint(oxigraph: str, capsys: pytest.CaptureFixture[str]) -> None:
    triple = ["why", "Hong Kong", "hasAgreementWith", "New Zealand"]
    assert main([*triple, "--endpoint", oxigraph]) == 0
    there = capsys.readouterr().out
    assert "New Zealand (March 2010)" in there
    assert main([*triple, "--store", str(build_seeds()[0])]) == 0
    steps = [line for line in capsys.readouterr().out.splitlines() if line.startswith("by ")]
    assert steps == [line for line in there.splitlines() if line.startswith("by ")]
    assert main(["why", "--question", "reports-past-embassy", "--row", "2", "--endpoint", oxigraph]) == 0
    assert "British Consulate-General" in capsys.readouterr().out


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/sparql",
        "file:///etc/passwd",
        "example.org",
        "",
        "http://",
        "https://a b/",
        "http://é.example/",
        "http://[::1",
    ],
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(QueryError, match="is no endpoint"):
        Endpoint(address)


def test_passwords_do_not_stand_in_addresses() -> None:
    with pytest.raises(QueryError, match="an address with a password in it"):
        Endpoint("https://me:secret@example.org/sparql")


def fails(answer: object, **limits: float) -> str:
    """Ask a server that misbehaves, and give the error's one line."""
    with serve(answer) as address:  # type: ignore[arg-type]
        endpoint = Endpoint(address, seconds=limits.get("seconds", 20.0), largest=int(limits.get("largest", 1 << 20)))
        with pytest.raises((StoreError, QueryError)) as caught:
            run_query(endpoint, "SELECT ?x {}")
    text = str(caught.value)
    assert text.count("\n") == 0
    assert len(text) < 500
    return text


def test_an_endpoint_that_is_not_there() -> None:
    with serve(lambda *_: None) as address:
        pass
    with pytest.raises(StoreError, match="connection refused"):
        run_query(Endpoint(address), "ASK {}")


def test_slow_endpoints_are_not_waited_for() -> None:
    def sleep(request: BaseHTTPRequestHandler, _: str) -> None:
        time.sleep(3)
        with suppress(OSError):  # nobody listens any more
            send(request, NO_ROWS)

    def trickle(request: BaseHTTPRequestHandler, _: str) -> None:
        request.send_response(200)
        request.send_header("Content-Type", JSON)
        request.end_headers()
        try:
            while True:
                request.wfile.write(b" ")
                time.sleep(0.05)
        except OSError:
            return  # nobody listens any more

    assert "no answer in time" in fails(sleep, seconds=0.5)
    assert "no answer within 0.5 seconds" in fails(trickle, seconds=0.5)


def test_large_answers_are_cut_off() -> None:
    assert "more than 1000 bytes" in fails(lambda request, _: send(request, NO_ROWS + b" " * 5000), largest=1000)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://127.0.0.1:1/", "ftp://127.0.0.1/"])
def test_redirects_are_not_followed(target: str) -> None:
    for code in (301, 302, 303, 307, 308):
        text = fails(lambda request, _, code=code: send(request, b"", code=code, Location=target))
        assert f"it redirects to {target}, and is not followed there" in text


@pytest.mark.parametrize(
    ("data", "kind", "code", "expected"),
    [
        (b"<html>hello</html>", "text/html", 200, "it answered text/html and no SPARQL results"),
        (b"{", JSON, 200, "it answered what is no application/sparql-results+json"),
        (b"\xff\xfe", JSON, 200, "it answered what is no"),
        (b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":3}]}}', JSON, 200, "it answered what is no"),
        (b"<b>no\x1b[2J</b>", "text/html", 500, "it answered 500: no"),
        (b"", "text/plain", 404, "it answered 404"),
        (b"Parse error at 1:2", "text/plain", 400, "refuses the query: Parse error at 1:2"),
        (b"<a> <b> .", "text/turtle", 200, "it answered what is no text/turtle"),
    ],
)
def test_answers_that_are_none(data: bytes, kind: str, code: int, expected: str) -> None:
    text = fails(lambda request, _: send(request, data, kind, code))
    assert expected in text
    assert "\x1b" not in text
