"""What nodes are called, and where their pages are."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from pyoxigraph import NamedNode

from diplograph.graph.answers import look_up_names
from diplograph.graph.results import show
from diplograph.graph.vocabulary import BASE, PREFIXES, RDF_TYPE, shorten
from diplograph.screen import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Store

    from diplograph.graph.results import Cell

#: The path below which everything of this package's own IRIs stands.
HOME = urlsplit(BASE).path
#: What may stand in an address as it is.
_SAFE = "/%:@!$&'()*+,;=~-._"
_LONGEST, _SHORT = 300, 12


def locate(iri: str) -> str:
    """Give the address of the page of a node, on this site.

    >>> locate("https://w3id.org/diplograph/source/seed#char=36,229")
    '/diplograph/source/seed#char=36,229'
    >>> locate("http://www.wikidata.org/entity/Q8646")
    '/resource?iri=http%3A%2F%2Fwww.wikidata.org%2Fentity%2FQ8646'
    """
    if not iri.startswith(BASE):
        return f"/resource?iri={quote(iri, safe='')}"
    path, hash_sign, fragment = iri.removeprefix(BASE).partition("#")
    return f"{HOME}{quote(path, safe=_SAFE)}{hash_sign}{quote(fragment, safe=_SAFE)}"


def write(text: str) -> str:
    r"""Write a text on one line of HTML, whatever it holds.

    >>> write("<b>\n\u202ex")
    '&lt;b&gt; \ufffdx'
    """
    flat = clean(" ".join(text.split()))
    return escape(flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…")


class Names:
    """What nodes are called, each looked up once."""

    def __init__(self, store: Store) -> None:
        """Look into a store."""
        self._store = store
        self._known: dict[str, str] = {}

    def add(self, terms: Iterable[Cell]) -> None:
        """Look up what nodes are called."""
        nodes = {term for term in terms if isinstance(term, NamedNode) and term.value not in self._known}
        found: Mapping[NamedNode, object] = look_up_names(self._store, nodes) if nodes else {}
        self._known.update((node.value, getattr(naming, "label", "")) for node, naming in found.items())

    def say(self, term: Cell) -> str:
        """Say a term: a node by its name, the text of a literal."""
        if isinstance(term, NamedNode):
            if term.value not in self._known:
                self.add([term])
            return self._known[term.value]
        return show(term)

    def say_property(self, node: NamedNode) -> str:
        """Say a property as it is said between what it joins."""
        if node == RDF_TYPE:
            return "is a"
        name = self.say(node)
        if not name.startswith(tuple(f"{prefix}:" for prefix in PREFIXES)) and not name.startswith("<"):
            return name
        local = node.value.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]
        return "".join(f" {c.lower()}" if c.isupper() else c for c in local).strip()

    def link(self, term: Cell) -> str:
        """Write a term as HTML: a node with a link to its page."""
        if not isinstance(term, NamedNode):
            text = show(term)
            return f"<bdi{' class=n' if len(text) <= _SHORT else ''}>{write(text)}</bdi>"
        return f'<a href="{escape(locate(term.value))}" title="{write(shorten(term.value))}"><bdi>{write(self.say(term))}</bdi></a>'
