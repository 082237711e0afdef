"""Shows an evaluation: as a table for a terminal of 80 columns, as Markdown, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain
from textwrap import wrap
from typing import Any

from diplograph.errors import InputError
from diplograph.model import Claim
from diplograph.scoring.scores import Evaluation, Pair, Score
from diplograph.screen import WIDTH, clean, shorten

FORMS = ("table", "markdown", "json")
_KIND = 18
_INDENT = "    "
_HEAD = ("kind", "precision", "recall", "F1", "attr", "span", "match", "pred", "gold")


def format_evaluation(evaluation: Evaluation, form: str = "table", *, errors: int = 0) -> str:
    """Show an evaluation; every row ends with a line feed. Shares are per cent, with 95 % intervals.

    Args:
        evaluation: The evaluation.
        form: ``table``, ``markdown`` or ``json``.
        errors: How many errors of each sort to show at most; -1 for all. JSON holds all unless it is 0.

    Raises:
        InputError: There is no such form.
    """
    if form == "json":
        return json.dumps(to_record(evaluation, errors=errors != 0), ensure_ascii=False, indent=1) + "\n"
    if form not in FORMS:
        raise InputError(f"no form {form!r}", expected=", ".join(FORMS))
    lines = _table(evaluation) if form == "table" else _markdown(evaluation)
    return "".join(f"{line}\n" for line in chain(lines, _errors(evaluation, errors, form) if errors else ()))


def to_record(evaluation: Evaluation, *, errors: bool = True) -> dict[str, Any]:
    """Give an evaluation as a table of plain values: scores by kind and document, and the errors."""
    record: dict[str, Any] = {
        "kinds": {name: _score(score) for name, score in _rows(evaluation)},
        "documents": {name: _score(score) for name, score in evaluation.documents.items()},
    }
    if errors:
        record["missed"] = [json.loads(claim.to_json()) for claim in evaluation.missed]
        record["spurious"] = [json.loads(claim.to_json()) for claim in evaluation.spurious]
        record["wrong"] = [_pair(pair) for pair in evaluation.wrong]
    return record


def _rows(evaluation: Evaluation) -> Iterator[tuple[str, Score]]:
    """Yield the kinds, then the two sums."""
    yield from evaluation.kinds.items()
    yield "CORE", evaluation.core
    yield "ALL", evaluation.total


def _score(score: Score) -> dict[str, Any]:
    """Give a score as a table of plain values."""
    return {
        "precision": round(score.precision, 4),
        "precision_interval": [round(bound, 4) for bound in score.precision_interval],
        "recall": round(score.recall, 4),
        "recall_interval": [round(bound, 4) for bound in score.recall_interval],
        "f1": round(score.f1, 4),
        "attributes": round(score.attribute_accuracy, 4),
        "span": round(score.span_accuracy, 4),
        "matched": score.matched,
        "predicted": score.predicted,
        "gold": score.gold,
    }


def _pair(pair: Pair) -> dict[str, Any]:
    """Give a matched claim with what differs."""
    differences = [{"role": d.role, "predicted": d.predicted, "gold": d.gold} for d in pair.differences]
    return {"claim": json.loads(pair.gold.to_json()), "pattern": pair.predicted.pattern, "differences": differences}


def _cells(name: str, score: Score) -> list[str]:
    """Write one row: the shares of what was counted, a dash where nothing was."""
    return [
        name,
        _with_interval(score.precision, score.precision_interval, score.predicted),
        _with_interval(score.recall, score.recall_interval, score.gold),
        _percent(score.f1, score.predicted + score.gold),
        _percent(score.attribute_accuracy, score.matched),
        _percent(score.span_accuracy, score.matched),
        *(str(count) for count in (score.matched, score.predicted, score.gold)),
    ]


def _percent(share: float, of: int) -> str:
    """Write a share in per cent, a dash where nothing was counted."""
    return f"{100 * share:.1f}" if of else "–"


def _with_interval(share: float, interval: tuple[float, float], of: int) -> str:
    """Write a share with its interval.

    >>> _with_interval(0.9, (0.596, 0.982), 10)
    ' 90.0 60–98'
    """
    return f"{_percent(share, of):>5} {'–'.join(f'{100 * bound:.0f}' for bound in interval)}" if of else "    –"


def _table(evaluation: Evaluation) -> Iterator[str]:
    """Lay the rows out in 80 columns."""
    yield _aligned(list(_HEAD))
    for name, score in _rows(evaluation):
        if name == "CORE":
            yield "─" * WIDTH
        yield _aligned(_cells(name, score))


def _aligned(cells: list[str]) -> str:
    """Lay the cells of a row out in columns."""
    kind, precision, recall, *shares, matched, predicted, gold = cells
    numbers = "".join(f"{cell:>6}" for cell in shares)
    return f"{shorten(kind, _KIND):{_KIND}} {precision:<13}{recall:<13}{numbers}{matched:>6}{predicted:>6}{gold:>5}"


def _markdown(evaluation: Evaluation) -> Iterator[str]:
    """Write a Markdown table."""
    yield f"| {' | '.join(_HEAD)} |"
    yield "|---" + "|--:" * (len(_HEAD) - 1) + "|"
    for name, score in _rows(evaluation):
        cells = [" ".join(cell.split()) for cell in _cells(name, score)]
        if name in {"CORE", "ALL"}:
            cells = [f"**{cell}**" for cell in cells]
        yield f"| {' | '.join(cells)} |"


def _errors(evaluation: Evaluation, limit: int, form: str) -> Iterator[str]:
    """Write the errors of each sort under a heading; in Markdown as they are, between fences."""
    sorts = {
        "missed": [_claim_lines(claim) for claim in evaluation.missed],
        "spurious": [_claim_lines(claim) for claim in evaluation.spurious],
        "wrong": [_pair_lines(pair) for pair in evaluation.wrong],
    }
    fence = ["~~~"] if form == "markdown" else []
    for name, entries in sorts.items():
        shown = entries if limit < 0 else entries[:limit]
        rest = f", {len(shown)} shown" if len(shown) < len(entries) else ""
        heading = f"{'### ' if fence else ''}{name.capitalize()} ({len(entries)}{rest})"
        yield from ("", heading, *fence, *chain.from_iterable(shown), *fence)


def _claim_lines(claim: Claim) -> list[str]:
    """Write a claim on several lines: place and kind, what it says, the quotation."""
    mood = [value for value in (claim.polarity, claim.modality) if value not in {"positive", "asserted"}]
    pattern = [f"({claim.pattern})"] if claim.pattern else []
    head = " ".join([f"{claim.document}:{claim.start}-{claim.end}", claim.kind, *mood, *pattern])
    stated = chain(sorted(claim.roles.items()), sorted(claim.time.items()))
    says = "; ".join(f"{name} {show(value)}" for name, value in stated)
    return [head, *wrap(clean(says), WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT), _quote(claim)]


def _quote(claim: Claim) -> str:
    """Write the beginning of a quotation."""
    return f"{_INDENT}“{shorten(clean(' '.join(claim.exact.split())), WIDTH - 6)}”"


def _pair_lines(pair: Pair) -> list[str]:
    """Write what differs in a matched claim, both values of each role."""
    texts = [f"{d.role}: {show(d.predicted)}; gold has {show(d.gold)}" for d in pair.differences]
    wrapped = (wrap(clean(text), WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT * 2) for text in texts)
    return [_claim_lines(pair.predicted)[0], *chain.from_iterable(wrapped), _quote(pair.predicted)]


def show(value: object) -> str:
    """Write the value of a role for people.

    >>> show(["Chile", "Peru"]), show({"Ada": "Envoy"}), show(None), show(True)
    ('Chile + Peru', 'Ada = Envoy', 'nothing', 'yes')
    """
    if isinstance(value, list):
        return " + ".join(map(show, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {show(part)}" for name, part in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value is None else str(value)
