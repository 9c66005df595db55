// The answer: the question as a sentence, its rows in order, and for a path each hop with who says so.

import { numberWords } from "../model/numbers.js";
import { counted, gradeWords, nameOf, togetherWords } from "../model/words.js";
import { plainRow } from "./cells.js";
import { quoteOf, marks, relationSentence } from "./cards.js";
import { button, make, own } from "./dom.js";

const HOPS_MOST = 50; // relations of one row with their quotes

/** Return the answer of the page as an element. */
export function answerView(app) {
  const { answer, answers, state } = app;
  if (!answer) return overview(app);
  return make("article", { class: "answer" },
    answers.length > 1 ? tabs(app) : null,
    state.question ? questionTools(app) : null,
    answer.heading ? make("p", { class: "heading" }, own(answer.heading, "span")) : null,
    ...answer.notes.map((note) => make("p", { class: "hint" }, own(note, "span"))),
    make("ol", { class: "rows" }, ...answer.rows.map((row, at) => rowView(app, row, at))),
    state.question && app.data.cut ? make("p", { class: "hint" }, "This page has a part of the store: the whole of it may say more.") : null);
}

function tabs(app) {
  return make("div", { class: "answers", role: "group", "aria-label": "Answers" }, ...app.answers.map(({ question }, tab) => button(own(question),
    () => app.change({ tab, question: null, row: -1, nodes: [], relations: [] }), { class: "tab", "data-key": `tab${tab}`, "aria-pressed": String(tab === app.state.tab && !app.state.question) })));
}

/** Return switches for a question asked in the page. */
function questionTools(app) {
  const { question } = app.state;
  const set = (change) => app.change({ question: { ...question, ...change } });
  const tools = [button("Close", () => app.change({ question: null, row: -1, nodes: [], relations: [] }), { class: "action", "data-key": "close" })];
  if (question.query === "path") {
    const count = make("input", { type: "number", min: 1, max: 100, value: question.k, "aria-label": "Number of paths", "data-key": "k" });
    count.addEventListener("change", () => set({ k: Math.min(Math.max(Math.round(Number(count.value)) || 1, 1), 100) }));
    tools.push(make("label", {}, "paths ", count),
      button("Along arrows", () => set({ directed: !question.directed }), { class: "action", "data-key": "directed", "aria-pressed": String(question.directed) }),
      button("By weight", () => set({ by: question.by === "hops" ? "weight" : "hops" }), { class: "action", "data-key": "by", "aria-pressed": String(question.by === "weight") }));
    if (question.via) tools.push(button(`Not by way of ${nameOf(app.graph, question.via)}`, () => set({ via: null }), { class: "action", "data-key": "via" }));
  }
  return make("p", { class: "actions" }, ...tools);
}

function rowView(app, row, at) {
  const pick = () => app.pick({ row: at, nodes: row.entities, relations: row.relations, panel: "answer" });
  const chosen = isChosen(app.state, row, at);
  const content = row.values.nodes && Array.isArray(row.values.relations?.[0]) ? pathView(app, row, pick, chosen) : [plainRow(app, row, pick, chosen), ...(chosen ? [evidenceOf(app, row)] : [])];
  return make("li", { class: chosen ? "row chosen" : "row" }, ...content);
}

/** Return whether a row is selected, itself or by lines of it. */
function isChosen({ row: chosen, relations }, row, at) {
  return chosen === at || (chosen < 0 && relations.length > 0 && relations.every((id) => row.relations.includes(id)));
}

/** Return the relations that a row rests on as hops, each read from the end that its path comes from. */
function evidenceOf(app, { relations, paths: [path = []] }) {
  const near = ({ source, target }) => (path.includes(target) && path.indexOf(target) < path.indexOf(source) ? target : source);
  return make("ol", { class: "hops" }, ...relations.slice(0, HOPS_MOST).map((id) => make("li", {}, hopView(app, id, near(app.graph.relationOf.get(id))))));
}

/** Return a path: its entities, its numbers, and its hops one by one. */
function pathView(app, { values }, pick, chosen) {
  const chain = values.nodes.map((id) => nameOf(app.graph, id)).join(" → ");
  const numbers = [counted(values.hops, "hop"), `weight ${numberWords(values.weight)}`, togetherWords(values.together), values.rests_on?.length ? `rests on ${values.rests_on.join(", ")} alone` : ""];
  return [
    button(own(chain), pick, { class: "chain", "aria-pressed": String(chosen), "data-key": `row${app.answer.rows.findIndex(({ values: other }) => other === values)}` }),
    own(numbers.filter(Boolean).join(" · "), "p", { class: "numbers" }),
    make("ol", { class: "hops" }, ...values.relations.map((hop, place) => make("li", {}, ...hop.map((id) => hopView(app, id, values.nodes[place]))))),
  ];
}

/** Return a relation of a hop with its marks, its best quote and where that stands. */
export function hopView(app, id, near) {
  const relation = app.graph.relationOf.get(id);
  if (!relation) return make("p", { class: "hint" }, "A relation that is not in this page.");
  const [best] = relation.tellings;
  const others = relation.tellings.length + relation.more - 1;
  const chosen = app.state.row < 0 && app.state.relations.includes(id);
  return make("div", { class: chosen ? "hop chosen" : "hop" },
    button(make("span", {}, relationSentence(app, relation, near), " ", make("small", { class: "grade" }, gradeWords(relation.confidence)), ...marks(relation)),
      () => app.pick({ relations: [id] }), { class: "line", "data-key": `hop${id}`, "aria-pressed": String(chosen) }),
    best ? quoteOf(app, best, [relation.source, relation.target]) : null,
    best ? own([placeWords(app, best), others > 0 ? `and ${counted(others, "more telling")}` : ""].filter(Boolean).join(" "), "p", { class: "source" }) : null,
    ...relation.tellings.filter(({ modality, retracted }) => modality === "negated" && retracted === null).map((telling) => own(`denied by ${deniedBy(app, telling)}`, "p", { class: "denial" })));
}

function deniedBy(app, telling) {
  return telling.by ? nameOf(app.graph, telling.by) : telling.publisher || telling.document || "an unnamed source";
}

/** Return where a telling stands, in one line. */
export function placeWords(app, { document, publisher, paragraph, by }) {
  const known = document === null ? null : app.graph.documents.get(document);
  const parts = [by && `according to ${nameOf(app.graph, by)}`, publisher, known?.title ?? document, known?.published, paragraph === null ? null : `paragraph ${paragraph}`];
  return `— ${parts.filter(Boolean).join(", ") || "no document named"}`;
}

/** Return where to begin in a page that answers no question. */
function overview(app) {
  const first = [...app.visible.entities].sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1)).slice(0, 12);
  return make("article", {},
    make("p", { class: "hint" }, "Choose a node or a line to read what is said of it, and where."),
    make("h3", {}, "Most connected"),
    make("ul", { class: "relations" }, ...first.map(({ id, name, type }) => make("li", {},
      button(make("span", {}, own(name), make("small", {}, ` ${type}`)), () => app.pick({ nodes: [id] }), { class: "line", "data-key": `first${id}` })))));
}
