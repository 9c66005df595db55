"use strict";
// Where things stand. The start is fixed and every step is plain arithmetic: the same picture lies alike every time.
// vis-network's own springs take seconds for what these do in a tenth of one, and leave labels on one another.

const FONT = 13;
const STEPS = 250; // fewer for more than 400 nodes, whose rest nobody would wait for


/** Return spots (x, y by node id) at rest: lines pull, nodes push, and everything leans towards the middle. */
function settled(nodes, edges, ink, aspect) {
  const reach = 62 + 110 * Math.max(0, 1 - nodes.length / 60); // where a pull equals a push; few have room for more
  const spots = nodes.map((node) => ({ x: node.x, y: node.y, room: room(node, ink), fx: 0, fy: 0, lines: 0 }));
  const spotOf = new Map(nodes.map((node, index) => [node.id, spots[index]]));
  const pulls = pairs(edges).map(([from, to]) => [spotOf.get(from), spotOf.get(to)]);
  for (const ends of pulls) for (const spot of ends) spot.lines += 1;
  const steps = Math.min(STEPS, 100_000 / nodes.length);
  for (let step = 0; step < steps; step += 1) {
    push(spots, reach);
    pull(pulls, reach);
    move(spots, reach * (1 - step / steps) * 0.5 + 0.5);
  }
  fill(spots, aspect);
  separate(spots);
  fill(spots, aspect); // stretching parts spots, so labels stay off one another
  return spotOf;
}

/** Stretch the whole along one axis until it is as much wider than high as the place it has to fill. */
function fill(spots, aspect) {
  const extent = (axis) => Math.max(...spots.map((spot) => spot[axis])) - Math.min(...spots.map((spot) => spot[axis])) || 1;
  const missing = (aspect * extent("y")) / extent("x");
  for (const spot of spots) {
    if (missing > 1) spot.x *= Math.min(missing, 2);
    else spot.y *= Math.min(1 / missing, 2);
  }
}

/** Return the pairs of different nodes that some edge joins, each pair once. */
function pairs(edges) {
  const seen = new Map();
  for (const { from, to } of edges) if (from !== to) seen.set([from, to].sort().join("\u0000"), [from, to]);
  return [...seen.values()];
}

function push(spots, reach) {
  for (let i = 0; i < spots.length; i += 1) {
    const a = spots[i];
    for (let j = i + 1; j < spots.length; j += 1) {
      const b = spots[j];
      const dx = a.x - b.x, dy = a.y - b.y;
      const force = (reach * reach) / Math.max(dx * dx + dy * dy, 1);
      a.fx += dx * force;
      a.fy += dy * force;
      b.fx -= dx * force;
      b.fy -= dy * force;
    }
  }
}

function pull(pulls, reach) {
  for (const [a, b] of pulls) {
    const dx = a.x - b.x, dy = a.y - b.y;
    const force = Math.sqrt(dx * dx + dy * dy) / reach / Math.sqrt(Math.min(a.lines, b.lines));
    a.fx -= dx * force;
    a.fy -= dy * force;
    b.fx += dx * force;
    b.fy += dy * force;
  }
}

function move(spots, most) {
  const lean = 0.5 + spots.length / 80;
  for (const spot of spots) {
    const fx = spot.fx - spot.x * lean, fy = spot.fy - spot.y * lean;
    const size = Math.sqrt(fx * fx + fy * fy) || 1;
    const step = Math.min(size, most) / size;
    spot.x += fx * step;
    spot.y += fy * step;
    spot.fx = 0;
    spot.fy = 0;
  }
}

/** Return half the width and height that a node takes with its label, and how far down their middle is. */
function room(node, ink) {
  const lines = node.label.split("\n");
  const text = Math.max(...lines.map((line) => ink.measureText(line).width)) / 2;
  const high = (lines.length * FONT * 1.2) / 2;
  if (node.shape === "box") return { text, x: text + 12, y: high + 12, down: 0 };
  return { text, x: Math.max(text, node.size) + 5, y: node.size + high + 5, down: high };
}

/** Move spots apart until no two rooms overlap, sideways rather than up and down. */
function separate(spots, rounds = 60) {
  for (let round = 0, moved = true; moved && round < rounds; round += 1) {
    moved = false;
    for (let i = 0; i < spots.length; i += 1) {
      for (let j = i + 1; j < spots.length; j += 1) moved = apart(spots[i], spots[j]) || moved;
    }
  }
}

function apart(a, b) {
  const dx = b.x - a.x, dy = b.y + b.room.down - a.y - a.room.down;
  const x = a.room.x + b.room.x - Math.abs(dx), y = a.room.y + b.room.y - Math.abs(dy);
  if (x <= 0.5 || y <= 0.5) return false;
  if (x < 2 * y) {
    const way = dx < 0 ? -x / 2 : x / 2;
    a.x -= way;
    b.x += way;
  } else {
    const way = dy < 0 ? -y / 2 : y / 2;
    a.y -= way;
    b.y += way;
  }
  return true;
}
