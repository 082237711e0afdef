"""What changed between two builds, or two revisions of a document: facts added, withdrawn, re-dated, only moved."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from diplograph.graph.mint import mint_claim
from diplograph.graph.sayings import Saying, group_sayings

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

Sort = Literal["added", "withdrawn", "re-dated", "changed", "moved"]
SORTS: tuple[Sort, ...] = ("added", "withdrawn", "re-dated", "changed", "moved")


class Change(NamedTuple):
    """A change of what a document says; ``None`` on the side where it does not say it.

    ``details`` are the dates or roles that differ: the name, the old and the new value.
    """

    sort: Sort
    old: Saying | None
    new: Saying | None
    details: tuple[tuple[str, str, str], ...]


def find_changes(old: Iterable[Saying], new: Iterable[Saying]) -> list[Change]:
    """Find what changed, in the order of sorts, documents and characters; what stayed as it was is left out."""
    before, after = group_sayings(old), group_sayings(new)
    found = [change for key in {**before, **after} for change in _match_group(before.get(key, []), after.get(key, []))]
    return sorted(found, key=_by_place)


def _by_place(change: Change) -> tuple[int, str, int, str]:
    """Sort changes by their sorts, then by their places."""
    saying = change.new or change.old
    assert saying is not None
    return SORTS.index(change.sort), saying.claim.document, saying.claim.start, saying.claim.to_json()


def _match_group(old: list[Saying], new: list[Saying]) -> Iterator[Change]:
    """Match what is said of one key: the same first, then what differs in less and less."""
    _match(old, new, _identify)
    for before, after in _match(old, new, _read_content):
        yield Change("moved", before, after, ())
    for before, after in _match(old, new, _read_roles):
        yield Change("re-dated", before, after, _list_differences(before.dates, after.dates))
    for before, after in _match(old, new, lambda saying: (saying.claim.document, saying.node)):
        yield Change("changed", before, after, _describe_change(before, after))
    for before, after in _match(old, new, _read_occasion):
        yield Change("changed", before, after, _describe_change(before, after))
    yield from (Change("withdrawn", saying, None, ()) for saying in old)
    yield from (Change("added", None, saying, ()) for saying in new)


def _match(old: list[Saying], new: list[Saying], read: Callable[[Saying], Hashable]) -> list[tuple[Saying, Saying]]:
    """Take out of both lists the pairs for which something is the same."""
    pairs = []
    for before in list(old):
        after = next((saying for saying in new if read(saying) == read(before)), None)
        if after is not None:
            old.remove(before)
            new.remove(after)
            pairs.append((before, after))
    return pairs


def _identify(saying: Saying) -> Hashable:
    """Read what tells a claim from all others."""
    return mint_claim(saying.claim).value


def _read_content(saying: Saying) -> Hashable:
    """Read all that a claim says, wherever it stands."""
    return _read_roles(saying), tuple(sorted(saying.dates.items()))


def _read_roles(saying: Saying) -> Hashable:
    """Read all that a claim says but for its dates."""
    claim = saying.claim
    return claim.document, claim.polarity, claim.modality, tuple(sorted(saying.values.items()))


def _read_occasion(saying: Saying) -> Hashable:
    """Read what tells one fact of a key from others: nothing, or its dates where it may happen again."""
    return saying.claim.document, tuple(sorted(saying.dates.items())) if saying.repeated else ()


def _describe_change(before: Saying, after: Saying) -> tuple[tuple[str, str, str], ...]:
    """List what differs: standing, dates, values."""
    values = [{name: ", ".join(v) for name, v in saying.values.items()} for saying in (before, after)]
    standing = [{"polarity": s.claim.polarity, "modality": s.claim.modality} for s in (before, after)]
    return (
        *_list_differences(standing[0], standing[1]),
        *_list_differences(before.dates, after.dates),
        *_list_differences(values[0], values[1]),
    )


def _list_differences(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """List what differs between two tables: the name, the old and the new value."""
    names = sorted({*old, *new})
    return tuple((name, old.get(name, ""), new.get(name, "")) for name in names if old.get(name) != new.get(name))


def count_changes(changes: Iterable[Change]) -> dict[str, int]:
    """Count changes by their sorts, in the order of these."""
    counts = Counter(change.sort for change in changes)
    return {sort: counts[sort] for sort in SORTS}
