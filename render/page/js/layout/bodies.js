// What a layout moves: a body for each node, with its size and the room that its name takes.

import { LETTER, nameLines, textSize } from "./text.js";

export const WIDE = 900; // the size that every layout fills, so that a picture fits a window at about its own size
export const HIGH = 680;

export const LEAST_GAP = 24; // between the middles of two rows
const ROOMY = .6; // the part of the picture that nodes and names may take

/** Return the radius of a node by its degree; the more nodes, the smaller. */
export function nodeRadius(degree, count, stress = false) {
  const least = Math.min(10, 58 / Math.sqrt(count));
  return least * (1 + 0.18 * Math.min(Math.sqrt(degree), 8)) * (stress ? 1.2 : 1);
}

/** Return bodies for nodes (id, name, degree), heaviest first, at the points of a sunflower. */
export function bodiesOf(nodes) {
  const order = [...nodes].sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1));
  const bodies = order.map((node) => bodyOf(node, nodes.length));
  sunflower(bodies, Math.sqrt((WIDE * HIGH) / (3.2 * bodies.length || 1)));
  return bodies;
}

function bodyOf({ id, name, degree }, count) {
  const { wide, high } = textSize(nameLines(name));
  return { id, degree, radius: nodeRadius(degree, count), wide: wide * LETTER, high: high * LETTER, named: true, x: 0, y: 0 };
}

// The golden angle's cosine and sine: turning by them needs no trigonometry, whose last digits differ by browser.
const TURN_X = -0.7373688780783197;
const TURN_Y = 0.6754902942615238;

/** Put bodies on a sunflower, a step apart. */
export function sunflower(bodies, step) {
  let x = 1, y = 0;
  bodies.forEach((body, rank) => {
    const far = step * Math.sqrt(rank);
    body.x = x * far;
    body.y = y * far;
    [x, y] = [x * TURN_X - y * TURN_Y, x * TURN_Y + y * TURN_X];
    const length = Math.sqrt(x * x + y * y); // rounding must not add up
    x /= length;
    y /= length;
  });
}

/** Give the heaviest bodies room for their names, as far as nodes and names may take a part of an area. */
export function giveRoom(bodies, area, part = ROOMY) {
  let left = area * part - bodies.reduce((sum, { radius }) => sum + (2 * radius + 6) * (2 * radius + 6), 0);
  for (const body of bodies) {
    left -= body.wide * Math.max(body.high, 2 * body.radius) + 6 * body.high;
    body.named = left > 0;
  }
}

/** Return half the width and height of a node with its name to the right, and how far right their middle is. */
export function roomOf({ radius, wide, high, named }) {
  const own = radius + 3;
  return named ? { x: own + wide / 2 + 4, y: Math.max(own, high / 2 + 2), right: wide / 2 + 2 } : { x: own, y: own, right: 0 };
}

const EDGE_WIDE = 100; // what the names of the outermost nodes need
const EDGE_HIGH = 30;

/** Move and scale bodies so that they fill a box around the origin; `most` bounds the uneven stretch. */
export function fill(bodies, wide = WIDE, high = HIGH, most = 1.8) {
  if (!bodies.length) return;
  const [left, right, top, bottom] = extent(bodies);
  let stretchX = (wide - EDGE_WIDE) / Math.max(right - left, 1), stretchY = (high - EDGE_HIGH) / Math.max(bottom - top, 1);
  stretchX = Math.min(stretchX, stretchY * most, 6);
  stretchY = Math.min(stretchY, stretchX * most, 6);
  for (const body of bodies) {
    body.x = (body.x - (left + right) / 2) * stretchX;
    body.y = (body.y - (top + bottom) / 2) * stretchY;
  }
}

/** Return the left, right, top and bottom of some points. */
export function extent(points) {
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  for (const { x, y } of points) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return [left, right, top, bottom];
}
