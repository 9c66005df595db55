// The answer that a page shows: rows with the entities and relations that each speaks of.

import { influenceRows } from "./influence.js";
import { pathRows } from "./paths.js";
import { counted, nameOf } from "./words.js";

/** Return the answer of a state: the one asked in the page, else that of its tab; null when it has none. */
export function answerOf(graph, state, answers, relations) {
  if (state.question) return asked(graph, state.question, relations);
  const given = answers[state.tab];
  return given ? read(graph, given) : null;
}

/** Return the answer to a question asked in the page over some relations. */
function asked(graph, question, relations) {
  const { query } = question;
  const rows = query === "path" ? pathRows(graph, relations, question) : influenceRows(graph, relations, { ...question, backward: query === "influencers" });
  const columns = query === "path" ? PATH_COLUMNS : INFLUENCE_COLUMNS;
  return read(graph, { query, question: questionWords(graph, question), columns, rows: rows.map((row) => columns.map(({ name }) => row[name])), rests: rows.map(({ relations: own }) => own.flat()), heading: "", notes: rows.length ? [] : [noneWords(question)], total: rows.length, asked: [question.source, question.target].filter(Boolean) });
}

/** Kinds of columns whose texts may name entities and relations; other texts are never looked up. */
const NAMING = ["entity", "relation", "either", "path", "row"];

const PATH_COLUMNS = [
  { name: "nodes", kind: "path" }, { name: "hops", kind: "number" }, { name: "weight", kind: "number" },
  { name: "relations", kind: "relation" }, { name: "together", kind: "span" }, { name: "rests_on", kind: "text" },
];
const INFLUENCE_COLUMNS = [
  { name: "entity", kind: "entity" }, { name: "score", kind: "number" }, { name: "hops", kind: "number" }, { name: "path", kind: "path" }, { name: "together", kind: "span" },
];

/** Return a question asked in the page as a sentence. */
export function questionWords(graph, { query, source, target, via = null, k = 1, directed = false, by = "hops" }) {
  const from = nameOf(graph, source);
  if (query === "influence") return `Whom does ${from} influence?`;
  if (query === "influencers") return `Who influences ${from}?`;
  const through = via ? ` by way of ${nameOf(graph, via)}` : "";
  const how = [k > 1 ? `${k} paths` : "", directed ? "along the arrows" : "", by === "weight" ? "by weight" : ""].filter(Boolean);
  return `How is ${from} linked to ${nameOf(graph, target)}${through}?${how.length ? ` (${how.join(", ")})` : ""}`;
}

function noneWords({ query }) {
  return query === "path" ? "No path of the relations shown links them." : "Nothing of what is shown conducts influence there.";
}

/** Return an answer with each row's entities and relations, and the columns of its picture. */
function read(graph, given) {
  const rows = given.rows.map((cells, at) => answerRow(graph, given, cells, at));
  const paths = rows.flatMap((row) => row.paths);
  return {
    ...given, rows, order: columnsOf(paths, given.query === "influencers"),
    entities: new Set([...(given.entities || []), ...rows.flatMap((row) => row.entities)]),
    relations: new Set([...(given.relations || []), ...rows.flatMap((row) => row.relations)]),
  };
}

function answerRow(graph, { columns, rests, relations: spoken }, cells, at) {
  const values = Object.fromEntries(columns.map(({ name }, place) => [name, cells[place]]));
  const texts = [...textsIn(cells.filter((_, place) => NAMING.includes(columns[place].kind)))];
  const paths = columns.flatMap(({ kind }, place) => (kind === "path" && Array.isArray(cells[place]) ? [cells[place]] : []));
  const entities = [...new Set(texts.filter((text) => graph.entityOf.has(text)))];
  const named = texts.filter((text) => graph.relationOf.has(text));
  const relations = rests?.[at] || (named.length ? named : paths.flatMap((path) => conductingRelations(graph, path, spoken)));
  return { cells, values, paths, entities, relations: [...new Set(relations)].filter((id) => graph.relationOf.has(id)) };
}

function* textsIn(value) {
  if (typeof value === "string") yield value;
  else if (value && typeof value === "object") for (const member of Object.values(value)) yield* textsIn(member);
}

/** Return those of an answer's relations that join the entities of a path one after the other. */
function conductingRelations(graph, path, spoken) {
  return path.slice(1).flatMap((id, at) => (graph.at.get(id) || [])
    .filter(({ source, target, id: own }) => spoken.includes(own) && [source, target].includes(path[at]))
    .map((relation) => relation.id));
}

/** Return the entities of paths in columns from left to right, each in the first that it stands in; backward they end together. */
function columnsOf(paths, backward) {
  const place = new Map();
  const longest = Math.max(0, ...paths.map((path) => path.length));
  for (const path of paths) path.forEach((id, at) => {
    const column = backward ? longest - path.length + at : at;
    place.set(id, Math.min(column, place.get(id) ?? column));
  });
  const columns = Array.from({ length: longest }, () => []);
  for (const [id, column] of place) columns[column].push(id);
  return columns.filter((column) => column.length);
}

/** Return how many of how many rows an answer shows, "" when all. */
export function rowsWords({ rows, total }) {
  return total > rows.length ? `${counted(rows.length, "row")} of ${total.toLocaleString("en")}: --limit 0 shows all.` : "";
}
