// Events on an axis of time: the earliest on the left; who took part stands above and below the events they took part in.

import { HIGH, LEAST_GAP, WIDE, bodiesOf } from "./bodies.js";
import { nodesApart } from "./apart.js";
import { spotsOf } from "./free.js";

const AXIS_MARGIN = 60;

/** Return a date of any precision as a number of years: "2020-07" is 2020.5. */
export function yearsOf(date) {
  const [year, month = 1, day = 1] = date.split("-").map(Number);
  return year + (month - 1) / 12 + (day - 1) / 372;
}

/** Return the axis of some nodes (date): its first and last year, and the function from a date to x. */
export function timeAxis(nodes) {
  const years = nodes.filter(({ date }) => date).map(({ date }) => yearsOf(date));
  const first = Math.min(...years), last = Math.max(...years);
  const span = last - first || 1;
  return { first, last, x: (year) => AXIS_MARGIN - WIDE / 2 + ((year - first) / span) * (WIDE - 2 * AXIS_MARGIN) };
}

/** Return the marks of an axis: whole years, or months where it is short. */
export function timeTicks(nodes) {
  if (!nodes.some(({ date }) => date)) return [];
  const { first, last, x } = timeAxis(nodes);
  const step = [1 / 12, 0.25, 1, 2, 5, 10, 20, 50, 100].find((size) => (last - first) / size <= 12) || 500;
  const ticks = [];
  for (let at = Math.ceil(first / step - 1e-9); at * step <= last + 1e-9; at += 1) ticks.push({ x: x(at * step), words: wordsOf(at * step, step) });
  return ticks.length ? ticks : [{ x: x(first), words: wordsOf(first, 1 / 12) }];
}

function wordsOf(years, step) {
  const year = Math.floor(years + 1e-6);
  return step < 1 ? `${year}-${String(Math.round((years - year) * 12) + 1).padStart(2, "0")}` : String(year);
}

/** Return the spots of nodes (id, name, degree, date) joined by links (from, to): dated ones at their time. */
export function timeLayout(nodes, links) {
  const bodies = bodiesOf(nodes);
  const dateOf = new Map(nodes.map(({ id, date }) => [id, date]));
  const dated = bodies.filter(({ id }) => dateOf.get(id)), others = bodies.filter(({ id }) => !dateOf.get(id));
  if (dated.length) {
    const { x } = timeAxis(nodes);
    for (const body of dated) body.x = x(yearsOf(dateOf.get(body.id)));
  }
  lanes(dated, 0, HIGH * 0.5);
  besideEvents(others, bodies, links);
  const upper = others.filter((_, index) => index % 2 === 0), lower = others.filter((_, index) => index % 2);
  lanes(upper, -HIGH * 0.38, HIGH * 0.22);
  lanes(lower, HIGH * 0.4, HIGH * 0.22);
  nodesApart(others, 30);
  return spotsOf(bodies);
}

/** Put bodies in the middle of the neighbours that have their place; the rest at even steps. */
function besideEvents(others, bodies, links) {
  const waiting = new Set(others.map(({ id }) => id));
  const bodyOf = new Map(bodies.map((body) => [body.id, body]));
  const xs = new Map(others.map(({ id }) => [id, []]));
  for (const { from, to } of links) {
    if (waiting.has(from) && !waiting.has(to)) xs.get(from).push(bodyOf.get(to)?.x ?? 0);
    if (waiting.has(to) && !waiting.has(from)) xs.get(to).push(bodyOf.get(from)?.x ?? 0);
  }
  others.forEach((body, index) => {
    const near = xs.get(body.id);
    body.x = near.length ? near.reduce((sum, x) => sum + x, 0) / near.length : ((index + 0.5) / others.length - 0.5) * (WIDE - 2 * AXIS_MARGIN);
  });
}

/** Give bodies lanes around a height, so that those close in x stand apart in y. */
function lanes(bodies, middle, high) {
  const ends = [];
  const order = [...bodies].sort((a, b) => a.x - b.x || (a.id < b.id ? -1 : 1));
  const most = Math.max(1, Math.floor(high / LEAST_GAP));
  const lane = new Map(order.map((body) => {
    const gap = body.radius * 2 + Math.min(body.wide, 90);
    let free = ends.findIndex((end) => end <= body.x);
    if (free < 0) free = ends.length < most ? ends.length : ends.indexOf(Math.min(...ends));
    if (ends[free] > body.x) body.x = Math.min(ends[free] - gap + 2 * body.radius + 4, WIDE / 2);
    ends[free] = Math.max(body.x + gap, ends[free] || -Infinity);
    return [body, free];
  }));
  const step = Math.min(60, high / Math.max(ends.length, 1));
  for (const body of bodies) body.y = middle + (lane.get(body) - (ends.length - 1) / 2) * step;
}
