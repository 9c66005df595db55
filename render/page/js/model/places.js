// Which node each entity is drawn as: its own, that of its group, or that of the rest when there is no room for all.

const GROUPED_ABOVE = 300; // entities of a page that opens ungrouped
const DRAWN_MOST = 600; // nodes

/** The node of the entities that there is no room for. */
export const REST = "g:rest";

/** Return the group that a state puts entities into: its choice, else blocs where the page is large. */
function groupingOf(graph, state) {
  return state.group || (graph.entities.length > GROUPED_ABOVE ? "bloc" : "none");
}

const KEYS = { none: () => null, type: ({ type }) => `g:type:${type}`, bloc: ({ bloc }) => (bloc < 0 ? null : `g:bloc:${bloc}`) };

/** Return for each entity the id of the node that it is drawn as; those of `answer` stand for themselves. */
export function placesOf(graph, state, entities, answer) {
  const key = KEYS[groupingOf(graph, state)];
  const groupOf = new Map(entities.map((entity) => [entity.id, answer.has(entity.id) ? null : key(entity)]));
  const size = new Map();
  for (const group of groupOf.values()) size.set(group, (size.get(group) || 0) + 1);
  const place = new Map([...groupOf].map(([id, group]) => [id, group === null || size.get(group) < 2 || state.open.includes(group) ? id : group]));
  for (const id of state.collapsed) foldLeaves(graph, id, place);
  foldRest(entities, place, answer, state);
  return place;
}

/** Fold into one node the nodes of least degree that there is no room for; pins and the answer go last. */
function foldRest(entities, place, answer, { group, open, pins }) {
  const most = group || open.some((key) => key.startsWith("g:")) ? DRAWN_MOST : GROUPED_ABOVE;
  const pinned = new Set(pins.map(([id]) => id));
  const weights = new Map();
  for (const { id, degree } of entities) {
    const weight = answer.has(id) || pinned.has(id) ? Infinity : degree;
    weights.set(place.get(id), (weights.get(place.get(id)) || 0) + weight);
  }
  const over = weights.size - most;
  if (over <= 0) return;
  const order = [...weights].sort(([a, weight], [b, other]) => (weight === other ? (a < b ? 1 : -1) : weight - other));
  const rest = new Set(order.slice(0, over + 1).map(([node]) => node));
  for (const [id, node] of place) if (rest.has(node)) place.set(id, REST);
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
