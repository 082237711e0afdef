"""Writes the ontology's alignments as an SSSOM table.

    python -m diplograph.publishing.sssom

writes ``ontology/alignments.sssom.tsv`` anew from ``ontology/alignments.ttl``, which says the same in RDF.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from diplograph.graph.schema import load_ontology
from diplograph.graph.vocabulary import DCTERMS, DG, OWL, RDFS, RDFS_LABEL, SKOS, read_value
from diplograph.resources import find_resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Store, Triple

TABLE = "alignments.sssom.tsv"
_SOURCE = "alignments.ttl"
_COLUMNS = ("subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification")
_PREDICATES = (
    *(f"{RDFS}{name}" for name in ("subClassOf", "subPropertyOf")),
    *(f"{SKOS}{name}" for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")),
)
#: Every one of them was written by hand.
_JUSTIFICATION = "semapv:ManualMappingCuration"
#: The vocabularies that are aligned with; what stands before a local name.
_CURIES = {
    "dg": DG,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geop": "http://aims.fao.org/aos/geopolitical.owl#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": SKOS,
    "time": "http://www.w3.org/2006/time#",
    "wd": "http://www.wikidata.org/entity/",
}
_HEADER = NamedNode("https://w3id.org/diplograph/alignments")


def format_sssom(alignments: Sequence[Triple], ontology: Store) -> str:
    """Write alignments as a table with its metadata before it, sorted by subject and object.

    Source: SSSOM 1.0, "TSV serialisation": the metadata is YAML in lines that begin with ``#``.
    """
    table = StringIO()
    writer = csv.writer(table, dialect="excel-tab", lineterminator="\n")
    writer.writerow(_COLUMNS)
    labels = {read_value(t.subject): read_value(t.object) for t in alignments if t.predicate == RDFS_LABEL}
    for triple in sorted(alignments, key=lambda t: (str(t.subject), str(t.object), str(t.predicate))):
        if triple.predicate.value in _PREDICATES and isinstance(triple.object, NamedNode):
            writer.writerow(_write_row(triple, labels, ontology))
    return "".join(f"#{line}\n" for line in _write_metadata(alignments)) + table.getvalue()


def _write_row(triple: Triple, labels: Mapping[str, str], ontology: Store) -> list[str]:
    """Write one alignment; of foreign terms only those whose IRIs do not tell have a label."""
    subject, predicate, target = (read_value(term) for term in (triple.subject, triple.predicate, triple.object))
    own = ontology.quads_for_pattern(NamedNode(subject), RDFS_LABEL, None)
    label = next(read_value(quad.object) for quad in own)
    return [_shorten(subject), label, _shorten(predicate), _shorten(target), labels.get(target, ""), _JUSTIFICATION]


def _shorten(iri: str) -> str:
    """Write an IRI with the prefix of its vocabulary."""
    return next(f"{prefix}:{iri[len(base) :]}" for prefix, base in _CURIES.items() if iri.startswith(base))


def _write_metadata(alignments: Sequence[Triple]) -> list[str]:
    """Write what the alignments as a whole are, in YAML."""

    def read(iri: str) -> str:
        """Read what the alignments as a whole say in one property."""
        found = (t.object for t in alignments if t.subject == _HEADER and t.predicate.value == iri)
        return next(term.value for term in found if isinstance(term, NamedNode | Literal))

    return [
        "curie_map:",
        *(f"  {prefix}: {base}" for prefix, base in _CURIES.items()),
        f"mapping_set_id: {_HEADER.value}",
        f'mapping_set_version: "{read(f"{OWL}versionInfo")}"',
        f"mapping_set_title: {read(f'{DCTERMS}title')}",
        f'mapping_set_description: "{read(f"{DCTERMS}description")}"',
        "creator_label:",
        f"  - {read(f'{DCTERMS}creator')}",
        f"license: {read(f'{DCTERMS}license')}",
        f'mapping_date: "{read(f"{DCTERMS}modified")}"',
    ]


def bundled_sssom() -> str:
    """Write the alignments of the bundled ontology as a table."""
    quads = parse(path=str(find_resource("ontology", _SOURCE)), format=RdfFormat.TURTLE)
    return format_sssom([quad.triple for quad in quads], load_ontology())


def main() -> None:
    """Write the table of the bundled ontology."""
    path = find_resource("ontology", _SOURCE).with_name(TABLE)
    path.write_text(bundled_sssom(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
