"""Counts the steps that a backtracking matcher takes for a regular expression: its work, without a clock.

The matcher walks the same syntax tree as ``re`` does and tries alternatives in the same order; ``re`` takes shortcuts,
so that it never does more. Each comparison of a character, each position and each try of a repetition is a step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

_PARSER: Any = import_module("re._parser")
_WORD, _DIGIT, _SPACE = re.compile(r"\w"), re.compile(r"\d"), re.compile(r"\s")
_CATEGORIES = {"WORD": _WORD, "DIGIT": _DIGIT, "SPACE": _SPACE}


def parse(pattern: re.Pattern[str]) -> Any:
    """Give the syntax tree of an expression."""
    return _PARSER.parse(pattern.pattern, pattern.flags)


#: Spans of the groups, of which the one with the number 0 is not used.
Groups = dict[int, tuple[int, int]]
#: What comes next: given a position and the groups, it yields the ends of the matches from there.
Next = Callable[[int, Groups], Iterator[int]]


class TooManyStepsError(Exception):
    """The expression takes more steps than it may."""


class Matcher:
    """Matches one regular expression on one text, counting steps.

    Attributes:
        steps: The steps so far.
    """

    def __init__(self, pattern: re.Pattern[str], text: str, limit: int = 10**7) -> None:
        self.steps = 0
        self._text = text
        self._limit = limit
        self._tree = parse(pattern)
        self._flags = pattern.flags

    def match(self) -> int | None:
        """Give the end of the match at the beginning, if there is one."""
        return next(self._sequence(list(self._tree), 0, {}, _done, self._flags), None)

    def find_all(self) -> list[tuple[int, int]]:
        """Find the spans that ``finditer`` would find."""
        spans, position = [], 0
        while position <= len(self._text):
            end = next(self._sequence(list(self._tree), position, {}, _done, self._flags), None)
            # an empty match right behind the last one counts, as it does for ``finditer``
            if end is not None:
                spans.append((position, end))
            position = position + 1 if end is None or end == position else end
        return spans

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self._limit:
            raise TooManyStepsError

    def _sequence(self, items: list[Any], position: int, groups: Groups, then: Next, flags: int) -> Iterator[int]:
        """Match a sequence of nodes, then what comes next."""
        for index, (name, value) in enumerate(items):
            self._step()
            kind = str(name)
            if kind in {"LITERAL", "NOT_LITERAL", "ANY", "IN"}:
                if not self._fits(kind, value, position, flags):
                    return
                position += 1
            elif kind == "AT":
                if not self._at(str(value), position, flags):
                    return
            elif kind in {"ASSERT", "ASSERT_NOT"}:
                if self._looks(value, position, groups, flags) == (kind == "ASSERT_NOT"):
                    return
            else:
                rest = items[index + 1 :]

                def onward(at: int, held: Groups, rest: list[Any] = rest) -> Iterator[int]:
                    return self._sequence(rest, at, held, then, flags)

                yield from self._branching(kind, value, position, groups, onward, flags)
                return
        yield from then(position, groups)

    def _branching(self, kind: str, value: Any, position: int, groups: Groups, then: Next, flags: int) -> Iterator[int]:
        """Match a node that may match in several ways."""
        if kind == "BRANCH":
            for branch in value[1]:
                yield from self._sequence(list(branch), position, groups, then, flags)
        elif kind == "SUBPATTERN":
            group, added, removed, inner = value

            def close(at: int, held: Groups) -> Iterator[int]:
                return then(at, held if group is None else {**held, group: (position, at)})

            yield from self._sequence(list(inner), position, groups, close, (flags | added) & ~removed)
        elif kind == "GROUPREF":
            start, end = groups.get(value, (0, -1))
            if start <= end and self._text.startswith(self._text[start:end], position):
                yield from then(position + end - start, groups)
        elif kind == "ATOMIC_GROUP":
            last = next(self._sequence(list(value), position, groups, _done, flags), None)
            if last is not None:
                yield from then(last, groups)
        else:
            yield from self._repeated(kind, value, position, groups, then, flags)

    def _repeated(self, kind: str, value: Any, position: int, groups: Groups, then: Next, flags: int) -> Iterator[int]:
        """Match a repetition."""
        least, most, inner = value
        items = list(inner)
        if kind == "POSSESSIVE_REPEAT":
            count = 0
            while count < most:
                last = next(self._sequence(items, position, groups, _done, flags), None)
                if last is None or (last == position and count >= least):
                    break
                position, count = last, count + 1
            if count >= least:
                yield from then(position, groups)
        elif len(items) == 1 and str(items[0][0]) in {"LITERAL", "NOT_LITERAL", "ANY", "IN"}:
            yield from self._repeated_character(kind, (least, most, items[0]), position, groups, then, flags)
        else:
            yield from self._repeated_group(kind, (least, most, items), position, groups, then, flags, 0)

    def _repeated_character(
        self, kind: str, value: Any, position: int, groups: Groups, then: Next, flags: int
    ) -> Iterator[int]:
        """Match a repetition of one character: as many as there are, or as few, and then one more or less."""
        least, most, (name, character) = value
        end = position
        if kind == "MIN_REPEAT":
            while end - position <= most:
                if end - position >= least:
                    yield from then(end, groups)
                if not self._fits(str(name), character, end, flags):
                    return
                end += 1
            return
        while end - position < most and self._fits(str(name), character, end, flags):
            end += 1
        while end - position >= least:
            self._step()
            yield from then(end, groups)
            end -= 1

    def _repeated_group(  # noqa: PLR0917 - as the others, with the number of repetitions
        self, kind: str, value: Any, position: int, groups: Groups, then: Next, flags: int, count: int
    ) -> Iterator[int]:
        """Match a repetition of a group."""
        least, most, items = value
        self._step()

        def again(at: int, held: Groups) -> Iterator[int]:
            if at == position and count >= least:
                return iter(())
            return self._repeated_group(kind, value, at, held, then, flags, count + 1)

        if kind == "MIN_REPEAT" and count >= least:
            yield from then(position, groups)
        if count < most:
            yield from self._sequence(items, position, groups, again, flags)
        if kind == "MAX_REPEAT" and count >= least:
            yield from then(position, groups)

    def _looks(self, value: Any, position: int, groups: Groups, flags: int) -> bool:
        """Look ahead, or behind by the width of what is looked for."""
        direction, inner = value
        if direction < 0:
            width = inner.getwidth()[0]
            position -= width
        return position >= 0 and any(True for _ in self._sequence(list(inner), position, groups, _done, flags))

    def _fits(self, kind: str, value: Any, position: int, flags: int) -> bool:
        """Compare one character."""
        self._step()
        if position >= len(self._text):
            return False
        character = self._text[position]
        if kind == "ANY":
            return character != "\n" or bool(flags & re.DOTALL)
        forms = {character, character.lower(), character.upper()} if flags & re.IGNORECASE else {character}
        if kind == "IN":
            return _is_in(value, forms)
        found = any(ord(form) == value for form in forms if len(form) == 1)
        return found == (kind == "LITERAL")

    def _at(self, name: str, position: int, flags: int) -> bool:
        """Tell whether a position is of a kind."""
        text, many = self._text, bool(flags & re.MULTILINE)
        if name == "AT_BEGINNING":
            return position == 0 or (many and text[position - 1] == "\n")
        if name == "AT_BEGINNING_STRING":
            return position == 0
        if name == "AT_END":
            return position == len(text) or text[position:] == "\n" or (many and text[position] == "\n")
        if name == "AT_END_STRING":
            return position == len(text)
        before = position > 0 and _WORD.match(text[position - 1]) is not None
        behind = position < len(text) and _WORD.match(text[position]) is not None
        return (before != behind) == (name == "AT_BOUNDARY")


def _done(position: int, _groups: Groups) -> Iterator[int]:
    """Yield the end of a whole match."""
    yield position


def _is_in(members: Any, forms: set[str]) -> bool:
    """Tell whether one of the forms of a character is in a class."""
    negated = str(members[0][0]) == "NEGATE"
    found = any(_is_member(str(name), value, form) for name, value in members for form in forms if len(form) == 1)
    return found != negated


def _is_member(name: str, value: Any, character: str) -> bool:
    if name == "LITERAL":
        return bool(ord(character) == value)
    if name == "RANGE":
        return bool(value[0] <= ord(character) <= value[1])
    if name == "CATEGORY":
        word = str(value).removeprefix("CATEGORY_")
        return (_CATEGORIES[word.removeprefix("NOT_")].match(character) is not None) != word.startswith("NOT_")
    return False
