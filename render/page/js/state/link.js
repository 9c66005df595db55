// A state as the hash of a link: what differs from a page just opened, and the fingerprint of the page's data.

import { isDate } from "../model/dates.js";
import { freeze, START, step } from "./state.js";

/** Longer links break in mail and chat. */
export const LONGEST = 8000;

const NOT_IN_LINKS = ["pins", "notes", "steps", "step"];
const CHOICES = {
  layout: ["", "answer", "free", "islands", "chain", "time"],
  group: ["", "none", "type", "bloc"],
  panel: ["answer", "card", "table", "steps"],
  disputed: ["all", "only", "none"],
};

/** Return the hash of a state, "" for a page just opened. */
export function linkOf(state, fingerprint) {
  const said = sayable(state);
  return Object.keys(said).length ? `#${fingerprint}.${encodeURIComponent(JSON.stringify(said))}` : "";
}

/** Return what a link says of a state: the members that differ from the start. */
export function sayable(state) {
  const said = difference(state, START);
  for (const key of NOT_IN_LINKS) delete said[key];
  if (said.filter) said.filter = difference(state.filter, START.filter);
  return said;
}

function difference(value, from) {
  return Object.fromEntries(Object.entries(value).filter(([key, member]) => JSON.stringify(member) !== JSON.stringify(from[key])));
}

/** Return {state, other} of a hash, `other` when it was made on other data; null when it is no link of ours. */
export function readLink(hash, fingerprint) {
  if (hash.length > LONGEST + 1) return null;
  const [, made, text] = /^#([0-9a-f]{1,32})\.(.*)$/s.exec(hash) || [];
  if (!made) return null;
  try {
    const state = stateOf(JSON.parse(decodeURIComponent(text)));
    return state && { state, other: made !== fingerprint };
  } catch {
    return null;
  }
}

/** Return the state that an object of a link or a step says, null when anything in it is of a wrong type. */
export function stateOf(said) {
  const { filter = {}, ...members } = isObject(said) ? said : { filter: null };
  if (!isObject(filter) || !hasTypes(members, START) || !hasTypes(filter, START.filter)) return null;
  if (NOT_IN_LINKS.some((key) => Object.hasOwn(members, key))) return null;
  return step(START, freeze({ ...members, filter: { ...START.filter, ...filter } }));
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasTypes(said, like) {
  return Object.entries(said).every(([key, value]) => Object.hasOwn(like, key) && CHECKS[kindOf(key, like[key])](value, key));
}

function kindOf(key, value) {
  if (CHOICES[key]) return "choice";
  if (["question", "sort", "from", "to", "compare", "signs"].includes(key)) return key;
  return Array.isArray(value) ? "texts" : typeof value;
}

const isText = (value) => typeof value === "string";
const isOpenDate = (value) => value === "" || (isText(value) && isDate(value));

const CHECKS = {
  choice: (value, key) => CHOICES[key].includes(value),
  texts: (value) => Array.isArray(value) && value.every(isText),
  signs: (value) => Array.isArray(value) && value.every((sign) => [-1, 0, 1].includes(sign)),
  number: (value) => Number.isFinite(value),
  boolean: (value) => typeof value === "boolean",
  string: isText,
  from: isOpenDate,
  to: isOpenDate,
  compare: (value) => Array.isArray(value) && [0, 2].includes(value.length) && value.every((date) => isText(date) && isDate(date)),
  sort: (value) => isObject(value) && isText(value.column) && typeof value.down === "boolean" && Object.keys(value).length === 2,
  question: isQuestion,
};

const MEMBERS = { source: isText, target: isText, via: (value) => value === null || isText(value), directed: (value) => typeof value === "boolean", by: (value) => ["hops", "weight"].includes(value) };

function isQuestion(value) {
  if (value === null) return true;
  if (!isObject(value)) return false;
  const { query, k = 1, maxHops = 1, ...members } = value;
  const whole = (number) => Number.isInteger(number) && number > 0 && number <= 100;
  return ["path", "influence", "influencers"].includes(query) && whole(k) && whole(maxHops) && isText(members.source)
    && (query !== "path" || isText(members.target))
    && Object.entries(members).every(([key, member]) => Object.hasOwn(MEMBERS, key) && MEMBERS[key](member));
}
