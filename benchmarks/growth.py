"""Measure how the time of reading and extraction grows with the length of the text, hostile texts among them.

    python benchmarks/growth.py [--runs N]

Each text repeats a piece; a text of eight times the length should take eight times as long. The tests show the same by
counting calls and steps; here is what they do not see: copying, comparing and collecting. The exit code is 1 where a
text takes more than twice what its length explains.
"""

from __future__ import annotations

import argparse
import sys
import time

from diplograph.documents import parse_document
from diplograph.text.extract import extract_claims

SHORT, TIMES = 40_000, 8
LIMIT = 2 * TIMES
#: What a text begins with, and what is repeated behind it.
TEXTS = {
    "one sentence": ("= Foreign relations of Chile =\n\n", "Chile opened an embassy in Lima in 1990 and "),
    "one paragraph": ("= Foreign relations of Chile =\n\n", "President Ann Bird of Peru met Juan Soto in 1990. "),
    "paragraphs": ("= Foreign relations of Chile =\n\n", "Chile signed an agreement with Peru on trade.\n\n"),
    "list": ("= Foreign relations of Chile =\n\n", "- Peru (embassy)\n"),
    "headings": ("= Foreign relations of Chile =\n\n", "== Peru ==\n- Lima\n"),
    "names": ("= Foreign relations of Chile =\n\n", "Ann Bird "),
    "capitals": ("= Foreign relations of Chile =\n\n", "THE UN left. "),
    "brackets": ("= Foreign relations of Chile =\n\n", "Old Pact Forum (OPF) "),
    "one word": ("= Foreign relations of Chile =\n\n", "Aa-"),
    "right to left": ("= Foreign relations of Chile =\n\n", "\u05e9\u05dc\u05d5\u05dd. "),
    "wikitext links": ("[[a]] {{b}}\n", "[[Ann Bird]] visited [[Peru]]. "),
    "wikitext rows": ("== Missions of Chile ==\n{|\n! Country !! Mission\n", "|-\n| [[Peru]] || Embassy\n"),
    "wikitext left open": ("[[a]] {{b}}\n", "[[{{"),
    "HTML lists": ("<html>", "<ul><li>Lima"),
    "HTML tables": ("<html>", "<table><tr><td>Chile<td>1990"),
}


def measure(text: str) -> float:
    """Give the seconds that a text takes."""
    started = time.process_time()
    for document in parse_document(text, "article.txt"):
        extract_claims(document)
    return time.process_time() - started


def main() -> int:
    """Measure all texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    missed = 0
    print(f"{'text':22}{SHORT / 1e3:8.0f} kB{SHORT * TIMES / 1e3:8.0f} kB    ratio ({TIMES} is linear)")
    for name, (beginning, piece) in TEXTS.items():
        short, long = (beginning + piece * (length // len(piece)) for length in (SHORT, SHORT * TIMES))
        measure(short[:4000])  # patterns are compiled when they are first met
        few, many = (min(measure(text) for _ in range(runs)) for text in (short, long))
        missed += many > few * LIMIT
        print(f"{name:22}{few:9.2f} s{many:9.2f} s{many / few:9.1f}{'   MISSED' if many > few * LIMIT else ''}")
    beginning, piece = TEXTS["wikitext rows"]
    print(f"{'100,000 table rows':22}{'':11}{measure(beginning + piece * 100_000):9.2f} s")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
