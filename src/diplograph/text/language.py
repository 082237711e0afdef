r"""The pattern language: from one line that reads like the sentences it matches to a regular expression.

A sentence is matched as a row of tokens: words in lower case, punctuation, and mentions. Articles and quotation marks
are not part of the row. The elements of a pattern:

| written | matches |
|---|---|
| `visit` | that word |
| `open~` | the word with an ending: `opens opened opening openings` |
| `(a|b c)` | one of the alternatives |
| `[a|b]` | one of the alternatives, or nothing |
| `{host:territory}` | a mention of that class, kept as `host`; several classes as `territory|place` |
| `{host:territory+}` | an enumeration of such mentions |
| `{level=state|official}` | one of the words, kept as `level` |
| `{reason:text}` | any words up to a semicolon, as few as the rest of the pattern allows; `{reason:rest}` as many |
| `{goods:texts}` | the same, taken apart at commas and "and"; `{goods:rests}` as many |
| `(a|b)*3` | up to three times |
| `(=, {x:office})` | what must follow, without taking it |
| `<visit>` | the pattern of that name in `[macros]`; `<aux>` takes up to seven auxiliaries and adverbs |
| `...` | up to 24 tokens, no semicolon among them and no mention like the slot before; `..` up to five, no mentions |
| `^` `$` | the sentence's beginning and end |
| `\(` | the character itself |

A slot's name may stand in several alternatives. Matching is linear in practice: every gap is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from diplograph.errors import PatternError

#: First private-use character for classes of mentions, and the first and last for the index of a mention in its sentence.
CLASS_BASE, INDEX_BASE, INDEX_LAST = 0xE000, 0xE400, 0xF8FF
#: Any mention token, any token that is no mention, any token.
MENTION = "[\ue000-\ue3ff][\ue400-\uf8ff] "
PLAIN = "[^ \ue000-\uf8ff]+ "
TOKEN = "[^ ]+ "  # noqa: S105 (a token of text)
_SEPARATOR = (
    r"(?:; (?:and )?|, (?:and |or |as well as |& )?|(?:and|or|as well as|together with|along with|including|&|/) )"
)
_JOINT = r"(?:; (?:and )?|, (?:and |or |as well as |& )|(?:and|or|as well as|together with|along with|&|/) )"
#: Words too common to say that a pattern may match.
_MARK = "\x01"
_AUXILIARIES = f"(?:(?:[^ ]+{_MARK}|,) ){{0,7}}"
_COMMON = frozenset(
    "of in to and by with for on at was is are were has had have from as its it that which be been not , ( ) ' 's : his her"
    " their both two or an also ; - who".split()
)
_ELEMENT = re.compile(
    r"\s*(?:(?P<gap>\.\.\.?)|(?P<macro><[\w-]+>)|\{(?P<slot>\w+):(?P<classes>[\w|-]+)(?P<list>\+?)\}"
    r"|\{(?P<kept>\w+)=(?P<words>[^}]+)\}|(?P<open>\(=|[(\[])|(?P<close>[)\]](?:\*\d)?)|(?P<bar>\|)|(?P<anchor>[\^$])|\\(?P<literal>.)|(?P<word>[^\s()\[\]{}<>|^$\\]+))"
)


@dataclass(frozen=True, slots=True)
class Alphabet:
    """How tokens are written for matching.

    Attributes:
        chars: The private-use character of each class of mentions.
        auxiliaries: Words that ``<aux>`` takes; they carry a mark, so that no pattern needs to list them.
    """

    chars: Mapping[str, str]
    auxiliaries: frozenset[str] = frozenset()

    def of_class(self, cls: str) -> str:
        """Give the character of a class.

        Raises:
            PatternError: There is no such class.
        """
        if cls not in self.chars:
            raise PatternError(f"no class of mentions {cls!r}", expected=", ".join(sorted(self.chars)))
        return self.chars[cls]

    def of_word(self, word: str) -> str:
        """Write a word."""
        return word + _MARK if word in self.auxiliaries else word


@dataclass
class Compiled:
    """A compiled pattern.

    Attributes:
        text: The pattern as it is written.
        source: The regular expression that it becomes.
        regex: The same compiled, when it is first asked for (most patterns meet no trigger); it matches encoded sentences; groups are named ``slot__n``, ``slot__nt`` where they hold free text and
            ``slot__nkt`` where they hold kept words,
            ``slot__nlt`` where they hold a list in words.
        slots: The names of the slots, in order.
        triggers: A sentence can only match where one of these tokens or ``{class}`` keys occurs in it.
    """

    text: str
    source: str
    slots: tuple[str, ...]
    triggers: frozenset[str]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compile the regular expression."""
        return re.compile(self.source)


@dataclass(slots=True)
class Part:
    """A piece of a pattern: its regular expression and the tokens of which one must occur (None: not known)."""

    source: str
    needs: frozenset[str] | None = None
    repeated: bool = False


@dataclass(slots=True)
class Parser:
    """A recursive-descent parser over the elements of one pattern."""

    text: str
    macros: Mapping[str, str]
    alphabet: Alphabet
    position: int = 0
    groups: list[str] = field(default_factory=list)
    depth: int = 0
    last: str = ""

    def elements(self) -> Iterator[re.Match[str]]:
        """Yield the elements from the current position; the position moves on with them."""
        end = len(self.text.rstrip())
        while self.position < end:
            match = _ELEMENT.match(self.text, self.position)
            if match is None:
                raise PatternError(
                    f"{self.text!r}: cannot read {self.text[self.position :]!r}", column=self.position + 1
                )
            self.position = match.end()
            yield match

    def sequence(self, closing: str) -> Part:
        """Parse alternatives separated by bars up to ``closing`` ("" for the end of the text)."""
        branches: list[list[Part]] = [[]]
        for match in self.elements():
            if match["close"]:
                if match["close"][0] != closing:
                    raise PatternError(f"{self.text!r}: {match['close']!r} closes nothing", column=match.start() + 1)
                whole, times = _alternatives(branches), match["close"][2:]
                return Part(f"{whole.source}{{0,{times}}}", repeated=True) if times else whole
            if match["bar"]:
                branches.append([])
            else:
                branches[-1].append(self.part(match))
        if closing:
            raise PatternError(f"{self.text!r}: {closing!r} is missing", column=len(self.text))
        return _alternatives(branches)

    def part(self, match: re.Match[str]) -> Part:
        """Translate one element."""
        if match["open"]:
            return self.group(match["open"])
        if match["kept"]:
            return self.kept(match["kept"], match["words"].split("|"))
        if match["slot"]:
            return self.slot(match["slot"], match["classes"].split("|"), several=bool(match["list"]))
        if match["macro"]:
            return self.macro(match["macro"][1:-1])
        if match["gap"] or match["anchor"]:
            return Part(self.fixed(match["gap"] or match["anchor"]))
        if match["word"] and match["word"].startswith("*"):
            raise PatternError(f"{self.text!r}: only a group can be repeated", column=match.start() + 1)
        return self.word(match["literal"] or match["word"])

    def fixed(self, sign: str) -> str:
        """Translate a gap or an anchor."""
        signs = {"...": f"(?:(?![;{self.last}]){TOKEN}){{0,24}}?", "..": f"(?:{PLAIN}){{0,5}}?", "^": r"\A", "$": r"\Z"}
        return signs[sign]

    def group(self, opening: str) -> Part:
        """Translate a group: alternatives, an option, or what must follow."""
        inner = self.sequence("]" if opening == "[" else ")")
        if opening == "(":
            return inner
        if opening == "(=":
            return Part(f"(?={inner.source})")
        return Part(inner.source if inner.repeated else f"{inner.source}?")

    def slot(self, name: str, classes: list[str], *, several: bool) -> Part:
        """Translate a slot; its group gets a number so that the name may occur again."""
        free = classes[0] in {"text", "rest", "word", "texts", "rests"}
        group = f"{name}__{len(self.groups)}{'l' if classes[0] in {'texts', 'rests'} else ''}{'t' if free else ''}"
        self.groups.append(name)
        if classes[0] in {"text", "rest", "texts", "rests"}:
            return Part(f"(?P<{group}>(?:(?!;){TOKEN}){{1,60}}{'?' if classes[0].startswith('text') else ''})")
        if classes == ["word"]:
            return Part(f"(?P<{group}>{PLAIN})")
        self.last = "".join(map(self.alphabet.of_class, classes))
        if several and "territory" in classes:
            classes = [*classes, "pair"]
        one = f"[{''.join(map(self.alphabet.of_class, classes))}][\ue400-\uf8ff] "
        # two names with only a comma between are no enumeration ("amid the war in Chad, France signed …")
        source = (
            f"{one}(?:(?:{_SEPARATOR}{one})*?{_JOINT}{one}(?:{_SEPARATOR}{one})*|(?:, {one}){{2,}})?"
            if several
            else one
        )
        return Part(f"(?P<{group}>{source})", frozenset(f"{{{cls}}}" for cls in classes))

    def kept(self, name: str, words: list[str]) -> Part:
        """Translate words that are kept."""
        group = f"{name}__{len(self.groups)}kt"
        self.groups.append(name)
        forms = [[self.word(word) for word in form.split()] for form in words]
        inner = _alternatives(forms)
        return Part(f"(?P<{group}>{inner.source})", inner.needs)

    def word(self, word: str) -> Part:
        """Translate a word, with its endings where it ends in ``~``."""
        word = word.lower()
        forms = inflections(word[:-1]) if word.endswith("~") else [word]
        written = [re.escape(self.alphabet.of_word(form)) for form in forms]
        return Part(f"{written[0]} " if len(written) == 1 else f"(?:{'|'.join(written)}) ", frozenset(forms))

    def macro(self, name: str) -> Part:
        """Expand a macro in place; ``<aux>`` is built in."""
        if name == "aux":
            return Part(_AUXILIARIES)
        if name not in self.macros:
            raise PatternError(f"{self.text!r}: no macro <{name}>", expected=", ".join(sorted(self.macros)))
        if self.depth > 8:
            raise PatternError(f"{self.text!r}: macro <{name}> contains itself")
        inner = Parser(self.macros[name], self.macros, self.alphabet, groups=self.groups, depth=self.depth + 1)
        return inner.sequence("")


def inflections(stem: str) -> list[str]:
    """List the regular forms of an English word.

    >>> inflections("establish")
    ['establish', 'establishs', 'establishes', 'established', 'establishing']
    >>> inflections("close")
    ['close', 'closes', 'closed', 'closing']
    >>> inflections("treaty")
    ['treaty', 'treaties', 'treatied', 'treatying']
    """
    if stem.endswith("y") and stem[-2:-1] not in "aeiou":
        return [stem, f"{stem[:-1]}ies", f"{stem[:-1]}ied", f"{stem}ing"]
    if stem.endswith("e"):
        return [stem, f"{stem}s", f"{stem}d", f"{stem[:-1]}ing"]
    return [stem, *(stem + ending for ending in ("s", "es", "ed", "ing"))]


def _alternatives(branches: list[list[Part]]) -> Part:
    """Join branches into one group."""
    parts = [_joined(branch) for branch in branches]
    source = "|".join(part.source for part in parts)
    if any(part.needs is None for part in parts):
        return Part(f"(?:{source})")
    return Part(f"(?:{source})", frozenset().union(*(part.needs or frozenset() for part in parts)))


def _joined(branch: list[Part]) -> Part:
    """Join a sequence; of what must occur, the most telling set is kept."""
    known = [part.needs for part in branch if part.needs]
    return Part("".join(part.source for part in branch), min(known, key=_weight) if known else None)


def _weight(needs: frozenset[str]) -> tuple[int, int]:
    """Rank a set of needed tokens: telling words first, then word lists, then common words and names."""
    if any(need in _COMMON for need in needs):
        return (2, len(needs))
    if any(need.startswith("{") for need in needs):
        return (1 if not needs & {"{territory}", "{date}", "{person}", "{place}", "{name}"} else 2, len(needs))
    return (0, len(needs))


def compile_pattern(text: str, macros: Mapping[str, str], alphabet: Alphabet) -> Compiled:
    """Compile one pattern.

    Args:
        text: The pattern.
        macros: Patterns by name, for ``<name>``.
        alphabet: How tokens are written.

    Raises:
        PatternError: Where the pattern cannot be read.
    """
    parser = Parser(text, macros, alphabet)
    whole = parser.sequence("")
    return Compiled(text, f"(?<![^ ]){whole.source}", tuple(dict.fromkeys(parser.groups)), whole.needs or frozenset())
