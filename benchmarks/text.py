"""Measure how fast text becomes claims on one core, beside what it is compared with on the same text.

    python benchmarks/text.py [--size MB] [--runs N]

The text is made up: articles of the genre from the templates below, every sentence with other names and dates. Compared
are reading and decoding the file, which is the limit, and spaCy where it is installed: a blank English pipeline that
only splits sentences, one that also looks up the names of the reference tables, and the small English model where there
is one, which tags, parses and finds names but states no relation. All of it is measured in turns, so that a busy machine
slows all alike; ratios hold better than times.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from diplograph.documents import read_document
from diplograph.reference import Organisation, Territory, load_reference
from diplograph.text.extract import extract_claims

SEED = 11
SENTENCES = """
{a} and {b} established diplomatic relations on {date}.
In {year}, {a} opened an embassy in {city}.
{b} has an embassy in {own} and a consulate-general in {city2}.
{A} President {person} paid a state visit to {b} in {month} {year}, where he met {B} Prime Minister {person2}.
During the visit, both countries signed an agreement on {topic}.
The two countries signed a double taxation treaty in {year} and an extradition treaty in {year2}.
{a} recognised the independence of {b} on {date}, and relations were severed in {year}.
In {year}, trade between {a} and {b} amounted to US$ {number} million.
{b} is {a}'s {rank}th largest trading partner.
{a} is a member of the World Trade Organization and joined the International Monetary Fund in {year}.
{person} was appointed ambassador of {a} to {b} in {year}.
The embassy of {a} in {city} is also accredited to {c}.
On {date}, Foreign Minister {person} of {b} visited {own} and held talks with {person2}.
Relations between {a} and {c} have been cordial since the end of the war, although no ambassador resides in either capital.
The harbour of the old town was rebuilt by engineers who had come from the north, and its market is known for its cloth.
Many students from {b} attend the universities of {own}, and a society of friendship was founded by former pupils.
{a} does not maintain an embassy in {b}, but plans to open one in {year}.
A delegation led by {person} travelled to {city} to attend the summit of {month} {year}.
In a speech, he said that {the} peoples of {a} and {b} shared more than their histories suggested.
""".strip().split("\n")
ITEMS = (
    "{b} – {city} (Embassy)",
    "{date}: President {person} visits {b}",
    "Agreement on {topic} ({year})",
    "{c} – {city2} (Consulate-General)",
)
HEADINGS = ("History", "Official visits", "Agreements", "Diplomatic missions", "Economic relations")
TOPICS = "trade|cultural cooperation|air services|the promotion of investment|fisheries|visa exemption".split("|")
MONTHS = "January February March April May June July August September October November December".split()
FIRST = "Ann Juan Marta Li Omar Ingrid Paulo Sofia Viktor Amina Jonas Keiko Pierre Lucia Samuel Nadia".split()
LAST = "Berg Soto Okafor Lindholm Haddad Moreau Tanaka Novak Silva Petrov Kamara Ozols Ferreira Dahl Mensah".split()


def make_articles(size: int) -> Iterator[str]:
    """Make up articles of so many characters altogether, the same for the same size."""
    pick = random.Random(SEED)  # noqa: S311 - nothing secret
    states = [t for t in load_reference().territories if t.kind == "State" and t.capitals and t.adjectives]
    while size > 0:
        a, b, c = pick.sample(states, 3)
        article = "".join(_make_lines(pick, a, b, c))
        size -= len(article)
        yield article


def _make_lines(pick: random.Random, a: Any, b: Any, c: Any) -> Iterator[str]:
    """Yield the lines of an article on two states."""
    yield f"= {a.name}–{b.name} relations =\n\n"
    for heading in HEADINGS:
        yield f"== {heading} ==\n\n"
        for _ in range(2):
            yield " ".join(_fill(pick, pick.choice(SENTENCES), a, b, c) for _ in range(5)) + "\n\n"
        yield from (f"- {_fill(pick, pick.choice(ITEMS), a, b, c)}\n" for _ in range(4))
        yield "\n"


def _fill(pick: random.Random, template: str, a: Any, b: Any, c: Any) -> str:
    """Fill a template."""
    day, month, year = pick.randrange(1, 29), pick.choice(MONTHS), pick.randrange(1920, 2025)
    return template.format(
        a=a.name,
        b=b.name,
        c=c.name,
        A=a.adjectives[0],
        B=b.adjectives[0],
        own=a.capitals[0],
        city=b.capitals[0],
        city2=c.capitals[0],
        the="the",
        date=f"{day} {month} {year}",
        month=month,
        year=year,
        year2=year + 1,
        **{name: f"{pick.choice(FIRST)} {pick.choice(LAST)}" for name in ("person", "person2")},
        number=pick.randrange(10, 900),
        rank=pick.randrange(4, 20),
        topic=pick.choice(TOPICS),
    )


def read_only(paths: list[Path]) -> int:
    """Read and decode files: the limit of whatever reads text."""
    return sum(len(path.read_bytes().decode()) for path in paths)


def extract(paths: list[Path]) -> int:
    """Read documents and count their claims."""
    return sum(len(extract_claims(document)) for path in paths for document in read_document(path))


def run_pipeline(pipeline: Any, paths: list[Path]) -> int:
    """Run a spaCy pipeline over the same files and count the sentences."""
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return sum(sum(1 for _ in document.sents) for document in pipeline.pipe(texts))


def make_pipelines() -> Iterator[tuple[str, Any]]:
    """Yield the spaCy pipelines that can be run here."""
    if find_spec("spacy") is None:
        return
    import spacy  # noqa: PLC0415 - only where it is installed

    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    yield "spaCy blank, sentences", blank
    names = spacy.blank("en")
    names.add_pipe("sentencizer")
    ruler = names.add_pipe("entity_ruler", config={"phrase_matcher_attr": "ORTH"})
    reference = load_reference()
    entities: tuple[Territory | Organisation, ...] = (*reference.territories, *reference.organisations)
    ruler.add_patterns([{"label": "NAME", "pattern": name} for entity in entities for name in entity.names])
    yield "spaCy blank, sentences and names", names
    if spacy.util.is_package("en_core_web_sm"):
        yield "spaCy small English model", spacy.load("en_core_web_sm")


def measure(work: Callable[[], int]) -> tuple[float, int]:
    """Run something once: seconds of this process, and what it gives."""
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def main() -> int:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=float, default=0.3, metavar="MB", help="text to read (default: 0.3)")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, article in enumerate(make_articles(int(options.size * 1e6))):
            paths.append(Path(folder, f"article-{number}.txt"))
            paths[-1].write_text(article, encoding="utf-8", newline="\n")
        report(paths, options.runs)
    return 0


def report(paths: list[Path], runs: int) -> None:
    """Measure everything in turns and print rates and ratios."""
    size = sum(path.stat().st_size for path in paths) / 1e6
    works: dict[str, Callable[[], int]] = {
        "claims": partial(extract, paths),
        "read and decode": partial(read_only, paths),
    }
    works |= {name: partial(run_pipeline, pipeline, paths) for name, pipeline in make_pipelines()}
    results = {name: work() for name, work in works.items()}  # the first run compiles and loads
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            seconds[name].append(measure(work)[0])
    print(f"{size:.2f} MB in {len(paths)} articles, {results['claims']} claims; medians of {runs} runs on one core")
    for name, times in seconds.items():
        ratio = statistics.median(other / own for other, own in zip(times, seconds["claims"], strict=True))
        note = (
            ""
            if name == "claims"
            else f"   claims take {1 / ratio:.3g} times as long"
            if ratio < 1
            else f"   claims are {ratio:.3g} times as fast"
        )
        print(f"{name:34}{size / statistics.median(times):10.3f} MB/s{note}")
    if "spaCy blank, sentences" not in works:
        print("spaCy is not installed: nothing to compare with (pip install spacy)")


if __name__ == "__main__":
    sys.exit(main())
