// The path graph: which relations a path may use, and the weight of each hop.

import { compareTexts } from "./numbers.js";

const WALKED = ["asserted", "claimed"];

/** Return whether queries use a relation: asserted or claimed, stored, and not from an entity to itself. */
export function isUsed(relation) {
  return WALKED.includes(relation.modality) && !relation.derived && relation.source !== relation.target;
}

/**
 * Return the path graph over some relations between ends of any type.
 *
 * `out` and `into` give for each entity the hops that leave it and that arrive: Map id → Map other id → weight.
 * A hop lists its relations strongest first and weighs as much as the best of them.
 */
export function pathNet(graph, relations, ends, directed = false) {
  const net = { out: new Map(), into: new Map(), hops: new Map() };
  const open = (id) => ends.includes(id) || graph.types.get(graph.entityOf.get(id).type).walkable;
  for (const relation of relations) {
    const { source, target, relation: name, symmetric } = relation;
    if (!isUsed(relation) || !graph.kinds.get(name).on_path || !open(source) || !open(target)) continue;
    addHop(net, source, target, relation);
    if (symmetric || !directed) addHop(net, target, source, relation);
  }
  for (const hop of net.hops.values()) hop.sort(strongestFirst);
  return net;
}

/** Add a relation to the hop between two entities; the hop weighs as much as the best of its relations. */
export function addHop(net, from, to, relation, weight = relation.weight) {
  const key = hopKey(from, to);
  if (!net.hops.has(key)) net.hops.set(key, []);
  net.hops.get(key).push(relation);
  raise(net.out, from, to, weight);
  raise(net.into, to, from, weight);
}

/** Set the weight between two entities unless more is known already. */
function raise(map, from, to, weight) {
  if (!map.has(from)) map.set(from, new Map());
  const near = map.get(from);
  if (!(near.get(to) >= weight)) near.set(to, weight);
}

export function hopKey(from, to) {
  return JSON.stringify([from, to]);
}

/** Order relations as a hop lists them: by (-weight, relation, id). */
export function strongestFirst(a, b) {
  return b.weight - a.weight || compareTexts(a.relation, b.relation) || compareTexts(a.id, b.id);
}
