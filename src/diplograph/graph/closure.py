"""Closes facts under rules, semi-naively over integer columns.

Every class and property is a relation: a sorted column of distinct 64-bit keys, the subject's number above and the
object's below; a class relates its members to themselves, so that a rule of two atoms is always a join. Literals are
numbered from ``FIRST_LITERAL``: they are found by comparison and never become subjects. In every round a rule sees
only what the last round added, beside all that is known.
Source: Abiteboul, Hull and Vianu, Foundations of Databases, section 13.1 (semi-naive evaluation).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diplograph.graph.rules import is_variable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from diplograph.graph.rules import Atom, Rule

    Column = NDArray[np.uint64]

#: A class or property by its IRI, and how many terms it takes.
Relation = tuple[str, int]

FIRST_LITERAL = 1 << 31
_SHIFT, _MASK = np.uint64(32), np.uint64(0xFFFFFFFF)
_EMPTY = np.empty(0, dtype=np.uint64)
#: Pairs that a join makes at once; it bounds the memory of joins that give the same pair many times.
_CHUNK = 1 << 17


class _Step(NamedTuple):
    """A rule as columns see it.

    Attributes:
        head: The relation that it adds to.
        body: One relation, or two that are joined, the objects of the first with the subjects of the second.
        form: The head's terms: ``s`` and ``o`` stand for the body's subject and object, ``c`` for a constant.
        constant: The number of the head's constant.
        wanted: Where it is not ``None``, the body's object must have this number.
    """

    head: Relation
    body: tuple[Relation, ...]
    form: str
    constant: int
    wanted: int | None


def close(
    facts: Mapping[Relation, Column], rules: Sequence[Rule], number: Callable[[str], int]
) -> dict[Relation, Column]:
    """Derive all that follows from facts.

    Args:
        facts: The keys of each relation, sorted and distinct.
        rules: The rules.
        number: Gives the number of a constant of the rules.

    Returns:
        The keys of each relation that are not among the facts, sorted and distinct.
    """
    steps = [_plan(rule, number) for rule in rules]
    users: defaultdict[Relation, list[int]] = defaultdict(list)
    for index, step in enumerate(steps):
        for relation in step.body:
            users[relation].append(index)
    known, delta = dict(facts), dict(facts)
    while delta:
        # Arrays grow in place: a list of columns, joined in the end, takes twice the memory.
        found: defaultdict[Relation, array[int]] = defaultdict(lambda: array("Q"))
        for index in sorted({index for relation in delta for index in users[relation]}):
            head = steps[index].head
            for keys in _apply(steps[index], known, delta):
                new = _subtract(keys, known.get(head, _EMPTY))
                if len(new):
                    found[head].frombytes(new.data.cast("B"))
        delta = {relation: _finish(found.pop(relation)) for relation in sorted(found)}
        for relation, keys in delta.items():
            known[relation] = np.sort(np.concatenate((known[relation], keys))) if relation in known else keys
    # What is known is given up relation by relation, so that at no time it is held twice.
    derived = ((relation, _subtract(known.pop(relation), facts.get(relation, _EMPTY))) for relation in sorted(known))
    return {relation: keys for relation, keys in derived if len(keys)}


def _plan(rule: Rule, number: Callable[[str], int]) -> _Step:
    """Turn a rule into a step; the atoms of its body are put in the order of their join."""
    body = rule.body
    ends = [_find_ends(atom) for atom in body]
    if len(body) == 1:
        subject, value = ends[0]
    elif ends[0][1] == ends[1][0]:
        subject, value = ends[0][0], ends[1][1]
    else:
        raise ValueError(f"the atoms of {rule.name} do not join: {body}")
    places = {value: "o", subject: "s"}
    constants = [term for term in rule.head.terms if not is_variable(term)]
    wanted = None if is_variable(value) else number(value)
    return _Step(
        head=_relate(rule.head),
        body=tuple(map(_relate, body)),
        form="".join(places.get(term, "c") if is_variable(term) else "c" for term in _find_ends(rule.head)),
        constant=number(constants[0]) if constants else 0,
        wanted=wanted,
    )


def _relate(atom: Atom) -> Relation:
    """Give the relation that an atom is about."""
    return atom.name, len(atom.terms)


def _find_ends(atom: Atom) -> tuple[str, str]:
    """Give the subject and the object; the member of a class is both."""
    return atom.terms[0], atom.terms[-1]


def _apply(step: _Step, known: Mapping[Relation, Column], delta: Mapping[Relation, Column]) -> Iterator[Column]:
    """Give the head's keys that a step derives from what is new, sorted, chunk by chunk."""
    first, last = step.body[0], step.body[-1]
    if len(step.body) == 1:
        yield from (_project(part, step) for part in _cut(delta[first]))
        return
    new_first, new_last = delta.get(first, _EMPTY), delta.get(last, _EMPTY)
    all_first, all_last = known.get(first, _EMPTY), known.get(last, _EMPTY)
    for keys in _join(new_first, all_last):
        yield _project(keys, step)
    if len(new_first) < len(all_first):
        for keys in _join(all_first, new_last):
            yield _project(keys, step)


def _project(keys: Column, step: _Step) -> Column:
    """Give the head's keys for those of the body."""
    if step.wanted is not None:
        keys = keys[(keys & _MASK) == np.uint64(step.wanted)]
    if step.form[0] == "o":
        keys = keys[(keys & _MASK) < np.uint64(FIRST_LITERAL)]
    if step.form == "so":
        return keys
    high, low = (_take(keys, step, term) for term in step.form)
    return sort_keys((high << _SHIFT) | low)


def _take(keys: Column, step: _Step, term: str) -> Column:
    """Give the numbers that stand for one term of the head."""
    if term == "c":
        return np.full(len(keys), step.constant, dtype=np.uint64)
    return keys >> _SHIFT if term == "s" else keys & _MASK


def _join(left: Column, right: Column) -> Iterator[Column]:
    """Join the objects of one relation with the subjects of another, some million pairs at a time."""
    if not len(left) or not len(right):
        return
    values = left & _MASK
    starts = np.searchsorted(right, values << _SHIFT)
    counts = np.searchsorted(right, values << _SHIFT | _MASK, side="right") - starts
    matched = np.flatnonzero(counts)
    starts, counts = starts[matched], counts[matched]
    subjects = left[matched] & ~_MASK
    totals = np.cumsum(counts)
    begin = 0
    while begin < len(totals):
        before = totals[begin - 1] if begin else 0
        end = max(int(np.searchsorted(totals, before + _CHUNK, side="right")), begin + 1)
        # A subject is not cut, so that no pair comes twice from two pieces.
        end = int(np.searchsorted(subjects, subjects[end - 1], side="right"))
        sizes = counts[begin:end]
        offsets = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        objects = right[np.repeat(starts[begin:end], sizes) + offsets] & _MASK
        yield sort_keys(np.repeat(subjects[begin:end], sizes) | objects)
        begin = end


def sort_keys(keys: Column) -> Column:
    """Sort keys, each once."""
    keys = np.sort(keys)
    return keys[np.concatenate(([True], keys[1:] != keys[:-1]))] if len(keys) else keys


def _finish(keys: array[int]) -> Column:
    """Sort keys, each once, in their own memory."""
    del keys[_compact(np.frombuffer(keys, dtype=np.uint64)) :]
    return np.frombuffer(keys, dtype=np.uint64)


def _compact(keys: Column) -> int:
    """Sort a column and move its distinct keys to the front; give their number."""
    keys.sort()
    count = 0
    for part in _cut(keys):
        new = part[np.concatenate(([count == 0 or part[0] != keys[count - 1]], part[1:] != part[:-1]))]
        keys[count : count + len(new)] = new
        count += len(new)
    return count


def _subtract(keys: Column, known: Column) -> Column:
    """Leave out what is known already; both are sorted."""
    if not len(known) or not len(keys):
        return keys
    kept = []
    for part in _cut(keys):
        places = np.minimum(np.searchsorted(known, part), len(known) - 1)
        kept.append(part[known[places] != part])
    return kept[0] if len(kept) == 1 else np.concatenate(kept)


def _cut(keys: Column) -> Iterator[Column]:
    """Cut a column into pieces, which bound the memory that working on them takes."""
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))
