// When all ties of a path hold at once.

import { dayAfter, firstDay, lastDay } from "./dates.js";

const BEGINNING = "0000-01-01", END = "9999-12-31"; // no bound

/**
 * Return the first unbroken span of days on each of which every hop that has ties has a valid one.
 *
 * [start, end] with null for an open bound, [] when there is no such day, null when no tie is dated.
 */
export function together(graph, hops) {
  const ties = hops.map((hop) => hop.filter(({ relation }) => graph.kinds.get(relation).aspect === "tie")).filter((hop) => hop.length);
  if (!ties.some((hop) => hop.some(({ start, end }) => start || end))) return null;
  const [first] = ties.map((hop) => joined(hop.map(daysOf))).reduce(common, [[BEGINNING, END]]);
  return first ? first.map((day) => (day === BEGINNING || day === END ? null : day)) : [];
}

function daysOf({ start, end }) {
  return [start ? firstDay(start) : BEGINNING, end ? lastDay(end) : END];
}

/** Sort spans of days, and merge those that touch or overlap. */
function joined(spans) {
  const result = [];
  for (const [start, end] of spans.sort()) {
    const last = result.at(-1);
    if (last && (last[1] === END || start <= dayAfter(last[1]))) last[1] = end > last[1] ? end : last[1];
    else result.push([start, end]);
  }
  return result;
}

/** Return the days that two lists of spans share. */
function common(some, others) {
  return some.flatMap(([start, end]) => others
    .map(([from, to]) => [start > from ? start : from, end < to ? end : to])
    .filter(([from, to]) => from <= to));
}
