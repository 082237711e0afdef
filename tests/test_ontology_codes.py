"""Every code that a pattern can give has its concept: derived from the pattern files, slot by slot."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from diplograph.graph.schema import load_schema
from diplograph.resources import find_resource
from diplograph.text.patterns import Library, bundled_library

DG = "https://w3id.org/diplograph/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
#: The lists of codes that become events instead of values of a property.
EVENT_LISTS = {
    ("Agreement", "status"): "agreementStatuses",
    ("Mission", "status"): "missionStatuses",
    ("DiplomaticRelation", "event"): "relationEvents",
    ("Recognition", "event"): "recognitionEvents",
}
LIBRARY = bundled_library()


def lists() -> dict[tuple[str, str], str]:
    """Give the code list of each (kind, role) that has one."""
    schema = load_schema()
    found = dict(EVENT_LISTS)
    plain = [(key, t) for key, terms in schema.roles.items() for t in terms if t.sort == "code" and t.condition is None]
    return found | {key: schema.lists[term.name] for key, term in plain}


def listed() -> dict[str, set[str]]:
    """Give the codes of each list, with the other words for them."""
    store = Store()
    found: defaultdict[str, set[str]] = defaultdict(set)
    store.load(path=str(find_resource("ontology", "diplograph.ttl")), format=RdfFormat.TURTLE)
    for quad in store.quads_for_pattern(None, NamedNode(f"{SKOS}inScheme"), None):
        for name in ("notation", "altLabel"):
            texts = store.quads_for_pattern(quad.subject, NamedNode(SKOS + name), None)
            found[quad.object.value.removeprefix(DG)].update(q.object.value for q in texts)  # type: ignore[union-attr]
    return found


def entries() -> Iterator[Mapping[str, Any]]:
    for path in sorted(find_resource("ontology", "patterns").glob("*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8")).get("pattern", [])


def written(entry: Mapping[str, Any]) -> str:
    """Give all that an entry matches as one text, macros filled in."""
    text = " ".join(str(entry.get(name, "")) for name in ("match", "then", "context"))
    while (wider := re.sub(r"<([\w-]+)>", lambda m: LIBRARY.macros.get(m[1], ""), text)) != text:
        text = wider
    return text


def held(slot: str, text: str, entry: Mapping[str, Any], library: Library) -> set[str]:
    """Give the codes that a slot can hold: of a word list, of a column, or of the words that it names."""
    classes = set(re.findall(rf"{{{slot}:([\w-]+)\+?}}", text))
    if slot in entry.get("columns", {}):
        classes.add(entry["columns"][slot]["class"])
    codes = {code for name in classes for code in library.words.get(name, {}).values()}
    table = library.settings["codes"].get(slot, {})
    for words in re.findall(rf"{{{slot}=([^{{}}]*)}}", text):
        codes |= {table.get(word.strip().lower(), word.strip()) for word in words.split("|")}
    return codes


def given(role: str, entry: Mapping[str, Any], library: Library) -> set[str]:
    """Give the codes that an entry can give a role."""
    template = {**library.kinds[entry["kind"]].roles, **entry.get("roles", {})}.get(role, "")
    codes: set[str] = set()
    for whole in template if isinstance(template, list) else [template]:
        part = re.sub(r"{\?[^{}]*}", "", whole)  # says only that a slot must be filled
        reference = re.fullmatch(r"{([^{}]+?)\*?}", part)
        if reference is None:
            codes.add(part)
            continue
        for option in reference[1].split("|"):
            slot, _, topic = option.partition("~")
            if topic:
                codes |= set(library.settings["topics"][topic])
            elif not slot.startswith("@"):
                codes |= held(slot.partition(".")[0], written(entry), entry, library)
    return codes - {""}


@pytest.mark.parametrize(("kind", "role"), sorted(lists()))
def test_every_code_that_patterns_give_has_a_concept(kind: str, role: str) -> None:
    codes = {code for entry in entries() if entry["kind"] == kind for code in given(role, entry, LIBRARY)}
    assert codes, f"no pattern gives {kind}.{role}"
    assert sorted(codes - listed()[lists()[kind, role]]) == []


@pytest.mark.parametrize(("kind", "role"), sorted(lists()))
def test_every_code_in_an_example_has_a_concept(kind: str, role: str) -> None:
    values = [
        claim["roles"][role]
        for entry in entries()
        if entry["kind"] == kind
        for example in entry.get("examples", ())
        for claim in example["claims"]
        if role in claim["roles"]
    ]
    codes = {code for value in values for code in (value if isinstance(value, list) else [value])}
    assert sorted(codes - listed()[lists()[kind, role]]) == []


def test_a_code_without_a_concept_would_be_found() -> None:
    entry = {
        "kind": "Status",
        "match": "{territory:territory} was {status=colony|moon base}",
        "roles": {"status": "{status}"},
    }
    assert given("status", entry, LIBRARY) - listed()["territorialStatuses"] == {"moon base"}
