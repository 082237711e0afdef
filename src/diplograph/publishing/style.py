"""How the page of the ontology looks: light and dark, on wide screens, telephones and paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --paper: #fdfdfb; --ink: #1b1b1f; --soft: #5b5f66; --line: #d9d9d3; --card: #fff;
  --link: #0b4f94; --mark: #fff3c4; --edge: #8a8f98; }
@media (prefers-color-scheme: dark) { :root { --paper: #16171a; --ink: #e9e9ec; --soft: #a4a8b0; --line: #3a3c42;
  --card: #1f2024; --link: #9cc8fa; --mark: #3d340f; --edge: #7c828c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif;
  display: grid; grid-template-columns: 16rem minmax(0, 1fr); }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem 1rem; border-right: 1px solid var(--line);
  font-size: .9rem; line-height: 1.45; }
nav ul { list-style: none; margin: .25rem 0 .5rem; padding: 0; } nav ul ul { padding-left: .75rem; }
nav li { margin: .2rem 0; overflow-wrap: anywhere; } nav a { text-decoration: none; } nav a:hover { text-decoration: underline; }
nav summary { cursor: pointer; color: var(--soft); } nav > details > summary { font-weight: 700; color: var(--ink); }
main { padding: 2rem clamp(1rem, 4vw, 3.5rem) 5rem; max-width: 78rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0; text-wrap: balance; }
h2 { font-size: 1.45rem; margin: 3rem 0 .5rem; padding-bottom: .25rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1.05rem; margin: 0 0 .25rem; line-height: 1.4; } h3 a { color: inherit; text-decoration: none; }
h3 a:hover { text-decoration: underline; } h3 code { font-weight: normal; margin-left: .35rem; }
p { margin: .4rem 0; max-width: 46rem; } .zh { color: var(--soft); font-weight: normal; } header .zh { font-size: 1.15rem; }
code, .iri { overflow-wrap: anywhere; } code { font: .9em ui-monospace, monospace; } h3 code, small, .note { color: var(--soft); }
article { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .8rem 1rem; margin: .75rem 0; }
article:target, tr:target { background: var(--mark); }
article, tr, section, header { scroll-margin-top: 1rem; }
dl { margin: .5rem 0 0; font-size: .92rem; line-height: 1.5; } dl > div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: .75rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.metadata { margin-top: 1.25rem; } .metadata > div { border-top: 1px solid var(--line); padding: .3rem 0; }
.scroll { overflow: auto; max-width: 100%; } #the-diagram .scroll { max-height: 85vh; border: 1px solid var(--line); border-radius: .4rem;
  padding: 1rem; background: var(--card); }
table { border-collapse: collapse; width: 100%; font-size: .92rem; line-height: 1.45; margin-top: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .9rem .35rem 0; border-top: 1px solid var(--line); font-weight: normal; }
tbody th code { overflow-wrap: normal; } thead th { color: var(--soft); border-top: 0; } td:nth-child(3) { white-space: nowrap; } td:last-child { min-width: 14rem; }
.diagram { display: block; font: 12px system-ui, sans-serif; } .diagram text { fill: var(--ink); } .diagram .name { font-weight: 700; }
.diagram .kinds { fill: var(--soft); } .diagram rect { fill: var(--paper); stroke: var(--edge); } .diagram a:hover text { fill: var(--link);
  text-decoration: underline; } .edge { fill: none; stroke: var(--edge); } .head { fill: var(--card); stroke: var(--edge); }
.rule { stroke: var(--line); }
@media (max-width: 55rem) { body { display: block; } nav { position: static; height: auto; border-right: 0;
  border-bottom: 1px solid var(--line); padding: .75rem 1rem; } h1 { font-size: 1.5rem; } main { padding-top: 1.25rem; }
  dl > div { grid-template-columns: 6.5rem minmax(0, 1fr); } thead { display: none; } tr { display: block; padding: .35rem 0;
  border-top: 1px solid var(--line); } th, td { display: inline; border: 0; padding: 0 .5rem 0 0; } td:last-child { display: block; } }
@media print { body { display: block; } nav { display: none; } article { break-inside: avoid; } #the-diagram .scroll { max-height: none; } }
"""
