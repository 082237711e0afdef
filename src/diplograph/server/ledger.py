"""Counts what a server does, and writes it as Prometheus reads it.

Source: Prometheus exposition formats, text format 0.0.4.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Upper bounds of the buckets of durations, in seconds.
_BUCKETS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0)
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Ledger:
    """What was done since the start."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.requests: Counter[tuple[str, int]] = Counter()
        self.cached = self.sent = 0
        self._buckets = [0] * (len(_BUCKETS) + 1)
        self._seconds = 0.0

    def note(self, what: str, status: int, seconds: float, size: int) -> None:
        """Note a request.

        Args:
            what: What kind of page it was for: one of few words.
            status: The status of the reply.
            seconds: How long it took.
            size: Bytes of the reply's body.
        """
        self.requests[what, status] += 1
        self.sent += size
        self._seconds += seconds
        self._buckets[next((i for i, bound in enumerate(_BUCKETS) if seconds <= bound), len(_BUCKETS))] += 1

    def write(self, gauges: Mapping[str, int]) -> str:
        """Write all counts.

        Args:
            gauges: What is so at the moment, by names.
        """
        return "".join(f"{line}\n" for line in self._list_lines(gauges))

    def _list_lines(self, gauges: Mapping[str, int]) -> Iterator[str]:
        yield "# TYPE diplograph_requests_total counter"
        for (what, status), count in sorted(self.requests.items()):
            yield f'diplograph_requests_total{{handler="{what}",status="{status}"}} {count}'
        yield "# TYPE diplograph_request_seconds histogram"
        total = 0
        for bound, count in zip((*_BUCKETS, "+Inf"), self._buckets, strict=True):
            total += count
            yield f'diplograph_request_seconds_bucket{{le="{bound}"}} {total}'
        yield f"diplograph_request_seconds_sum {self._seconds:.6f}"
        yield f"diplograph_request_seconds_count {total}"
        for name, count in {"cache_hits_total": self.cached, "response_bytes_total": self.sent}.items():
            yield f"# TYPE diplograph_{name} counter"
            yield f"diplograph_{name} {count}"
        for name, value in gauges.items():
            kind = "counter" if name.endswith("_total") else "gauge"
            yield f"# TYPE diplograph_{name} {kind}"
            yield f"diplograph_{name} {value}"
