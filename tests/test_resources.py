"""Tests of finding the files that the package is made of, in a checkout and in a wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diplograph.errors import InputError
from diplograph.resources import find_resource, find_root

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("parts", [("ontology", "diplograph.ttl"), ("ontology/reference",), ("seeds",)])
def test_bundled_resources_are_found(parts: tuple[str, ...]) -> None:
    path = find_resource(*parts)
    assert path.exists()
    assert path.parts[-1] == parts[-1].rsplit("/", 1)[-1]


@pytest.mark.parametrize("parts", [("ontology", "no-such.ttl"), ("", "nowhere")])
def test_missing_resource_is_an_input_error(parts: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="no such resource"):
        find_resource(*parts)


@pytest.mark.parametrize("parts", [("..", "secret"), ("ontology", "../../secret"), ("/etc/hostname",)])
def test_names_that_lead_out_of_the_tree_are_refused(parts: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="not the name of a resource"):
        find_resource(*parts)


def test_checkout_is_read_in_place(tmp_path: Path) -> None:
    package = _make_checkout(tmp_path)
    assert find_root(package) == tmp_path


def test_wheel_in_an_environment_inside_a_checkout_reads_its_own_data(tmp_path: Path) -> None:
    _make_checkout(tmp_path)
    package = tmp_path / ".venv" / "lib" / "site-packages" / "diplograph"
    (package / "data").mkdir(parents=True)
    assert find_root(package) == package / "data"


def test_project_without_ontology_is_no_checkout(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    package = tmp_path / "src" / "diplograph"
    package.mkdir(parents=True)
    assert find_root(package) == package / "data"


def _make_checkout(root: Path) -> Path:
    (root / "pyproject.toml").touch()
    (root / "ontology").mkdir()
    package = root / "src" / "diplograph"
    package.mkdir(parents=True)
    return package
