"""What a store holds, in words and numbers for the screen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from diplograph.screen import clean, count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FINDINGS_SHOWN = 10
_NAMES_SHOWN = 8
_WIDTH = 12


def describe_record(record: Mapping[str, Any], findings_shown: str = "") -> str:
    """Describe the record of a build: claims by kind, triples, findings, unresolved names and the hash.

    Args:
        record: What the build recorded.
        findings_shown: The first findings, with the lines that they are about; without it, their places only.
    """
    claims, findings, unresolved = record["claims"], record["findings"], record["unresolved"]
    total = sum(claims.values())
    severities = Counter(finding["severity"] for finding in findings)
    lines = [
        _line("documents", str(len(record["documents"]))),
        _line("claims", f"{total}, of them {record['plain']} positive and asserted"),
        *(
            f"{'':{_WIDTH}}{number:6}  {kind}"
            for kind, number in sorted(claims.items(), key=lambda item: (-item[1], item[0]))
        ),
        _line(
            "triples",
            f"{record['stated']} stated, {record['inferred']} inferred; {record['quads']} quads in all graphs",
        ),
        _line("findings", ", ".join(count(severities[name], name) for name in ("error", "warning", "note"))),
        *(f"  {line}" for line in _show(findings, findings_shown)),
        *_rest(len(findings), _FINDINGS_SHOWN, "diplograph validate"),
        _line("unresolved", f"{len(unresolved)} names that no reference table knows"),
        *(f"  {clean(name)} ({kind})" for name, kind, _ in unresolved[:_NAMES_SHOWN]),
        *_rest(len(unresolved), _NAMES_SHOWN, "diplograph stats --unresolved"),
        _line("hash", record["hash"]),
    ]
    return "".join(f"{line}\n" for line in lines)


def list_unresolved(record: Mapping[str, Any]) -> str:
    """List all unresolved names with the class that their role implies and their number."""
    return "".join(f"{number:5}  {clean(name)} ({kind})\n" for name, kind, number in record["unresolved"])


def _show(findings: Sequence[Mapping[str, Any]], shown: str) -> list[str]:
    """Give the lines of the findings, else their places."""
    return shown.splitlines() or [_place(finding) for finding in findings[:_FINDINGS_SHOWN]]


def _line(name: str, text: str) -> str:
    """Write a line with its name in the margin."""
    return f"{name:{_WIDTH}}{text}"


def _rest(total: int, shown: int, command: str) -> list[str]:
    """Say how many are not shown, and how to see them."""
    return [f"  … and {total - shown} more: {command}"] if total > shown else []


def _place(finding: Mapping[str, Any]) -> str:
    """Write a finding with its place."""
    place = ":".join(str(part) for part in (finding["document"], finding["line"], finding["column"]) if part)
    text = f"{finding['severity']}: {finding['message']}"
    return f"{place}: {text}" if place else text
