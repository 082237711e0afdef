"""One build of the bundled documents for all tests of a session."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from diplograph.pipeline import BuildReport, build


@cache
def build_seeds() -> tuple[Path, BuildReport]:
    """Build the bundled documents once; give the store's directory and the report."""
    root = Path(tempfile.mkdtemp(prefix="diplograph-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    return root / "store", build([], root / "store")
