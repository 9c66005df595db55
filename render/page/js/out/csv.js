// Relations as a table for spreadsheets, whose cells can be no formulas.

import { nameOf, valueWords } from "../model/words.js";

const CSV_COLUMNS = ["source", "relation", "target", "start", "end", "place", "sign", "confidence", "modality", "disputed", "derived", "attributes", "tellings", "documents", "quote"];

/** Return relations as CSV (RFC 4180), one a row. */
export function csvOf(graph, relations) {
  const rows = relations.map((relation) => CSV_COLUMNS.map((column) => cellOf(graph, relation, column)));
  return [CSV_COLUMNS, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n").concat("\r\n");
}

function cellOf(graph, relation, column) {
  const { tellings } = relation;
  const cells = {
    source: () => nameOf(graph, relation.source),
    relation: () => relation.relation,
    target: () => nameOf(graph, relation.target),
    place: () => relation.place && nameOf(graph, relation.place),
    disputed: () => relation.disputed.join(" "),
    derived: () => (relation.derived ? "yes" : ""),
    attributes: () => relation.attributes.map(([key, value]) => `${key}: ${valueWords(value)}`).join("; "),
    tellings: () => tellings.length + relation.more,
    documents: () => [...new Set(tellings.map(({ document }) => document).filter(Boolean))].map((id) => graph.documents.get(id)?.title || id).join("; "),
    quote: () => tellings.find(({ quote }) => quote)?.quote,
  };
  return Object.hasOwn(cells, column) ? cells[column]() : relation[column];
}

/** Return a value as a cell: quoted where it must be, with an apostrophe before what a spreadsheet would compute. */
export function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r]/u.test(value) ? `'${value}` : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
