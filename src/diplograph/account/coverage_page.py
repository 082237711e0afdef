"""Makes the page that shows a document with its claims and with what was not read.

The page stands alone: one file, no script, no request to anywhere. On its left is the stored text, every piece in the
colour of its state; on its right what each piece says or why it says nothing. Links lead from one to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import chain

from diplograph.account.coverage import STATES, Entry, State, find_segments
from diplograph.account.coverage_table import summarize
from diplograph.model import Claim, Document
from diplograph.screen import count

#: The states whose pieces are explained on the right.
_EXPLAINED: tuple[State, ...] = ("claims", "unmatched", "ambiguous", "inexpressible")
#: Control characters that HTML does not allow, as the signs that stand for them.
_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r\f"} | {0x7F: 0x2421}

_STYLE = """
:root { color-scheme: light dark; --paper: #fdfdfb; --ink: #1b1b1f; --soft: #5b5f66; --line: #d4d4cf; --card: #fff;
  --claims: #cfeccf; --claims-edge: #1d6b34; --unmatched: #ffdfb8; --unmatched-edge: #8a4b00;
  --ambiguous: #ead6fb; --ambiguous-edge: #6b2fa3; --inexpressible: #cfe3fa; --inexpressible-edge: #14579c; }
@media (prefers-color-scheme: dark) { :root { --paper: #16171a; --ink: #e9e9ec; --soft: #a4a8b0; --line: #3a3c42;
  --card: #1f2024; --claims: #1c4a2a; --claims-edge: #7fd69a; --unmatched: #5c3a0c; --unmatched-edge: #ffc278;
  --ambiguous: #472763; --ambiguous-edge: #d5acf7; --inexpressible: #1b4067; --inexpressible-edge: #92c6fb; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif; }
header { padding: 1rem 1.5rem; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: .5rem 4rem;
  justify-content: space-between; }
h1 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 .15rem; } header p { margin: 0 0 .7rem; color: var(--soft); }
table { border-collapse: collapse; font-size: .9rem; }
th, td { padding: .1rem .9rem .1rem 0; text-align: right; font-variant-numeric: tabular-nums; font-weight: normal;
  white-space: nowrap; }
th:first-child { text-align: left; } thead th, tfoot th, tfoot td { color: var(--soft); }
tfoot th, tfoot td { border-top: 1px solid var(--line); }
main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(19rem, 2fr); }
#text { padding: 1.25rem 1.5rem 4rem; white-space: pre-wrap; overflow-wrap: anywhere; max-width: 50rem; }
#account { border-left: 1px solid var(--line); padding: 1.25rem 1.25rem 4rem; position: sticky; top: 0;
  height: 100vh; overflow: auto; font-size: .9rem; line-height: 1.45; }
#account h2 { font-size: 1rem; margin: 0 0 .75rem; }
.mark { color: inherit; text-decoration: none; border-radius: .15rem; border-bottom: 2px solid;
  box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.mark.claims { background: var(--claims); border-color: var(--claims-edge); }
.mark.unmatched { background: var(--unmatched); border-color: var(--unmatched-edge); border-bottom-style: dashed; }
.mark.ambiguous { background: var(--ambiguous); border-color: var(--ambiguous-edge); border-bottom-style: dotted; }
.mark.inexpressible { background: var(--inexpressible); border-color: var(--inexpressible-edge);
  border-bottom: 4px double; }
.heading { font-weight: 700; } .outside, .markup { color: var(--soft); font-style: italic; font-size: .85em; }
a:hover { filter: brightness(.95); } a:focus-visible { outline: 3px solid var(--inexpressible-edge); }
:target { outline: 3px solid var(--claims-edge); scroll-margin: 5rem; }
section { background: var(--card); border: 1px solid var(--line); border-left: .4rem solid; border-radius: .3rem;
  padding: .5rem .7rem; margin: 0 0 .75rem; overflow-wrap: anywhere; }
section.claims { border-left-color: var(--claims-edge); } section.unmatched { border-left-color: var(--unmatched-edge); }
section.ambiguous { border-left-color: var(--ambiguous-edge); }
section.inexpressible { border-left-color: var(--inexpressible-edge); }
section > p { margin: 0; } section > p:first-child { display: flex; gap: .75rem; justify-content: space-between; }
section a { color: inherit; } h3 { font-size: .95rem; margin: .5rem 0 .15rem; } h3 small { font-weight: normal; }
small, .quote { color: var(--soft); } dl { display: grid; grid-template-columns: max-content 1fr; margin: 0; }
dt { color: var(--soft); padding-right: .75rem; } dd { margin: 0; }
@media (max-width: 55rem) { main { display: block; } #account { position: static; height: auto; border: 0; } }
@media print { main { display: block; } #account { position: static; height: auto; } }
"""


def coverage_html(document: Document, entries: Sequence[Entry]) -> str:
    """Make the page of a document.

    Args:
        document: The document.
        entries: Its ledger.
    """
    title = escape(_printable(document.title or document.id))
    parts = chain(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>Coverage: {title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n",
            f"<header>\n<div><h1>{title}</h1>\n<p>What was read in {escape(document.id)} ({escape(document.format)})</p></div>\n",
        ],
        _legend(entries),
        ['</header>\n<main>\n<article id="text" dir="auto">'],
        _text(document, entries),
        ['</article>\n<aside id="account">\n<h2>What each passage says</h2>\n'],
        _account(document, entries),
        ["</aside>\n</main>\n</body>\n</html>\n"],
    )
    return "".join(parts)


def _printable(text: str) -> str:
    """Put visible signs in the place of control characters that a page may not hold."""
    return text.translate(_CONTROLS)


def _legend(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the table of the states; each name leads to the first passage in that state."""
    first: dict[str, int] = {}
    for number, entry in enumerate(entries):
        first.setdefault(entry.state, number)
    counts = summarize(entries)
    whole = sum(characters for _, characters in counts.values())
    yield '<table>\n<thead><tr><th scope="col">state</th><th scope="col">passages</th>'
    yield '<th scope="col">characters</th><th scope="col">share</th></tr></thead>\n<tbody>\n'
    for state, (pieces, characters) in counts.items():
        name = f'<span class="{_marked(state)}">{STATES[state]}</span>'
        if state in _EXPLAINED and pieces:
            name = f'<a class="{_marked(state)}" href="#u{first[state]}">{STATES[state]}</a>'
        share = f"{100 * characters / whole:.1f} %" if whole else "–"
        yield f'<tr><th scope="row">{name}</th><td>{pieces:,}</td><td>{characters:,}</td><td>{share}</td></tr>\n'
    pieces = sum(number for number, _ in counts.values())
    yield f'</tbody>\n<tfoot><tr><th scope="row">all visible text</th><td>{pieces:,}</td><td>{whole:,}</td>'
    yield "<td></td></tr></tfoot>\n</table>\n"


def _text(document: Document, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the stored text, each run marked with the state of the entry that owns it."""
    seen: set[int] = set()
    for start, end, owner in find_segments(document.text, entries):
        text = escape(_printable(document.text[start:end]))
        if owner < 0 or entries[owner].state == "nothing" or text.isspace():
            yield text
            continue
        entry = entries[owner]
        mark = "" if owner in seen else f' id="u{owner}"'
        seen.add(owner)
        if entry.state in _EXPLAINED:
            hint = escape(_hint(entry))
            yield f'<a class="{_marked(entry.state)}"{mark} href="#f{owner}" title="{hint}">{text}</a>'
        else:
            yield f'<span class="{entry.state}"{mark}>{text}</span>'


def _marked(state: State) -> str:
    """Give the class names of a passage."""
    return f"mark {state}" if state in _EXPLAINED else state


def _hint(entry: Entry) -> str:
    """Say in a line what a passage says or why it says nothing."""
    if entry.claims:
        return _printable(", ".join(claim.kind for claim in entry.claims))
    return _printable(f"{STATES[entry.state]}: {entry.reason}")


def _account(document: Document, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield a card for each passage that says something or should."""
    following = _find_following(entries)
    for number, entry in enumerate(entries):
        if entry.state in _EXPLAINED:
            onward = f'<a href="#f{following[number]}">next such passage</a>' if number in following else ""
            yield f'<section class="{entry.state}" id="f{number}">\n'
            yield f"<p><strong>{escape(_heading(entry))}</strong>{onward}</p>\n"
            yield f'<p class="quote"><a href="#u{number}">{escape(_quote(document, entry))}</a></p>\n'
            yield from map(_claim, entry.claims)
            yield f"<p>{escape(_printable(entry.reason))}</p>\n</section>\n" if entry.reason else "</section>\n"


def _find_following(entries: Sequence[Entry]) -> dict[int, int]:
    """Find for each passage that says nothing the next one in the same state."""
    following: dict[int, int] = {}
    last: dict[State, int] = {}
    for number, entry in enumerate(entries):
        if entry.state in last and entry.state != "claims":
            following[last[entry.state]] = number
        last[entry.state] = number
    return following


def _heading(entry: Entry) -> str:
    """Write what a passage says in a few words: how many claims, or in which state it is."""
    return count(len(entry.claims), "claim") if entry.claims else STATES[entry.state]


def _quote(document: Document, entry: Entry) -> str:
    """Give the first words of a passage."""
    text = " ".join(document.text[entry.start : entry.start + 300].split()) if entry.end - entry.start > 300 else ""
    text = text or " ".join(document.text[entry.start : entry.end].split())
    return _printable(text if len(text) <= 90 else f"{text[:89].rstrip()}…")


def _claim(claim: Claim) -> str:
    """Write the fields of a claim."""
    mood = f"{claim.polarity}, {claim.modality}"
    fields = [
        *sorted(claim.roles.items()),
        *sorted(claim.time.items()),
        ("stated as", mood),
        ("pattern", claim.pattern),
    ]
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(_printable(_value(value)))}</dd>" for name, value in fields if value != ""
    )
    place = f"{claim.start}–{claim.end}"
    return f"<h3>{escape(claim.kind)} <small>characters {place}</small></h3>\n<dl>{rows}</dl>\n"


def _value(value: object) -> str:
    """Write the value of a role."""
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {part}" for name, part in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
