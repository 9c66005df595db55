// The cards of an entity and of a relation, with its tellings and their sources.

import { counted, gradeWords, nameOf, sentence, signWords, valueWords } from "../model/words.js";
import { when } from "../model/dates.js";
import { button, make, own, terms } from "./dom.js";

/** Return a button with the name of an entity that opens its card. */
export function entityButton(app, id, look = "link") {
  return button(own(nameOf(app.graph, id)), () => app.pick({ nodes: [id] }), { class: look });
}

/** Return a relation as a sentence: the names open the cards of the ends. */
export function relationSentence(app, relation, near) {
  const { first, verb, second, rest } = sentence(app.graph, relation, near);
  return make("span", { class: "sentence" }, own(nameOf(app.graph, first), "bdi", { class: "end" }), " ",
    make("span", { class: `sign ${signWords(relation.sign)}` }, verb), " ", own(nameOf(app.graph, second), "bdi", { class: "end" }),
    rest ? own(` ${rest}`, "span", { class: "rest" }) : null);
}

/** Return the marks of a relation: denied, disputed, claimed, derived. */
export function marks(relation) {
  const words = relation.disputed.map((kind) => (kind === "denied" ? "denied" : `disputed: ${kind}`));
  if (relation.modality !== "asserted") words.push(relation.modality);
  if (relation.derived) words.push("derived");
  return words.map((word) => make("span", { class: `mark ${/^d(enied|isputed)/.test(word) ? "disputed" : ""}` }, word));
}

/** Return one telling: the quote with its ends marked, where it stands, who says so and how sure it is. */
export function tellingCard(app, telling, ends = []) {
  const document = telling.document === null ? null : app.graph.documents.get(telling.document);
  const title = document ? document.title || document.id : "no document named";
  const place = [title, telling.publisher, document?.published, telling.paragraph === null ? null : `paragraph ${telling.paragraph}`];
  const facts = terms([
    ["stands in", own(place.filter(Boolean).join(" · "), "span")],
    [telling.modality === "negated" ? "denied by" : "said by", telling.by && nameOf(app.graph, telling.by)],
    ["date", when(telling.start, telling.end)],
    ["place", telling.place && nameOf(app.graph, telling.place)],
    ["found by", telling.program ? `${telling.method} (${telling.program})` : telling.method],
    ["grade", gradeWords(telling.confidence)],
    ["modality", telling.modality === "asserted" ? null : telling.modality],
    ["retracted", telling.retracted],
    ["quote", telling.checked ? null : "not checked against a text"],
  ]);
  const open = document?.text && telling.span ? button("Read it in the text", () => app.read(telling), { class: "action" }) : null;
  return make("li", { class: standingClass(telling) }, quoteOf(app, telling, ends), facts, open);
}

/** Return the CSS class of a telling that does not count as asserted: denied or retracted. */
export function standingClass({ modality, retracted }) {
  if (retracted !== null) return "retracted";
  return modality === "negated" ? "denial" : null;
}

/** Return the quote of a telling, in which the names of the ends are marked. */
export function quoteOf(app, { quote }, ends) {
  if (!quote) return make("p", { class: "hint" }, "No quote was kept.");
  const names = ends.flatMap((id) => namesOf(app.graph.entityOf.get(id))).filter((name) => name.length > 1);
  return make("blockquote", { dir: "auto" }, ...marked(quote, names));
}

function namesOf(entity) {
  return entity ? [entity.name, ...entity.aliases] : [];
}

/** Split a text into parts, with the given names marked. */
function marked(text, names) {
  if (!names.length) return [text];
  const longestFirst = [...names].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text.split(new RegExp(`(${longestFirst.join("|")})`, "iu")).map((part, at) => (at % 2 ? make("mark", {}, part) : part));
}

/** Return the card of a relation. */
export function relationCard(app, relation) {
  const { graph } = app;
  const { source, target } = relation;
  const via = relation.via ? (graph.entityOf.has(relation.via) ? entityButton(app, relation.via) : relation.via) : null;
  const count = relation.tellings.length + relation.more;
  return make("article", {},
    make("h2", {}, entityButton(app, source), make("span", { class: `sign ${signWords(relation.sign)}` }, ` ${sentence(graph, relation).verb} `), entityButton(app, target)),
    make("p", { class: "marks" }, ...marks(relation)),
    terms([
      ["date", when(relation.start, relation.end) || "undated"],
      ["place", relation.place && nameOf(graph, relation.place)],
      ["sign", signWords(relation.sign)],
      ["grade", gradeWords(relation.confidence)],
      ["modality", relation.modality === "asserted" ? null : relation.modality],
      ["follows from", via],
      ...relation.attributes.map(([key, value]) => [key.replaceAll("_", " "), valueWords(value)]),
    ]),
    noteBox(app, `r:${relation.id}`),
    ...(count ? [make("h3", {}, `${counted(count, "telling")}`), make("ol", { class: "tellings" }, ...relation.tellings.map((telling) => tellingCard(app, telling, [source, target])))]
      : [make("p", { class: "hint" }, relation.derived ? "Derived from the event above: its card has the tellings." : "This page has no telling of it.")]),
    relation.more ? make("p", { class: "hint" }, `${relation.more} more are not in this page.`) : null);
}

/** Return the card of an entity with its relations, read from its side. */
export function entityCard(app, entity) {
  const { graph, visible } = app;
  const at = graph.at.get(entity.id);
  const shown = new Set(visible.relations);
  const lines = at.filter((relation) => shown.has(relation)).map((relation) => make("li", {}, relationButton(app, relation, entity.id)));
  return make("article", {},
    make("h2", {}, own(entity.name)),
    terms([
      ["type", entity.type + (entity.kind ? ` · ${entity.kind.replaceAll("_", " ")}` : "")],
      ["also called", entity.aliases.length ? own(entity.aliases.join(", "), "span") : null],
      ...entity.attributes.map(([key, value]) => [key.replaceAll("_", " "), valueWords(value)]),
      ["not in the page", entity.hidden ? counted(entity.hidden, "more neighbour") : null],
      ["filtered away", at.length > lines.length ? counted(at.length - lines.length, "relation") : null],
    ]),
    actions(app, entity),
    noteBox(app, `n:${entity.id}`),
    make("h3", {}, counted(lines.length, "relation")),
    make("ul", { class: "relations" }, ...lines));
}

/** Return a line that opens the card of a relation, read from one of its ends. */
export function relationButton(app, relation, near) {
  const line = make("span", {}, relationSentence(app, relation, near), " ", make("small", { class: "grade" }, gradeWords(relation.confidence)), ...marks(relation));
  return button(line, () => app.pick({ relations: [relation.id] }), { class: "line", "data-key": `r${relation.id}` });
}

function actions(app, { id, type }) {
  const act = (words, command) => button(words, () => app.act(command, id), { class: "action", "data-key": words });
  return make("p", { class: "actions" },
    act("Whom it influences", "influence"), act("Who influences it", "influencers"), act("Only neighbours", "only"), act("Add neighbours", "expand"),
    act(app.state.collapsed.includes(id) ? "Unfold" : "Fold leaves", "collapse"), act("Hide", "hide"),
    act(app.state.pins.some(([pinned]) => pinned === id) ? "Unpin" : "Pin", "pin"), act(`All of type ${type}`, "alike"));
}

/** Return a box for a note, which travels in saved copies of the page. */
export function noteBox(app, key) {
  const text = app.state.notes.find(([noted]) => noted === key)?.[1] || "";
  const box = make("textarea", { rows: 1, placeholder: "Add a note", "aria-label": "Note", "data-key": `note ${key}`, dir: "auto" });
  box.value = text;
  box.addEventListener("change", () => app.note(key, box.value));
  return make("div", { class: text ? "note written" : "note" }, box);
}
