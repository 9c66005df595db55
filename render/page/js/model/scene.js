// The scene to draw in a state: nodes (entities, or groups of them) and links, with their layout.

import { shown } from "./filter.js";
import { placesOf, REST } from "./places.js";

const ISLANDS_ABOVE = 150; // nodes

/** Return the scene of a state; `answer` has the ids of its entities and relations and the columns of its picture. */
export function sceneOf(graph, state, answer = NOTHING) {
  const visible = shown(graph, state);
  const place = placesOf(graph, state, visible.entities, answer.entities);
  const links = visible.relations.map((relation) => sceneLink(relation, place, answer));
  const nodes = nodesOf(graph, visible.entities, place, answer);
  return { nodes, links: links.filter(({ from, to, relation }) => from !== to || relation.source === relation.target), layout: layoutOf(state, answer, nodes), order: answer.order, visible };
}

export const NOTHING = { entities: new Set(), relations: new Set(), order: [] };

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
  return {
    id, members: ids, shape, colour, type: first.type, hidden: 0, date: "", bloc: id.startsWith("g:bloc:") ? first.bloc : -1,
    name: groupName(id, ids.length, first),
    degree: entities.reduce((sum, entity) => sum + entity.degree, 0),
    answer: ids.some((member) => answer.entities.has(member)),
  };
}

function groupName(id, count, first) {
  if (id === REST) return `${count.toLocaleString("en")} less connected`;
  return id.startsWith("g:type:") ? `${count} × ${first.type}` : `${first.name} and ${count - 1} more`;
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

/** Return the layout chosen in a state, else the one that suits the scene. */
function layoutOf(state, answer, nodes) {
  if (state.layout) return state.layout;
  return answer.order.length ? "answer" : nodes.length > ISLANDS_ABOVE ? "islands" : "free";
}
