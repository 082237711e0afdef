"""One HTML page with the drawing and the list of all relations with their quotations; it needs nothing from elsewhere.

Everything can be read without the script, which only filters and moves; a policy in the page allows no other script.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from diplograph.exchange.drawing import FACT, draw, name_colour
from diplograph.exchange.network import FIRST
from diplograph.exchange.page_look import SCRIPT, STYLE
from diplograph.screen import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diplograph.exchange.network import Edge, Network, Node

#: Columns that have a place of their own in the entry of a relation.
_SHOWN = frozenset(FIRST)
_TOOLS = (
    '<div class="tools" hidden><button value="in" aria-label="Enlarge">+</button>'
    '<button value="out" aria-label="Make smaller">−</button><button value="all">All</button></div>\n'
)


def render_page(network: Network) -> str:
    """Write a network as a page."""
    digest = b64encode(sha256(SCRIPT.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    colours = "".join(f".{name} {{ --c: var(--{name}) }}\n" for name in sorted(_list_colours(network)))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Foreign relations: {escape(network.title)}</title>\n<style>{STYLE}{colours}</style>\n</head>\n<body>\n"
        f"{''.join(_write_body(network))}<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )


def say(name: str) -> str:
    """Write the local name of a class or a property as words.

    >>> say("TravelRule"), say("officeOf"), say("source_role")
    ('Travel rule', 'office of', 'source role')
    """
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ")
    return words[:1] + words[1:].lower()


def _list_colours(network: Network) -> set[str]:
    """List the classes of colours that the page needs."""
    return {name_colour(node.group) for node in network.nodes}


def _write_body(network: Network) -> Iterator[str]:
    """Write the drawing, the list of relations and the list of things."""
    documents = {str(edge.values["document"]) for edge in network.edges if "document" in edge.values}
    sources = f" from {count(len(documents), 'document')}" if documents else ""
    yield "<header>\n<h1>Foreign relations</h1>\n"
    yield f'<p class="soft">{escape(network.title)}{sources}. What a document states has its words beside it. '
    yield "Click a node to see what it takes part in.</p>\n</header>\n<main>\n"
    drawing = draw(network)
    if drawing.svg:
        yield f'<figure aria-labelledby="key">\n{_TOOLS}{drawing.svg}{_write_key(network, drawing.left_out)}</figure>\n'
    yield from _write_form(network.edges)
    names = {node.id: node for node in network.nodes}
    for kind, edges in _sort_by_kind(network.edges):
        yield f'<section class="kind">\n<h3>{escape(say(kind))} ({len(edges)})</h3>\n<ul class="edges">\n'
        yield from (_write_edge(edge, names) for edge in edges)
        yield "</ul>\n</section>\n"
    yield from _write_things(network)
    yield "</main>\n"


def _write_key(network: Network, left_out: int) -> str:
    """Say what the colours mean, and what is not drawn."""
    seen = Counter(node.group for node in network.nodes)
    own = [(name_colour(name), name, n) for name, n in sorted(seen.items()) if name_colour(name) != FACT]
    facts = [(FACT, name, n) for name, n in seen.most_common() if name_colour(name) == FACT]
    parts = [f'<span class="key {colour}">{escape(say(name))} ({n})</span>' for colour, name, n in own]
    if facts:
        names = ", ".join(f"{say(name)} ({n})" for _, name, n in facts)
        parts.append(f'<span class="key {FACT}">facts of their own: {escape(names)}</span>')
    if left_out:
        parts.append(
            f"<span>{count(left_out, 'node')} with fewer relations not drawn; the lists below are whole.</span>"
        )
    return f'<figcaption id="key">{"".join(parts)}</figcaption>\n'


def _write_form(edges: Sequence[Edge]) -> Iterator[str]:
    """Write the heading of the list with the filters, which the script shows."""
    yield '<h2 id="relations">Relations</h2>\n<form hidden><label>Words<input name="words" type="search"></label>\n'
    yield '<label>Kind<select name="kind"><option value="">all</option>'
    for kind, group in _sort_by_kind(edges):
        yield f'<option value="{escape(kind)}">{escape(say(kind))} ({len(group)})</option>'
    yield "</select></label>\n"
    if any(edge.days for edge in edges):
        yield '<label>Year<input name="year" inputmode="numeric" pattern="[0-9]{4}" size="6" placeholder="any"></label>\n'
    yield '<button type="reset">Reset</button> <span class="soft" role="status">showing <output></output></span></form>\n'


def _sort_by_kind(edges: Sequence[Edge]) -> list[tuple[str, list[Edge]]]:
    """Sort edges by their kinds, those of which there are most first."""
    groups: dict[str, list[Edge]] = {}
    for edge in edges:
        groups.setdefault(str(edge.values["relation"]), []).append(edge)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def _write_edge(edge: Edge, names: Mapping[str, Node]) -> str:
    """Write the entry of a relation."""
    values = edge.values
    spells = " ".join(f"{(first or '')[:4]}/{(last or '')[:4]}" for first, last in edge.days)
    data = f'data-kind="{escape(str(values["relation"]))}" data-a="{edge.source}" data-b="{edge.target}"'
    ends = f'{_link(names[edge.source])} <span class="role">{_write_roles(edge)}</span> {_link(names[edge.target])}'
    parts = [f'<li id="x{edge.id}" {data} data-spells="{spells}">{ends}']
    date = str(values.get("events") or values.get("edtf") or "")
    parts += [f"<time>{escape(date)}</time>"] if date else []
    how = [
        str(values[name]) for name in ("polarity", "modality") if values.get(name) not in {None, "positive", "asserted"}
    ]
    parts += [f'<span class="how">{escape(word)}</span>' for word in how]
    return f"{''.join(parts)}{_write_evidence(edge)}</li>\n"


def _write_roles(edge: Edge) -> str:
    """Say in what roles the two ends stand."""
    roles = [say(str(edge.values[name])).lower() for name in ("source_role", "target_role") if name in edge.values]
    return escape(" → ".join(dict.fromkeys(roles))) if roles else f"— {escape(edge.label)} →"


def _link(node: Node) -> str:
    """Write the name of a node as a link to its entry."""
    return f'<a href="#{node.id}"><bdi>{escape(node.label)}</bdi></a>'


def _write_evidence(edge: Edge) -> str:
    """Write what else is known of a relation, and the words that state it."""
    rest = [(name, value) for name, value in edge.values.items() if name not in _SHOWN]
    table = "".join(
        f"<dt>{escape(say(name.removeprefix('dg_')))}</dt><dd><bdi>{escape(str(value))}</bdi></dd>"
        for name, value in rest
    )
    if "quote" not in edge.values:
        return f"<dl>{table}</dl>" if table else ""
    quote = escape(str(edge.values["quote"]))
    place = escape(str(edge.values.get("evidence", "")))
    return (
        f"<details><summary>{escape(edge.label)}</summary><blockquote><bdi>{quote}</bdi><cite>{place}</cite></blockquote>"
        f"{f'<dl>{table}</dl>' if table else ''}</details>"
    )


def _write_things(network: Network) -> Iterator[str]:
    """List the nodes by groups."""
    degrees = Counter(end for edge in network.edges for end in {edge.source, edge.target})
    yield '<h2 id="things">Things</h2>\n'
    for group in sorted({node.group for node in network.nodes}):
        members = sorted((n for n in network.nodes if n.group == group), key=lambda n: (n.label.casefold(), n.id))
        yield f'<h3><span class="key {name_colour(group)}">{escape(say(group))}</span></h3>\n<ul class="things">\n'
        for node in members:
            yield f'<li id="{node.id}"><bdi>{escape(node.label)}</bdi> <span class="soft">({degrees[node.id]})</span></li>\n'
        yield "</ul>\n"
