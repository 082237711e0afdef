"""Tests of the whole way from the bundled documents to the store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from seed_store import build_seeds

from diplograph import Graph, build
from diplograph.errors import DocumentError
from diplograph.graph.store import find_build, open_store, read_quads, read_record
from diplograph.graph.validation import validate_store
from diplograph.graph.verification import verify_store
from diplograph.pipeline import make_record, read_claims, read_documents

#: What the bundled documents do not say, although a careless reading of them would.
NOT_SAID = {
    "Medvedev as Prime Minister of the Netherlands": """
        ?person rdfs:label ?name . FILTER(CONTAINS(STR(?name), "Medvedev"))
        { ?fact dg:visitor|dg:holder ?person ; dg:office ?office } UNION { ?person dg:heldOffice ?office }
        ?office dg:officeOf dgr:territory\\/NL""",
    "Trudeau's visit dated 2005 or before": """
        ?visit dg:visitor/rdfs:label ?name ; dg:latest ?latest
        FILTER(CONTAINS(STR(?name), "Trudeau") && STR(?latest) < "2006")""",
    "a signed agreement with the Maldives": """
        ?treaty dg:party dgr:territory\\/MV
        { ?treaty dg:signatory ?any } UNION { ?treaty dg:signed ?any } UNION { ?treaty dg:lifecycleEvent/a dg:Signing }""",
    "the British Consulate-General under the embassy in Beijing": """
        ?mission a dg:ConsularMission ; dg:sender dgr:territory\\/GB ; dg:host dgr:territory\\/HK ;
            dg:subordinateTo ?embassy . ?embassy a dg:Embassy""",
    "the head of the British Consulate-General under the embassy in Beijing": """
        ?line dg:subordinate/rdfs:label ?low ; dg:superior/rdfs:label ?high
        FILTER(CONTAINS(LCASE(STR(?low)), "british") && CONTAINS(LCASE(STR(?high)), "beijing"))""",
    "a North Korean trade mission in Hong Kong": """
        ?mission a dg:TradeMission ; dg:sender dgr:territory\\/KP""",
    "a consulate closed in October 2023": """
        { ?mission dg:closed ?when } UNION { ?event a dg:Closing ; dg:edtf ?when } FILTER(STRSTARTS(STR(?when), "2023"))""",
    "a closed North Korean consulate": """
        ?mission dg:sender dgr:territory\\/KP ; dg:lifecycleEvent/a dg:Closing""",
    "full membership where the source says associate": """
        ?membership dg:membershipRole dg:membershipRole-associate ; dg:fullMember ?any""",
    "ever a member where the source says associate": """
        dgr:territory\\/HK dg:everMemberOf ?any . ?m dg:member dgr:territory\\/HK ; dg:organisation ?any ;
            dg:membershipRole dg:membershipRole-associate""",
    "Hong Kong as a state": "dgr:territory\\/HK a dg:State",
    "a person who died in 950 and was arrested": """
        ?arrest a dg:Arrest ; dg:target ?who . ?death a dg:Death ; dg:actor|dg:target ?who""",
}
SAID = {
    "the Yang Bin who was arrested is not the one who died in 950": """
        ?arrest a dg:Arrest ; dg:target ?one . ?death a dg:Death ; dg:actor ?other ; dg:edtf ?day . ?other a dg:Person ;
            <http://www.w3.org/2002/07/owl#differentFrom> ?one FILTER(STRSTARTS(STR(?day), "0950"))""",
    "North Korea's consulate-general was opened in February 2000": """
        ?mission a dg:ConsulateGeneral ; dg:sender dgr:territory\\/KP ; dg:host dgr:territory\\/HK ; dg:opened ?when
        FILTER(STR(?when) = "2000-02")""",
    "Hong Kong is an associate of the IMO": """
        ?m dg:member dgr:territory\\/HK ; dg:organisation dgr:organisation\\/imo ; dg:membershipRole dg:membershipRole-associate""",
    "New Zealand signed in March 2010": """
        ?treaty a dg:FreeTradeAgreement ; dg:signatory dgr:territory\\/NZ ; dg:signed ?when FILTER(STR(?when) = "2010-03")""",
    "the agreement with the Maldives was concluded": """
        ?treaty dg:party dgr:territory\\/MV ; dg:lifecycleEvent/dg:resultingStatus dg:agreementStatus-concluded""",
    "Donald Tsang met Julia Gillard": """
        ?a dg:met ?b . ?a rdfs:label ?x . ?b rdfs:label ?y FILTER(STR(?x) = "Donald Tsang" && STR(?y) = "Julia Gillard")""",
    "the Consul-General of the United States stands under an assistant secretary": """
        ?post dg:subordinateTo/rdfs:label ?chief FILTER(CONTAINS(STR(?chief), "East Asian"))""",
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph.open(build_seeds()[0])


@pytest.mark.parametrize("pattern", NOT_SAID.values(), ids=NOT_SAID.keys())
def test_what_the_documents_do_not_say_is_not_in_the_graph(graph: Graph, pattern: str) -> None:
    assert graph.query(f"ASK {{ {pattern} }}") is False


@pytest.mark.parametrize("pattern", SAID.values(), ids=SAID.keys())
def test_what_the_documents_say_is_in_the_graph(graph: Graph, pattern: str) -> None:
    assert graph.query(f"ASK {{ {pattern} }}") is True


def test_the_report_says_what_was_done() -> None:
    root, report = build_seeds()
    assert report.documents == ("foreign-relations-of-hong-kong", "hong-kong-north-korea-relations")
    assert sum(report.claims.values()) == len(read_claims([]))
    assert report.inferred > 0
    assert read_record(root) == json.loads(json.dumps(make_record(report)))
    lines = (find_build(root) / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == sum(report.claims.values())


def test_there_is_no_finding_at_error_level_and_the_oddity_is_found() -> None:
    findings = build_seeds()[1].findings
    assert not [finding for finding in findings if finding.severity == "error"]
    assert [f.exact for f in findings if "1991" in f.message] == ["World Trade Organization (Since 1991)"]


def test_the_namesakes_are_reported_where_the_life_of_one_is_stated() -> None:
    root, report = build_seeds()
    found = [finding for finding in report.findings if finding.check == "NamesakeSense"]
    assert found == [finding for finding in validate_store(root) if finding.check == "NamesakeSense"]
    assert [(f.document, f.line, f.column) for f in found] == [("hong-kong-north-korea-relations", 44, 10)]
    assert "Yang Bin (died 950) is kept apart from another Yang Bin" in found[0].message


def test_the_hash_is_that_of_the_exported_file(graph: Graph) -> None:
    assert sha256(graph.export("nquads").encode()).hexdigest() == build_seeds()[1].hash


def test_every_span_is_proved() -> None:
    verification = verify_store(build_seeds()[0])
    assert verification.findings == []
    assert verification.documents == 2


@pytest.mark.parametrize("seed", ["1", "77"])
def test_two_builds_are_the_same_bytes_whatever_the_hash_seed(tmp_path: Path, seed: str) -> None:
    root, report = build_seeds()
    code = "import sys; from diplograph import build; print(build([], sys.argv[1]).hash)"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", code, str(tmp_path)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == report.hash
    assert Graph.open(tmp_path).export("nquads") == Graph.open(root).export("nquads")
    for name in ("claims.jsonl", "build.json"):
        assert (find_build(tmp_path) / name).read_bytes() == (find_build(root) / name).read_bytes()


def test_a_build_that_fails_leaves_the_store(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("= A =\n\nIceland visited nobody.\n", encoding="utf-8")
    build([tmp_path / "a.txt"], tmp_path / "store")
    before = read_quads(open_store(tmp_path / "store"))
    (tmp_path / "b.txt").write_bytes(b"= B =\n\xff\xfe")
    with pytest.raises(DocumentError):
        build([tmp_path], tmp_path / "store")
    assert read_quads(open_store(tmp_path / "store")) == before


def test_a_document_that_claims_nothing_gives_a_store(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("= A =\n\nIt rains.\n", encoding="utf-8")
    report = build([tmp_path], tmp_path / "store")
    assert report.claims == {}
    assert report.stated == 0
    assert verify_store(tmp_path / "store").documents == 1


def test_two_documents_with_one_id(tmp_path: Path) -> None:
    for folder, text in (("x", "= A =\n\nOne.\n"), ("y", "= A =\n\nTwo.\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match="the document id 'a'"):
        read_documents([tmp_path])
    assert len(read_documents([tmp_path / "x", tmp_path / "x" / "a.txt"])) == 1


def test_progress_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("= A =\n\nIt rains.\n", encoding="utf-8")
    told: list[str] = []
    counted: list[tuple[int, int | None]] = []
    build([tmp_path], tmp_path / "store", progress=told.append, count=lambda *done: counted.append(done))
    assert told[0] == "0 claims in 1 document"
    assert counted == [(1, 1)]
