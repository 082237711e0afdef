"""How the pages look: light and dark, on telephones, wide screens and paper, without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.server.messages import HTML, Reply
from diplograph.server.names import write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplograph.server.messages import Request
    from diplograph.server.site import Site

STYLE = """
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1c1d22; --soft: #5a5f69; --line: #dcd9d0; --card: #fff; --link: #0a4d8f;
  --mark: #dff0d8; --mark-edge: #3f7d3a; --hedge: #fbe6c2; --hedge-edge: #93600f; --aim: #ffe07a; }
@media (prefers-color-scheme: dark) { :root { --paper: #15171b; --ink: #e8e8ea; --soft: #a5a9b3; --line: #363a42; --card: #1d2025;
  --link: #9ac7fb; --mark: #21402a; --mark-edge: #77bd7f; --hedge: #4a3512; --hedge-edge: #e3b25c; --aim: #6e5a10; } }
* { box-sizing: border-box } html { scroll-padding-top: 1.5rem }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif }
header.site { border-bottom: 1px solid var(--line); background: var(--card) }
header.site > div, main, footer { max-width: 72rem; margin: 0 auto; padding: .7rem clamp(1rem, 4vw, 2.5rem) }
header.site > div { display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; align-items: center }
header.site a { text-decoration: none } header.site a.home { font-weight: 700; color: var(--ink); margin-right: auto }
header.site form { display: flex; gap: .4rem; flex: 1 1 14rem; max-width: 24rem }
main { padding-top: 1.6rem; padding-bottom: 3rem } footer { color: var(--soft); font-size: .87rem; border-top: 1px solid var(--line) }
h1 { font-size: clamp(1.4rem, 4vw, 1.9rem); line-height: 1.2; margin: 0 0 .3rem; text-wrap: balance; overflow-wrap: anywhere }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .5rem } h3 { font-size: 1rem; margin: 1.3rem 0 .2rem }
p { margin: .45rem 0; max-width: 46rem } a { color: var(--link); text-underline-offset: .15em; overflow-wrap: anywhere }
.soft, cite, dt, .kind { color: var(--soft) } cite { font-style: normal; font-size: .87rem; display: block; overflow-wrap: anywhere }
ul { padding-left: 1.2rem; margin: .3rem 0 } li { margin: .18rem 0 } ul.plain { list-style: none; padding: 0 }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); gap: .25rem 1rem; margin: .6rem 0 } dd { margin: 0; overflow-wrap: anywhere }
sup { line-height: 0 } .n { white-space: nowrap } form.wide { display: flex; flex-wrap: wrap; gap: .4rem } form.wide label { flex: 1 0 100% } form.wide input { width: auto; flex: 1 1 12rem }
sup a, a.note { text-decoration: none; font-size: .82em } .badge { font-size: .78rem; border: 1px solid var(--hedge-edge); color: var(--hedge-edge); border-radius: 1rem; padding: 0 .5rem; white-space: nowrap }
ol.notes { padding-left: 2rem } ol.notes li { margin: .6rem 0 } :target { background: var(--aim); outline: 2px solid var(--hedge-edge); border-radius: .15rem }
blockquote { margin: 0; padding: .25rem .8rem; border-left: 3px solid var(--line); overflow-wrap: anywhere }
mark { background: var(--mark); color: inherit; border-bottom: 2px solid var(--mark-edge); border-radius: .12rem; -webkit-box-decoration-break: clone; box-decoration-break: clone }
mark.hedged { background: var(--hedge); border-bottom: 2px dashed var(--hedge-edge) }
mark:target { background: var(--aim); outline: 2px solid var(--hedge-edge) }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .4rem; background: var(--card); margin: .6rem 0 }
table { border-collapse: collapse; width: 100%; font-size: .92rem; line-height: 1.4 } th, td { text-align: left; vertical-align: top; padding: .4rem .8rem; border-top: 1px solid var(--line) }
th { color: var(--soft); font-weight: 600; border-top: 0; white-space: nowrap } td { overflow-wrap: break-word; min-width: 5rem } td:last-child { min-width: 0 }
input, select, textarea, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: .35rem; padding: .35rem .6rem; min-width: 0; max-width: 100% }
input[type=search] { flex: 1; width: 100% } button { background: var(--link); border-color: var(--link); color: var(--paper); cursor: pointer; font-weight: 600 }
textarea { width: 100%; font: .88rem/1.5 ui-monospace, monospace; min-height: 9rem } label { display: block; font-weight: 600 } .field { margin: .7rem 0; max-width: 36rem } .field input, .field select { width: 100% }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px } code, pre { font: .87em/1.5 ui-monospace, monospace; overflow-wrap: anywhere } pre { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .8rem; white-space: pre-wrap; margin: .5rem 0 }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: .8rem; margin: .8rem 0 } .card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .9rem } .card h3 { margin: 0 0 .2rem }
.document { display: grid; grid-template-columns: minmax(0, 3fr) minmax(17rem, 2fr); gap: 2rem; align-items: start } .text { white-space: pre-wrap; overflow-wrap: anywhere }
.document aside { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow: auto; font-size: .92rem; border-left: 1px solid var(--line); padding-left: 1.2rem }
details { margin: .5rem 0 } summary { cursor: pointer; color: var(--link) } .skip { position: absolute; left: -99rem } .skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .3rem .6rem; z-index: 1 }
.error { border-left: 4px solid var(--hedge-edge); padding: .3rem .9rem; background: var(--card) } .columns { columns: 20rem; column-gap: 2.5rem } .columns h3 { break-after: avoid }
@media (max-width: 52rem) { .document { display: block } .document aside { position: static; max-height: none; border: 0; padding: 0 } dl { grid-template-columns: 1fr; gap: 0 } dd { margin-bottom: .4rem } }
@media print { header.site, footer { display: none } .scroll { overflow: visible } }
"""


def write_page(title: str, body: str, words: str = "") -> bytes:
    """Write a page around a body that is HTML already.

    Args:
        title: The title, as text.
        body: What stands in the middle.
        words: What was looked for, as text.
    """
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{write(title)}</title>\n<link rel="stylesheet" href="/static/style.css">\n'
        '<link rel="icon" href="data:,">\n</head>\n<body>\n<a class="skip" href="#main">Skip to the content</a>\n'
        '<header class="site"><div><a class="home" href="/">diplograph</a>\n'
        '<nav aria-label="Site"><a href="/questions">Questions</a> · <a href="/documents">Documents</a> · '
        '<a href="/query">SPARQL</a> · <a href="/api">API</a></nav>\n'
        '<form action="/search" role="search"><input type="search" name="words" aria-label="Search names and questions" '
        f'placeholder="Hong Kong, treaties …" value="{write(words)}"><button>Search</button></form></div></header>\n'
        f'<main id="main">\n{body}</main>\n'
        "<footer>Every fact here was read from a document by patterns, and leads back to the characters that say it. "
        "Quotations are the documents' own words.</footer>\n</body>\n</html>\n"
    ).encode("utf-8", "replace")


def send_page(title: str, body: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """Make the reply with a page."""
    return Reply(status, {"Content-Type": HTML, "Vary": "Accept", **(headers or {})}, write_page(title, body))


def answer_style(_: Site, __: Request) -> Reply:
    """Give the style."""
    return Reply(200, {"Content-Type": "text/css; charset=utf-8"}, STYLE.encode())
