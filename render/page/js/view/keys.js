// The keyboard: everything that a mouse can do in the picture.

import { byId } from "./dom.js";

const PAN = 60; // pixels

/** Let the page be used by keys alone. */
export function keysView(app) {
  document.addEventListener("keydown", (event) => {
    if (shortcut(app, event)) event.preventDefault();
  });
  byId("picture").addEventListener("keydown", (event) => {
    if (pictureKey(app, event)) { event.preventDefault(); event.stopPropagation(); }
  });
  return { update: () => {} };
}

function shortcut(app, event) {
  const typing = event.target.matches?.("input:not([type=checkbox]):not([type=range]), textarea, select");
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !event.altKey) return controlled(app, key, event.shiftKey, typing);
  if (typing) return false;
  if (key === "/") return find();
  if (key === "escape") return app.act("deselect") ?? true;
  if (app.state.panel === "steps" && app.state.steps.length && /^arrow(left|right)$/.test(key) && !event.target.matches?.("[role=tab], [role=application]")) return app.play(app.state.step + (key === "arrowright" ? 1 : -1)) ?? true;
  return false;
}

function controlled(app, key, shift, typing) {
  if (key === "k") return find();
  if (key === "s") return app.saveCopy() ?? true;
  if (typing || !["z", "y"].includes(key)) return false;
  app.move(key === "y" || shift ? 1 : -1);
  return true;
}

function find() {
  byId("search").focus();
  return true;
}

const TURNS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function pictureKey(app, { key, shiftKey, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return false;
  if (TURNS[key]) return shiftKey ? pan(app, TURNS[key]) : walk(app, TURNS[key]);
  const keys = {
    "+": () => app.picture.zoom(1.25), "=": () => app.picture.zoom(1.25), "-": () => app.picture.zoom(0.8), 0: () => app.picture.fit(),
    e: () => app.act("expand"), h: () => app.act("hide"), o: () => app.act("only"), p: () => app.act("pin"), Enter: () => byId("pane").focus(),
  };
  const act = keys[key];
  if (!act || (/^[ehop]$/.test(key) && !app.state.nodes.length)) return false;
  act();
  return true;
}

function pan(app, [x, y]) {
  app.picture.pan(x * PAN, y * PAN);
  return true;
}

/** Select the neighbour that lies most in a direction; with nothing selected the first node. */
function walk(app, [x, y]) {
  const spots = app.picture.positions();
  const [id] = app.state.nodes;
  const next = spots.has(id) ? neighbourTowards(app, spots, id, x, y) : app.scene.nodes.find(({ rank }) => rank === 0)?.id;
  if (next === undefined) return true;
  app.pick({ nodes: [next] });
  app.focus(next);
  byId("picture").focus({ preventScroll: true });
  app.say(app.graph.entityOf.get(next)?.name ?? "A group");
  return true;
}

function neighbourTowards(app, spots, id, x, y) {
  const here = spots.get(id);
  let best, widest = 0.2;
  for (const { from, to } of app.scene.links) {
    if (from !== id && to !== id) continue;
    const other = from === id ? to : from;
    const there = spots.get(other);
    if (!there || other === id) continue;
    const dx = there.x - here.x, dy = there.y - here.y;
    const along = (dx * x + dy * y) / (Math.sqrt(dx * dx + dy * dy) || 1);
    if (along > widest) [best, widest] = [other, along];
  }
  return best;
}
