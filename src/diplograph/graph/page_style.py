"""How the pages with answers look: light and dark, on wide screens, telephones and paper; no script, nothing from elsewhere."""

from __future__ import annotations

from html import escape

_STYLE = """
:root { color-scheme: light dark; --paper: #fdfdfb; --ink: #1b1b1f; --soft: #5b5f66; --line: #d9d9d3; --card: #fff; --link: #0b4f94; --mark: #ffe9a8; }
@media (prefers-color-scheme: dark) { :root { --paper: #16171a; --ink: #e9e9ec; --soft: #a4a8b0; --line: #3a3c42; --card: #1f2024; --link: #9cc8fa; --mark: #6b5510; } }
* { box-sizing: border-box } html { scroll-padding-top: 1rem }
body { margin: 0 auto; max-width: 62rem; padding: 2rem clamp(1rem, 4vw, 2.5rem) 4rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .4rem; text-wrap: balance } h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem } h3 { font-size: 1.05rem; margin: 1.8rem 0 .3rem; line-height: 1.35 }
p { margin: .4rem 0; max-width: 46rem } .soft, dt, caption, cite { color: var(--soft) } a { color: var(--link); text-underline-offset: .15em }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; margin: .8rem 0 } dd { margin: 0; overflow-wrap: anywhere }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .4rem; background: var(--card); margin: .6rem 0 }
table { border-collapse: collapse; width: 100%; font-size: .92rem; line-height: 1.4 } th, td { text-align: left; vertical-align: top; padding: .4rem .8rem; border-top: 1px solid var(--line) }
th { color: var(--soft); font-weight: 600; border-top: 0; white-space: nowrap } td { overflow-wrap: break-word; min-width: 5rem } td:last-child { white-space: nowrap; min-width: 0 }
ol.notes { padding-left: 2.2rem } ol.notes li { margin: .5rem 0 } ol.notes li:target, tr:target { background: var(--mark) }
blockquote { margin: 0; padding: .3rem .8rem; border-left: 3px solid var(--line); overflow-wrap: anywhere } cite { display: block; font-style: normal; font-size: .87rem; overflow-wrap: anywhere }
mark { background: var(--mark); color: inherit; border-radius: .15rem } code, pre { font: .88em/1.5 ui-monospace, monospace } pre { margin: 0; padding: .8rem; white-space: pre-wrap; overflow-wrap: anywhere }
details { margin: .5rem 0 } summary { cursor: pointer; color: var(--link) } summary:focus-visible, a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
nav ul { columns: 18rem; padding-left: 1.1rem } article { border-top: 1px solid var(--line) }
@media print { .scroll { overflow: visible } details { break-inside: avoid } }
"""


def write_page(title: str, body: str) -> str:
    """Write a page around a body that is HTML already."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
