"use strict";
// Which names are written at a zoom: as on a map the most important ones that have room, in a size one can read.

const READABLE = 12; // pixels on the screen
const SEEN = 0.55; // below this scale nodes grow, up to twice their size

/** Return what is written at a scale: every node's name or "", their size, how much nodes swell; `first` are the ids of nodes that come before others. */
function namesAt(nodes, spotOf, scale, first) {
  const size = Math.max(FONT, READABLE / scale);
  const grown = size / FONT;
  const swell = Math.min(Math.max(SEEN / scale, 1), 2);
  const rank = ({ id, linkchart: ours }) => (first.has(id) ? 2e6 : 0) + (ours.answer ? 1e6 : 0) + ours.degree;
  const order = [...nodes].sort((a, b) => rank(b) - rank(a));
  const taken = [];
  const names = new Map();
  for (const node of order) {
    const { x, y, room: { text } } = spotOf.get(node.id);
    const high = node.label.split("\n").length * size * 1.2;
    const top = node.shape === "box" ? y - high / 2 : y + node.size * swell + 2;
    const name = { left: x - text * grown, right: x + text * grown, top, bottom: top + high };
    const free = grown === 1 || taken.every((one) => beside(one, name));
    const half = node.size * swell * 0.7;
    if (node.shape !== "box") taken.push({ left: x - half, right: x + half, top: y - half, bottom: y + half });
    if (free) taken.push(name);
    names.set(node.id, free ? node.label : "");
  }
  return { names, size, swell };
}

function beside(a, b) {
  return a.right < b.left || a.left > b.right || a.bottom < b.top || a.top > b.bottom;
}
