"""Makes the page that documents an ontology: every class, property and code with its anchor, and a class diagram.

    python -m diplograph.publishing.page

writes ``ontology/index.html`` anew from ``ontology/diplograph.ttl``. The page stands alone: one file, no script, no
request to anywhere. ``#Visit`` leads to the class Visit, as the IRI of the term does.
"""

from __future__ import annotations

from collections import defaultdict
from html import escape
from itertools import chain
from typing import TYPE_CHECKING

from diplograph.graph.vocabulary import DG
from diplograph.publishing.class_diagram import draw_classes
from diplograph.publishing.style import STYLE
from diplograph.publishing.terms import load_turtle, read_header, read_terms
from diplograph.resources import find_resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from diplograph.publishing.terms import Term

PAGE = "index.html"
_SOURCE = "diplograph.ttl"
#: The sections with their terms: sort, anchor, heading, what it says.
_SECTIONS = (
    ("class", "classes", "Classes", "What there is: entities that take part, facts that hold or happen, and the claims that say so."),
    ("object", "object-properties", "Object properties", "What joins one node to another. Those that say “has” or “ever” are derived."),
    ("data", "data-properties", "Datatype properties", "Dates, numbers and texts. Dates have the precision that the source states: a year, a month or a day."),
    ("annotation", "annotation-properties", "Annotation properties", "What is said of claims, documents and terms; reasoning has no part in it."),
)  # fmt: skip
#: What the header says, in the order in which it is shown.
_METADATA = (
    ("owl:versionIRI", "This version"),
    ("owl:priorVersion", "Previous version"),
    ("dcterms:creator", "Creators"),
    ("dcterms:publisher", "Publisher"),
    ("dcterms:created", "Created"),
    ("dcterms:modified", "Modified"),
    ("dcterms:license", "Licence"),
    ("<http://purl.org/ontology/bibo/status>", "Status"),
    ("rdfs:seeAlso", "Alignments"),
    ("dcterms:source", "Sources"),
    ("dcterms:bibliographicCitation", "To cite"),
    ("skos:changeNote", "Changes"),
)
#: What stands beside a term: the property, what it is called, and what its opposite is called ("" for none).
_RELATIONS = (
    ("subClassOf", "subclass of", "subclasses"),
    ("subPropertyOf", "subproperty of", "subproperties"),
    ("domain", "domain", "properties"),
    ("range", "range", "range of"),
    ("expects", "expected", ""),
    ("inverseOf", "inverse of", "inverse of"),
    ("disjointWith", "disjoint with", ""),
    ("codeList", "codes from", "used by"),
    ("codeFor", "stands for", "code"),
)


def ontology_page(ttl: str) -> str:
    """Make the page of an ontology from its Turtle."""
    store = load_turtle(ttl)
    terms, header = read_terms(store), read_header(store)
    title = _say(header, "dcterms:title")
    opposite = _invert(terms)
    parts = chain(
        _write_head(title, _say(header, "dcterms:abstract")),
        [
            '<body>\n<a class="skip" href="#content">Skip to the content</a>\n',
            *_write_contents(terms),
            '<main id="content">\n',
        ],
        _write_header(header, title),
        _write_diagram(terms),
        *(_write_section(section, terms, opposite) for section in _SECTIONS),
        _write_lists(terms, opposite),
        ["</main>\n</body>\n</html>\n"],
    )
    return "".join(parts)


def _say(header: Mapping[str, Sequence[tuple[str, str]]], name: str, language: str = "en") -> str:
    """Give what the header says in a language, else in none."""
    values = header.get(name, ())
    return next((text for text, tag in values if tag in {language, ""}), "")


def _invert(terms: Mapping[str, Term]) -> dict[tuple[str, str], list[str]]:
    """List what leads to each term: by property and name."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for term in terms.values():
        for relation, names in term.links.items():
            for name in names:
                found[relation, name].append(term.name)
    return found


def _write_head(title: str, abstract: str) -> Iterator[str]:
    """Write the head of the page."""
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<meta name="description" content="{escape(abstract)}">\n<title>{escape(title)}</title>\n'
    yield '<link rel="alternate" type="text/turtle" href="diplograph.ttl">\n'
    yield f"<style>{STYLE}</style>\n</head>\n"


def _write_contents(terms: Mapping[str, Term]) -> Iterator[str]:
    """Write the table of contents: the sections with all their terms."""
    yield '<nav aria-label="Contents"><details open><summary>Contents</summary>\n<ul>'
    yield '<li><a href="#the-ontology">About</a></li><li><a href="#the-diagram">Class diagram</a></li>'
    for sort, anchor, heading, _ in _SECTIONS:
        found = _sorted(term for term in terms.values() if term.sort == sort)
        yield f'\n<li><a href="#{anchor}">{heading}</a> <small>{len(found)}</small>{_list_names(found)}</li>'
    lists = _sorted(term for term in terms.values() if term.sort == "list")
    yield f'\n<li><a href="#code-lists">Code lists</a> <small>{len(lists)}</small>{_list_names(lists)}</li>'
    yield "</ul>\n</details></nav>\n"


def _sorted(terms: Iterable[Term]) -> list[Term]:
    """Sort terms by their names, case aside."""
    return sorted(terms, key=lambda term: (term.name.lower(), term.name))


def _list_names(terms: Sequence[Term]) -> str:
    """Write a list of links to terms."""
    items = "".join(f'<li><a href="#{term.name}">{term.name}</a></li>' for term in terms)
    return f"<details><summary>all of them</summary><ul>{items}</ul></details>"


def _write_header(header: Mapping[str, Sequence[tuple[str, str]]], title: str) -> Iterator[str]:
    """Write what the ontology says of itself."""
    chinese = _say(header, "dcterms:title", "zh-hant")
    yield f'<header id="the-ontology">\n<h1>{escape(title)}</h1>\n<p class="zh" lang="zh-Hant">{escape(chinese)}</p>\n'
    yield f'<p>Version {escape(_say(header, "owl:versionInfo"))} · prefix <code>dg:</code> · <code class="iri">{DG}</code></p>\n'
    yield f"<p>{escape(_say(header, 'dcterms:description'))}</p>\n"
    yield f'<p lang="zh-Hant">{escape(_say(header, "dcterms:description", "zh-hant"))}</p>\n<dl class="metadata">\n'
    for name, called in _METADATA:
        values = [_write_value(text) for text, tag in header.get(name, ()) if tag != "zh-hant"]
        if values:
            yield f"<div><dt>{called}</dt><dd>{'<br>'.join(values)}</dd></div>\n"
    yield '<div><dt>Files</dt><dd><a href="diplograph.ttl">Turtle</a> · <a href="alignments.ttl">alignments</a> · '
    yield '<a href="alignments.sssom.tsv">SSSOM</a> · <a href="shapes.ttl">SHACL shapes</a></dd></div>\n</dl>\n</header>\n'


def _write_value(text: str) -> str:
    """Write a value of the header; an address becomes a link."""
    if not text.startswith(("http://", "https://")):
        return escape(text)
    return f'<a class="iri" href="{escape(text)}">{escape(text)}</a>'


def _write_diagram(terms: Mapping[str, Term]) -> Iterator[str]:
    """Write the class diagram with what it shows."""
    yield '<section id="the-diagram">\n<h2>Class diagram</h2>\n<p>Every box is a class with the properties that begin there and '
    yield 'what they lead to; arrows lead to the wider class. All of it stands in words under <a href="#classes">Classes</a>.</p>\n'
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="Class diagram">\n{draw_classes(terms, "Class diagram")}\n'
    yield "</div>\n</section>\n"


def _write_section(
    section: tuple[str, str, str, str], terms: Mapping[str, Term], opposite: Mapping[tuple[str, str], Sequence[str]]
) -> Iterator[str]:
    """Write one section with all its terms."""
    sort, anchor, heading, says = section
    yield f'<section id="{anchor}">\n<h2>{heading}</h2>\n<p>{escape(says)}</p>\n'
    for term in _sorted(term for term in terms.values() if term.sort == sort):
        yield from _write_term(term, terms, opposite)
    yield "</section>\n"


def _write_term(
    term: Term, terms: Mapping[str, Term], opposite: Mapping[tuple[str, str], Sequence[str]]
) -> Iterator[str]:
    """Write a class or a property."""
    yield f'<article id="{term.name}">\n<h3><a href="#{term.name}">{escape(term.label)}</a> '
    yield f'<span class="zh" lang="zh-Hant">{escape(term.chinese)}</span> <code>dg:{term.name}</code></h3>\n'
    yield f"<p>{escape(term.note('definition'))}</p>\n"
    if term.note("scopeNote"):
        yield f'<p class="note">{escape(term.note("scopeNote"))}</p>\n'
    if term.note("example"):
        yield f'<p class="note"><b>For example:</b> {escape(term.note("example"))}</p>\n'
    rows = list(_list_rows(term, terms, opposite))
    if rows:
        yield "<dl>" + "".join(f"<div><dt>{called}</dt><dd>{value}</dd></div>" for called, value in rows) + "</dl>\n"
    yield "</article>\n"


def _list_rows(
    term: Term, terms: Mapping[str, Term], opposite: Mapping[tuple[str, str], Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """List what stands beside a term: what it leads to, what leads to it, what reasoning knows of it."""
    if term.traits:
        yield "is", ", ".join(term.traits)
    if term.chain:
        yield "property chain", " ∘ ".join(_link(name, terms) for name in term.chain)
    for name, value in term.values:
        yield "has value", f"{_link(name, terms)} = {_link(value, terms)}"
    for relation, called, inverse in _RELATIONS:
        to, back = term.links.get(relation, ()), opposite.get((relation, term.name), ())
        if to:
            yield called, ", ".join(_link(name, terms) for name in to)
        if back and inverse:
            yield inverse, ", ".join(_link(name, terms) for name in back)


def _link(name: str, terms: Mapping[str, Term]) -> str:
    """Link to a term by its label, and name one of another vocabulary."""
    return f'<a href="#{name}">{escape(terms[name].label)}</a>' if name in terms else f"<code>{escape(name)}</code>"


def _write_lists(terms: Mapping[str, Term], opposite: Mapping[tuple[str, str], Sequence[str]]) -> Iterator[str]:
    """Write the code lists, each as a table."""
    yield '<section id="code-lists">\n<h2>Code lists</h2>\n<p>The values that claims take from lists, each a concept of SKOS. A code that '
    yield "a text gives and no list has becomes a concept outside this namespace.</p>\n"
    for scheme in _sorted(term for term in terms.values() if term.sort == "list"):
        codes = [terms[name] for name in opposite.get(("inScheme", scheme.name), ())]
        yield f'<article id="{scheme.name}">\n<h3><a href="#{scheme.name}">{escape(scheme.label)}</a> '
        yield f'<span class="zh" lang="zh-Hant">{escape(scheme.chinese)}</span> <code>dg:{scheme.name}</code></h3>\n'
        yield f"<p>{escape(scheme.note('definition'))}</p>\n"
        yield "".join(f"<p>{called}: {value}</p>\n" for called, value in _list_rows(scheme, terms, opposite))
        yield (
            '<div class="scroll" tabindex="0" role="region" aria-label="'
            + escape(scheme.label)
            + '"><table>\n<thead><tr>'
        )
        yield '<th scope="col">Code</th><th scope="col">Label</th><th scope="col" lang="zh-Hant">中文</th>'
        yield '<th scope="col">Meaning</th></tr></thead>\n<tbody>\n'
        yield from (_write_code(code, terms) for code in codes)
        yield "</tbody></table></div>\n</article>\n"
    yield "</section>\n"


def _write_code(code: Term, terms: Mapping[str, Term]) -> str:
    """Write a code as a row."""
    more = [f"stands for {_link(name, terms)}" for name in code.links.get("codeFor", ())]
    more += [f"narrower than {_link(name, terms)}" for name in code.links.get("broader", ())]
    more += [f"also: {escape(', '.join(code.notes['altLabel']))}"] if "altLabel" in code.notes else []
    said = f" <small>{'; '.join(more)}</small>" if more else ""
    return (
        f'<tr id="{code.name}"><th scope="row"><a href="#{code.name}"><code>{escape(code.note("notation"))}</code></a></th>'
        f'<td>{escape(code.label)}</td><td lang="zh-Hant">{escape(code.chinese)}</td>'
        f"<td>{escape(code.note('definition'))}{said}</td></tr>\n"
    )


def bundled_page() -> str:
    """Make the page of the bundled ontology."""
    return ontology_page(find_resource("ontology", _SOURCE).read_text(encoding="utf-8"))


def main() -> None:
    """Write the page of the bundled ontology."""
    find_resource("ontology", _SOURCE).with_name(PAGE).write_text(bundled_page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
