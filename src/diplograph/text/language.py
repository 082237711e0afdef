r"""The pattern language: from one line that reads like the sentences it matches to a regular expression.

A sentence is matched as a row of tokens: words in lower case, punctuation, and mentions. Articles and quotation marks
are not part of the row. Each token is one character of the text that the expression sees, so that a list of words is a
class of characters and a gap counts characters: both compile and match quickly. The elements of a pattern:

| written | matches |
|---|---|
| `visit` | that word |
| `open~` | the word with an ending: `opens opened opening openings` |
| `(a|b c)` | one of the alternatives |
| `[a|b]` | one of the alternatives, or nothing |
| `{host:territory}` | a mention of that class, kept as `host`; several classes as `territory|place` |
| `{host:territory+}` | an enumeration of such mentions (remarks in brackets between them are passed over) |
| `{level=state|official}` | one of the words, kept as `level` |
| `{reason:text}` | any words up to a semicolon, as few as the rest of the pattern allows; `{reason:rest}` as many |
| `{goods:texts}` | the same, taken apart at commas and "and"; `{goods:rests}` as many |
| `(a|b)*3` | up to three times |
| `(=, {x:office})` | what must follow, without taking it |
| `<visit>` | the pattern of that name in `[macros]`; `<aux>` takes up to seven auxiliaries and adverbs |
| `...` | up to 24 tokens, no semicolon among them and no mention like the slot before; `..` up to five, no mentions |
| `^` `$` | the sentence's beginning and end |
| `\(` | the character itself |

A slot's name may stand in several alternatives. A match that holds a slot called `stop` says nothing: an exception. Matching is linear in practice: every gap is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from diplograph.errors import PatternError
from diplograph.text.alphabet import PLAIN, Alphabet, class_of, stand_in_order
from diplograph.text.parts import Part, inflections, join_alternatives, join_sequence, make_part, weigh

#: What stands between the members of an enumeration, and before its last; no pattern can write these names.
_BUILT_IN = {
    ", ": ",|including|·|•",
    ", and ": "; [and]|[,] (and|or|&|as well as)|/|(together|along) with",
}
_NUMBER = re.compile(r"(?<=__)\d+(?=[klt]*>)")
_ELEMENT = re.compile(
    r"\s*(?:(?P<gap>\.\.\.?)|(?P<macro><[\w-]+>)|\{(?P<slot>\w+):(?P<classes>[\w|-]+)(?P<list>\+?)\}"
    r"|\{(?P<kept>\w+)=(?P<words>[^}]+)\}|(?P<open>\(=|[(\[])|(?P<close>[)\]](?:\*\d)?)|(?P<bar>\|)|(?P<anchor>[\^$])|\\(?P<literal>.)|(?P<word>[^\s()\[\]{}<>|^$\\]+))"
)


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
        needs: The same for what else must occur: one of each set.
        orders: For each of the outermost alternatives, of which characters one must stand behind the other.
    """

    text: str
    source: str
    slots: tuple[str, ...]
    triggers: frozenset[str]
    needs: tuple[frozenset[str], ...] = ()
    orders: tuple[tuple[str, ...], ...] = ((),)

    def find(self, code: str) -> Iterator[re.Match[str]]:
        """Find the matches in an encoded sentence.

        To compile an expression takes longer than to see that what it needs is there but not in order.
        """
        known = "regex" in vars(self) or any(stand_in_order(order, code) for order in self.orders)
        return self.regex.finditer(code) if known else iter(())

    def __getstate__(self) -> dict[str, object]:
        """Keep all but the compiled expression, which cannot be kept."""
        return {name: value for name, value in vars(self).items() if name != "regex"}

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compile the regular expression."""
        return re.compile(self.source)


@dataclass(frozen=True, slots=True)
class Expanded:
    """What patterns share: words, and macros with the names of their slots, as parts; and the characters of sets."""

    words: dict[str, Part] = field(default_factory=dict)
    macros: dict[str, tuple[Part, list[str]]] = field(default_factory=dict)
    needs: dict[frozenset[str], str] = field(default_factory=dict)


@dataclass(slots=True)
class Parser:
    """A recursive-descent parser over the elements of one pattern.

    Attributes:
        text: The pattern.
        macros: Patterns by name.
        alphabet: How tokens are written.
        expanded: What has been parsed before.
    """

    text: str
    macros: Mapping[str, str]
    alphabet: Alphabet
    expanded: Expanded = field(default_factory=Expanded)
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

    def sequence(self, closing: str) -> tuple[list[Part], str]:
        """Parse alternatives separated by bars up to ``closing`` ("" for the end of the text), and how often they may be."""
        branches: list[list[Part]] = [[]]
        for match in self.elements():
            kind = match.lastgroup
            if kind == "close":
                if match["close"][0] != closing:
                    raise PatternError(f"{self.text!r}: {match['close']!r} closes nothing", column=match.start() + 1)
                return [join_sequence(branch) for branch in branches], match["close"][2:]
            if kind == "bar":
                branches.append([])
            else:
                branches[-1].append(self.part(match))
        if closing:
            raise PatternError(f"{self.text!r}: {closing!r} is missing", column=len(self.text))
        return [join_sequence(branch) for branch in branches], ""

    def part(self, match: re.Match[str]) -> Part:
        """Translate one element."""
        match match.lastgroup:
            case "word" | "literal" as kind:
                if kind == "word" and match[kind].startswith("*"):
                    raise PatternError(f"{self.text!r}: only a group can be repeated", column=match.start() + 1)
                return self.word(match[kind])
            case "open":
                return self.group(match["open"])
            case "words":
                return self.kept(match["kept"], match["words"].split("|"))
            case "list":
                return self.slot(match["slot"], match["classes"].split("|"), several=bool(match["list"]))
            case "macro":
                return self.macro(match["macro"][1:-1])
        return Part(self.fixed(match["gap"] or match["anchor"]))

    def fixed(self, sign: str) -> str:
        """Translate a gap or an anchor."""
        if sign == "...":
            return f"[^{self.alphabet.of_word(';')}{self.last}]{{0,24}}?"
        return {"..": f"{PLAIN}{{0,5}}?", "^": r"\A", "$": r"\Z"}[sign]

    def group(self, opening: str) -> Part:
        """Translate a group: alternatives, an option, or what must follow."""
        branches, times = self.sequence("]" if opening == "[" else ")")
        inner = join_alternatives(branches)
        if times:
            return Part(inner.repeat(f"{{0,{times}}}"))
        if opening == "(":
            return inner
        if opening == "(=":
            return Part(f"(?={inner.source})", all=inner.all)
        return Part(inner.repeat("?"))

    def slot(self, name: str, classes: list[str], *, several: bool) -> Part:
        """Translate a slot; its group gets a number so that the name may occur again."""
        free = classes[0] in {"text", "rest", "word", "texts", "rests"}
        group = f"{name}__{len(self.groups)}{'l' if classes[0] in {'texts', 'rests'} else ''}{'t' if free else ''}"
        self.groups.append(name)
        if classes[0] in {"text", "rest", "texts", "rests"}:
            few = "?" if classes[0].startswith("text") else ""
            return Part(f"(?P<{group}>[^{self.alphabet.of_word(';')}]{{1,60}}{few})")
        if classes == ["word"]:
            return Part(f"(?P<{group}>{PLAIN})")
        self.last = "".join(map(self.alphabet.of_class, classes))
        if several and "territory" in classes:
            classes = [*classes, "pair"]
        source = self.enumeration(classes) if several else class_of(self.last)
        return make_part(f"(?P<{group}>{source})", frozenset(f"{{{cls}}}" for cls in classes))

    def enumeration(self, classes: list[str]) -> str:
        """Translate one mention or several."""
        one = class_of("".join(map(self.alphabet.of_class, classes)))
        listed, joined = self.macro(", ").source, self.macro(", and ").source
        opening, closing = (self.alphabet.of_word(sign) for sign in "()")
        comma = class_of("".join(map(self.alphabet.of_word, ",·•")))
        # a remark in brackets, but no mere date: what is dated is told one by one
        remark = f"[^{opening}{closing}{self.alphabet.of_class('date')}]{{1,12}}|[^{opening}{closing}]{{4,16}}"
        aside = f"(?:{opening}(?:{remark}){closing})?" if {"territory", "organisation"} & set(classes) else ""
        # two names with only a comma between are no enumeration ("amid the war in Chad, France signed …")
        return (
            f"{one}(?:(?:{aside}{listed}{one})*?(?:{aside}{joined}{one}(?:{aside}{listed}{one})*){{1,}}"
            f"|(?:{aside}{comma}{one}){{2,}})?"
        )

    def kept(self, name: str, words: list[str]) -> Part:
        """Translate words that are kept."""
        group = f"{name}__{len(self.groups)}kt"
        self.groups.append(name)
        forms = [join_sequence([self.word(word) for word in form.split()]) for form in words]
        inner = join_alternatives(forms)
        return Part(f"(?P<{group}>{inner.source})", inner.needs, inner.all, inner.order)

    def word(self, word: str) -> Part:
        """Translate a word, with its endings where it ends in ``~``."""
        if word not in self.expanded.words:
            lower = word.lower()
            forms = inflections(lower[:-1]) if lower.endswith("~") else [lower]
            chars = "".join(map(self.alphabet.of_word, forms))
            self.expanded.words[word] = make_part(class_of(chars), frozenset(forms), chars)
        return self.expanded.words[word]

    def macro(self, name: str) -> Part:
        """Expand a macro in place; ``<aux>`` is built in."""
        if name == "aux":
            return Part(f"{self.alphabet.of_auxiliaries()}{{0,7}}")
        if name not in self.expanded.macros:
            self.expanded.macros[name] = self.expand(name)
        part, slots = self.expanded.macros[name]
        if not slots:
            return part
        before = len(self.groups)
        self.groups += slots
        return replace(part, source=_NUMBER.sub(lambda number: str(int(number[0]) + before), part.source))

    def encode(self, needs: frozenset[str]) -> str:
        """Give the characters of needed tokens, sorted."""
        if needs not in self.expanded.needs:
            self.expanded.needs[needs] = "".join(sorted(map(self.alphabet.of_key, needs)))
        return self.expanded.needs[needs]

    def expand(self, name: str) -> tuple[Part, list[str]]:
        """Parse a macro; its slots are numbered from 0."""
        macros = _BUILT_IN if name in _BUILT_IN else self.macros
        if name not in macros:
            raise PatternError(f"{self.text!r}: no macro <{name}>", expected=", ".join(sorted(self.macros)))
        if self.depth > 8:
            raise PatternError(f"{self.text!r}: macro <{name}> contains itself")
        inner = Parser(macros[name], self.macros, self.alphabet, self.expanded, depth=self.depth + 1)
        return join_alternatives(inner.sequence("")[0]), inner.groups


def compile_pattern(
    text: str,
    macros: Mapping[str, str],
    alphabet: Alphabet,
    expanded: Expanded | None = None,
) -> Compiled:
    """Compile one pattern.

    Args:
        text: The pattern.
        macros: Patterns by name, for ``<name>``.
        alphabet: How tokens are written.
        expanded: What other patterns with the same macros and alphabet have had parsed; grows.

    Raises:
        PatternError: Where the pattern cannot be read.
    """
    parser = Parser(text, macros, alphabet, Expanded() if expanded is None else expanded)
    branches, _ = parser.sequence("")
    whole = join_alternatives(branches)
    others = {need for need in whole.all if not any(need > other for other in (whole.needs, *whole.all))}
    return Compiled(
        text,
        "|".join(part.source for part in branches),
        tuple(dict.fromkeys(parser.groups)),
        whole.needs,
        tuple(sorted(others - {whole.needs}, key=lambda need: (weigh(need), sorted(need)))),
        tuple(tuple(parser.encode(need) for need in part.order) for part in branches),
    )
