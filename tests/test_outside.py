"""Tests of the graph held against an outside table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from graph_examples import build_example
from seed_store import build_seeds

from diplograph.errors import InputError
from diplograph.graph.compare_data import outside_to_json
from diplograph.graph.compare_text import Sources, render_outside
from diplograph.graph.outside import Outside, Row, compare_table, read_table
from diplograph.graph.store import make_memory_store, open_store

TABLE = Path(__file__).parent / "fixtures" / "memberships.csv"


def compare_example(*rows: tuple[str, str]) -> dict[str, Outside]:
    table = [Row("IS", name, capacity, line) for line, (name, capacity) in enumerate(rows, start=2)]
    found = compare_table(make_memory_store(build_example()), table)
    return {outside.organisation: outside for outside in found}


def test_capacities_are_compared() -> None:
    found = compare_example(("WCO", "associate"), ("Interpol", "subbureau"), ("WTO", ""), ("UPU", ""))
    assert {name: outside.verdict for name, outside in found.items()} == {
        "World Customs Organization": "agrees",
        "Interpol": "differs",
        "World Trade Organization": "agrees",
        "UPU": "only-table",
    }
    assert (found["Interpol"].graph, found["Interpol"].table, found["Interpol"].line) == ("member", "subbureau", 3)
    assert [quote.document for quote in found["Interpol"].quotes] == ["iceland"]


def test_what_the_table_does_not_have() -> None:
    assert {outside.verdict for outside in compare_example().values()} == {"only-graph"}


def test_territories_of_which_the_graph_tells_no_membership_are_left_out() -> None:
    store = make_memory_store(build_example())
    assert not [o for o in compare_table(store, [Row("CL", "WTO", "", 2)]) if o.territory == "Chile"]


def test_the_seeds_against_the_excerpt() -> None:
    found = compare_table(open_store(build_seeds()[0]), read_table(TABLE))
    verdicts = {outside.organisation: outside.verdict for outside in found}
    assert verdicts["World Trade Organization"] == "agrees"
    assert verdicts["International Maritime Organization"] == "agrees"
    assert verdicts["Interpol"] == "agrees"
    assert "only-graph" in verdicts.values()
    # the other territory leads a camp, of which the table knows nothing
    assert {outside.territory for outside in found} == {"Hong Kong", "United States"}
    assert {o.verdict for o in found if o.territory == "United States"} == {"only-graph"}


def test_text_and_json() -> None:
    found = list(compare_example(("Interpol", "subbureau")).values())
    text = render_outside(found, "table.csv", Sources({}, {}))
    assert "differs: Iceland in Interpol\n  graph member; table subbureau\n" in text
    assert "  table  table.csv:2\n" in text
    assert text.endswith("differs 1, agrees 0, only the graph 2, only the table 0\n")
    record = json.loads(outside_to_json(found))[0]
    assert record["quotes"][0]["document"] == "iceland"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n", ":1: no table of memberships; expected iso2,organisation,capacity"),
        (b"", ":1: no table of memberships"),
        (b"iso2,organisation,capacity\nHK,WTO\n", ":2: 2 columns"),
        (b"iso2,organisation,capacity\n\xff", ": not UTF-8"),
    ],
)
def test_a_file_that_is_no_such_table(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_table(path)
    assert str(caught.value).startswith(f"{path}{message}")


def test_a_missing_table(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_table(tmp_path / "t.csv")
