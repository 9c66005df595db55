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

/** Return how near a curve comes to any node but its own two; `far` when to none within it. */
function clearance(from, to, bend, spots, far) {
  let least = far;
  for (let step = 1; step < 12; step += 1) {
    const point = onCurve(from, to, bend, step / 12);
    for (const spot of spots) {
      if (spot === from || spot === to) continue;
      least = Math.min(least, Math.hypot(spot.x - point.x, spot.y - point.y));
    }
  }
  return least;
}

/** Return the gentlest bend that keeps a lone line off other nodes, or the one that comes least near. */
function aroundOthers(from, to, spots) {
  const far = 22;
  let best = 0, widest = -1;
  for (const bend of [0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4]) {
    const free = clearance(from, to, bend, spots, far);
    if (free > widest) [best, widest] = [bend, free];
    if (widest >= far) break;
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
      if (from === to) course.set(edge.id, loop((index * 2 * Math.PI) / together.length));
      else if (together.length === 1) course.set(edge.id, curve(aroundOthers(spotOf.get(from), spotOf.get(to), spots)));
      else {
        const side = (index - (together.length - 1) / 2) * Math.min(0.28, 1.2 / together.length);
        course.set(edge.id, curve(edge.from === from ? side : -side));
      }
    });
  }
  return course;
}

function loop(angle) {
  return { smooth: false, selfReference: { size: 16, angle, renderBehindTheNode: false } };
}

function curve(bend) {
  if (!bend) return { smooth: false };
  return { smooth: { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } };
}
