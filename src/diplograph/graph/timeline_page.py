"""The timeline as one HTML page, which needs nothing from elsewhere."""

from __future__ import annotations

from collections import Counter
from html import escape
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from diplograph.graph.evidence import write_place
from diplograph.screen import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diplograph.graph.evidence import Claimed
    from diplograph.graph.timeline import Entry

_DECADE = 10
#: Empty decades that the chart still shows.
_GAP = 10
_STYLE = """
:root { color-scheme: light dark; --ink: #1c2126; --soft: #5d6872; --line: #d8dde2; --paper: #fbfbf9; --card: #fff; --mark: #ffe9a8; --bar: #35618f; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ec; --soft: #9aa5af; --line: #343b42; --paper: #15181b; --card: #1d2125; --mark: #6b5510; --bar: #7fb0e0; }
}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem }
p.lead { color: var(--soft); margin: 0 0 1.5rem }
.chart { display: flex; align-items: flex-end; gap: 2px; height: 7rem; border-bottom: 1px solid var(--line); margin: 0 0 .3rem }
.chart a { flex: 1 1 0; min-width: 3px; background: var(--bar); border-radius: 2px 2px 0 0; opacity: .85 }
.chart .gap { flex: 0 0 2rem; text-align: center; color: var(--soft) }
.chart a:hover, .chart a:focus { opacity: 1; outline: 2px solid var(--ink) }
.ends { display: flex; justify-content: space-between; color: var(--soft); font-size: .85rem; margin-bottom: 1.5rem }
fieldset { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem 1rem; margin: 0 0 2rem; display: flex; flex-wrap: wrap; gap: .3rem 1.1rem }
legend { color: var(--soft); font-size: .85rem; padding: 0 .4rem }
h2 { font-size: 1.05rem; margin: 2rem 0 .6rem; padding-bottom: .2rem; border-bottom: 1px solid var(--line); position: sticky; top: 0; background: var(--paper) }
ol { list-style: none; margin: 0; padding: 0 }
li { display: grid; grid-template-columns: 9.5rem 1fr; gap: .2rem 1rem; padding: .45rem 0 }
li[hidden], section[hidden] { display: none }
time { color: var(--soft); font-variant-numeric: tabular-nums }
.kind { color: var(--soft); font-size: .85rem }
details { grid-column: 2; font-size: .92rem }
summary { cursor: pointer; color: var(--soft) }
blockquote { margin: .5rem 0; padding: .5rem .8rem; background: var(--card); border-left: 3px solid var(--bar); overflow-wrap: anywhere }
cite { display: block; color: var(--soft); font-style: normal; font-size: .85rem }
mark { background: var(--mark); color: inherit }
@media (max-width: 36rem) { li { grid-template-columns: 1fr } details { grid-column: 1 } }
"""
_SCRIPT = """
const boxes = [...document.querySelectorAll('fieldset input')];
const filter = () => {
  const shown = new Set(boxes.filter(box => box.checked).map(box => box.value));
  for (const item of document.querySelectorAll('li[data-kind]')) item.hidden = !shown.has(item.dataset.kind);
  for (const part of document.querySelectorAll('section')) part.hidden = !part.querySelector('li:not([hidden])');
};
for (const box of boxes) box.addEventListener('change', filter);
"""


def render_page(entries: Sequence[Entry], origins: Mapping[str, str], title: str) -> str:
    """Write the page: how much is dated in which decade, a filter by kind, and the entries with their quotations."""
    body = "".join([*_write_head(entries, title), *_write_sections(entries, origins)])
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}"
        f"<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    )


def _write_head(entries: Sequence[Entry], title: str) -> Iterator[str]:
    """Write what stands above the entries: title, chart and filter."""
    documents = {claimed.document for entry in entries for claimed in entry.claims}
    yield f"<h1>{escape(title)}</h1>\n"
    entered = count(len(entries), "dated entry", "dated entries")
    yield f'<p class="lead">{entered} from {count(len(documents), "document")}</p>\n'
    yield from _write_chart(entries)
    yield "<fieldset><legend>Kinds</legend>\n"
    for kind, number in sorted(Counter(entry.kind for entry in entries).items()):
        name = escape(kind, quote=True)
        yield f'<label><input type="checkbox" checked value="{name}"> {name} ({number})</label>\n'
    yield "</fieldset>\n"


def _write_chart(entries: Sequence[Entry]) -> Iterator[str]:
    """Draw a bar for every decade from the first to the last; a long time of which nothing is told is cut out."""
    counts = Counter(year // _DECADE for entry in entries if (year := _find_year(entry)) is not None)
    if not counts:
        return
    most = max(counts.values())
    yield '<div class="chart">\n'
    for decade, after in pairwise([*sorted(counts), max(counts) + 1]):
        height = round(100 * counts[decade] / most, 1)
        name = f"{decade * _DECADE}s: {counts[decade]}"
        yield f'<a href="#d{decade}" style="height:{height}%" title="{name}" aria-label="{name}"></a>\n'
        empty = after - decade - 1
        yield '<span class="gap">…</span>\n' if empty > _GAP else "<a></a>\n" * empty
    yield f'</div>\n<div class="ends"><span>{min(counts) * _DECADE}s</span><span>{max(counts) * _DECADE}s</span></div>\n'


def _find_year(entry: Entry) -> int | None:
    """Find the year under which an entry stands."""
    day = entry.begin or entry.end
    return int(day[: day.index("-", 1)]) if day else None


def _write_sections(entries: Sequence[Entry], origins: Mapping[str, str]) -> Iterator[str]:
    """Write a section for every year; the first of a decade is where its bar leads."""
    seen = set()
    for year, group in groupby(entries, _find_year):
        decade = year // _DECADE if year is not None else None
        anchor = f' id="d{decade}"' if decade not in seen and decade is not None else ""
        seen.add(decade)
        yield f"<section{anchor}>\n<h2>{year if year is not None else 'Without a year'}</h2>\n<ol>\n"
        for entry in group:
            yield from _write_entry(entry, origins)
        yield "</ol>\n</section>\n"


def _write_entry(entry: Entry, origins: Mapping[str, str]) -> Iterator[str]:
    """Write one entry with its quotations."""
    kind = escape(entry.kind, quote=True)
    yield f'<li data-kind="{kind}"><time>{escape(entry.edtf)}</time><div>{escape(entry.label)} <span class="kind">{kind}</span></div>\n'
    if entry.claims:
        yield f"<details><summary>{count(len(entry.claims), 'quotation')}</summary>\n"
        yield from (_write_quote(claimed, origins) for claimed in entry.claims)
        yield "</details>\n"
    yield "</li>\n"


def _write_quote(claimed: Claimed, origins: Mapping[str, str]) -> str:
    """Write a quotation with its marked words and its place."""
    parts, at = [], 0
    for start, end in claimed.marks:
        parts += [escape(claimed.exact[at:start]), f"<mark>{escape(claimed.exact[start:end])}</mark>"]
        at = end
    quote = "".join([*parts, escape(claimed.exact[at:])])
    return f"<blockquote>{quote}<cite>{escape(write_place(claimed, origins))}</cite></blockquote>\n"
