// What lies under a point of the picture: a node, its name or badge, a line or its words.

import { pointAlong } from "../layout/curves.js";

/** Return {node} or {line} at a point, within some pixels; {} when there is none. `scale` is the zoom. */
export function hitAt(plan, point, scale, reach) {
  const node = nodeAt(plan, point, reach / scale);
  if (node) return { node };
  const written = [...plan.names, ...plan.badges].find(({ box }) => insideBox(box, point));
  if (written) return { node: plan.nodes.find(({ id }) => id === written.id) };
  const words = plan.words.find(({ box }) => insideBox(box, point));
  const line = words ? plan.lines.find(({ id }) => id === words.id) : lineAround(plan, point, (reach + 2) / scale);
  return line ? { line } : {};
}

function nodeAt({ nodes }, { x, y }, reach) {
  let best = null, least = Infinity;
  for (const node of nodes) {
    const dx = node.x - x, dy = node.y - y;
    const away = Math.sqrt(dx * dx + dy * dy) - node.radius;
    if (away < reach && away < least) [best, least] = [node, away];
  }
  return best;
}

function insideBox({ left, right, top, bottom }, { x, y }) {
  return x >= left && x <= right && y >= top && y <= bottom;
}

const PARTS = 24;

/** Return the line that runs nearest to a point, if near enough; bright ones before dim ones. */
function lineAround({ lines }, point, reach) {
  let best = null, least = Infinity;
  for (const line of lines) {
    const away = distance(line.course, point, reach + line.width / 2);
    if (away <= reach + line.width / 2 && (away < least || line.light > best.light)) [best, least] = [line, away];
  }
  return best;
}

/** Return how far a point is from a course; Infinity when it is outside its surroundings. */
function distance(course, { x, y }, reach) {
  const { from, to } = course;
  const margin = course.loop === undefined ? reach + 0.4 * (Math.abs(to.x - from.x) + Math.abs(to.y - from.y)) : 120;
  if (x < Math.min(from.x, to.x) - margin || x > Math.max(from.x, to.x) + margin || y < Math.min(from.y, to.y) - margin || y > Math.max(from.y, to.y) + margin) return Infinity;
  let least = Infinity, before = pointAlong(course, 0);
  for (let part = 1; part <= PARTS; part += 1) {
    const after = pointAlong(course, part / PARTS);
    least = Math.min(least, toSegment(before, after, x, y));
    before = after;
  }
  return least;
}

function toSegment(a, b, x, y) {
  const dx = b.x - a.x, dy = b.y - a.y;
  const part = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  const awayX = a.x + part * dx - x, awayY = a.y + part * dy - y;
  return Math.sqrt(awayX * awayX + awayY * awayY);
}
