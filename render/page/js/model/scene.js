// What is to be drawn in a state: nodes (entities, or groups of them) and links, with the layout to give them.

import { shown } from "./filter.js";

const GROUPED_ABOVE = 600;

/** Return the scene of a state; `answer` has the ids of its entities and relations and the columns of its picture. */
export function sceneOf(graph, state, answer = NOTHING) {
  const visible = shown(graph, state);
  const place = placesOf(graph, state, visible.entities);
  const links = visible.relations.map((relation) => sceneLink(relation, place, answer));
  const nodes = nodesOf(graph, visible.entities, place, answer);
  return { nodes, links: links.filter(({ from, to, relation }) => from !== to || relation.source === relation.target), layout: layoutOf(state, answer, nodes), order: answer.order, visible };
}

export const NOTHING = { entities: new Set(), relations: new Set(), order: [] };

/** Return the group that a state puts entities into: none above what can be drawn is too many. */
export function grouping(graph, state) {
  return state.group || (graph.entities.length > GROUPED_ABOVE ? "bloc" : "none");
}

/** Return for each entity the id of the node that it is drawn as: its own, or that of its group. */
function placesOf(graph, state, entities) {
  const by = grouping(graph, state);
  const key = { none: () => null, type: ({ type }) => `g:type:${type}`, bloc: ({ bloc }) => (bloc < 0 ? null : `g:bloc:${bloc}`) }[by];
  const size = new Map();
  for (const entity of entities) size.set(key(entity), (size.get(key(entity)) || 0) + 1);
  const place = new Map(entities.map((entity) => {
    const group = key(entity);
    return [entity.id, group === null || size.get(group) < 2 || state.open.includes(group) ? entity.id : group];
  }));
  for (const id of state.collapsed) foldLeaves(graph, id, place);
  return place;
}

/** Fold into a node those of its neighbours that have no other. */
function foldLeaves(graph, id, place) {
  if (place.get(id) !== id) return;
  for (const { source, target } of graph.at.get(id)) {
    const other = source === id ? target : source;
    const leaf = graph.at.get(other).every((relation) => [relation.source, relation.target].every((end) => end === id || end === other));
    if (leaf && place.get(other) === other) place.set(other, id);
  }
}

function nodesOf(graph, entities, place, answer) {
  const members = new Map();
  for (const { id } of entities) members.set(place.get(id), [...(members.get(place.get(id)) || []), id]);
  const columns = new Map(answer.order.flatMap((ids, column) => ids.map((id) => [id, column])));
  const nodes = [...members].map(([id, ids]) => (id.startsWith("g:") && !graph.entityOf.has(id) ? groupNode(graph, id, ids, answer) : entityNode(graph, id, ids, answer)));
  const order = [...nodes].sort((a, b) => Number(b.answer) - Number(a.answer) || b.degree - a.degree || (a.id < b.id ? -1 : 1));
  order.forEach((node, rank) => { node.rank = rank; node.from = columns.get(node.id) ?? -1; });
  return nodes;
}

function entityNode(graph, id, ids, answer) {
  const { name, type, degree, hidden, bloc } = graph.entityOf.get(id);
  const { shape, colour } = graph.types.get(type);
  return { id, name, type, shape, colour, degree, hidden, bloc, answer: answer.entities.has(id), members: ids.length > 1 ? ids : [], date: dateOf(graph, id, type) };
}

function groupNode(graph, id, ids, answer) {
  const entities = ids.map((member) => graph.entityOf.get(member));
  const first = entities.reduce((best, entity) => (entity.degree > best.degree ? entity : best));
  const { shape, colour } = graph.types.get(first.type);
  const byType = id.startsWith("g:type:");
  return {
    id, members: ids, shape, colour, type: first.type, hidden: 0, date: "", bloc: byType ? -1 : first.bloc,
    name: byType ? `${ids.length} × ${first.type}` : `${first.name} and ${ids.length - 1} more`,
    degree: entities.reduce((sum, entity) => sum + entity.degree, 0),
    answer: ids.some((member) => answer.entities.has(member)),
  };
}

/** Return the earliest date of an event's relations, "" for what has none. */
function dateOf(graph, id, type) {
  if (type !== "Event") return "";
  const dates = graph.at.get(id).map(({ start, end }) => start || end).filter(Boolean);
  return dates.sort()[0] || "";
}

function sceneLink(relation, place, answer) {
  return { id: relation.id, from: place.get(relation.source), to: place.get(relation.target), relation, answer: answer.relations.has(relation.id), change: "" };
}

/** Return the layout that a state asks for, else the one that suits what is shown. */
function layoutOf(state, answer, nodes) {
  if (state.layout) return state.layout;
  return answer.order.length ? "answer" : nodes.length > 150 ? "islands" : "free";
}
