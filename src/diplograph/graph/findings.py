"""Findings: what the checks have to say about the data, each with its place in a source document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from diplograph.lines import find_place

if TYPE_CHECKING:
    from collections.abc import Mapping

Severity = Literal["error", "warning", "note"]


class Finding(NamedTuple):
    """One thing that a check found.

    ``line`` and ``column`` count from 1, in code points; 0 = the finding has no place in a document. ``start`` and
    ``end`` are half-open code points of the stored text, and ``exact`` is the text between them. ``value`` is what is
    wrong of the node, and ``component`` the sort of constraint that says so, a local name of SHACL's vocabulary.
    """

    severity: Severity
    message: str
    check: str
    node: str = ""
    claim: str = ""
    document: str = ""
    line: int = 0
    column: int = 0
    start: int = 0
    end: int = 0
    exact: str = ""
    value: str = ""
    component: str = ""

    def __str__(self) -> str:
        """Write the finding as compilers do: ``document:line:column: severity: message``."""
        place = ":".join(str(part) for part in (self.document, self.line, self.column) if part)
        return f"{place}: {self.severity}: {self.message}" if place else f"{self.severity}: {self.message}"


def place(finding: Finding, document: str, span: tuple[int, int], texts: Mapping[str, str]) -> Finding:
    """Add to a finding the place in a document that it is about."""
    start, end = span
    text = texts.get(document, "")
    line, column = find_place(text, start)
    return finding._replace(document=document, line=line, column=column, start=start, end=end, exact=text[start:end])
