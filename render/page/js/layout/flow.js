// An answer from left to right: a column for each step away from the entity asked about; what stands around it above and below.

import { HIGH, WIDE, bodiesOf } from "./bodies.js";
import { spotsOf } from "./free.js";
import { uncross } from "./layers.js";

const TALLEST = 12; // nodes in one column before it becomes several

/** Return the spots of nodes given the columns (lists of ids) of an answer and the links (from, to). */
export function flowLayout(nodes, order, links) {
  const bodies = bodiesOf(nodes);
  const bodyOf = new Map(bodies.map((body) => [body.id, body]));
  const columns = uncross(order.map((ids) => ids.filter((id) => bodyOf.has(id))).filter((ids) => ids.length), links.map(({ from, to }) => [from, to]));
  const bands = columns.map((ids) => ({ main: ids.map((id) => bodyOf.get(id)), aside: [] }));
  if (!bands.length) bands.push({ main: [], aside: [] });
  for (const [body, column] of asideOf(bodies, columns, links)) bands[column].aside.push(body);
  const widths = bands.map(({ main, aside }) => Math.max(1, Math.ceil(main.length / TALLEST) * 0.6, Math.sqrt(aside.length) * 0.35));
  const unit = WIDE / widths.reduce((sum, width) => sum + width, 0);
  let left = -WIDE / 2;
  bands.forEach((band, column) => {
    lay(band, left, widths[column] * unit, column);
    left += widths[column] * unit;
  });
  return spotsOf(bodies);
}

/** Return the bodies outside the columns, each with the column of the answer that it is nearest to. */
function asideOf(bodies, columns, links) {
  const column = new Map(columns.flatMap((ids, index) => ids.map((id) => [id, index])));
  const outside = bodies.filter(({ id }) => !column.has(id));
  const near = new Map(bodies.map(({ id }) => [id, []]));
  for (const { from, to } of links) {
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  const reached = columns.flat();
  for (const id of reached) for (const other of near.get(id)) if (!column.has(other)) { column.set(other, column.get(id)); reached.push(other); }
  return outside.map((body) => [body, column.get(body.id) ?? columns.length - 1]).map(([body, index]) => [body, Math.max(0, index)]);
}

/** Lay one column: its own nodes about the middle, what stands around them in rows above and below. */
function lay({ main, aside }, left, wide, column) {
  const parts = Math.max(1, Math.ceil(main.length / TALLEST));
  const tall = Math.ceil(main.length / parts);
  const room = aside.length ? HIGH * 0.5 : HIGH * 0.92;
  const step = Math.min(96, room / Math.max(tall, 1));
  main.forEach((body, index) => {
    const part = index % parts, row = (index - part) / parts;
    body.x = left + (wide * (part + 0.5)) / parts;
    body.y = (row - (tall - 1) / 2) * step + (parts > 1 ? (part - (parts - 1) / 2) * step * (1 / parts) : 0) + (tall === 1 && column % 2 ? 26 : 0);
  });
  const edge = (tall * step) / 2 + 46;
  const rowful = Math.max(1, Math.floor(wide / 70));
  const rows = Math.ceil(aside.length / rowful / 2);
  const apart = Math.min(60, (HIGH / 2 - edge + 40) / Math.max(rows, 1));
  aside.forEach((body, index) => {
    const side = index % 2 ? 1 : -1, place = (index - (index % 2)) / 2;
    const row = Math.floor(place / rowful), inRow = place % rowful;
    const count = Math.min(rowful, Math.ceil((aside.length - (side > 0 ? 1 : 0)) / 2) - row * rowful);
    body.x = left + (wide * (inRow + 0.5)) / Math.max(count, 1) + (row % 2 ? 12 : 0);
    body.y = side * (edge + row * apart + (inRow % 2) * Math.min(18, apart / 3));
  });
}
