// The positions of the nodes in a scene. A filter removes nodes; the others do not move.

import { extent, LEAST_GAP, nodeRadius } from "./bodies.js";
import { freeLayout, spotsOf } from "./free.js";
import { REST } from "../model/places.js";
import { chainLayout } from "./chain.js";
import { flowLayout } from "./flow.js";
import { islandsLayout } from "./islands.js";
import { nodesApart } from "./apart.js";
import { timeLayout } from "./time.js";

const FREE_MOST = 600; // nodes that are laid out freely: above that their groups are

/** Return the spot {x, y} of each node of a scene by id; pins ([id, x, y]) stay where they were put. */
export function placed(scene, pins, graph) {
  const spots = new Map(spotsFor(scene, graph));
  for (const [id, x, y] of pins) if (spots.has(id)) spots.set(id, { x, y });
  return spots;
}

function spotsFor(scene, graph) {
  if (scene.layout === "answer") return flowLayout(scene.nodes, scene.order, scene.links);
  const grouped = scene.nodes.some(({ id }) => !graph.entityOf.has(id));
  if (scene.layout === "islands") return grouped ? besideGroups(scene.nodes, onIslands(scene, graph)) : onIslands(scene, graph);
  if (grouped || graph.entities.length > FREE_MOST) return layOut(scene.layout, scene.nodes, scene.links, graph.kinds);
  const base = ofGraph(scene.layout, graph);
  return scene.nodes.map(({ id }) => [id, base.get(id)]);
}

/** Return the spots of nodes on the islands of the whole graph, a group in the middle of its members. */
function onIslands({ nodes }, graph) {
  const base = ofGraph("islands", graph);
  return new Map(nodes.map(({ id, members }) => [id, base.get(id) || (id === REST ? corner(base) : middle(members.map((member) => base.get(member))))]));
}

/** Return a spot below all others, to the right. */
function corner(spots) {
  const [, right, , bottom] = extent([...spots.values()]);
  return { x: right, y: bottom + LEAST_GAP };
}

const GROUP_ROOM = 1.6; // the ring of a group, in radii of a node

/** Move nodes apart, as a group takes more room than the members that it stands among. */
function besideGroups(nodes, spots) {
  const bodies = nodes.map(({ id, degree, members }) => ({ ...spots.get(id), id, radius: nodeRadius(degree, nodes.length) * (members.length ? GROUP_ROOM : 1) }));
  nodesApart(bodies);
  return spotsOf(bodies);
}

/** Return the spots of all entities of a graph in a layout, computed once. */
function ofGraph(layout, graph) {
  if (!computed.has(graph)) computed.set(graph, new Map());
  const layouts = computed.get(graph);
  if (!layouts.has(layout)) {
    const links = graph.relations.map((relation) => ({ from: relation.source, to: relation.target, relation }));
    layouts.set(layout, layOut(layout, graph.entities.map((entity) => ({ ...entity, date: eventDate(entity, graph) })), links, graph.kinds));
  }
  return layouts.get(layout);
}

const computed = new WeakMap();

function eventDate({ id, type }, graph) {
  if (type !== "Event") return "";
  return graph.at.get(id).map(({ start, end }) => start || end).filter(Boolean).sort()[0] || "";
}

function layOut(layout, nodes, links, kinds) {
  if (layout === "islands") return islandsLayout(nodes, links);
  if (layout === "chain") return chainLayout(nodes, commands(links, kinds));
  if (layout === "time") return timeLayout(nodes, links);
  return freeLayout(nodes, links);
}

/** Return [who commands, who is commanded] for the links of the chain of command. */
function commands(links, kinds) {
  const arcs = [];
  for (const { from, to, relation } of links) {
    const { conducts, shared } = kinds.get(relation.relation) || {};
    if (shared || ["negated", "retracted"].includes(relation.modality)) continue; // a supporter among several commands nobody
    if (conducts === "forward") arcs.push([from, to]);
    if (conducts === "backward") arcs.push([to, from]);
  }
  return arcs;
}

/** Return the middle of some spots, as a group stands among its members. */
function middle(spots) {
  const sum = spots.reduce((total, spot) => ({ x: total.x + spot.x, y: total.y + spot.y }), { x: 0, y: 0 });
  return { x: sum.x / (spots.length || 1), y: sum.y / (spots.length || 1) };
}
