// The legend, whose rows are switches with how much is shown of how many, and the other filters.

import { counts } from "../model/filter.js";
import { signWords } from "../model/words.js";
import { filtered, toggled } from "../state/state.js";
import { byId, make, own, replaceChildren, svg } from "./dom.js";

const SHAPES = {
  square: "M3 3h12v12h-12z",
  hexagon: "M9 1.5l6.5 3.75v7.5l-6.5 3.75l-6.5-3.75v-7.5z",
  dot: "M9 2.5a6.5 6.5 0 1 0 .01 0z",
  triangle: "M9 2l7.5 13h-15z",
  triangleDown: "M9 16l7.5-13h-15z",
  diamond: "M9 1l7 8l-7 8l-7-8z",
  star: "M9 1l2.2 5.5 5.9.4-4.5 3.8 1.4 5.8-5-3.1-5 3.1 1.4-5.8-4.5-3.8 5.9-.4z",
  box: "M1 5h16v8h-16z",
};
const LINES = { 1: ["--sign-0", "none"], "-1": ["--sign-1", "10 5"], 0: ["--sign-2", "2 4"] };

/** Return the view of the legend and the filters. */
export function filtersView(app) {
  const legend = byId("legend"), place = byId("filters");
  legend.hidden = !app.graph.entities.length;
  legend.open = !app.answer && !matchMedia("(max-width: 799px)").matches; // an answer needs the room
  const opened = new Set();
  return { update: () => {
    const tally = counts(app.graph, app.visible);
    const group = (key, words, mark, nameOfKey = (name) => name || "not said") => filterGroup(app, { key, words, tally: tally[key], mark, nameOfKey, opened });
    replaceChildren(place,
      group("types", "Types", (type) => shapeMark(app.graph.types.get(type))),
      group("signs", "Signs", lineMark, signWords),
      group("relations", "Relations", null, (name) => app.graph.kinds.get(name).words),
      group("documents", "Documents", null, (id) => app.graph.documents.get(id)?.title || id || "not said"),
      group("publishers", "Publishers", null),
      group("methods", "Found by", null),
      otherFilters(app));
  } };
}

function filterGroup(app, { key, words, tally, mark, nameOfKey, opened }) {
  const off = app.state.filter[key];
  const rows = [...tally].sort(([, [, a]], [, [, b]]) => b - a).map(([value, [shown, all]]) => {
    const input = make("input", { type: "checkbox", "data-key": `${key} ${value}` });
    input.checked = !off.includes(value);
    input.addEventListener("change", () => app.change({ filter: filtered(app.state, { [key]: toggled(off, value) }).filter }));
    const count = shown === all ? String(all) : `${shown} of ${all}`;
    return make("li", {}, make("label", {}, input, mark ? mark(value) : null, own(nameOfKey(value), "span"), " ", make("small", {}, count)));
  });
  const list = make("ul", {}, ...rows);
  if (key === "types" || key === "signs") return make("fieldset", { class: key }, make("legend", {}, words), list);
  const details = make("details", {}, make("summary", { "data-key": `open ${key}` }, `${words} (${tally.size}${off.length ? `, ${off.length} off` : ""})`), list);
  details.open = opened.has(key);
  details.addEventListener("toggle", () => (details.open ? opened.add(key) : opened.delete(key)));
  return details;
}

function otherFilters(app) {
  const { filter } = app.state;
  const set = (change, options) => app.change({ filter: filtered(app.state, change).filter }, options);
  const least = make("input", { type: "range", min: 0, max: 1, step: 0.05, value: filter.confidence, "data-key": "confidence", "aria-label": "Least confidence" });
  least.addEventListener("change", () => set({ confidence: Number(least.value) }));
  const disputed = make("select", { "data-key": "disputed", "aria-label": "Disputed relations" },
    ...[["all", "with disputed"], ["only", "only disputed"], ["none", "without disputed"]].map(([value, words]) => make("option", { value }, words)));
  disputed.value = filter.disputed;
  disputed.addEventListener("change", () => set({ disputed: disputed.value }));
  return make("div", { class: "others" }, make("label", {}, "Confidence at least ", least, make("output", {}, filter.confidence.toFixed(2))), make("label", {}, disputed));
}

/** Return the mark of a type: its shape in its colour. */
export function shapeMark({ shape, colour }) {
  return svg("svg", { width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true" }, svg("path", { d: SHAPES[shape] || SHAPES.box, fill: `var(${colour})` }));
}

/** Return the mark of a sign: its dash in its colour. */
export function lineMark(sign) {
  const [colour, dash] = LINES[sign];
  return svg("svg", { width: 34, height: 18, viewBox: "0 0 34 18", "aria-hidden": "true" },
    svg("path", { d: "M1 9h32", fill: "none", stroke: `var(${colour})`, "stroke-width": 2.5, "stroke-dasharray": dash }));
}
