// The influence graph: arcs between those who act, with the weight of the best relation of each.

import { firstDay, lastDay } from "./dates.js";
import { addHop, isUsed } from "./net.js";
import { rounded } from "./numbers.js";

/** Return the influence graph over some relations: Map id → Map other id → weight, each way, and the relations of each arc. */
export function influenceNet(graph, relations) {
  const net = { out: new Map(), into: new Map(), hops: new Map() };
  const used = relations.filter(isUsed);
  const sources = sourcesOf(graph, used);
  for (const relation of used) {
    const weight = steeringWeight(graph, relation, sources);
    for (const [from, to] of arcsOf(graph, relation)) {
      addHop(net, from, to, relation, weight);
    }
  }
  return net;
}

/** Return the arcs of a relation: from who steers to who is steered, both of types that act. */
export function arcsOf(graph, { relation, source, target, symmetric }) {
  const { conducts, steers } = graph.kinds.get(relation);
  const ends = [];
  if (conducts === "forward" || (symmetric && conducts === "backward")) ends.push([source, target]);
  if (conducts === "backward" || (symmetric && conducts === "forward")) ends.push([target, source]);
  const typeOf = (id) => graph.types.get(graph.entityOf.get(id).type);
  return ends.filter(([from, to]) => typeOf(from).acts && typeOf(to).acts && (!steers.length || steers.includes(typeOf(to).name)));
}

/** Return the shared relations by what they are and whom they go to. */
function sourcesOf(graph, relations) {
  const sources = new Map();
  for (const relation of relations) {
    if (!graph.kinds.get(relation.relation).shared) continue;
    const key = sharedKey(relation);
    if (!sources.has(key)) sources.set(key, []);
    sources.get(key).push(relation);
  }
  return sources;
}

function sharedKey({ relation, target }) {
  return JSON.stringify([relation, target]);
}

/**
 * Return what a relation weighs in influence.
 *
 * One of many backers steers less: a shared relation counts w² / Σ s(x) over all that have the same relation to
 * its target while it holds, with the best weight of each. A share in percent stands in the place of that.
 */
function steeringWeight(graph, relation, sources) {
  const { shared, fraction } = graph.kinds.get(relation.relation);
  if (!shared) return relation.weight;
  const share = fraction ? shareOf(relation.attributes.find(([key]) => key === fraction)?.[1]) : null;
  if (share !== null) return rounded(relation.weight * share);
  const best = new Map();
  for (const other of sources.get(sharedKey(relation))) {
    if (overlaps(relation, other)) best.set(other.source, Math.max(other.weight, best.get(other.source) ?? 0));
  }
  const total = [...best.values()].reduce((sum, weight) => sum + weight, 0);
  return total ? rounded((relation.weight * relation.weight) / total) : 0;
}

/** Return a share in percent as a part of 1, null when it is no number: 40, "40" and "40 %" are .4. */
function shareOf(value) {
  const [, number] = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)[\s%]*$/i.exec(String(value ?? "")) || [];
  return number === undefined ? null : Number(number) / 100;
}

function overlaps(a, b) {
  const before = (one, other) => one.end && other.start && lastDay(one.end) < firstDay(other.start);
  return !before(a, b) && !before(b, a);
}
