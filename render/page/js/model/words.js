// Relations, values and counts in words, as the command line says them.

import { when } from "./dates.js";
import { numberWords } from "./numbers.js";

/** Return the verb of a relation, read from its source, or backward from its target. */
export function verb(relation, backward = false) {
  if (backward && !relation.symmetric && relation.inverse) return relation.inverse;
  return relation.words;
}

/** Return the parts of a relation in words, read from its end `near`: {first, verb, second, rest}; ends are ids. */
export function sentence(graph, relation, near = relation.source) {
  const { source, target } = relation;
  const backward = near === target && near !== source && Boolean(relation.inverse || relation.symmetric);
  const [first, second] = backward ? [target, source] : [source, target];
  return { first, verb: verb(relation, backward), second, rest: [when(relation.start, relation.end), detailWords(graph, relation)].filter(Boolean).join(" ") };
}

/** Return a relation as one text. */
export function sentenceText(graph, relation, near) {
  const { first, verb: said, second, rest } = sentence(graph, relation, near);
  return [nameOf(graph, first), said, nameOf(graph, second), rest].filter(Boolean).join(" ");
}

/** Return the name of an entity, or the text itself where it names none. */
export function nameOf(graph, id) {
  return graph.entityOf.get(id)?.name ?? id;
}

function detailWords(graph, { place, attributes }) {
  const known = [...(place ? [["place", nameOf(graph, place)]] : []), ...attributes.filter(([key]) => !key.endsWith("note"))];
  const said = known.map(([key, value]) => [key.replaceAll("_", " "), valueWords(value)]).filter(([, value]) => value && value !== "unspecified");
  return said.length ? `(${said.map((pair) => pair.join(": ")).join(", ")})` : "";
}

/** Return a value of an attribute as people write it. */
export function valueWords(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map(valueWords).join(" and ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Return a grade in words. */
export function gradeWords(confidence) {
  return confidence === null ? "ungraded" : `graded ${numberWords(confidence)}`;
}

/** Return a number with its noun. */
export function counted(count, noun, plural = `${noun}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? noun : plural}`;
}

/** Return a sign in words. */
export function signWords(sign) {
  return sign > 0 ? "friendly" : sign < 0 ? "hostile" : "neutral";
}

/** Return what a path's `together` says: when all its dated ties hold at once; "" when none is dated. */
export function togetherWords(span) {
  if (!span) return "";
  if (!span.length) return "never at the same time";
  const [start, end] = span;
  return start || end ? `all at the same time ${when(start, end)}` : "at all times";
}
