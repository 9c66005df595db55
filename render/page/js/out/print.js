// Printing: the picture as vector on A4, undistorted, then the legend, the count and numbered quotes; always light.

import { lineSample, nodeSample } from "./legend.js";
import { make, own } from "../view/dom.js";
import { counted, nameOf, sentenceText } from "../model/words.js";
import { extent } from "../layout/bodies.js";
import { lightColours } from "../draw/colours.js";
import { planOf } from "../draw/plan.js";
import { standingClass } from "../view/cards.js";
import { svgOf } from "./svg.js";

const SHEET_WIDE = 1000; // pixels of the picture on paper: names are legible at that size
const MARGIN = 70;
const QUOTES_MOST = 400;

/** Fill the sheet before the page is printed, and empty it afterwards. */
export function addPrinting(app) {
  const sheet = document.getElementById("print");
  window.addEventListener("beforeprint", () => sheet.replaceChildren(...sheetOf(app)));
  window.addEventListener("afterprint", () => sheet.replaceChildren());
}

function sheetOf(app) {
  const { title } = document;
  const head = [make("h1", { dir: "auto" }, title), make("p", { class: "count" }, app.countWords())];
  if (!app.scene.nodes.length || !app.picture) return head;
  return [...head, make("div", { class: "sheet" }, pictureOf(app.picture)), legendOf(app), ...notesOf(app), ...quotesOf(app)];
}

/** Return the picture as an element of SVG. */
function pictureOf({ ground, selection }) {
  const [left, right, top, bottom] = extent(ground.scene.nodes.map(({ id }) => ground.spots.get(id)));
  const box = { left: left - MARGIN, right: right + MARGIN, top: top - MARGIN / 2, bottom: bottom + MARGIN / 2 };
  const plan = planOf(ground, { open: selection.open }, Math.min(2, SHEET_WIDE / (box.right - box.left)));
  return document.importNode(new DOMParser().parseFromString(svgOf(plan, box, lightColours()), "image/svg+xml").documentElement, true);
}

/** Return the legend: the types and signs that are drawn, with their counts. */
function legendOf({ scene, picture }) {
  const types = new Map(), signs = new Map();
  for (const { type, shape, colour } of scene.nodes) types.set(type, { shape, colour, count: (types.get(type)?.count || 0) + 1 });
  for (const line of picture.plan.lines) {
    const words = `${["hostile", "neutral", "friendly"][line.sign + 1]}${line.derived ? ", derived" : ""}`;
    signs.set(words, { line, count: (signs.get(words)?.count || 0) + line.count });
  }
  const colour = lightColours();
  return make("ul", { class: "print-legend" },
    ...[...types].map(([type, look]) => make("li", {}, nodeSample(look.shape, colour(look.colour)), `${type} (${look.count})`)),
    ...[...signs].map(([words, { line, count }]) => make("li", {}, lineSample(line, colour), `${words} (${count})`)));
}

/** Return the notes, each with what it is on. */
function notesOf({ graph, state }) {
  if (!state.notes.length) return [];
  const subject = (key) => {
    const id = key.slice(2), relation = key.startsWith("r:") && graph.relationOf.get(id);
    return key === "page" ? "The page" : relation ? sentenceText(graph, relation) : nameOf(graph, id);
  };
  return [make("h2", {}, "Notes"), make("ul", { class: "print-notes" }, ...state.notes.map(([key, text]) => make("li", {}, own(subject(key), "b"), ": ", own(text, "span"))))];
}

/** Return the relations that are drawn, those of the answer first and in its order, each with its quotes, numbered. */
function quotesOf(app) {
  const { graph } = app;
  const order = [...(app.answer?.relations || [])];
  const rank = new Map(order.map((id, place) => [id, place]));
  const relations = [...app.visible.relations].sort((a, b) => (rank.get(a.id) ?? order.length) - (rank.get(b.id) ?? order.length));
  const all = relations.flatMap((relation) => relation.tellings.filter(({ quote }) => quote).map((telling) => ({ relation, telling })));
  if (!all.length) return [];
  const more = all.length - QUOTES_MOST;
  const list = all.slice(0, QUOTES_MOST).map(({ relation, telling }) => {
    const document = telling.document === null ? null : graph.documents.get(telling.document);
    const place = [document ? document.title || document.id : null, telling.publisher, document?.published, telling.paragraph === null ? null : `paragraph ${telling.paragraph}`];
    return make("li", { class: standingClass(telling) },
      make("p", {}, own(sentenceText(graph, relation)), telling.retracted !== null ? " (retracted)" : telling.modality === "negated" ? " (denied)" : ""),
      make("blockquote", { dir: "auto" }, telling.quote),
      make("p", { class: "place" }, own(place.filter(Boolean).join(" · ")), telling.by ? ` · said by ${nameOf(graph, telling.by)}` : ""));
  });
  return [make("h2", {}, "Quotes"), make("ol", { class: "quotes" }, ...list), more > 0 ? make("p", {}, `${counted(more, "more quote")} of this view: see the page.`) : ""];
}
