// Everything shown as a table that can be sorted by every column.

import { compareTexts } from "../model/numbers.js";
import { changeOf } from "../model/compare.js";
import { counted, gradeWords, nameOf, signWords } from "../model/words.js";
import { button, make, own } from "./dom.js";

const ROWS_AT_A_TIME = 300; // more would make every change slow

const COLUMNS = [
  ["from", (app, relation) => nameOf(app.graph, relation.source)],
  ["relation", (_, relation) => relation.words],
  ["to", (app, relation) => nameOf(app.graph, relation.target)],
  ["start", (_, relation) => relation.start ?? ""],
  ["end", (_, relation) => relation.end ?? ""],
  ["grade", (_, relation) => relation.confidence ?? -1],
  ["sign", (_, relation) => signWords(relation.sign)],
  ["tellings", (_, relation) => relation.tellings.length + relation.more],
  ["documents", (app, relation) => [...new Set(relation.tellings.map(({ document }) => app.graph.documents.get(document)?.title ?? document).filter(Boolean))].join("; ")],
  ["disputed", (_, relation) => relation.disputed.join(", ")],
];
const CHANGE = ["change", (app, relation) => changeOf(relation, app.state.compare)];

/** Return the table of all relations shown; with two dates compared it says which came, went and stayed. */
export function tableView(app) {
  const { state, visible } = app;
  const columns = state.compare.length ? [CHANGE, ...COLUMNS] : COLUMNS;
  const rows = sorted(visible.relations.map((relation) => ({ relation, cells: columns.map(([, read]) => read(app, relation)) })), columns, state.sort);
  const head = make("tr", {}, ...columns.map(([name]) => headerOf(app, name)));
  const most = app.tableRows || ROWS_AT_A_TIME;
  const body = rows.slice(0, most).map((row) => tableRow(app, row, columns));
  return make("article", { class: "tables" },
    make("h2", {}, counted(rows.length, "relation")),
    compareTools(app),
    make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table of relations" }, make("table", {}, make("caption", {}, app.countWords()), make("thead", {}, head), make("tbody", {}, ...body))),
    rows.length > most ? moreRows(app, rows.length, most) : null);
}

/** Return a button that shows further rows. */
function moreRows(app, count, most) {
  const show = () => { app.tableRows = most + 3 * ROWS_AT_A_TIME; app.refresh(); };
  return make("p", { class: "actions" }, button(`Show more (${(count - most).toLocaleString("en")} left)`, show, { class: "action", "data-key": "more rows" }));
}

function headerOf(app, name) {
  const { column, down } = app.state.sort;
  const direction = column === name ? (down ? "descending" : "ascending") : "none";
  const press = () => app.change({ sort: { column: name, down: column === name && !down } });
  return make("th", { scope: "col", "aria-sort": direction }, button(name, press, { "data-key": `sort ${name}` }));
}

function tableRow(app, { relation, cells }, columns) {
  const shown = cells.map((cell, at) => {
    const [name] = columns[at];
    const text = name === "grade" ? gradeWords(relation.confidence).replace("graded ", "") : String(cell);
    const content = name === "from" ? button(own(text), () => app.pick({ relations: [relation.id], panel: "card" }), { "data-key": `row ${relation.id}` }) : own(text, "span");
    return make(at === 0 ? "th" : "td", at === 0 ? { scope: "row" } : {}, content);
  });
  return make("tr", { class: app.state.relations.includes(relation.id) ? "chosen" : null }, ...shown);
}

function sorted(rows, columns, { column, down }) {
  const at = columns.findIndex(([name]) => name === column);
  if (at < 0) return rows;
  const order = (a, b) => (typeof a === "number" ? a - b : compareTexts(a, b));
  return [...rows].sort((a, b) => (down ? -1 : 1) * order(a.cells[at], b.cells[at]) || compareTexts(a.relation.id, b.relation.id));
}

/** Return two dates to compare, and what became of the relations between them. */
function compareTools(app) {
  const { compare } = app.state;
  const inputs = ["Compare the date", "with the date"].map((label, at) => {
    const input = make("input", { type: "text", size: 10, value: compare[at] ?? "", placeholder: "2020-01", pattern: "\\d{4}(-\\d\\d(-\\d\\d)?)?", "aria-label": label, "data-key": `compare ${at}` });
    return input;
  });
  const set = () => app.compare(...inputs.map((input) => input.value.trim()));
  const tally = new Map();
  if (compare.length) for (const relation of app.visible.relations) tally.set(changeOf(relation, compare), (tally.get(changeOf(relation, compare)) || 0) + 1);
  const words = [["gone", " (faint)"], ["came", " (haloed)"], ["stayed", ""]].map(([change, look]) => `${tally.get(change) || 0} ${change}${look}`).join(", ");
  return make("p", { class: "actions" }, make("label", {}, "Compare ", inputs[0]), make("label", {}, " with ", inputs[1]), button("Compare", set, { class: "action", "data-key": "compare" }),
    compare.length ? button("End", () => app.change({ compare: [] }), { class: "action", "data-key": "end compare" }) : null, compare.length ? make("span", {}, words) : null);
}
