// The cells of an answer's rows in words: names for ids, sentences for relations.

import { numberWords } from "../model/numbers.js";
import { counted, nameOf, sentenceText, signWords, togetherWords, valueWords } from "../model/words.js";
import { button, make, own } from "./dom.js";

const OWN_LINE = ["path", "quote"]; // cells with a line of their own

/** Return a row that is no path of hops: what it is about, its other cells, and below them the way there or the quote. */
export function plainRow(app, row, pick, chosen) {
  const cells = app.answer.columns.map((column, place) => ({ ...column, words: columnWords(app, row.cells[place], column) })).filter(({ words }) => words);
  const [first = { words: "—" }, ...rest] = cells.map((cell) => ({ ...cell, below: OWN_LINE.find((sort) => sort === cell.kind || sort === cell.name) }));
  const beside = rest.filter(({ below }) => !below).flatMap((cell) => [" · ", own(labelled(cell), "span", { class: "cell" })]);
  const lines = rest.filter(({ below }) => below).map(({ words, below }) => own(words, "span", { class: below }));
  return button(make("span", {}, own(first.words, "b"), ...beside, ...lines), pick, { class: "line", "aria-pressed": String(chosen), "data-key": `row${app.answer.rows.indexOf(row)}` });
}

/** Return a cell of a column in words, "" where it says what goes without saying. */
function columnWords(app, value, { name, kind }) {
  if (name === "sign" || name === "signs") return [value].flat().map(signWords).join(", ");
  return name === "modality" && value === "asserted" ? "" : cellWords(app, value, kind);
}

/** Return a cell with what it is; some say so themselves. */
function labelled({ name, kind, words }) {
  if (kind === "span" || kind === "relation" || name.startsWith("sign")) return words;
  return name === "hops" ? counted(Number(words), "hop") : `${name.replaceAll("_", " ")} ${words}`;
}

/** Return a cell as people read it: names for ids, sentences for relations; a text is never looked up. */
export function cellWords(app, value, kind) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return numberWords(value);
  if (kind === "span" && Array.isArray(value)) return togetherWords(value);
  if (typeof value === "string") return kind === "text" || kind === "date" ? value : idWords(app, value);
  if (Array.isArray(value)) return value.map((item) => cellWords(app, item, kind)).filter(Boolean).join(kind === "path" ? " → " : "; ");
  if (kind === "row") return Object.entries(value).map(([name, item]) => `${name.replaceAll("_", " ")} ${cellWords(app, item, "either")}`).join(", ");
  return valueWords(value);
}

function idWords({ graph }, id) {
  return graph.relationOf.has(id) ? sentenceText(graph, graph.relationOf.get(id)) : nameOf(graph, id);
}
