// The years or months of a graph, and how many relations begin in each.

import { firstDay, lastDay } from "./dates.js";

const MOST_BY_MONTH = 72;

/** Return the periods from the first to the last date: [{date, count, shown}], with the relations that have no date. */
export function periodsOf(relations, visible) {
  const dated = relations.filter(({ start, end }) => start || end);
  const undated = relations.length - dated.length;
  if (!dated.length) return { periods: [], undated };
  const first = dated.map(({ start, end }) => firstDay(start || end)).reduce((a, b) => (a < b ? a : b));
  const last = dated.map(({ start, end }) => lastDay(end || start)).reduce((a, b) => (a > b ? a : b));
  const periods = between(first, last).map((date) => ({ date, count: 0, shown: 0 }));
  const ids = new Set(visible.map(({ id }) => id));
  const width = periods[0].date.length;
  const place = new Map(periods.map(({ date }, at) => [date, at]));
  for (const relation of dated) {
    const period = periods[place.get(firstDay(relation.start || relation.end).slice(0, width))];
    period.count += 1;
    if (ids.has(relation.id)) period.shown += 1;
  }
  return { periods, undated };
}

/** Return the months between two days, or the years where those would be too many. */
function between(first, last) {
  const [from, to] = [first, last].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1);
  if (to - from < MOST_BY_MONTH) return Array.from({ length: to - from + 1 }, (_, at) => monthOf(from + at));
  const [start, end] = [first, last].map((day) => Number(day.slice(0, 4)));
  return Array.from({ length: end - start + 1 }, (_, at) => String(start + at).padStart(4, "0"));
}

function monthOf(month) {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
}
