// The free layout: everything pushes and pulls, then names get room.

import { HIGH, WIDE, bodiesOf, fill, giveRoom } from "./bodies.js";
import { nodesApart, separate } from "./apart.js";
import { settle } from "./force.js";

/** Return the spots of nodes (id, name, degree) joined by links (from, to): a map from id to {x, y}. */
export function freeLayout(nodes, links) {
  const bodies = bodiesOf(nodes);
  const reach = Math.sqrt((WIDE * HIGH) / (bodies.length || 1)) * 0.75;
  settle(bodies, tiesOf(bodies, links), reach, 1.15);
  giveRoom(bodies, WIDE * HIGH);
  for (let round = 0; round < 3; round += 1) {
    fill(bodies);
    separate(bodies);
  }
  fill(bodies);
  nodesApart(bodies);
  return spotsOf(bodies);
}

/** Return the pairs of different bodies that some link joins, as places in the list, each pair once. */
export function tiesOf(bodies, links) {
  const place = new Map(bodies.map(({ id }, index) => [id, index]));
  const ties = new Map();
  for (const { from, to } of links) {
    const a = place.get(from), b = place.get(to);
    if (a === undefined || b === undefined || a === b) continue;
    ties.set(Math.min(a, b) * bodies.length + Math.max(a, b), [Math.min(a, b), Math.max(a, b)]);
  }
  return [...ties.keys()].sort((a, b) => a - b).map((key) => ties.get(key));
}

/** Return the spots of bodies by id, to a hundredth. */
export function spotsOf(bodies) {
  return new Map(bodies.map(({ id, x, y }) => [id, { x: Math.round(x * 100) / 100, y: Math.round(y * 100) / 100 }]));
}
