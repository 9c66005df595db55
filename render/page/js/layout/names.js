// Which names are written at a zoom, and where: nodes are reserved first, then each name tries eight places around its node.

import { HIGH, WIDE } from "./bodies.js";
import { LEADING, LETTER, nameLines, narrowLines, textSize, textWidth } from "./text.js";
import { boxIndex } from "./boxes.js";
import { pointAlong } from "./curves.js";

const GAP_TO_NODE = 3;
const FARTHER = [8, 18, 30]; // pixels: how far the name of a chosen node, or of a hub, may stand off
const HUBS = 12; // nodes of the highest ranks
const FEW = 60; // nodes that have room for larger letters
const LINES_AVOIDED = 160; // with more of them no place is free of lines

// Where a name's box goes, in half sizes of the node (across, down) and of the box; the first that is free is taken.
const BESIDE = [[1, 0, 1, 0], [-1, 0, -1, 0]];
const BELOW = [[0, 1, 0, 1], [0, -1, 0, -1]];
const CORNERS = [[0.75, 0.75, 1, 1], [0.75, -0.75, 1, -1], [-0.75, 0.75, -1, 1], [-0.75, -0.75, -1, -1]];
const BETWEEN = [[0.95, 0.4, 1, 0.5], [0.95, -0.4, 1, -0.5], [-0.95, 0.4, -1, 0.5], [-0.95, -0.4, -1, -0.5], [0.4, 0.95, 0.5, 1], [-0.4, 0.95, -0.5, 1], [0.4, -0.95, 0.5, -1], [-0.4, -0.95, -0.5, -1]];

/** Return the height of letters, in pixels on the screen, of a picture with so many nodes. */
export function letterOf(count) {
  return count <= FEW ? LETTER + 2 : LETTER;
}

/**
 * Return what is written at a scale, in pixels from the origin: {names, words, badges}, each a list of
 * {id, box, lines}. `first` has ids of nodes whose names come before others; `words` are lines (id, text,
 * course) whose words are to be written. `radius` gives a node's radius in pixels; `courses` are those of all lines.
 */
export function writings(nodes, spots, scale, { first = new Set(), words = [], radius, courses = [] }) {
  const few = nodes.length <= FEW;
  const desk = { index: boxIndex(), lines: linesTaken(courses, scale), scale, letter: letterOf(nodes.length), places: [...(few ? [...BELOW, ...BESIDE] : [...BESIDE, ...BELOW]), ...CORNERS, ...BETWEEN] };
  for (const { id } of nodes) desk.index.take(nodeBox(spots.get(id), radius(id), scale));
  const rankOf = (node) => (first.has(node.id) ? 0 : node.answer ? 1 : 2);
  const order = [...nodes].sort((a, b) => rankOf(a) - rankOf(b) || a.rank - b.rank);
  const ahead = order.filter((node) => rankOf(node) < 2), rest = order.slice(ahead.length);
  const name = (node, away = 0) => writeName(node, spots.get(node.id), radius(node.id) + away, desk);
  const anywhere = (node) => FARTHER.reduce((written, away) => written || name(node, away), name(node));
  const names = ahead.map((node) => (first.has(node.id) ? anywhere(node) : name(node)));
  const said = words.map((line) => writeWords(line, desk));
  names.push(...rest.map((node) => (node.rank < HUBS ? anywhere(node) : name(node))));
  const badges = order.filter(({ hidden }) => hidden).map((node) => writeBadge(node, spots.get(node.id), radius(node.id), desk));
  return { names: names.filter(Boolean), words: said.filter(Boolean), badges: badges.filter(Boolean) };
}

/** Return an index of where lines run; null when there are too many to avoid. */
function linesTaken(courses, scale) {
  if (courses.length > LINES_AVOIDED) return null;
  const index = boxIndex();
  for (const course of courses) {
    const dx = course.to.x - course.from.x, dy = course.to.y - course.from.y;
    const parts = Math.max(4, Math.ceil((Math.sqrt(dx * dx + dy * dy) * scale) / 9));
    for (let part = 0; part <= parts; part += 1) {
      const { x, y } = pointAlong(course, part / parts);
      index.take({ left: x * scale - 2, right: x * scale + 2, top: y * scale - 2, bottom: y * scale + 2 });
    }
  }
  return index;
}

function nodeBox({ x, y }, radius, scale) {
  return { left: x * scale - radius, right: x * scale + radius, top: y * scale - radius, bottom: y * scale + radius };
}

/** Return a name in the first place that is free, if it can be free of lines too; else undefined. */
function writeName({ id, name }, spot, radius, desk) {
  const forms = [nameLines(name), narrowLines(name)].filter(Boolean).map((lines) => ({ lines, ...textSize(lines) }));
  for (const clear of desk.lines ? [true, false] : [false]) {
    for (const { lines, wide, high } of forms) {
      const written = freeBox(spot, radius + GAP_TO_NODE, { wide: (wide * desk.letter) / 2 + 1, high: (high * desk.letter) / 2 }, desk, { places: desk.places, clear }, { id, lines });
      if (written) return written;
    }
  }
  return undefined;
}

/** Return a writing in the first free place around a spot, and take its box; undefined when none is free. */
function freeBox({ x, y }, away, half, { index, lines, scale }, { places, clear }, writing) {
  for (const [across, down, left, top] of places) {
    const atX = x * scale + across * away + left * half.wide, atY = y * scale + down * away + top * half.high;
    const box = { left: atX - half.wide, right: atX + half.wide, top: atY - half.high, bottom: atY + half.high };
    if (leaves(box, x, y, scale) || !index.free(box) || (clear && !lines.free(box))) continue;
    return { ...writing, box: index.take(box), align: left };
  }
  return undefined;
}

/** Whether a box sticks out of the picture, though its node stands in it: a fitted picture would cut it; a small one has room. */
function leaves(box, x, y, scale) {
  const smaller = Math.max(0, 1 - scale); // the margins of a fit do not shrink with the picture
  const wide = (WIDE / 2) * scale, high = (HIGH / 2) * scale, overX = wide + 48 * smaller, overY = high + 22 * smaller;
  return (Math.abs(x) * scale < wide && (box.left < -overX || box.right > overX)) || (Math.abs(y) * scale < high && (box.top < -overY || box.bottom > overY));
}

const ON_LINE = [0.5, 0.4, 0.6, 0.3, 0.7];

function writeWords({ id, text, course }, { index, scale, letter }) {
  const halfWide = (textWidth(text) * letter) / 2 + 2, halfHigh = (LEADING * letter) / 2;
  for (const part of ON_LINE) {
    const { x, y } = pointAlong(course, part);
    const box = { left: x * scale - halfWide, right: x * scale + halfWide, top: y * scale - halfHigh, bottom: y * scale + halfHigh };
    if (index.free(box)) return { id, lines: [text], box: index.take(box), align: 0 };
  }
  return undefined;
}

const BADGE_PLACES = [[1, -0.7, 1, 0], [-1, -0.7, -1, 0], [1, 0.7, 1, 0], [-1, 0.7, -1, 0], [0.4, -1, 1, -1], [-0.4, 1, -1, 1]];

function writeBadge({ id, hidden }, spot, radius, desk) {
  const text = `+${hidden.toLocaleString("en")}`;
  const half = { wide: (textWidth(text) * LETTER) / 2 + 4, high: LETTER * 0.62 };
  return freeBox(spot, radius + 1, half, desk, { places: BADGE_PLACES, clear: false }, { id, lines: [text] });
}

/** Return a node's radius in pixels at a zoom: it grows half as fast, so that a zoom makes room. */
export function radiusAt(radius, scale) {
  return radius * Math.sqrt(scale);
}
