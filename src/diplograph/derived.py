"""What is made from the package's own files, kept in the user's cache directory so that the next process need not make it.

The parsed patterns, reference tables and axioms are the same until a file of the package changes. They are kept under the hash
of these files and the version of Python; without a directory that can be written, or with a file that is damaged, all
works the same and takes longer.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any, TypeVar, cast

from diplograph.resources import find_resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Value = TypeVar("Value")

#: How many files are kept: the newest, of several versions where several are in use.
_KEPT = 28


def derive(name: str, make: Callable[[], Value]) -> Value:
    """Give what an earlier process has made of the same files; else make and keep it.

    Args:
        name: What it is called among all that is derived.
        make: Makes it, from nothing but the files of the package; it must be picklable.
    """
    path = _find_path(name)
    with _without_collection():
        kept = _load(path) if path is not None else None
        if kept is not None:
            return cast("Value", kept)
        value = make()
        if path is not None:
            _save(path, value)
    return value


def is_kept(name: str) -> bool:
    """Tell whether an earlier process has kept what is called so, or nothing can be kept."""
    path = _find_path(name)
    return path is None or path.exists()


def _find_path(name: str) -> Path | None:
    """Give the file of what is called so; ``None`` where nothing can be kept."""
    directory = find_directory()
    return directory / f"{name}-{_stamp()}.pickle" if directory is not None else None


def find_directory() -> Path | None:
    """Give the directory for derived files, as the platform has it; ``None`` where it is nobody's or anybody's.

    Source: XDG Base Directory Specification 0.8; File System Programming Guide (macOS); KNOWNFOLDERID (Windows).
    """
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA", ""))
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Caches"
        else:
            stated = Path(os.environ.get("XDG_CACHE_HOME", ""))
            base = stated if stated.is_absolute() else Path.home() / ".cache"
        directory = base / "diplograph"
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        return directory if base.is_absolute() and _is_own(directory) else None
    except (OSError, RuntimeError):
        return None


def _is_own(directory: Path) -> bool:
    """Tell whether nobody but this user can put files in a directory: what is loaded from it is trusted."""
    if not hasattr(os, "geteuid"):
        return True
    status = directory.stat()
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


class _Unpickler(pickle.Unpickler):
    """Makes records of this package, and nothing else."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        """Give the class of a record.

        Raises:
            UnpicklingError: It is not of this package.
        """
        if module_name.partition(".")[0] == "diplograph" or (module_name, global_name) == ("builtins", "frozenset"):
            return super().find_class(module_name, global_name)
        raise pickle.UnpicklingError(f"{module_name}.{global_name}")


def _load(path: Path) -> Any:
    """Load a file; ``None`` if there is none, or if it is not what was written."""
    try:
        digest, _, data = path.read_bytes().partition(b"\n")
        if sha256(data).hexdigest().encode() != digest:
            return None
        return _Unpickler(BytesIO(data)).load()
    except (OSError, pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError, EOFError):
        return None


def _save(path: Path, value: Any) -> None:
    """Write a file; it is there as a whole or not at all. The oldest files go."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    waiting = path.with_suffix(f".{os.getpid()}-{get_ident()}.new")
    with suppress(OSError):
        waiting.write_bytes(sha256(data).hexdigest().encode() + b"\n" + data)
        waiting.replace(path)
        files = sorted(path.parent.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[_KEPT:]:
            file.unlink(missing_ok=True)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Pause the collection of cycles: it would walk again and again over tables that stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def stamp_package() -> str:
    """Hash everything that the reading of a document depends on: code, patterns and reference tables."""
    ontology = find_resource("ontology")
    tables = [*(ontology / "patterns").rglob("*.toml"), *(ontology / "reference").glob("*.ttl")]
    return _hash_files([*Path(__file__).parent.rglob("*.py"), *tables])


@cache
def _stamp() -> str:
    """Hash everything that a derived file depends on: with the rest of the ontology, and the saved questions."""
    ontology = find_resource("ontology")
    others = _hash_files([*ontology.glob("*.ttl"), *ontology.glob("*.txt"), *find_resource("queries").glob("*.rq")])
    return sha256(f"{stamp_package()} {others} {sys.version} {sys.platform}".encode()).hexdigest()[:32]


def _hash_files(paths: Iterable[Path]) -> str:
    """Hash the names and bytes of files."""
    digest = sha256()
    for path in sorted(paths):
        data = path.read_bytes()
        digest.update(path.name.encode() + len(data).to_bytes(8) + data)
    return digest.hexdigest()
