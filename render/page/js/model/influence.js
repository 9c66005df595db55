// The influence queries: who is steered by an actor, or steers it, as the command line answers them.

import { influenceNet } from "./arcs.js";
import { hopKey } from "./net.js";
import { compareTexts, leastText, rounded } from "./numbers.js";
import { together } from "./together.js";

/** Return the rows of influence over some relations, or (`backward`) of influencers: {entity, score, hops, path, together, relations}. */
export function influenceRows(graph, relations, { source, maxHops = 4, backward = false }) {
  const net = influenceNet(graph, relations);
  const layers = influenceLayers(backward ? net.into : net.out, source, maxHops);
  const rows = [...scores(layers)].map(([entity, { score, hops }]) => {
    const path = backward ? pathFrom(net, layers, entity, score, hops) : pathTo(net, layers, entity, score, hops);
    const arcs = path.slice(1).map((id, at) => net.hops.get(hopKey(path[at], id)));
    return { entity, score, hops, path, together: together(graph, arcs), relations: arcs.flatMap((arc) => arc.map(({ id }) => id)) };
  });
  return rows.sort((a, b) => b.score - a.score || a.hops - b.hops || compareTexts(a.entity, b.entity));
}

/** Return for each number of hops the best products from a start that no fewer hops reach. */
function influenceLayers(near, start, maxHops) {
  const layers = [new Map([[start, 1]])];
  const top = new Map([[start, 1]]);
  for (let hop = 0; hop < maxHops && layers.at(-1).size; hop += 1) {
    const layer = new Map();
    for (const [node, product] of layers.at(-1)) {
      for (const [other, weight] of near.get(node) || []) {
        if (product * weight > (top.get(other) ?? -1)) layer.set(other, Math.max(product * weight, layer.get(other) ?? -1));
      }
    }
    for (const [node, product] of layer) top.set(node, product);
    layers.push(layer);
  }
  return layers;
}

/** Return the score of every node but the start, rounded, and the fewest hops that reach it. */
function scores(layers) {
  const best = new Map();
  layers.slice(1).forEach((layer, at) => {
    for (const [node, product] of layer) {
      const score = rounded(product);
      if (!(best.get(node)?.score >= score)) best.set(node, { score, hops: at + 1 });
    }
  });
  return best;
}

/** Return the best path to a node of so many hops; of several the one of the least ids. */
function pathTo(net, layers, node, score, hops) {
  const useful = usefulNodes(net.into, layers, node, score, hops);
  const nodes = [...layers[0].keys()];
  let product = 1;
  for (let count = 1; count <= hops; count += 1) {
    const here = net.out.get(nodes.at(-1));
    const fits = ([other, onward]) => here.has(other) && rounded(product * here.get(other) * onward) >= score;
    const next = leastText([...useful[count]].filter(fits).map(([other]) => other));
    product *= here.get(next);
    nodes.push(next);
  }
  return nodes;
}

/** Return for each number of hops the nodes of such paths, with the best product from there on. */
function usefulNodes(into, layers, node, score, hops) {
  const useful = Array.from({ length: hops + 1 }, () => new Map());
  useful[hops].set(node, 1);
  for (let count = hops; count > 0; count -= 1) {
    for (const [other, onward] of useful[count]) {
      for (const [before, weight] of into.get(other) || []) {
        const reached = layers[count - 1].get(before);
        if (reached !== undefined && rounded(reached * weight * onward) >= score) {
          useful[count - 1].set(before, Math.max(weight * onward, useful[count - 1].get(before) ?? -1));
        }
      }
    }
  }
  return useful;
}

/** Return the best path from a node to where all paths end; of several the one of the least ids. */
function pathFrom(net, layers, node, score, hops) {
  const nodes = [node];
  let product = 1;
  for (let left = hops - 1; left >= 0; left -= 1) {
    const here = net.out.get(nodes.at(-1));
    const fits = ([other, weight]) => layers[left].has(other) && rounded(layers[left].get(other) * weight * product) >= score;
    const next = leastText([...here].filter(fits).map(([other]) => other));
    product *= here.get(next);
    nodes.push(next);
  }
  return nodes;
}
