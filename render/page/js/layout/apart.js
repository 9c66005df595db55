// Moving bodies apart until the rooms of their nodes and names do not overlap.

import { roomOf } from "./bodies.js";

/** Move bodies apart, each two along the shorter way. */
export function separate(bodies, rounds = 60) {
  const rooms = bodies.map(roomOf);
  for (let round = 0, moved = true; moved && round < rounds; round += 1) {
    moved = false;
    for (let i = 0; i < bodies.length; i += 1) {
      for (let j = i + 1; j < bodies.length; j += 1) moved = part(bodies[i], bodies[j], rooms[i], rooms[j]) || moved;
    }
  }
}

function part(a, b, roomA, roomB) {
  const dx = b.x + roomB.right - a.x - roomA.right, dy = b.y - a.y;
  const x = roomA.x + roomB.x - Math.abs(dx), y = roomA.y + roomB.y - Math.abs(dy);
  if (x <= 0.5 || y <= 0.5) return false;
  if (x < y * 2) {
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

/** Move bodies apart as if they had no names. */
export function nodesApart(bodies, rounds = 20) {
  for (const body of bodies) body.named = false;
  separate(bodies, rounds);
}
