"""Where the tools work: a store, and the limits that hold for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from diplograph.graph.limits import LimitedStore

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Megabytes that a query may take.
_MEGABYTES = 1024


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the tools work.

    Attributes:
        root: The directory of the store; each call looks at the build that is then the current one.
        questions: Folders with questions of the user's own; ``None`` stands for the usual ones.
        seconds: How long a query may take.
    """

    root: Path
    questions: Sequence[Path] | None
    seconds: float

    def limit(self, rows: int | None, seconds: float | None = None) -> LimitedStore:
        """Give the store as queries see it that must end, give at most so many rows, and reach no other endpoint."""
        allowed = min(seconds or self.seconds, self.seconds)
        return LimitedStore(self.root, allowed, _MEGABYTES, rows=rows, local=True)
