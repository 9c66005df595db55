// The path query: the k best simple paths between two entities, as the command line answers it.

import { routes } from "./best.js";
import { hopKey, pathNet } from "./net.js";
import { rounded } from "./numbers.js";
import { together } from "./together.js";
import { routesVia } from "./via.js";
import { restsOn } from "./voices.js";

/** Return the rows of a path query over some relations: {nodes, hops, weight, relations, together, rests_on}. */
export function pathRows(graph, relations, { source, target, via = null, k = 1, by = "hops", maxHops = 6, directed = false }) {
  if (new Set([source, target, via]).size < 3) return [];
  const ends = via === null ? [source, target] : [source, target, via];
  const net = pathNet(graph, relations, ends, directed);
  const found = via === null ? routes(net, source, target, by, maxHops) : routesVia(net, source, via, target, by, maxHops);
  const rows = [];
  for (const route of found) {
    rows.push(pathRow(graph, net, route));
    if (rows.length === k) break;
  }
  return rows;
}

function pathRow(graph, net, { nodes, weight }) {
  const hops = nodes.slice(1).map((node, at) => net.hops.get(hopKey(nodes[at], node)));
  return {
    nodes,
    hops: hops.length,
    weight: rounded(weight),
    relations: hops.map((hop) => hop.map(({ id }) => id)),
    together: together(graph, hops),
    rests_on: restsOn(graph, hops),
  };
}
