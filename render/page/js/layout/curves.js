// The courses of lines: parallel ones side by side, loops at angles of their own, lone ones around other nodes.

const CLEAR = 16; // a line this far from a node does not seem to touch it
const BENDS = [0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4];
const AROUND_MOST = 700; // lines: with more of them no eye follows one around a node

/** Return the course of every line (id, from, to) by id: {from, to, bend} or {from, loop}. */
export function coursesOf(lines, spots) {
  const between = new Map();
  for (const line of lines) {
    const key = line.from < line.to ? `${line.from}\u0000${line.to}` : `${line.to}\u0000${line.from}`;
    if (between.has(key)) between.get(key).push(line);
    else between.set(key, [line]);
  }
  const nearby = lines.length <= AROUND_MOST ? spotGrid(spots) : null;
  const courses = new Map();
  for (const together of between.values()) {
    together.forEach((line, index) => courses.set(line.id, courseOf(line, together, index, spots, nearby)));
  }
  return courses;
}

function courseOf(line, together, index, spots, nearby) {
  const from = spots.get(line.from), to = spots.get(line.to);
  if (line.from === line.to) return { from, to, loop: index };
  if (together.length === 1) return { from, to, bend: nearby ? gentlest(from, to, nearby) : 0 };
  const side = (index - (together.length - 1) / 2) * Math.min(0.28, 1.2 / together.length);
  return { from, to, bend: line.from === together[0].from ? side : -side };
}

/** Return the point of a course at a part of its way, 0 to 1. */
export function pointAlong(course, part) {
  if (course.loop !== undefined) return loopPoint(course, part);
  const { from, to } = course, control = controlOf(course), rest = 1 - part;
  return {
    x: rest * rest * from.x + 2 * rest * part * control.x + part * part * to.x,
    y: rest * rest * from.y + 2 * rest * part * control.y + part * part * to.y,
  };
}

/** Return the control point of a course's curve. */
export function controlOf({ from, to, bend }) {
  return { x: (from.x + to.x) / 2 + (to.y - from.y) * bend, y: (from.y + to.y) / 2 - (to.x - from.x) * bend };
}

const LOOP = 26;
const LOOP_SIDES = [[1, -1], [-1, -1], [1, 1], [-1, 1]];

/** Return the two control points of a loop: it leaves a node to a side and comes back from above or below. */
export function loopControls({ from, loop }) {
  const [across, down] = LOOP_SIDES[loop % 4];
  const far = LOOP * (2 + Math.floor(loop / 4));
  return [{ x: from.x + across * far, y: from.y }, { x: from.x, y: from.y + down * far }];
}

function loopPoint(course, part) {
  const [first, second] = loopControls(course), { from } = course, rest = 1 - part;
  const atEnd = rest * rest * rest + part * part * part, atFirst = 3 * rest * rest * part, atSecond = 3 * rest * part * part;
  return { x: atEnd * from.x + atFirst * first.x + atSecond * second.x, y: atEnd * from.y + atFirst * first.y + atSecond * second.y };
}

const SQUARE = 60;

/** Return a function that gives the spots in the squares around a box. */
function spotGrid(spots) {
  const squares = new Map();
  for (const spot of spots.values()) {
    const key = `${Math.floor(spot.x / SQUARE)} ${Math.floor(spot.y / SQUARE)}`;
    if (squares.has(key)) squares.get(key).push(spot);
    else squares.set(key, [spot]);
  }
  return (x, y) => squares.get(`${Math.floor(x / SQUARE)} ${Math.floor(y / SQUARE)}`) || [];
}

/** Return the gentlest bend that keeps a lone line off other nodes, or the one that comes least near. */
function gentlest(from, to, nearby) {
  let best = 0, widest = -1;
  for (const bend of BENDS) {
    const clear = clearance({ from, to, bend }, nearby);
    if (clear > widest) [best, widest] = [bend, clear];
    if (widest >= CLEAR) break;
  }
  return best;
}

/** Return how near a course comes to any other node, up to CLEAR. */
function clearance(course, nearby) {
  const { from, to } = course;
  const dx = to.x - from.x, dy = to.y - from.y;
  const steps = Math.max(8, Math.min(40, Math.ceil(Math.sqrt(dx * dx + dy * dy) / 20)));
  let least = CLEAR * CLEAR;
  for (let step = 1; step < steps; step += 1) {
    const point = pointAlong(course, step / steps);
    for (const spot of nearby(point.x, point.y)) {
      if (spot === from || spot === to) continue;
      const x = spot.x - point.x, y = spot.y - point.y;
      least = Math.min(least, x * x + y * y);
    }
  }
  return Math.sqrt(least);
}

/**
 * Return the shape of a course between two nodes' edges, as numbers in one unit: {from, control, to} with the ends
 * on the edges, or {from, first, second, to} for a loop. `tip` is how much room the arrowhead needs.
 */
export function shapeOf(course, radiusFrom, radiusTo) {
  if (course.loop !== undefined) {
    const [first, second] = loopControls(course);
    return { from: course.from, first, second, to: towards(course.from, second, radiusTo) };
  }
  const control = controlOf(course);
  return { from: towards(course.from, control, radiusFrom), control, to: towards(course.to, control, radiusTo) };
}

/** Return the point at a distance from one point towards another. */
function towards(point, other, far) {
  const dx = other.x - point.x, dy = other.y - point.y;
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  return { x: point.x + (dx / length) * far, y: point.y + (dy / length) * far };
}

/** Return the three corners of an arrowhead at the end of a shape. */
export function arrowhead(shape, size) {
  const back = shape.second || shape.control, { to } = shape;
  const dx = to.x - back.x, dy = to.y - back.y;
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  const x = (dx / length) * size, y = (dy / length) * size;
  return [to, { x: to.x - x - y * 0.45, y: to.y - y + x * 0.45 }, { x: to.x - x + y * 0.45, y: to.y - y - x * 0.45 }];
}
