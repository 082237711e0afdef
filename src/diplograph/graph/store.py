"""The store on disk; with ``writer``, the only module that opens Oxigraph databases there.

::

    DIR/lock                      held while a build is being written
    DIR/current                   the id of the build that readers see; replaced in one step
    DIR/builds/<id>/graph/        the Oxigraph database, never written again once it is current
    DIR/builds/<id>/documents/    the stored text of every document
    DIR/builds/<id>/claims.jsonl  the claims
    DIR/builds/<id>/build.json    hash, counts, findings

A build is written beside the current one and becomes visible by replacing one small file, so that a build that fails
or is killed leaves the previous one as it was.

The union default graph stays off always: it returns a triple once for every graph that holds it, which multiplies
joins and counts. The default graph therefore holds every plain triple once.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pyoxigraph import BlankNode, DefaultGraph, QuerySolutions, Store

from diplograph.errors import StoreError
from diplograph.graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Literal, NamedNode, Quad, Variable

#: How often a reader looks again when the build it is about to open has just been replaced.
_ATTEMPTS = 5


def find_build(root: Path) -> Path:
    """Find the directory of the current build.

    Raises:
        StoreError: There is no store, or it is damaged.
    """
    try:
        build_id = (root / "current").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        hint = f"build one with: diplograph build --store {root}"
        raise StoreError(f"{root}: no diplograph store here; {hint}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{root}: the store cannot be read ({describe_error(error)})") from None
    build = root / "builds" / build_id
    if not build_id.isdecimal() or not (build / "graph").is_dir():
        raise StoreError(f"{root}: the store is damaged: its build {build_id!r} is missing; build it again")
    return build


def open_store(root: Path) -> Store:
    """Open the current build for reading; any number of processes may do so at once.

    Raises:
        StoreError: There is no store, or it is damaged.
    """
    build = find_build(root)
    for _ in range(_ATTEMPTS):
        try:
            return Store.read_only(str(build / "graph"))
        except (OSError, RuntimeError) as error:
            latest = find_build(root)
            if latest == build:
                raise StoreError(f"{build / 'graph'}: the store is damaged ({describe_error(error)})") from None
            build = latest
    raise StoreError(f"{root}: the store is being replaced too often to be read; try again")


def read_record(root: Path) -> dict[str, Any]:
    """Read what the current build recorded about itself.

    Raises:
        StoreError: There is no store, or it is damaged.
    """
    import json  # noqa: PLC0415 - a query does not wait for it

    path = find_build(root) / "build.json"
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: the store is damaged ({describe_error(error)})") from None
    if not isinstance(record, dict):
        raise StoreError(f"{path}: the store is damaged (not a JSON object)")
    return record


def read_source(root: Path, document: str) -> bytes:
    """Read the stored text of a document, as UTF-8 bytes.

    Raises:
        StoreError: There is no store, or no such document in it.
    """
    path = source_path(find_build(root), document)
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path}: the stored document cannot be read ({describe_error(error)})") from None


def source_path(build: Path, document: str) -> Path:
    """Say where a build keeps the stored text of a document, whatever characters its id has."""
    from urllib.parse import quote  # noqa: PLC0415 - a query does not wait for it

    return build / "documents" / f"{quote(document, safe='')}.txt"


def make_memory_store(quads: Iterable[Quad]) -> Store:
    """Load quads into a store in memory."""
    store = Store()
    store.bulk_extend(quads)
    return store


def select(
    store: Store,
    query: str,
    bindings: Mapping[Variable, NamedNode | Literal] | None = None,
    graphs: Sequence[NamedNode | DefaultGraph] | None = None,
) -> QuerySolutions:
    """Run a SELECT query that is known to be well-formed.

    Args:
        store: The store.
        query: The query.
        bindings: Values of variables.
        graphs: What the query takes for the default graph; a triple counts once for each of them that holds it.
    """
    given: list[NamedNode | BlankNode | DefaultGraph] | None = None if graphs is None else list(graphs)
    outcome = store.query(query, prefixes=PREFIXES, substitutions=dict(bindings or {}), default_graph=given)
    if not isinstance(outcome, QuerySolutions):
        raise TypeError("not a SELECT query")
    return outcome


def read_quads(store: Store) -> list[Quad]:
    """Read the whole dataset, in the order of the quads' N-Quads lines."""
    return sorted(store, key=str)


def read_plain_quads(store: Store) -> list[Quad]:
    """Read the default graph, in the order of the quads' N-Quads lines."""
    return sorted(store.quads_for_pattern(None, None, None, DefaultGraph()), key=str)


def hash_quads(quads: Iterable[Quad]) -> str:
    """Hash a dataset: SHA-256 of its sorted N-Quads file, in hexadecimal."""
    from hashlib import sha256  # noqa: PLC0415 - a query does not wait for it

    return sha256("".join(sorted(f"{quad} .\n" for quad in quads)).encode()).hexdigest()


@contextmanager
def replace_build(root: Path) -> Iterator[Path]:
    """Give an empty directory for a new build; when the block ends without an error, readers see the new build.

    Raises:
        StoreError: The directory cannot be written, or another build is being written to it.
    """
    try:
        (root / "builds").mkdir(parents=True, exist_ok=True)
        lock = (root / "lock").open("a")
    except OSError as error:
        raise StoreError(f"{root}: the store cannot be written ({describe_error(error)})") from None
    with lock:
        _acquire(lock, root)
        build = _make_directory(root)
        try:
            yield build
            _switch(root, build)
        except BaseException:
            _remove(build)
            raise


def _make_directory(root: Path) -> Path:
    """Clear away what killed builds left, and make the next build's directory."""
    try:
        current = (
            (root / "current").read_text(encoding="ascii", errors="replace").strip()
            if (root / "current").exists()
            else "0"
        )
        _remove_builds(root, except_for=current)
        build = root / "builds" / str(int(current) + 1 if current.isdecimal() else 1)
        (build / "documents").mkdir(parents=True)
    except OSError as error:
        raise StoreError(f"{root}: the store cannot be written ({describe_error(error)})") from None
    return build


def _switch(root: Path, build: Path) -> None:
    """Make the build the current one, and remove the others."""
    try:
        with (root / "current.new").open("w", encoding="ascii") as file:
            file.write(f"{build.name}\n")
            file.flush()
            os.fsync(file.fileno())
        (root / "current.new").replace(root / "current")
    except OSError as error:
        raise StoreError(f"{root}: the store cannot be switched to the new build ({describe_error(error)})") from None
    _remove_builds(root, except_for=build.name)


def _remove_builds(root: Path, *, except_for: str) -> None:
    """Remove all builds but one; directories that no build of ours would be called stay."""
    for build in (root / "builds").iterdir():
        if build.name.isdecimal() and build.name != except_for:
            _remove(build)


def _remove(build: Path) -> None:
    """Remove a build."""
    import shutil  # noqa: PLC0415 - a query does not wait for it

    shutil.rmtree(build, ignore_errors=True)


def _acquire(lock: IO[str], root: Path) -> None:
    """Take the lock, which the system releases when the file is closed or the process ends."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on Windows only

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - does not exist on Windows

            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise StoreError(f"{root}: the store is in use: another build is being written to it") from None


def describe_error(error: Exception) -> str:
    """Say in a few words what went wrong, without the path that the message names anyway."""
    return (getattr(error, "strerror", None) or str(error).splitlines()[0]).lower().rstrip(".")
