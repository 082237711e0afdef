"""Shows the ledger on a terminal: how much of each document was read, and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from diplograph.account.coverage import READ, STATES, Entry, State
from diplograph.lines import find_place
from diplograph.model import Document
from diplograph.screen import WIDTH, clean, shorten

_NAME = 33
#: Short names of the states for the heads of columns.
_SHORT: Mapping[State, str] = {
    "claims": "claims",
    "unmatched": "no pat.",
    "ambiguous": "ambig.",
    "inexpressible": "no expr",
    "nothing": "nothing",
}
#: What an account of what was missed lists.
UNREAD: tuple[State, ...] = ("unmatched", "ambiguous", "inexpressible")


def summarize(entries: Iterable[Entry]) -> dict[State, tuple[int, int]]:
    """Count the entries and the visible characters of each state, in the order of the states."""
    pieces: Counter[State] = Counter()
    characters: Counter[State] = Counter()
    for entry in entries:
        pieces[entry.state] += 1
        characters[entry.state] += entry.characters
    return {state: (pieces[state], characters[state]) for state in STATES}


def format_coverage(ledgers: Mapping[str, Sequence[Entry]]) -> str:
    """Show ledgers by document: units in each state; then the states of all with their share of the characters.

    A unit is a sentence, a list item or a table row; shares are of the visible characters.

    Args:
        ledgers: Entries by the id of their document.
    """
    rows = [(name, summarize(entries)) for name, entries in sorted(ledgers.items())]
    whole = summarize(entry for entries in ledgers.values() for entry in entries)
    lines = [
        _aligned("document", "units", [_SHORT[state] for state in READ]),
        *(_document_row(name, counts) for name, counts in rows),
        "",
        *_state_rows(whole),
    ]
    return "".join(f"{line}\n" for line in lines)


def _document_row(name: str, counts: Mapping[State, tuple[int, int]]) -> str:
    """Lay out the row of a document."""
    units = [counts[state][0] for state in READ]
    return _aligned(name, str(sum(units)), [str(count) if count else "·" for count in units])


def _aligned(name: str, units: str, cells: Sequence[str]) -> str:
    """Lay the cells of a row out in columns."""
    return f"{shorten(name, _NAME):{_NAME}}{units:>7}{''.join(f'{cell:>8}' for cell in cells)}"


def _state_rows(counts: Mapping[State, tuple[int, int]]) -> Iterator[str]:
    """Yield the rows of the second table: states, pieces, characters, shares, and their sums."""
    whole = sum(characters for _, characters in counts.values())
    yield f"{'state':32}{'pieces':>10}{'characters':>14}{'share':>10}"
    for state, (pieces, characters) in counts.items():
        yield f"{STATES[state]:32}{pieces:>10,}{characters:>14,}{_percent(characters, whole):>10}"
    yield f"{'all visible text':32}{sum(pieces for pieces, _ in counts.values()):>10,}{whole:>14,}{_percent(whole, whole):>10}"


def _percent(part: int, whole: int) -> str:
    """Write a share in per cent, a dash where there is nothing."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def list_unread(document: Document, entries: Iterable[Entry], states: Sequence[State] = UNREAD) -> str:
    """List the entries in some states as compilers list warnings: place, state, reason, then the text.

    Args:
        document: The document that the entries account for.
        entries: The entries.
        states: The states to list.
    """
    lines: list[str] = []
    for entry in entries:
        if entry.state in states:
            line, column = find_place(document.text, entry.start)
            place = f"{document.id}:{line}:{column}"
            reason = f": {entry.reason}" if entry.reason else ""
            text = " ".join(document.text[entry.start : entry.end].split())
            lines += [f"{place}: {STATES[entry.state]}{reason}", f"    {shorten(clean(text), WIDTH - 4)}"]
    return "".join(f"{line}\n" for line in lines)
