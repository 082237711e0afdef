"""The records of an evaluation: counts by kind, the shares that follow from them with their intervals, the errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt

from diplograph.model import Claim

#: The kinds that the genre is about; what is said of the others varies more from article to article.
CORE = frozenset(
    {
        "DiplomaticRelation", "Recognition", "Mission", "Agreement", "Membership", "Visit", "Meeting", "Tenure",
        "ReportingLine", "Trade", "Status",
    }
)  # fmt: skip
#: The two-sided 95 % quantile of the normal distribution.
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of one kind, or of several together, and the shares that follow from them (0 where there is nothing).

    Attributes:
        predicted: Claims predicted.
        gold: Claims in the gold.
        matched: Pairs of both.
        attributes: Pairs whose stated time and other roles all agree.
        spans: Pairs whose spans overlap.
    """

    predicted: int = 0
    gold: int = 0
    matched: int = 0
    attributes: int = 0
    spans: int = 0

    @property
    def precision(self) -> float:
        """The share of the predicted claims that are right."""
        return _share(self.matched, self.predicted)

    @property
    def recall(self) -> float:
        """The share of the gold claims that were found."""
        return _share(self.matched, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.matched, self.predicted + self.gold)

    @property
    def attribute_accuracy(self) -> float:
        """The share of the matched claims whose time and other roles are right."""
        return _share(self.attributes, self.matched)

    @property
    def span_accuracy(self) -> float:
        """The share of the matched claims whose span overlaps that of the gold."""
        return _share(self.spans, self.matched)

    @property
    def precision_interval(self) -> tuple[float, float]:
        """The 95 % Wilson interval of the precision."""
        return wilson(self.matched, self.predicted)

    @property
    def recall_interval(self) -> tuple[float, float]:
        """The 95 % Wilson interval of the recall."""
        return wilson(self.matched, self.gold)

    def __add__(self, other: Score) -> Score:
        """Add up the counts of two scores."""
        return Score(
            self.predicted + other.predicted,
            self.gold + other.gold,
            self.matched + other.matched,
            self.attributes + other.attributes,
            self.spans + other.spans,
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """A role or time of a matched claim that is not as in the gold; values as JSON has them, None where unstated."""

    role: str
    predicted: object
    gold: object


@dataclass(frozen=True, slots=True)
class Pair:
    """A predicted claim, the gold claim that it matches, and what differs."""

    predicted: Claim
    gold: Claim
    differences: tuple[Difference, ...]

    @property
    def overlaps(self) -> bool:
        """Whether the spans overlap."""
        return overlap(self.predicted, self.gold) > 0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcome of an evaluation.

    Attributes:
        kinds: Scores by kind, in alphabetical order.
        documents: Scores by document, in alphabetical order.
        pairs: The matched claims, in the order of the gold's documents and places.
        missed: Gold claims that nothing matches.
        spurious: Predicted claims that match nothing.
    """

    kinds: Mapping[str, Score]
    documents: Mapping[str, Score] = field(repr=False)
    pairs: tuple[Pair, ...] = field(repr=False)
    missed: tuple[Claim, ...] = field(repr=False)
    spurious: tuple[Claim, ...] = field(repr=False)

    @property
    def core(self) -> Score:
        """The score over the kinds that the whole genre shares."""
        return sum((score for kind, score in self.kinds.items() if kind in CORE), Score())

    @property
    def total(self) -> Score:
        """The score over all kinds."""
        return sum(self.kinds.values(), Score())

    @property
    def wrong(self) -> tuple[Pair, ...]:
        """The matched claims of which something differs."""
        return tuple(pair for pair in self.pairs if pair.differences)


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Give the 95 % Wilson score interval of a share; all of [0, 1] where there were no trials.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    if not trials:
        return 0.0, 1.0
    share, spread = successes / trials, _Z * _Z / trials
    centre = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * sqrt(share * (1 - share) / trials + spread / (4 * trials))
    return max(centre - half, 0.0), min(centre + half, 1.0)


def _share(part: int, whole: int) -> float:
    """Divide; a share of nothing is 0."""
    return part / whole if whole else 0.0


def overlap(one: Claim, other: Claim) -> int:
    """Give the number of characters that two spans share; 0 or less where they are apart."""
    return min(one.end, other.end) - max(one.start, other.start)
