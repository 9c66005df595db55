// Which names are written at a zoom, and where: nodes are reserved first, then each name tries eight places around its node.

import { HIGH, WIDE } from "./bodies.js";
import { LEADING, LETTER, nameLines, narrowLines, textSize, textWidth } from "./text.js";
import { boxIndex } from "./boxes.js";
import { pointAlong } from "./curves.js";

const GAP_TO_NODE = 3;

// Where a name's box goes, in half sizes of the node (across, down) and of the box; the first that is free is taken.
const PLACES = [
  [1, 0, 1, 0], [-1, 0, -1, 0], [0, 1, 0, 1], [0, -1, 0, -1],
  [0.75, 0.75, 1, 1], [0.75, -0.75, 1, -1], [-0.75, 0.75, -1, 1], [-0.75, -0.75, -1, -1],
];

/**
 * Return what is written at a scale, in pixels from the origin: {names, words, badges}, each a list of
 * {id, box, lines}. `first` has ids of nodes whose names come before others; `words` are lines (id, text,
 * course) whose words are to be written. `radius` gives a node's radius in pixels.
 */
export function writings(nodes, spots, scale, { first = new Set(), words = [], radius, taken = [] }) {
  const index = boxIndex();
  for (const box of taken) index.take(box);
  for (const { id } of nodes) index.take(nodeBox(spots.get(id), radius(id), scale));
  const rankOf = (node) => (first.has(node.id) ? 0 : node.answer ? 1 : 2);
  const order = [...nodes].sort((a, b) => rankOf(a) - rankOf(b) || a.rank - b.rank);
  const ahead = order.filter((node) => rankOf(node) < 2), rest = order.slice(ahead.length);
  const name = (node) => writeName(node, spots.get(node.id), radius(node.id), scale, index);
  const names = ahead.map(name);
  const said = words.map((line) => writeWords(line, scale, index));
  names.push(...rest.map(name));
  const badges = order.filter(({ hidden }) => hidden).map((node) => writeBadge(node, spots.get(node.id), radius(node.id), scale, index));
  return { names: names.filter(Boolean), words: said.filter(Boolean), badges: badges.filter(Boolean) };
}

function nodeBox({ x, y }, radius, scale) {
  return { left: x * scale - radius, right: x * scale + radius, top: y * scale - radius, bottom: y * scale + radius };
}

function writeName({ id, name }, spot, radius, scale, index) {
  for (const lines of [nameLines(name), narrowLines(name)]) {
    if (!lines) continue;
    const { wide, high } = textSize(lines);
    const written = freeBox(spot, radius + GAP_TO_NODE, (wide * LETTER) / 2 + 1, (high * LETTER) / 2, scale, index, PLACES, { id, lines });
    if (written) return written;
  }
  return undefined;
}

/** Return a writing in the first free place around a spot, and take its box; undefined when none is free. */
function freeBox({ x, y }, away, halfWide, halfHigh, scale, index, places, writing) {
  for (const [across, down, left, top] of places) {
    const atX = x * scale + across * away + left * halfWide, atY = y * scale + down * away + top * halfHigh;
    const box = { left: atX - halfWide, right: atX + halfWide, top: atY - halfHigh, bottom: atY + halfHigh };
    if (leaves(box, x, y, scale) || !index.free(box)) continue;
    return { ...writing, box: index.take(box), align: left };
  }
  return undefined;
}

/** Whether a box sticks out of the picture, though its node stands in it: a fitted picture would cut it. */
function leaves(box, x, y, scale) {
  const wide = (WIDE / 2) * scale, high = (HIGH / 2) * scale;
  return (Math.abs(x) * scale < wide && (box.left < -wide || box.right > wide)) || (Math.abs(y) * scale < high && (box.top < -high || box.bottom > high));
}

const ON_LINE = [0.5, 0.4, 0.6, 0.3, 0.7];

function writeWords({ id, text, course }, scale, index) {
  const halfWide = (textWidth(text) * LETTER) / 2 + 2, halfHigh = (LEADING * LETTER) / 2;
  for (const part of ON_LINE) {
    const { x, y } = pointAlong(course, part);
    const box = { left: x * scale - halfWide, right: x * scale + halfWide, top: y * scale - halfHigh, bottom: y * scale + halfHigh };
    if (index.free(box)) return { id, lines: [text], box: index.take(box), align: 0 };
  }
  return undefined;
}

const CORNERS = [[0.8, -0.8, 1, -1], [-0.8, -0.8, -1, -1], [0.8, 0.8, 1, 1], [-0.8, 0.8, -1, 1]];

function writeBadge({ id, hidden }, spot, radius, scale, index) {
  const text = `+${hidden}`;
  return freeBox(spot, radius - 2, (textWidth(text) * LETTER) / 2 + 3, LETTER * 0.6, scale, index, CORNERS, { id, lines: [text] });
}

const STEP = 1.2; // between two rungs of the ladder of zooms

/** Return the rung of a zoom: names are placed for the lower end of a rung and grow with the zoom up to the next. */
export function rungOf(scale) {
  let rung = 1;
  while (rung * STEP <= scale * 1.000001) rung *= STEP;
  while (rung > scale * 1.000001) rung /= STEP;
  return rung;
}

/** Return a node's radius in pixels at a zoom: it grows half as fast, so that a zoom makes room. */
export function radiusAt(radius, scale) {
  return radius * Math.sqrt(scale);
}
