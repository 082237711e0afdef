"""Find the files that the package is made of: the ontology, the saved questions and the bundled documents."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from diplograph.errors import InputError


def find_resource(*parts: str) -> Path:
    """Find a file or folder under ``ontology/``, ``queries/`` or ``seeds/``.

    >>> find_resource("ontology", "diplograph.ttl").name
    'diplograph.ttl'

    Raises:
        InputError: There is no such file, or the name leads out of the tree.
    """
    name = "/".join(parts)
    if any(part.startswith("/") or ".." in part.split("/") for part in parts):
        raise InputError("not the name of a resource", path=name, expected="a relative name without '..'")
    path = find_root(Path(str(files("diplograph")))).joinpath(*parts)
    if not path.exists():
        raise InputError("no such resource", path=name)
    return path


def find_root(package: Path) -> Path:
    """Find the folder that holds ``ontology/``, ``queries/`` and ``seeds/`` for a package in this folder.

    A wheel carries them in the package's ``data/``. A checkout, also one that is installed editable, has them at its
    top and is read in place, so that an edit is seen at once. The wheel comes first: it may stand in an environment
    that lies inside somebody's checkout.
    """
    data = package / "data"
    if data.is_dir():
        return data
    for folder in package.parents:
        if (folder / "pyproject.toml").is_file() and (folder / "ontology").is_dir():
            return folder
    return data
