"""The published files, and the redirects of w3id.org that lead to them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from diplograph.publishing.folder import list_files, publish
from diplograph.resources import find_resource

RULES = find_resource("ontology", ".htaccess").read_text(encoding="utf-8")
SITE = "https://example.org/diplograph/ontology"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def redirect(path: str, accept: str) -> str:
    """Follow the rules as mod_rewrite does, as far as they are used: conditions joined by or, one redirect."""
    conditions: list[bool] = []
    joined = False
    for line in RULES.splitlines():
        words = line.split()
        if line.startswith("RewriteCond"):
            holds = re.search(words[2], accept) is not None
            conditions = [conditions[0] or holds] if joined else [*conditions, holds]
            joined = words[-1] == "[OR]"
        elif line.startswith("RewriteRule"):
            match = re.search(words[1], path)
            if match and all(conditions) and words[2] != "-":
                assert words[3] == "[R=303,L,NE]"
                return words[2].replace("%{ENV:SITE}", SITE).replace("$1", (match[1] or "") if match.groups() else "")
            conditions = []
    return ""


@pytest.mark.parametrize(
    ("path", "accept", "target"),
    [
        ("ontology", BROWSER, "/index.html"),
        ("ontology", "text/turtle", "/diplograph.ttl"),
        ("ontology", "application/rdf+xml", "/diplograph.rdf"),
        ("ontology", "application/ld+json", "/diplograph.jsonld"),
        ("ontology", "*/*", "/diplograph.ttl"),
        ("ontology", "", "/diplograph.ttl"),
        ("ontology/", "application/rdf+xml,text/rdf+n3;q=0.9,application/xhtml+xml;q=0.5,*/*;q=0.1", "/diplograph.rdf"),
        ("ontology/0.2.0", BROWSER, "/0.2.0/index.html"),
        ("ontology/0.2.0", "text/turtle", "/0.2.0/diplograph.ttl"),
        ("ontology/0.2.0", "application/ld+json, */*;q=0.1", "/0.2.0/diplograph.jsonld"),
        ("logo.svg", BROWSER, "/logo.svg"),
        ("alignments", "text/turtle", "/alignments.ttl"),
        ("alignments/0.2.0", "text/turtle", "/0.2.0/alignments.ttl"),
        ("alignments.sssom.tsv", "*/*", "/alignments.sssom.tsv"),
    ],
)
def test_agents_are_led_to_the_format_that_they_ask_for(path: str, accept: str, target: str) -> None:
    assert redirect(path, accept) == SITE + target
    assert target.rsplit("/", 1)[-1] in list_files()


@pytest.mark.parametrize("path", ["ontology/nothing", "ontology/0.2", "ontologyx", "id/territory/HK"])
def test_other_paths_are_left_alone(path: str) -> None:
    assert redirect(path, BROWSER) == ""


def test_the_site_is_set_in_one_place() -> None:
    assert RULES.count("https://example.org") == 1
    assert "RewriteEngine On" in RULES


def test_publishing_writes_every_file_twice_and_alike(tmp_path: Path) -> None:
    version = publish(tmp_path / "a")
    publish(tmp_path / "b")
    assert version == "0.2.0"
    for name in list_files():
        first = (tmp_path / "a" / name).read_bytes()
        assert first == (tmp_path / "a" / version / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_formats_say_the_same() -> None:
    files = list_files()
    counts = {
        name: len(list(parse(files[name], rdf_format)))
        for name, rdf_format in (
            ("diplograph.ttl", RdfFormat.TURTLE),
            ("diplograph.rdf", RdfFormat.RDF_XML),
            ("diplograph.jsonld", RdfFormat.JSON_LD),
        )
    }
    assert len(set(counts.values())) == 1, counts
