"""Shows the explanation of a sentence on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from textwrap import shorten, wrap

from diplograph.account.coverage import STATES
from diplograph.account.explain import Explanation, Trial
from diplograph.model import Claim
from diplograph.scoring.scoreboard import show
from diplograph.screen import WIDTH, clean
from diplograph.text.annotate import Mention

_MARGIN = 10
_LONGEST = 50
#: Fields of mentions that serve the matching and say nothing to people.
_HIDDEN = frozenset({"surface", "the", "capital", "is_capital", "place", "amount", "bare", "label"})


def format_explanation(explanation: Explanation, *, patterns: int = 5) -> str:
    """Show an explanation; every line ends with a line feed.

    Args:
        explanation: The explanation.
        patterns: How many of the patterns that made no claim to show at most; -1 for all.
    """
    parts = {
        "sentence": [" ".join(explanation.text.split())],
        "mentions": [_mention(m, text) for m, text in zip(explanation.mentions, explanation.surfaces, strict=True)],
        "dates": [f"{text}: {edtf}" for text, edtf in explanation.dates],
        "triggers": [" ".join(explanation.triggers)],
        "claims": [*map(_claim, explanation.claims)],
        "state": [": ".join(filter(None, (STATES[explanation.state], explanation.reason)))],
        "patterns": [*_trials(explanation, patterns)],
    }
    return "".join(f"{line}\n" for line in chain.from_iterable(_part(name, texts) for name, texts in parts.items()))


def _part(name: str, texts: list[str]) -> Iterator[str]:
    """Lay out a part: its name in the margin, each text wrapped beside it."""
    for number, text in enumerate(texts or ["none"]):
        first = f"{name if not number else '':{_MARGIN}}"
        rest = " " * (_MARGIN + 2)
        yield from wrap(clean(text), WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [
            first.rstrip()
        ]


def _mention(mention: Mention, text: str) -> str:
    """Write a mention: its class, its words, its value and its fields."""
    shown = {
        name: value for name, value in mention.data.items() if name not in _HIDDEN and value not in {"", mention.value}
    }
    fields = ", ".join(f"{name} = {value}" for name, value in shown.items())
    words = f"{mention.cls} “{' '.join(text.split())}”"
    value = f" → {mention.value}" if mention.value not in {"", text} else ""
    return f"{words}{value} ({fields})" if fields else f"{words}{value}"


def _claim(claim: Claim) -> str:
    """Write a claim: kind, mood where it is not plain, roles and times, pattern."""
    mood = [value for value in (claim.polarity, claim.modality) if value not in {"positive", "asserted"}]
    stated = [f"{name} {show(value)}" for name, value in chain(sorted(claim.roles.items()), sorted(claim.time.items()))]
    return f"{' '.join([claim.kind, *mood])}: {'; '.join(stated)} [{claim.pattern}]"


def _trials(explanation: Explanation, limit: int) -> Iterator[str]:
    """Write the patterns tried, and count those that are not shown."""
    made = [trial for trial in explanation.trials if trial.claims]
    failed = [trial for trial in explanation.trials if not trial.claims]
    shown = failed if limit < 0 else failed[:limit]
    yield f"{len(explanation.trials)} tried, {len(made)} made claims"
    for trial in (*made, *shown):
        yield from _trial(trial)
    if len(shown) < len(failed):
        yield f"… and {len(failed) - len(shown)} more that made none"


def _trial(trial: Trial) -> Iterator[str]:
    """Write a pattern: how far it came and what it took; then its elements, with a sign before the one that failed."""
    progress = trial.progress
    taken = f", took “{progress.text}”" if progress.text else ""
    if trial.claims:
        yield f"✓ {trial.pattern}{taken}"
        return
    yield f"✗ {trial.pattern}: {shorten(trial.reason, _LONGEST, placeholder='…')} ({progress.reached} of {progress.elements} elements{taken})"
    if progress.failed:
        yield " ".join(filter(None, ("   ", progress.passed, "▶", progress.failed, progress.rest)))
