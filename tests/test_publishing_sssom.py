"""The SSSOM table says what the alignments in RDF say, neither more nor less."""

from __future__ import annotations

import csv
import re

from pyoxigraph import NamedNode, RdfFormat, parse

from diplograph.publishing.sssom import TABLE, bundled_sssom
from diplograph.resources import find_resource

TEXT = find_resource("ontology", TABLE).read_text(encoding="utf-8")
METADATA = [line.removeprefix("#") for line in TEXT.splitlines() if line.startswith("#")]
CURIES = dict(re.findall(r"^  (\w+): (\S+://\S+)$", "\n".join(METADATA), re.MULTILINE))
ROWS = list(csv.DictReader((line for line in TEXT.splitlines() if not line.startswith("#")), dialect="excel-tab"))


def expand(curie: str) -> str:
    prefix, _, name = curie.partition(":")
    return f"{CURIES[prefix]}{name}"


def test_the_table_is_current() -> None:
    assert bundled_sssom() == TEXT


def test_the_table_says_the_same_as_the_rdf() -> None:
    quads = parse(path=str(find_resource("ontology", "alignments.ttl")), format=RdfFormat.TURTLE)
    own = "https://w3id.org/diplograph/ontology#"
    stated = {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in quads
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and quad.subject.value.startswith(own)
    }
    table = [tuple(expand(row[name]) for name in ("subject_id", "predicate_id", "object_id")) for row in ROWS]
    assert set(table) == stated
    assert len(table) == len(set(table)) > 80


def test_every_row_is_justified_and_labelled() -> None:
    assert ROWS
    for row in ROWS:
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"
        assert row["subject_label"]
        assert bool(row["object_label"]) == row["object_id"].startswith("wd:")
        assert None not in row.values()


def test_the_metadata_has_what_sssom_asks_for() -> None:
    keys = {line.partition(":")[0] for line in METADATA if not line.startswith(" ")}
    assert {"curie_map", "mapping_set_id", "license", "mapping_set_version", "mapping_date"} <= keys
    assert METADATA[0] == "curie_map:"


def test_every_vocabulary_that_is_promised_is_aligned_with() -> None:
    met = {row["object_id"].partition(":")[0] for row in ROWS}
    assert met == {"org", "prov", "skos", "schema", "time", "foaf", "geop", "nif", "wd"}
