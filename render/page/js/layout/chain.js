// The chain of command: who commands stands above whom, in rows; those in no chain stand below them all.

import { HIGH, WIDE, bodiesOf } from "./bodies.js";
import { layersOf, uncross } from "./layers.js";
import { spotsOf } from "./free.js";

const WIDEST = 26; // nodes in one row

/** Return the spots of nodes (id, name, degree), given arcs from who commands to who is commanded. */
export function chainLayout(nodes, arcs) {
  const bodies = bodiesOf(nodes);
  const inChain = new Set(arcs.filter(([upper, lower]) => upper !== lower).flat());
  const chained = bodies.filter(({ id }) => inChain.has(id)), others = bodies.filter(({ id }) => !inChain.has(id));
  const layer = layersOf(chained.map(({ id }) => id), arcs);
  const rows = uncross(rowsOf(chained, layer), arcs);
  const bodyOf = new Map(bodies.map((body) => [body.id, body]));
  const bands = rows.map((row) => foldRow(row.map((id) => bodyOf.get(id))));
  spreadRows(bands, arcs, bodyOf);
  stack([...bands, foldRow(others).map((row) => { evenly(row); return row; })]);
  return spotsOf(bodies);
}

function rowsOf(bodies, layer) {
  const rows = [];
  const least = Math.min(0, ...layer.values());
  for (const { id } of bodies) (rows[layer.get(id) - least] ||= []).push(id);
  return [...rows].filter((row) => row?.length);
}

/** Return a row as several when it is too wide: its bodies go to them in turn, so that each keeps its place from left to right. */
function foldRow(row) {
  const count = Math.max(1, Math.ceil(row.length / WIDEST));
  const rows = Array.from({ length: count }, () => []);
  row.forEach((body, index) => rows[index % count].push(body));
  return rows.filter((part) => part.length);
}

function evenly(row) {
  row.forEach((body, index) => { body.x = ((index + 0.5) / row.length - 0.5) * (WIDE - 40); });
}

/** Give bodies their places from left to right: near those above and below, no two on one another. */
function spreadRows(bands, arcs, bodyOf) {
  for (const band of bands) for (const row of band) evenly(row);
  const near = new Map([...bodyOf.keys()].map((id) => [id, []]));
  for (const [upper, lower] of arcs) {
    near.get(upper)?.push(bodyOf.get(lower));
    near.get(lower)?.push(bodyOf.get(upper));
  }
  for (let sweep = 0; sweep < 8; sweep += 1) {
    for (const band of sweep % 2 ? [...bands].reverse() : bands) for (const row of band) pullRow(row, near);
  }
}

/** Move the bodies of a row to the middle of their neighbours as far as the order and the gaps allow. */
function pullRow(row, near) {
  const gap = Math.min(90, (WIDE - 40) / row.length);
  const wanted = row.map(({ id, x }) => {
    const xs = near.get(id).filter(Boolean).map((body) => body.x);
    return xs.length ? xs.reduce((sum, value) => sum + value, 0) / xs.length : x;
  });
  let last = -Infinity;
  const fromLeft = wanted.map((x) => { last = Math.max(x, last + gap); return last; });
  last = Infinity;
  const fromRight = [...wanted].reverse().map((x) => { last = Math.min(x, last - gap); return last; }).reverse();
  row.forEach((body, index) => { body.x = (fromLeft[index] + fromRight[index]) / 2; });
  const shift = Math.max(0, -(WIDE - 40) / 2 - row[0].x) || Math.min(0, (WIDE - 40) / 2 - row[row.length - 1].x);
  for (const body of row) body.x += shift;
  const over = row[row.length - 1].x - (WIDE - 40) / 2;
  if (over > 0.5 || row[0].x < -(WIDE - 40) / 2 - 0.5) evenly(row);
}

/** Put bands one below the other; the rows of a band closer to one another than to other bands. */
function stack(bands) {
  const filled = bands.filter((band) => band.length);
  const units = filled.reduce((sum, band) => sum + 1 + (band.length - 1) * 0.4, 0);
  const unit = Math.min(130, HIGH / Math.max(units, 1));
  let y = (-units * unit) / 2 + unit / 2;
  for (const band of filled) {
    band.forEach((row, index) => { for (const body of row) body.y = y + index * unit * 0.4; });
    y += unit * (1 + (band.length - 1) * 0.4);
  }
}
