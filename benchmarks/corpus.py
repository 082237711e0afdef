"""Make a corpus of invented articles from templates of language, build it, and print memory and speed.

    python benchmarks/corpus.py [--sizes 1000 10000] [--jobs N] [--keep DIR]

Every article is about another pair of territories, and says other things in other words: which sentences it has, in
what order, with which names, dates and numbers. Measured are a first build, a second one with nothing changed, and the
peak memory of the building process and of the largest worker.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from diplograph.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECTIONS = {
    "History": (
        "{a} and {b} established diplomatic relations on {day}.",
        "Diplomatic relations between the two countries were established in {year}.",
        "{a} recognised {b} in {year}.",
        "In {year}, {a} severed its relations with {b}; they were restored in {later}.",
        "The territory was of little interest to {b} until {year}, when the railway was built.",
        "Ties between {a} and {b} go back to the {year}s, when traders from both came to {c}.",
    ),
    "Visits": (
        "In {month} {year}, President {person} of {a} visited {b}.",
        "Foreign Minister {person} paid an official visit to {b} in {year}.",
        "On {day}, Prime Minister {person} visited {a}, where he met {other}.",
        "{person} met {other} in {c} in {year}.",
        "The visit of {person} to {a} in {month} {year} was the first by a head of state.",
    ),
    "Agreements": (
        "The two countries signed a free trade agreement in {year}.",
        "An air services agreement between {a} and {b} was signed on {day} and entered into force in {later}.",
        "{a} and {b} are negotiating an investment agreement.",
        "A double taxation agreement with {b} has been in force since {year}.",
        "Negotiations on an extradition treaty between {a} and {b} began in {year}.",
    ),
    "Missions": (
        "{a} has an embassy in the capital of {b}.",
        "{b} opened a consulate-general in {a} in {year}.",
        "{a} closed its embassy in {b} in {year}.",
        "{b} is represented in {a} by its embassy in {c}.",
        "The embassy of {a} in {c} is accredited to {b}.",
    ),
    "Economy": (
        "Trade between the two amounted to {number} million US dollars in {year}.",
        "{b} is the {place} largest trading partner of {a}.",
        "The harbour of {c} handles most of what {a} sells to {b}.",
        "Tourists from {b} need no visa for stays of up to {days} days in {a}.",
    ),
    "Organisations": (
        "{a} has been a member of the {body} since {year}.",
        "Both countries are members of the {body}.",
        "{b} joined the {body} in {year}, and {a} in {later}.",
    ),
}
_GIVEN = "Anna Juan Maria Peter Aiko Samuel Ingrid Tomas Leila Viktor Grace Olu Hanna Marko Sofia Daniel".split()
_FAMILY = "Eir Soto Lindqvist Okafor Marin Tanaka Weber Haddad Novak Silva Kariuki Berg Dlamini Ferrari Moreau".split()
_MONTHS = "January February March April May June July August September October November December".split()
_WORDS = "The meeting was short . Both sides spoke of old ties and of rain . Nothing else was made public .".split()

#: kB of memory for each further document, some 700 quads: the numbers of their terms while the graph is closed, and
#: what the database keeps of its blocks.
_GROWTH = 12

#: Builds and prints the seconds and the peak memory in MB, of the process itself and of its largest worker.
_CHILD = """
import json, resource, sys, time
from diplograph.corpus import Selection
from diplograph.pipeline import build
started = time.perf_counter()
report = build([sys.argv[1]], sys.argv[2], selection=Selection(jobs=int(sys.argv[3])))
own, workers = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps([time.perf_counter() - started, own, workers, sum(report.claims.values()), report.quads, report.hash]))
"""


def write_corpus(folder: Path, size: int) -> int:
    """Write so many articles; give the number of their bytes."""
    names = sorted({territory.name for territory in load_reference().territories})
    bodies = sorted({body.name for body in load_reference().organisations})
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for number in range(size):
        pick = random.Random(number)  # noqa: S311 - nothing secret
        text = write_article(pick, dict(zip("abc", pick.sample(names, 3), strict=True)) | {"body": pick.choice(bodies)})
        data = text.encode()
        (folder / f"article-{number:05}.txt").write_bytes(data)
        total += len(data)
    return total


def write_article(pick: random.Random, names: Mapping[str, str]) -> str:
    """Write one article about the territories ``a`` and ``b``, with another ``c`` and an organisation ``body``."""
    title = f"{names['a']}–{names['b']} relations"
    lines = [f"= {title} =", "", f"{title} are of long standing.", ""]
    for heading, sentences in pick.sample(sorted(_SECTIONS.items()), pick.randint(3, len(_SECTIONS))):
        chosen = pick.sample(sentences, pick.randint(1, len(sentences)))
        filled = [_fill(sentence, pick, names) for sentence in chosen]
        filled.insert(pick.randrange(len(filled) + 1), " ".join(pick.sample(_WORDS, len(_WORDS))) + ".")
        lines += [f"== {heading} ==", "", " ".join(filled), ""]
    return "\n".join(lines)


def _fill(sentence: str, pick: random.Random, names: Mapping[str, str]) -> str:
    year, month = pick.randint(1950, 2005), pick.choice(_MONTHS)
    return sentence.format(
        **names,
        year=year,
        later=year + pick.randint(1, 15),
        month=month,
        day=f"{pick.randint(1, 28)} {month} {year}",
        person=f"{pick.choice(_GIVEN)} {pick.choice(_FAMILY)}",
        other=f"{pick.choice(_GIVEN)} {pick.choice(_FAMILY)}",
        number=pick.randint(3, 900),
        place=pick.choice(("second", "third", "fifth", "tenth")),
        days=pick.choice((14, 30, 90)),
    )


def measure(name: str, folder: Path, store: Path, jobs: int) -> tuple[float, str]:
    """Build in a process of its own; print what it took and give its memory and the graph's hash."""
    command = [sys.executable, "-c", _CHILD, str(folder), str(store), str(jobs)]
    seconds, own, workers, claims, quads, digest = json.loads(subprocess.check_output(command, text=True))
    print(f"  {name:22}{seconds:8.1f} s {own:7.0f} MB, workers {workers:5.0f} MB, {claims:,} claims, {quads:,} quads")
    return own, digest


def main() -> int:
    """Run all measurements; the exit code is 1 where the memory grows with the corpus or a build differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="a directory for the corpus and the stores")
    options = parser.parse_args()
    peaks, same = [], True
    with tempfile.TemporaryDirectory() as temporary:
        root = options.keep or Path(temporary)
        for size in options.sizes:
            folder, store = root / f"corpus-{size}", root / f"store-{size}"
            started = time.perf_counter()
            total = write_corpus(folder, size)
            print(f"{size:,} documents, {total / 1e6:.1f} MB, written in {time.perf_counter() - started:.1f} s")
            peak, first = measure("first build", folder, store, options.jobs)
            _, second = measure("again, nothing changed", folder, store, options.jobs)
            peaks.append(peak)
            same &= first == second
    growth = (peaks[-1] - peaks[0]) * 1024 / max(options.sizes[-1] - options.sizes[0], 1)
    print(f"peak memory grows by {growth:.1f} kB a document (at most {_GROWTH} is aimed at)")
    return 0 if same and growth <= _GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
