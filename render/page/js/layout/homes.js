// Which island a node stands on: its bloc's, else that of most of its neighbours.

const ROUNDS = 6;

/** Return the island of every node (id, bloc) by id; -1 is the rest, which no line ties to an island. */
export function homesOf(nodes, links) {
  const home = new Map(nodes.map(({ id, bloc }) => [id, bloc ?? -1]));
  const loose = nodes.filter(({ bloc }) => (bloc ?? -1) < 0).map(({ id }) => id).sort();
  const near = new Map(loose.map((id) => [id, []]));
  for (const { from, to } of links) {
    if (from === to) continue;
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  for (let round = 0, changed = true; changed && round < ROUNDS; round += 1) {
    changed = false;
    for (const id of loose) {
      if (home.get(id) >= 0) continue;
      const island = commonest(near.get(id).map((other) => home.get(other)).filter((number) => number >= 0));
      if (island === undefined) continue;
      home.set(id, island);
      changed = true;
    }
  }
  return withoutTies(home, loose, near);
}

/** Give connected nodes without a bloc an island of their own. */
function withoutTies(home, loose, near) {
  let next = Math.max(-1, ...home.values()) + 1;
  for (const id of loose) {
    if (home.get(id) >= 0 || !near.get(id).length) continue;
    const reached = [id];
    home.set(id, next);
    for (const at of reached) {
      for (const other of near.get(at)) if (home.get(other) < 0) { home.set(other, next); reached.push(other); }
    }
    next += 1;
  }
  return home;
}

function commonest(numbers) {
  const counts = new Map();
  for (const number of numbers) counts.set(number, (counts.get(number) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}
