"""The command ``build``: its arguments, its progress and what it says in the end. ``cli`` prints it."""

from __future__ import annotations

import gc
import re
from time import monotonic
from typing import TYPE_CHECKING

from diplograph.cli_graph import read_path, show_recorded_findings
from diplograph.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    #: Writes to the screen as it is given.
    Show = Callable[[str], object]

_WIDTH = 30
#: Seconds between two pictures of the bar.
_PAUSE = 0.1


def add_build_options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``build``."""
    parser.add_argument(
        "paths", nargs="*", type=read_path, metavar="PATH", help="files, directories, patterns or dumps"
    )
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="worker processes (default: one a core)")
    parser.add_argument("--title-pattern", metavar="REGEX", help="read the pages of dumps with such titles only")
    parser.add_argument("--category", metavar="NAME", help="read the pages of dumps in this category only")
    parser.add_argument("--quiet", action="store_true", help="show no progress")


def run_build(options: argparse.Namespace, show: Show, *, bar: bool) -> tuple[str, bool]:
    """Build a store; give what to say of it, and whether documents had to be left out.

    Args:
        options: The arguments.
        show: Shows progress.
        bar: Draw a bar; else each step is a line.

    Raises:
        InputError: The number of processes is negative, or the title pattern is no regular expression.
    """
    from diplograph.corpus import Selection  # noqa: PLC0415 - the converter
    from diplograph.graph.summary import describe_record  # noqa: PLC0415
    from diplograph.pipeline import build, make_record  # noqa: PLC0415

    # What a build makes stays: to look through it for garbage as often as usual takes a twentieth of the time.
    gc.set_threshold(50_000, 20, 20)
    if options.jobs < 0:
        raise InputError(
            f"--jobs {options.jobs} is no number of processes", expected="1 or more; 0 stands for one a core"
        )
    _check_pattern(options.title_pattern)
    report = build(
        options.paths,
        options.store,
        selection=Selection(options.jobs, options.title_pattern, options.category, apart=True),
        progress=lambda text: show(f"{text}\n"),
        count=_Bar(show).draw if bar else lambda _, __: None,
    )
    record = make_record(report)
    text = describe_record(record, show_recorded_findings(options.store, record))
    return f"{text}{'time':12}{report.seconds:.1f} s\n{'store':12}{options.store}\n", bool(report.failed)


def _check_pattern(pattern: str | None) -> None:
    """Refuse what is no regular expression, also where no dump would meet it."""
    try:
        re.compile(pattern or "")
    except re.error as error:
        reason = f"--title-pattern {pattern!r} is no regular expression: {error}"
        raise InputError(reason, expected="such as '^Foreign relations of'") from None


class _Bar:
    """A bar that is drawn anew over itself."""

    def __init__(self, show: Show) -> None:
        """Draw on the screen that ``show`` writes to."""
        self._show, self._next = show, 0.0

    def draw(self, done: int, total: int | None) -> None:
        """Draw how much is done."""
        ended = done == total
        if not ended and monotonic() < self._next:
            return
        self._next = monotonic() + _PAUSE
        self._show(f"\r{draw_bar(done, total)}{chr(10) if ended else ''}")


def draw_bar(done: int, total: int | None) -> str:
    """Draw a bar.

    >>> draw_bar(3, 4)
    '[██████████████████████▌       ] 3/4'
    >>> draw_bar(250, None)
    '250 documents'
    """
    if total is None:
        return f"{done} documents"
    halves = 2 * _WIDTH * done // max(total, 1)
    return f"[{'█' * (halves // 2) + '▌' * (halves % 2):{_WIDTH}}] {done}/{total}"
