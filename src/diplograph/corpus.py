"""Reads many documents: in several processes, unchanged ones from the cache, all in an order of their own.

The claims of all documents go to one file, sorted by the documents' ids, and are read from there as often as needed:
no process holds more than a few documents at a time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diplograph.cache import Cache, Reading, make_key, make_reading
from diplograph.documents import find_documents, find_metadata, read_document, stream_documents
from diplograph.documents.dump import is_dump_file
from diplograph.errors import DocumentError, InputError
from diplograph.model import Document
from diplograph.workers import Outcome, can_fork, count_cores, run_tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

_IDENTITY = ("id", "title", "format", "sha256", "source", "licence", "retrieved", "revision")
#: So few files are read one after the other: to start several processes would take longer.
_FEW = 8


@dataclass(frozen=True, slots=True)
class Selection:
    """How to read documents.

    Attributes:
        jobs: Worker processes; 0 = one for each core.
        title_pattern: A regular expression that the title of a dump's page must match.
        category: The category of a dump's pages.
        apart: Read few files in a process of their own, so that this one can do something else meanwhile. It must have
            no other threads, and does not learn to read by it.
    """

    jobs: int = 0
    title_pattern: str | None = None
    category: str | None = None
    apart: bool = False


class Task(NamedTuple):
    """A file to be read, or a page of a dump that is read already."""

    path: str
    page: Document | None = None


class Place(NamedTuple):
    """Where the reading of a document is kept: the key of its record, and its number in it."""

    document: str
    sha256: str
    path: str
    key: str
    number: int


class Answer(NamedTuple):
    """What a worker says of a task: where its documents are kept, or what is wrong with it."""

    places: tuple[Place, ...]
    error: tuple[str, str | None, int | None, int | None, str | None] | None = None


class Corpus(NamedTuple):
    """The documents that were read, sorted by their ids, and the files or pages that nothing is known of."""

    cache: Cache
    places: Sequence[Place]
    failed: tuple[str, ...]

    def read(self) -> Iterator[Reading]:
        """Read all documents, in order."""
        for place in self.places:
            readings = self.cache.load(place.key)
            if readings is None:
                raise DocumentError("its record has gone while the graph was being built", path=place.path)
            reading = readings[place.number]
            yield reading._replace(document=replace(reading.document, path=place.path))


def read_corpus(
    paths: Sequence[Path],
    cache: Cache,
    selection: Selection,
    count: Callable[[int, int | None], None] = lambda _, __: None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Corpus:
    """Read documents, or find what was read of them before.

    Args:
        paths: Files, directories and glob patterns.
        cache: Where to look and to keep.
        selection: How to read.
        count: Is told how many files and pages are done, and of how many, if that is known.
        meanwhile: What this process may do while others read; it is not done where there are none.

    Raises:
        DocumentError: A document cannot be read, or two different ones have the same id.
    """
    files = find_documents(paths)
    dumps = {path for path in files if path.is_file() and is_dump_file(path)}
    pending: dict[int, str] = {}
    tasks = _note(_list_tasks(files, dumps, selection), pending)
    jobs = selection.jobs or count_cores() if dumps or len(files) > _FEW else 1
    found: list[tuple[int, Place]] = []
    if jobs > 1 or (selection.apart and can_fork() and count_cores() > 1):
        outcomes = _run_workers(tasks, cache, jobs, meanwhile)
    else:
        outcomes = (Outcome(number, read_task(cache, task)) for number, task in enumerate(tasks))
    for done, outcome in enumerate(outcomes, start=1):
        if outcome.answer is not None:
            del pending[outcome.number]
            found += [(outcome.number, place) for place in _check(outcome.answer).places]
        count(done, None if dumps else len(files))
    return Corpus(cache, _sort_places(place for _, place in sorted(found)), tuple(sorted(pending.values())))


def _run_workers(
    tasks: Iterable[Task], cache: Cache, jobs: int, meanwhile: Callable[[], object]
) -> Iterator[Outcome[Answer]]:
    """Do tasks in other processes; the modules that several of them need are loaded before they are forked."""
    if jobs > 1:
        import diplograph.text.extract  # noqa: F401, PLC0415 - a process that only waits for one does not need it
    return run_tasks(tasks, partial(read_task, cache), jobs, meanwhile)


def _list_tasks(files: Sequence[Path], dumps: Container[Path], selection: Selection) -> Iterator[Task]:
    """List what is to be read: files, and the chosen pages of dumps."""
    for path in files:
        if path not in dumps:
            yield Task(str(path))
            continue
        known = find_metadata(path)
        for page in stream_documents(path, title_pattern=selection.title_pattern, category=selection.category):
            yield Task(
                str(path),
                replace(
                    page,
                    path=str(path),
                    source=page.source or known.get("source", ""),
                    licence=page.licence or known.get("licence", ""),
                    retrieved=page.retrieved or known.get("retrieved", ""),
                ),
            )


def _note(tasks: Iterable[Task], pending: dict[int, str]) -> Iterator[Task]:
    """Note the name of each task that is begun by its number."""
    for number, task in enumerate(tasks):
        pending[number] = f"{task.path}#{task.page.id}" if task.page else task.path
        yield task


def _check(answer: Answer) -> Answer:
    """Raise the error that a worker met."""
    if answer.error is not None:
        reason, path, line, column, expected = answer.error
        raise DocumentError(reason, path=path, line=line, column=column, expected=expected)
    return answer


def _sort_places(places: Iterable[Place]) -> list[Place]:
    """Sort documents by their ids; of equal ones the first is kept."""
    found: dict[str, Place] = {}
    for place in places:
        other = found.setdefault(place.document, place)
        if other.sha256 != place.sha256:
            raise DocumentError(f"the document id {place.document!r} is that of {other.path} too", path=place.path)
    return [found[name] for name in sorted(found)]


def read_task(cache: Cache, task: Task) -> Answer:
    """Read a file or a page, unless it has been read before; the result is kept in the cache."""
    try:
        key = _make_key(task)
        readings = cache.load(key)
        if readings is None:
            from diplograph.text.extract import extract_claims  # noqa: PLC0415 - unchanged documents do not need it

            documents = [task.page] if task.page else read_document(Path(task.path))
            readings = [make_reading(document, extract_claims(document)) for document in documents]
            cache.save(key, readings)
    except InputError as error:
        return Answer((), (error.reason, error.path, error.line, error.column, error.expected))
    except OSError as error:
        return Answer((), ((error.strerror or str(error)).lower(), task.path, None, None, None))
    return Answer(tuple(Place(r.document.id, r.document.sha256, task.path, key, i) for i, r in enumerate(readings)))


def _make_key(task: Task) -> str:
    """Make the key of a task from all that its reading depends on; a file that cannot be read is told of later."""
    page = task.page
    if page is not None:
        return make_key(*(getattr(page, name) for name in _IDENTITY))
    path = Path(task.path)
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    return make_key(path.name, json.dumps(dict(find_metadata(path)), sort_keys=True), content)
