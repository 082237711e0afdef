"""How the page with a network looks, and what its script does; both stand in the page itself."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --paper: #fdfdfb; --ink: #1b1b1f; --soft: #5b5f66; --line: #d9d9d3; --card: #fff; --link: #0b4f94; --mark: #ffe9a8; --edge: #9aa3ad;
  --c-territory: #2f6fc4; --c-organisation: #1f7f59; --c-person: #c06a12; --c-office: #8a6a12; --c-mission: #7a50bd; --c-topic: #66717d; --c-agent: #66717d; --c-fact: #b0446a; }
@media (prefers-color-scheme: dark) { :root { --paper: #16171a; --ink: #e9e9ec; --soft: #a4a8b0; --line: #3a3c42; --card: #1f2024; --link: #9cc8fa; --mark: #6b5510; --edge: #626973;
  --c-territory: #78aef2; --c-organisation: #5cc79b; --c-person: #f0a65c; --c-office: #d8b95e; --c-mission: #b594ea; --c-topic: #a3adb8; --c-agent: #a3adb8; --c-fact: #e88fae; } }
* { box-sizing: border-box } html { scroll-padding-top: 1rem }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem clamp(1rem, 3vw, 2.5rem) 4rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .3rem; text-wrap: balance } h2 { font-size: 1.25rem; margin: 2rem 0 .6rem } h3 { font-size: 1rem; margin: 1.5rem 0 .3rem }
p { margin: .3rem 0; max-width: 46rem } .soft, time, .role { color: var(--soft) } a { color: var(--link); text-underline-offset: .15em }
figure { margin: 1rem 0; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); overflow: hidden; position: relative }
figure svg { display: block; width: 100%; height: auto; max-height: 92vh; touch-action: auto } figure svg.live { touch-action: pan-y; cursor: grab }
figcaption { padding: .5rem .8rem; border-top: 1px solid var(--line); font-size: .88rem; color: var(--soft); display: flex; flex-wrap: wrap; gap: .2rem 1rem }
.key::before { content: ""; display: inline-block; width: .7em; height: .7em; border-radius: 50%; background: var(--c); margin-right: .35em }
.edge { stroke: var(--edge); stroke-width: 1.2; fill: none; opacity: .55 } .node circle { fill: var(--c); stroke: var(--card); stroke-width: 1.5 }
.node text { fill: var(--ink); font-size: 14px; paint-order: stroke; stroke: var(--card); stroke-width: 3px; text-anchor: middle; pointer-events: none; unicode-bidi: isolate } .node.minor text { display: none }
.node:hover text, .node:focus-visible text, .node.on text { display: block; font-weight: 600 } .node:hover circle, .node:focus-visible circle, .node.on circle { stroke: var(--ink) } .node:focus-visible { outline: none }
svg.chosen .node:not(.on):not(.by), svg.chosen .edge:not(.on) { opacity: .12 } .edge.on { stroke: var(--ink); opacity: .9 } .node.by text { display: block } [hidden] { display: none !important }
.tools { position: absolute; top: .5rem; right: .5rem; display: flex; gap: .3rem } button { font: inherit; min-width: 2.5rem; min-height: 2.5rem; padding: .2rem .7rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--card); color: var(--ink); cursor: pointer }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: .6rem 0 1rem } label { display: grid; font-size: .88rem; color: var(--soft) } input, select { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .6rem; max-width: 100% }
ul.edges { list-style: none; margin: 0; padding: 0 } ul.edges > li { padding: .5rem 0; border-top: 1px solid var(--line) } ul.things { columns: 20rem; padding-left: 1.1rem } li:target { background: var(--mark) }
time { font-variant-numeric: tabular-nums } time::before { content: " · " } .how { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; font-size: .85rem; margin-left: .3rem }
blockquote { margin: .4rem 0 .2rem; padding: .2rem .8rem; border-left: 3px solid var(--line) } cite { display: block; color: var(--soft); font-style: normal; font-size: .87rem } details { font-size: .94rem } summary { cursor: pointer; color: var(--link); padding: .2rem 0 }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .8rem; margin: .3rem 0; font-size: .9rem } dt { color: var(--soft) } dd { margin: 0 } :focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
@media (max-width: 36rem) { figure { margin-inline: -1rem; border-inline: 0; border-radius: 0 } figure svg { min-height: 20rem } .tools { position: static; justify-content: flex-end; padding: .4rem .6rem 0 } .node text { font-size: 29px; stroke-width: 6px } .node.small text { display: none } }
@media print { .tools, form { display: none } }
"""

#: Filters the list, shows what is around a node, and moves and enlarges the drawing. Without it all is there to be read.
SCRIPT = """
const svg = document.querySelector('figure svg'), form = document.querySelector('form'), rows = [...document.querySelectorAll('ul.edges > li')];
const shown = document.querySelector('output'), all = (selector) => [...document.querySelectorAll(selector)];
const lines = all('.edge'), nodes = all('.node'), years = form.querySelector('[name=year]');
let chosen = null;
form.hidden = false;
for (const part of all('.tools')) part.hidden = false;
const apply = () => {
  const words = form.elements.words.value.trim().toLowerCase(), kind = form.elements.kind.value, year = years ? years.value : '';
  const covers = (data) => !year || (data.spells || '').split(' ').some((spell) => { const [a, b] = spell.split('/'); return spell && (!a || a <= year) && (!b || b >= year); });
  const fits = (data) => (!kind || data.kind === kind) && covers(data) && (!chosen || data.a === chosen || data.b === chosen);
  let count = 0;
  for (const row of rows) { row.hidden = !fits(row.dataset) || (words && !row.textContent.toLowerCase().includes(words)); if (!row.hidden) count += 1; }
  for (const part of all('section.kind')) part.hidden = !part.querySelector('li:not([hidden])');
  const left = new Set(rows.filter((row) => !row.hidden).map((row) => row.id.slice(1)));
  const ends = new Set();
  for (const line of lines) { line.toggleAttribute('hidden', !line.dataset.edges.split(' ').some((edge) => left.has(edge))); const on = chosen && (line.dataset.a === chosen || line.dataset.b === chosen) && !line.hasAttribute('hidden'); line.classList.toggle('on', Boolean(on)); if (on) { ends.add(line.dataset.a); ends.add(line.dataset.b); } }
  for (const node of nodes) { node.classList.toggle('on', node.dataset.n === chosen); node.classList.toggle('by', ends.has(node.dataset.n)); }
  if (svg) svg.classList.toggle('chosen', Boolean(chosen));
  shown.textContent = count === rows.length ? `all ${count}` : `${count} of ${rows.length}`;
};
form.addEventListener('input', apply);
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () => { chosen = null; setTimeout(apply); });
const choose = (name) => { chosen = chosen === name ? null : name; apply(); };
if (svg) {
  svg.classList.add('live');
  let box = svg.viewBox.baseVal, start = null, moved = false;
  const touches = new Map();
  const zoom = (factor, x = box.x + box.width / 2, y = box.y + box.height / 2) => { const width = Math.min(2400, Math.max(60, box.width * factor)), by = width / box.width; box.x = x - (x - box.x) * by; box.y = y - (y - box.y) * by; box.width = width; box.height *= by; };
  const at = (event) => { const point = new DOMPoint(event.clientX, event.clientY); return point.matrixTransform(svg.getScreenCTM().inverse()); };
  const first = [box.x, box.y, box.width, box.height];
  const actions = { in: () => zoom(.75), out: () => zoom(1.33), all: () => { [box.x, box.y, box.width, box.height] = first; chosen = null; apply(); } };
  for (const button of all('.tools button')) button.addEventListener('click', () => actions[button.value]());
  svg.addEventListener('wheel', (event) => { if (!event.ctrlKey && !event.metaKey) return; event.preventDefault(); const point = at(event); zoom(event.deltaY > 0 ? 1.15 : .87, point.x, point.y); }, { passive: false });
  svg.addEventListener('pointerdown', (event) => { touches.set(event.pointerId, at(event)); start = at(event); moved = false; });
  svg.addEventListener('pointermove', (event) => {
    if (!touches.has(event.pointerId)) return;
    const now = at(event), before = touches.get(event.pointerId);
    if (touches.size === 2) { const other = [...touches].find(([id]) => id !== event.pointerId)[1]; zoom(Math.hypot(before.x - other.x, before.y - other.y) / Math.max(1, Math.hypot(now.x - other.x, now.y - other.y)), other.x, other.y); moved = true; touches.set(event.pointerId, at(event)); return; }
    if (Math.hypot(now.x - start.x, now.y - start.y) > box.width / 120) moved = true;
    if (moved) { box.x -= now.x - before.x; box.y -= now.y - before.y; touches.set(event.pointerId, at(event)); }
  });
  for (const name of ['pointerup', 'pointercancel', 'pointerleave']) svg.addEventListener(name, (event) => touches.delete(event.pointerId));
  svg.addEventListener('click', (event) => { const node = event.target.closest('.node'); event.preventDefault(); if (moved) return; if (node) choose(node.dataset.n); else if (chosen) choose(chosen); });
  svg.addEventListener('dragstart', (event) => event.preventDefault());
}
apply();
"""
