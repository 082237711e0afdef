"""Tests of keeping derived values: they are made once, and whatever is wrong with the files, they are made again."""

from __future__ import annotations

import os
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from diplograph.derived import derive, find_directory, is_kept
from diplograph.text.gazetteer import Sense

pytestmark = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the directory has another name there")

VALUE = {"Peru": (Sense("territory", "Peru"),), "set": frozenset({"a"})}


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the cache directory be an empty one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "diplograph"


def make() -> dict[str, object]:
    return dict(VALUE)


def fail() -> dict[str, object]:
    raise AssertionError("was to be loaded")


def test_a_value_is_made_once(directory: Path) -> None:
    assert derive("names", make) == VALUE
    assert derive("names", fail) == VALUE
    assert [path.suffix for path in directory.iterdir()] == [".pickle"]


def test_what_is_kept_is_known() -> None:
    assert not is_kept("names")
    derive("names", make)
    assert is_kept("names")


def test_where_nothing_can_be_kept_nothing_is_missing(directory: Path) -> None:
    directory.write_text("no directory", encoding="utf-8")
    assert is_kept("names")


@pytest.mark.parametrize("content", [b"", b"no digest", b"%d\n", b"0" * 64 + b"\n" + pickle.dumps(VALUE)])
def test_a_damaged_file_is_made_again(directory: Path, content: bytes) -> None:
    derive("names", make)
    (path,) = directory.iterdir()
    whole = path.read_bytes()
    path.write_bytes(content)
    assert derive("names", make) == VALUE
    assert path.read_bytes() == whole


def test_a_file_cut_short_is_made_again(directory: Path) -> None:
    derive("names", make)
    (path,) = directory.iterdir()
    path.write_bytes(path.read_bytes()[:-3])
    assert derive("names", make) == VALUE


@pytest.mark.parametrize("value", [os.getcwd, Path("x"), {1: print}])
def test_only_records_of_the_package_are_loaded(directory: Path, value: object) -> None:
    derive("names", make)
    (path,) = directory.iterdir()
    data = pickle.dumps(value)
    path.write_bytes(sha256(data).hexdigest().encode() + b"\n" + data)
    assert derive("names", make) == VALUE


def test_a_directory_that_others_may_write_to_is_not_used(directory: Path) -> None:
    directory.mkdir()
    directory.chmod(0o777)
    assert find_directory() is None
    assert derive("names", make) == VALUE
    assert list(directory.iterdir()) == []


def test_without_a_directory_all_works(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory.write_text("a file")
    assert find_directory() is None
    assert derive("names", make) == VALUE
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(directory / "none"))
    assert derive("names", make) == VALUE


def test_only_the_newest_are_kept(directory: Path) -> None:
    for number in range(40):
        derive(f"value-{number}", make)
    assert len(list(directory.iterdir())) == 28
    assert derive("value-19", fail) == VALUE


def test_several_write_at_once(directory: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: derive("names", make), range(40))) == [VALUE] * 40
    assert len(list(directory.iterdir())) == 1
