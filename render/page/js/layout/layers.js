// Layers of a directed graph: cycles are cut, each node stands below all that lead to it, and crossings are few.

/** Return for each id its layer, 0 at the top; arcs are [upper, lower] and may form cycles, which are cut at their last arc. */
export function layersOf(ids, arcs) {
  const below = acyclic(ids, arcs);
  const layer = new Map(ids.map((id) => [id, 0]));
  const open = new Map(ids.map((id) => [id, 0]));
  for (const lowers of below.values()) for (const id of lowers) open.set(id, open.get(id) + 1);
  const queue = ids.filter((id) => open.get(id) === 0);
  const roots = [...queue];
  for (const id of queue) {
    for (const lower of below.get(id)) {
      layer.set(lower, Math.max(layer.get(lower), layer.get(id) + 1));
      open.set(lower, open.get(lower) - 1);
      if (open.get(lower) === 0) queue.push(lower);
    }
  }
  for (const id of roots) { // a root stands right above the first of those below it
    const lowers = below.get(id).map((lower) => layer.get(lower));
    if (lowers.length) layer.set(id, Math.min(...lowers) - 1);
  }
  return layer;
}

/** Turn arcs into lists of lower nodes by id, without arcs that close a cycle. */
function acyclic(ids, arcs) {
  const all = new Map(ids.map((id) => [id, []]));
  const above = new Set();
  for (const [upper, lower] of arcs) {
    if (upper === lower || !all.has(upper) || !all.has(lower)) continue;
    if (!all.get(upper).includes(lower)) all.get(upper).push(lower);
    above.add(lower);
  }
  const kept = new Map(ids.map((id) => [id, []]));
  const state = new Map(); // 1: on the way, 2: done
  const starts = [...ids.filter((id) => !above.has(id)), ...ids];
  for (const start of starts) visit(start, all, kept, state);
  return kept;
}

/** Walk down from an id, keeping each arc that does not lead back to the way itself. */
function visit(start, all, kept, state) {
  if (state.has(start)) return;
  const way = [[start, 0]];
  state.set(start, 1);
  while (way.length) {
    const top = way[way.length - 1];
    const [id, next] = top;
    if (next === all.get(id).length) {
      state.set(id, 2);
      way.pop();
      continue;
    }
    top[1] += 1;
    const lower = all.get(id)[next];
    if (state.get(lower) === 1) continue;
    kept.get(id).push(lower);
    if (!state.has(lower)) {
      state.set(lower, 1);
      way.push([lower, 0]);
    }
  }
}

const SWEEPS = 6;

/** Order the ids of each row by the middle of their neighbours in other rows, a few times over. */
export function uncross(rows, pairs) {
  const near = new Map(rows.flat().map((id) => [id, []]));
  for (const [a, b] of pairs) {
    near.get(a)?.push(b);
    near.get(b)?.push(a);
  }
  const at = new Map();
  for (const row of rows) row.forEach((id, index) => at.set(id, (index + 0.5) / row.length));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const order = sweep % 2 ? [...rows].reverse() : rows;
    for (const row of order) {
      const middle = new Map(row.map((id) => [id, middleOf(near.get(id), at, row) ?? at.get(id)]));
      row.sort((a, b) => middle.get(a) - middle.get(b) || at.get(a) - at.get(b));
      row.forEach((id, index) => at.set(id, (index + 0.5) / row.length));
    }
  }
  return rows;
}

function middleOf(neighbours, at, row) {
  let sum = 0, count = 0;
  for (const id of neighbours) {
    if (!at.has(id) || row.includes(id)) continue;
    sum += at.get(id);
    count += 1;
  }
  return count ? sum / count : undefined;
}
