"""Tests of builds of many documents: the cache, the processes, dumps, and that none of them shows in the result."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from diplograph import Graph, build
from diplograph.cache import Cache, make_key, make_reading
from diplograph.corpus import Selection, read_corpus
from diplograph.documents import parse_document
from diplograph.errors import DocumentError
from diplograph.graph.store import find_build
from diplograph.model import Claim

NAMES = ("Chile", "Kenya", "Peru", "Japan", "Norway", "Ghana", "Malta", "Nepal", "Oman", "Cuba", "Fiji", "Qatar")
DUMP = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"><siteinfo><base>https://w.example/wiki/M</base></siteinfo>
{}</mediawiki>"""
PAGE = """<page><title>{0} and Iceland</title><ns>0</ns><id>1</id><revision><id>7</id><timestamp>2020-01-01T00:00:00Z</timestamp>
<text>[[Iceland]] opened an embassy in [[{0}]] in 2001.\n\n[[Category:{1}]]</text></revision></page>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "documents"
    path.mkdir()
    for number, name in enumerate(NAMES):
        text = (
            f"= {name} =\n\nIceland opened an embassy in {name} in {1990 + number}. {name} joined Interpol in 1995.\n"
        )
        (path / f"{name.lower()}.txt").write_text(text, encoding="utf-8")
    return path


def list_files(store: Path) -> dict[str, bytes]:
    root = find_build(store)
    return {name: (root / name).read_bytes() for name in ("claims.jsonl", "build.json", "origins.json")}


def note_times(store: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (store / "cache").iterdir()}


def test_few_documents_are_read_apart_with_the_same_result(folder: Path, tmp_path: Path) -> None:
    few = [folder / f"{name.lower()}.txt" for name in NAMES[:3]]
    here, apart = tmp_path / "here", tmp_path / "apart"
    build(few, here)
    build(few, apart, selection=Selection(apart=True))
    assert list_files(apart) == list_files(here)


def test_neither_processes_nor_order_nor_the_cache_change_a_byte(folder: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    first = build([folder], one, selection=Selection(jobs=1))
    second = build(sorted(folder.iterdir(), reverse=True), two, selection=Selection(jobs=3))
    files = list_files(one)
    assert files == list_files(two)
    build([folder], one, selection=Selection(jobs=2))
    assert files == list_files(one)
    assert first.hash == second.hash
    assert Graph.open(one).export("nquads") == Graph.open(two).export("nquads")


def test_only_what_has_changed_is_read_again(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    before = build([folder], store)
    times = note_times(store)
    path = folder / "chile.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("1990", "1991"), encoding="utf-8")
    (folder / "peru.txt").unlink()
    after = build([folder], store)
    again = note_times(store)
    assert len(again.keys() - times.keys()) == 1
    assert len(times.keys() - again.keys()) == 2
    assert all(times[name] == again[name] for name in again.keys() & times.keys())
    fresh = build([folder], tmp_path / "fresh")
    assert after.hash == fresh.hash != before.hash


def test_a_damaged_record_is_made_anew(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = build([folder], store)
    for number, path in enumerate(sorted((store / "cache").iterdir())):
        text = path.read_text(encoding="utf-8")
        path.write_text(text[: len(text) // 2] if number % 2 else text.replace("Iceland", "Ireland"), encoding="utf-8")
    assert build([folder], store).hash == first.hash


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    (document,) = parse_document("= Chile =\n\nChile “met” nobody.\n", "chile.txt")
    claim = Claim("chile", "Visit", {"visitor": "Ása", "offices": {"Ása": "King"}}, {"date": "2001"}, 11, 16, "Chile")
    cache, key = Cache(tmp_path / "cache"), make_key("a", b"b")
    assert cache.load(key) is None
    cache.save(key, [make_reading(document, [claim])])
    ((loaded, lines),) = cache.load(key) or []
    assert (loaded.id, loaded.text, loaded.blocks) == ("chile", document.text, ())
    assert [Claim.from_json(line) for line in lines] == [claim]
    assert make_key("a", b"b") == key != make_key("ab", b"")


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), ["chile-and-iceland", "kenya-and-iceland"]),
        (Selection(title_pattern="^Ken"), ["kenya-and-iceland"]),
        (Selection(category="South America", jobs=1), ["chile-and-iceland"]),
    ],
)
def test_pages_of_dumps_are_chosen(tmp_path: Path, selection: Selection, expected: list[str]) -> None:
    pages = PAGE.format("Chile", "South America") + PAGE.format("Kenya", "Africa")
    (tmp_path / "dump.xml").write_text(DUMP.format(pages), encoding="utf-8")
    corpus = read_corpus([tmp_path / "dump.xml"], Cache(tmp_path / "cache"), selection)
    assert [place.document for place in corpus.places] == expected
    assert [len(claims) for _, claims in corpus.read()] == [1] * len(expected)


def test_a_document_that_cannot_be_read_is_named_by_any_process(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").write_bytes(b"= B =\n\xff\xfe")
    for jobs in (1, 2):
        with pytest.raises(DocumentError, match=r"bad\.txt:2:1: byte 0xff is not UTF-8"):
            build([folder], tmp_path / "store", selection=Selection(jobs=jobs))


def kill_children(done: int, total: int | None) -> None:
    """Kill the worker processes of this one, the first time that a document is done."""
    del total
    for line in subprocess.check_output(["ps", "-o", "pid=", "--ppid", str(os.getpid())], text=True).split():
        if done == 1:
            try:
                os.kill(int(line), signal.SIGKILL)
            except ProcessLookupError:
                continue


@pytest.mark.skipif(sys.platform != "linux", reason="looks for child processes as Linux shows them")
def test_killed_workers_lose_nothing(folder: Path, tmp_path: Path) -> None:
    calm = build([folder], tmp_path / "calm", selection=Selection(jobs=1))
    killed = build([folder], tmp_path / "killed", selection=Selection(jobs=2), count=kill_children)
    assert killed.failed == ()
    assert killed.hash == calm.hash


#: Kills all other child processes of a process, again and again, from when a file is there.
KILLER = """
import os, signal, subprocess, sys, time
parent, flag = sys.argv[1:]
while True:
    time.sleep(0.02)
    listing = subprocess.check_output(["ps", "-o", "pid=", "--ppid", parent], text=True)
    for pid in {int(line) for line in listing.split()} - {os.getpid()} if os.path.exists(flag) else ():
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks for child processes as Linux shows them")
def test_a_document_that_its_readers_die_of_is_left_out_and_reported(folder: Path, tmp_path: Path) -> None:
    calm = build([folder], tmp_path / "calm", selection=Selection(jobs=1))
    doomed, flag = folder / "doomed.txt", tmp_path / "flag"
    lines = (f"Iceland opened an embassy in {NAMES[n % len(NAMES)]} on {n % 28 + 1} May {n}." for n in range(1, 40_000))
    doomed.write_text("= Doomed =\n\n" + "\n\n".join(lines), encoding="utf-8")

    def count(done: int, total: int | None) -> None:
        if done == len(NAMES) and total is not None:
            flag.touch()

    with subprocess.Popen([sys.executable, "-c", KILLER, str(os.getpid()), str(flag)]) as killer:
        try:
            report = build([folder], tmp_path / "store", selection=Selection(jobs=2), count=count)
        finally:
            killer.kill()
    assert report.failed == (str(doomed),)
    assert report.documents == calm.documents
    assert report.hash == calm.hash
    assert [(f.severity, f.check) for f in report.findings if str(doomed) in f.message] == [("error", "worker")]


def test_counting(folder: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    count: Callable[[int, int | None], None] = lambda done, total: told.append((done, total))  # noqa: E731
    build([folder], tmp_path / "store", selection=Selection(jobs=2), count=count)
    assert told == [(number, len(NAMES)) for number in range(1, len(NAMES) + 1)]
