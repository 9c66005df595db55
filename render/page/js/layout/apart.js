// Moving bodies apart until the rooms of their nodes and names do not overlap.

import { roomOf } from "./bodies.js";

/** Move bodies apart, each two along the shorter way; from the top down, so that only those of a height are compared. */
export function separate(bodies, rounds = 60) {
  const all = bodies.map((body) => ({ body, room: roomOf(body) }));
  const tallest = Math.max(0, ...all.map(({ room }) => room.y));
  for (let round = 0, moved = true; moved && round < rounds; round += 1) {
    moved = false;
    all.sort((a, b) => a.body.y - b.body.y);
    for (let i = 0; i < all.length; i += 1) {
      const a = all[i];
      for (let j = i + 1; j < all.length && all[j].body.y - a.body.y < a.room.y + tallest; j += 1) moved = part(a.body, all[j].body, a.room, all[j].room) || moved;
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
