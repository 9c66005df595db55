// The article beside the picture, with the quotes of relations marked where they stand.

import { nameOf } from "../model/words.js";
import { button, make, own } from "./dom.js";

/** Return the text of the document that is being read, its quotes as marks that open their relations. */
export function readerView(app) {
  const { document: id } = app.reading;
  const [chosen] = app.state.relations;
  const { title, text } = app.graph.documents.get(id);
  const spans = app.graph.relations.flatMap((relation) => relation.tellings
    .filter((telling) => telling.document === id && telling.span)
    .map(({ span: [start, end] }) => ({ start, end, relation })));
  const back = button("Back to the card", () => app.read(null), { class: "action" });
  return make("article", { class: "reader" }, back, make("h2", {}, own(title || id)), make("div", { class: "text", dir: "auto" }, ...markedText(app, text, spans, chosen)));
}

/** Return a text with a mark over each stretch that some relations quote; offsets count code points. */
function markedText(app, text, spans, chosen) {
  const letters = [...text];
  const edges = [...new Set([0, letters.length, ...spans.flatMap(({ start, end }) => [start, end])])].filter((at) => at >= 0 && at <= letters.length).sort((a, b) => a - b);
  return edges.slice(1).map((end, at) => {
    const part = letters.slice(edges[at], end).join("");
    const over = spans.filter((span) => span.start <= edges[at] && span.end >= end);
    if (!over.length) return part;
    const [{ relation }] = over;
    const titles = over.map((span) => `${nameOf(app.graph, span.relation.source)} ${span.relation.words} ${nameOf(app.graph, span.relation.target)}`);
    return quoteMark(part, () => app.pick({ relations: [relation.id] }), over.some((span) => span.relation.id === chosen), titles.join("; "));
  });
}

/** Return a stretch of text that opens its relation; a button would not run on over lines as text does. */
function quoteMark(text, open, isChosen, title) {
  const mark = make("mark", { role: "button", tabindex: 0, class: isChosen ? "quoted chosen" : "quoted", title }, text);
  mark.addEventListener("click", open);
  mark.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); } });
  return mark;
}

/** Let the page open the text of a telling, and close it again. */
export function addReading(app) {
  app.read = (telling) => {
    app.reading = telling && { document: telling.document };
    app.refresh();
    document.querySelector(".quoted.chosen")?.scrollIntoView({ block: "center" });
  };
}
