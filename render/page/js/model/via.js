// Routes by way of an entity: pairs of a route there and one onward, the best pair first.

import { compareRoutes, routes } from "./best.js";

/** Yield all simple routes that pass through `via`, the best first. */
export function* routesVia(net, source, via, target, by, maxHops) {
  const fewest = [fewestHops(net, source, via, maxHops - 1), fewestHops(net, via, target, maxHops - 1)];
  if (fewest[0] + fewest[1] > maxHops) return;
  const there = listed(routes(net, source, via, by, maxHops - fewest[1], [target]));
  const onward = listed(routes(net, via, target, by, maxHops - fewest[0], [source]));
  const waiting = [];
  const seen = new Set();
  const consider = (i, j) => {
    const first = there(i), second = onward(j), key = `${i} ${j}`;
    if (!first || !second || seen.has(key)) return;
    seen.add(key);
    waiting.push({ nodes: [...first.nodes, ...second.nodes.slice(1)], weight: first.weight * second.weight, i, j });
  };
  consider(0, 0);
  while (waiting.length) {
    waiting.sort((a, b) => compareRoutes(b, a, by));
    const { i, j, ...joined } = waiting.pop();
    const hops = joined.nodes.length - 1;
    if (hops <= maxHops && new Set(joined.nodes).size === joined.nodes.length) yield joined;
    else if (by === "hops" && hops > maxHops) return;
    consider(i + 1, j);
    consider(i, j + 1);
  }
}

/** Return the fewest hops between two entities, more than maxHops when it takes more. */
function fewestHops(net, source, target, maxHops) {
  const { value } = routes(net, source, target, "hops", maxHops).next();
  return value ? value.nodes.length - 1 : maxHops + 1;
}

/** Return a function that gives what stands at a place of a generator, null past its end. */
function listed(generator) {
  const given = [];
  return (place) => {
    while (given.length <= place) {
      const { value, done } = generator.next();
      if (done) return null;
      given.push(value);
    }
    return given[place];
  };
}
