"use strict";
// How lines run: parallel ones side by side, loops at angles of their own, lone ones around other nodes.

/** Return the point on an edge's curve at t (0..1), where vis-network draws `curvedCW` (bend > 0) or `curvedCCW`. */
function onCurve(from, to, bend, t) {
  const dx = to.x - from.x, dy = to.y - from.y, u = 1 - t;
  const reach = 0.5 + Math.abs(bend) / 2, turn = (bend * Math.PI) / 2;
  const x = from.x + reach * (dx * Math.cos(turn) + dy * Math.sin(turn));
  const y = from.y + reach * (dy * Math.cos(turn) - dx * Math.sin(turn));
  return { x: u * u * from.x + 2 * u * t * x + t * t * to.x, y: u * u * from.y + 2 * u * t * y + t * t * to.y };
}

const CLEAR = 22; // a line this far from a node does not seem to touch it

/** Return how near a curve comes to any of some spots, up to CLEAR. */
function clearance(from, to, bend, spots) {
  let least = CLEAR * CLEAR;
  for (let step = 1; step < 12; step += 1) {
    const point = onCurve(from, to, bend, step / 12);
    for (const spot of spots) {
      const dx = spot.x - point.x, dy = spot.y - point.y;
      least = Math.min(least, dx * dx + dy * dy);
    }
  }
  return Math.sqrt(least);
}

/** Return the gentlest bend that keeps a lone line off other nodes, or the one that comes least near. */
function aroundOthers(from, to, spots) {
  const margin = CLEAR + Math.hypot(to.x - from.x, to.y - from.y) / 4;
  const left = Math.min(from.x, to.x) - margin, right = Math.max(from.x, to.x) + margin;
  const top = Math.min(from.y, to.y) - margin, bottom = Math.max(from.y, to.y) + margin;
  const others = spots.filter((spot) => spot !== from && spot !== to
    && spot.x > left && spot.x < right && spot.y > top && spot.y < bottom);
  let best = 0, widest = -1;
  for (const bend of [0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4]) {
    const free = clearance(from, to, bend, others);
    if (free > widest) [best, widest] = [bend, free];
    if (widest >= CLEAR) break;
  }
  return best;
}

/** Return for every edge how vis-network is to draw it. */
function courses(edges, spotOf) {
  const between = new Map();
  for (const edge of edges) {
    const key = [edge.from, edge.to].sort().join("\u0000");
    between.set(key, [...(between.get(key) || []), edge]);
  }
  const spots = [...spotOf.values()];
  const course = new Map();
  for (const together of between.values()) {
    const [{ from, to }] = together;
    together.forEach((edge, index) => {
      if (from === to) course.set(edge.id, loop(Math.PI * (0.25 + (index * 2) / Math.max(together.length, 4))));
      else if (together.length === 1) course.set(edge.id, curve(aroundOthers(spotOf.get(from), spotOf.get(to), spots)));
      else {
        const side = (index - (together.length - 1) / 2) * Math.min(0.28, 1.2 / together.length);
        course.set(edge.id, curve(edge.from === from ? side : -side));
      }
    });
  }
  return course;
}

/** Return a loop at an angle counter-clockwise from the right; the first ones stay above, off the name. */
function loop(angle) {
  return { smooth: false, selfReference: { size: 16, angle, renderBehindTheNode: false } };
}

function curve(bend) {
  if (!bend) return { smooth: false };
  return { smooth: { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } };
}
