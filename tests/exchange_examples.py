"""Networks for the tests of exports: the example's, the bundled documents', and hostile ones."""

from __future__ import annotations

import re
from functools import cache

from graph_examples import build_example
from hypothesis import strategies as st
from pyoxigraph import Store
from seed_store import build_seeds

from diplograph.exchange.network import Edge, Network, Node, Value
from diplograph.exchange.projection import Projection, Wish, make_network
from diplograph.graph.store import make_memory_store, open_store

#: What XML cannot hold, and exports write as U+FFFD.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
HOSTILE = '</script><script>alert(1)</script> & "quoted" \'too\' ]]> -->\n\t\r{{x}} =1+1 \u202e\\" \x00\ufffe 香港'

_TEXTS = st.one_of(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.just(HOSTILE))
_VALUES: st.SearchStrategy[Value] = st.one_of(
    _TEXTS, st.integers(-(2**53), 2**53), st.floats(-1e9, 1e9, allow_subnormal=False)
)
_COLUMNS = st.dictionaries(st.sampled_from(["quote", "rank", "share", "evidence", "amount"]), _VALUES)
_DAYS = st.sampled_from([(), (("1999-01-01", None),), ((None, "2001-02-03"), ("2004-01-01", "2004-01-31"))])


@cache
def open_example() -> Store:
    """Hold the example in memory."""
    return make_memory_store(build_example())


@cache
def open_seeds() -> Store:
    """Open the bundled documents' store."""
    return open_store(build_seeds()[0])


@cache
def make_seed_network(projection: Projection) -> Network:
    """Make the network of the bundled documents, with what is denied and planned."""
    return make_network(open_seeds(), Wish(projection, hedged=True))


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Make networks with any text in them."""
    size = draw(st.integers(1, 4))
    nodes = []
    for index in range(size):
        label = draw(_TEXTS)
        values = {**draw(_COLUMNS), "iri": f"https://x.example/{index}", "label": label, "group": "Person"}
        nodes.append(Node(f"n{index}", label, "Person", values, draw(_DAYS)))
    edges = []
    for index in range(draw(st.integers(0, 5))):
        label = draw(_TEXTS)
        values = {**draw(_COLUMNS), "iri": f"https://x.example/fact/{index}", "label": label, "relation": "Visit"}
        ends = draw(st.integers(0, size - 1)), draw(st.integers(0, size - 1))
        edges.append(Edge(f"e{index}", f"n{ends[0]}", f"n{ends[1]}", label, f"Visit {index}", values, draw(_DAYS)))
    return Network("hostile", tuple(nodes), tuple(edges))


def expect_cells(network: Network, *, edges: bool, xml: bool = True) -> list[dict[str, Value]]:
    """Say what a reader must find in each row: the values in the type of their column."""
    rows = [dict(row.values) for row in (network.edges if edges else network.nodes)]
    for name in {name for row in rows for name in row}:
        types = {type(row[name]) for row in rows if name in row}
        kind = str if str in types else float if float in types else int
        for row in rows:
            if name in row:
                row[name] = kind(row[name])
    return [{n: ILLEGAL.sub("\ufffd", v) if xml and isinstance(v, str) else v for n, v in row.items()} for row in rows]
