"""Reads the values of a question's parameters as they stand on a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence


def read_parameters(arguments: Sequence[str]) -> dict[str, str]:
    """Read ``--name value`` and ``--name=value``.

    >>> read_parameters(["--since", "1997", "--other-party=Chile"])
    {'since': '1997', 'other_party': 'Chile'}

    Raises:
        QueryError: An argument is neither, or a value is missing.
    """
    values, rest = {}, list(arguments)
    while rest:
        flag = rest.pop(0)
        name, equals, value = flag.removeprefix("--").partition("=")
        if not flag.startswith("--") or not name:
            raise QueryError(f"unknown argument {flag!r}", expected="--PARAMETER VALUE")
        if not equals:
            if not rest:
                raise QueryError(f"{flag} has no value", expected=f"{flag} VALUE")
            value = rest.pop(0)
        values[name.replace("-", "_")] = value
    return values
