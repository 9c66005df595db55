// The islands layout: each group settles by itself in a circle, and the circles are packed close to those they are tied to.

import { HIGH, WIDE, bodiesOf, extent, fill, giveRoom, sunflower } from "./bodies.js";
import { homesOf } from "./homes.js";
import { packCircles } from "./pack.js";
import { nodesApart, separate } from "./apart.js";
import { settle } from "./force.js";
import { spotsOf, tiesOf } from "./free.js";

const GAP = 10;
const ROOMY_ISLANDS = .25; // circles leave gaps between them

/** Return the spots of nodes (id, name, degree, bloc) joined by links (from, to), island by island. */
export function islandsLayout(nodes, links) {
  const home = homesOf(nodes, links);
  const bodies = bodiesOf(nodes);
  giveRoom(bodies, WIDE * HIGH, ROOMY_ISLANDS);
  const islands = islandsOf(bodies, home);
  for (const island of islands) settleIsland(island, links);
  packCircles(islands, tiesBetween(islands, home, links), WIDE / HIGH);
  const scale = fitScale(islands);
  for (const { members, x, y } of islands) {
    for (const body of members) {
      body.x = (body.x + x) * scale;
      body.y = (body.y + y) * scale;
    }
  }
  for (const { members } of islands) separate(members, 30);
  fill(bodies, WIDE, HIGH, 1.8);
  nodesApart(bodies);
  return spotsOf(bodies);
}

function islandsOf(bodies, home) {
  const islands = new Map();
  for (const body of bodies) {
    const number = home.get(body.id);
    if (!islands.has(number)) islands.set(number, { number, members: [], radius: 0, x: 0, y: 0 });
    islands.get(number).members.push(body);
  }
  return [...islands.values()].sort((a, b) => b.members.length - a.members.length || a.number - b.number);
}

/** Let the members of an island settle around its middle, and take the radius that they need. */
function settleIsland(island, links) {
  const { members } = island;
  const area = members.reduce((sum, { radius, wide, high, named }) => sum + (2 * radius + 6) * (2 * radius + 6) + (named ? wide * high : 0), 0);
  const reach = Math.sqrt(area / members.length) * 0.9;
  sunflower(members, reach * 0.6);
  const ids = new Set(members.map(({ id }) => id));
  settle(members, tiesOf(members, links.filter(({ from, to }) => ids.has(from) && ids.has(to))), reach);
  separate(members, 40);
  const [left, right, top, bottom] = extent(members);
  let square = 0;
  for (const body of members) {
    body.x -= (left + right) / 2;
    body.y -= (top + bottom) / 2;
    square = Math.max(square, body.x * body.x + body.y * body.y);
  }
  island.radius = Math.sqrt(square) + Math.max(...members.map(({ radius }) => radius)) + GAP;
}

/** Return how many links join each two islands: a map from place * count + place. */
function tiesBetween(islands, home, links) {
  const place = new Map(islands.map(({ number }, index) => [number, index]));
  const ties = new Map();
  for (const { from, to } of links) {
    const a = place.get(home.get(from)), b = place.get(home.get(to));
    if (a === undefined || b === undefined || a === b) continue;
    for (const key of [a * islands.length + b, b * islands.length + a]) ties.set(key, (ties.get(key) || 0) + 1);
  }
  return ties;
}

function fitScale(islands) {
  const corners = islands.flatMap(({ x, y, radius }) => [{ x: x - radius, y: y - radius }, { x: x + radius, y: y + radius }]);
  const [left, right, top, bottom] = extent(corners);
  return Math.min(WIDE / (right - left), HIGH / (bottom - top));
}

/** Return ellipses around the islands of some spots: number, middle, and half the width and height. */
export function islandShores(nodes, links, spots) {
  const shores = [];
  for (const { number, members } of islandsOf(nodes, homesOf(nodes, links))) {
    const points = members.map(({ id }) => spots.get(id)).filter(Boolean);
    if (number >= 0 && points.length >= 3) shores.push({ number, ...shoreOf(points) });
  }
  return shores;
}

const ROUNDEST = 0.4; // a shore is at least this part as wide as high, and as high as wide

/** Return the ellipse of the proportions of some points that holds them all. */
function shoreOf(points) {
  const [left, right, top, bottom] = extent(points);
  const x = (left + right) / 2, y = (top + bottom) / 2;
  const wide = Math.max(right - left, ROUNDEST * (bottom - top), 1) / 2, high = Math.max(bottom - top, ROUNDEST * (right - left), 1) / 2;
  const square = Math.max(...points.map((point) => ((point.x - x) * (point.x - x)) / (wide * wide) + ((point.y - y) * (point.y - y)) / (high * high)));
  const reach = Math.sqrt(square);
  return { x, y, wide: wide * reach + GAP, high: high * reach + GAP };
}
