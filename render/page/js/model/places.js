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

/** Fold into one node the entities of least degree that there is no room for. */
function foldRest(entities, place, answer, { group, open, pins }) {
  const most = group || open.some((key) => key.startsWith("g:")) ? DRAWN_MOST : GROUPED_ABOVE;
  const over = new Set(place.values()).size - most;
  if (over <= 0) return;
  const stays = new Set([...answer, ...pins.map(([id]) => id)]);
  const single = entities.filter(({ id }) => place.get(id) === id && !stays.has(id));
  single.sort((a, b) => a.degree - b.degree || (a.id < b.id ? 1 : -1));
  const rest = new Set(single.slice(0, over + 1).map(({ id }) => id));
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
