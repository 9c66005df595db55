// The best simple paths of a net in a total order (Yen's algorithm, 1971).

import { compareLists, leastText, rounded } from "./numbers.js";

const NOTHING_BANNED = { nodes: new Set(), source: null, first: new Set() };

/** Order routes by (hops, -weight, ids), or by weight by (-weight, hops, ids). */
export function compareRoutes(a, b, by) {
  const hops = a.nodes.length - b.nodes.length;
  const weight = rounded(b.weight) - rounded(a.weight);
  return (by === "hops" ? hops || weight : weight || hops) || compareLists(a.nodes, b.nodes);
}

/** Yield all simple routes of at most so many hops, the best first. */
export function* routes(net, source, target, by, maxHops, avoided = []) {
  let route = best(net, source, target, by, maxHops, { ...NOTHING_BANNED, nodes: new Set(avoided) });
  const given = [];
  const seen = new Set();
  const waiting = [];
  while (route) {
    yield route;
    given.push(route);
    seen.add(route.nodes.join("\n"));
    for (const other of deviations(net, route, given, by, maxHops, avoided)) {
      const key = other.nodes.join("\n");
      if (!seen.has(key)) waiting.push(other);
      seen.add(key);
    }
    waiting.sort((a, b) => compareRoutes(b, a, by));
    route = waiting.pop();
  }
}

/** Yield the best route for each place at which one may leave a route and those given before it. */
function* deviations(net, route, given, by, maxHops, avoided) {
  let carried = 1;
  for (let at = 0; at < route.nodes.length - 1; at += 1) {
    const root = route.nodes.slice(0, at + 1);
    const alike = given.filter(({ nodes }) => root.every((node, place) => nodes[place] === node));
    const bans = {
      nodes: new Set([...avoided, ...root.slice(0, -1)]),
      source: root[at],
      first: new Set(alike.map(({ nodes }) => nodes[at + 1])),
    };
    const onward = best(net, root[at], route.nodes.at(-1), by, maxHops - at, bans, carried);
    if (onward) yield { nodes: [...root.slice(0, -1), ...onward.nodes], weight: carried * onward.weight };
    carried *= net.out.get(root[at]).get(route.nodes[at + 1]);
  }
}

/** Return the best route, null when there is none; `carried` is the weight of what comes before it. */
function best(net, source, target, by, maxHops, bans, carried = 1) {
  const rest = productsTo(net, source, target, by, maxHops, bans);
  const reached = rest.map((layer) => (layer.has(source) ? rounded(carried * layer.get(source)) : -1));
  const hops = by === "hops" ? reached.findIndex((weight) => weight >= 0) : reached.indexOf(Math.max(...reached));
  if (hops < 1 || reached[hops] < 0) return null;
  const nodes = [source];
  let weight = 1;
  for (let left = hops - 1; left >= 0; left -= 1) {
    const here = net.out.get(nodes.at(-1));
    const fits = ([node, step]) => allows(bans, nodes.at(-1), node) && rest[left].has(node)
      && rounded(carried * weight * step * rest[left].get(node)) >= reached[hops];
    nodes.push(leastText([...here].filter(fits).map(([node]) => node)));
    weight *= here.get(nodes.at(-1));
  }
  return { nodes, weight };
}

function allows(bans, from, to) {
  return !bans.nodes.has(from) && !bans.nodes.has(to) && !(from === bans.source && bans.first.has(to));
}

/**
 * Return for each number of hops the best product from every node to the target.
 *
 * By hops it stops at the fewest. A walk of the best weight and then the fewest hops is a simple path:
 * without its circle it would have fewer hops and no less weight.
 */
function productsTo(net, source, target, by, maxHops, bans) {
  const layers = [new Map([[target, 1]])];
  while (layers.length <= maxHops && layers.at(-1).size) {
    const layer = new Map();
    for (const [node, product] of layers.at(-1)) {
      for (const [before, weight] of net.into.get(node) || []) {
        if (before !== target && allows(bans, before, node) && weight * product > (layer.get(before) ?? -1)) layer.set(before, weight * product);
      }
    }
    layers.push(layer);
    if (by === "hops" && layer.has(source)) break;
  }
  return layers;
}
