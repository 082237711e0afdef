"""Tests of what is chosen for an export: kinds, territories and times."""

from __future__ import annotations

import pytest
from exchange_examples import open_example, open_seeds
from graph_examples import DGR
from pyoxigraph import Store

from diplograph.errors import InputError
from diplograph.exchange.moments import read_period
from diplograph.exchange.projection import Wish, make_network
from diplograph.exchange.selection import Selection


def list_relations(store: Store, selection: Selection) -> list[str]:
    return sorted({str(edge.values["relation"]) for edge in make_network(store, Wish("flat", selection)).edges})


@pytest.mark.parametrize(
    ("kinds", "relations"),
    [
        (["Visit"], ["Visit"]),
        (["visit", "MEETING"], ["Meeting", "Visit"]),
        (["embassy"], ["Mission"]),
        (["free trade agreement"], ["Agreement"]),
        (["FreeTradeAgreement"], ["Agreement"]),
        (["Event"], ["Meeting", "Visit"]),
        (["officeOf"], ["officeOf"]),
    ],
)
def test_kinds_are_found_however_they_are_written(kinds: list[str], relations: list[str]) -> None:
    assert list_relations(open_example(), Selection(kinds)) == relations


def test_a_kind_of_claims_is_one_too() -> None:
    assert list_relations(open_seeds(), Selection(["Trade"])) == ["TradeRelation"]


def test_an_unknown_kind_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"no 'Vist'; expected one of: .*Visit"):
        make_network(open_example(), Wish("flat", Selection(["Vist"])))


def test_what_a_territory_takes_part_in_also_by_its_offices_and_places() -> None:
    japan = make_network(open_example(), Wish("flat", Selection(about=[f"{DGR}territory/JP"])))
    assert {edge.label for edge in japan.edges if str(edge.values["iri"]).startswith(DGR)} == {
        "Embassy of Iceland in Japan",
        "Consulate of the United Kingdom in Japan (Osaka)",
    }
    iceland = make_network(open_example(), Wish("flat", Selection(["Tenure"], [f"{DGR}territory/IS"])))
    assert [edge.label for edge in iceland.edges] == ["Anna Eir, President of Iceland"]


def test_a_territory_is_not_what_lies_under_it() -> None:
    china = make_network(open_seeds(), Wish("flat", Selection(["Membership"], [f"{DGR}territory/CN"])))
    assert china.edges == ()


def test_times_leave_out_what_was_not_then() -> None:
    early = Selection(period=read_period(None, "2000", certain=True))
    assert list_relations(open_example(), early) == ["Membership"]
    late = make_network(
        open_example(), Wish("flat", Selection(["Visit"], (), read_period("2005", None, certain=False)))
    )
    assert late.nodes == ()


@pytest.mark.parametrize("projection", ["flat", "full"])
def test_only_what_is_chosen_has_nodes(projection: str) -> None:
    wish = Wish("full" if projection == "full" else "flat", Selection(["Visit"]))
    groups = {node.group for node in make_network(open_example(), wish).nodes}
    assert groups == {"Person", "Territory", *(["Visit", "Office"] if projection == "full" else [])}
