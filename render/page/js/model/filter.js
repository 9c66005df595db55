// Which relations and entities pass the filters of a state, and how many of each kind there are.

import { firstDay, inWindow, lastDay } from "./dates.js";

/** Return the grade with which an ungraded relation passes a least confidence. */
const UNGRADED = 0.5;

/** Return the relations and entities that a state shows, in the order of the graph. */
export function shown(graph, state) {
  const { filter } = state;
  const entities = graph.entities.filter((entity) => allowed(entity, state));
  const ids = new Set(entities.map((entity) => entity.id));
  const relations = graph.relations.filter((relation) => ids.has(relation.source) && ids.has(relation.target) && passes(relation, filter));
  if (!narrows(filter)) return { entities, relations };
  const touched = new Set(relations.flatMap((relation) => [relation.source, relation.target]));
  return { entities: entities.filter(({ id }) => touched.has(id) || !graph.at.get(id).length || state.nodes.includes(id)), relations };
}

/** Return whether an entity is shown as far as it is concerned itself. */
function allowed(entity, { filter, hidden, only }) {
  return !filter.types.includes(entity.type) && !hidden.includes(entity.id) && (!only.length || only.includes(entity.id));
}

/** Return whether a filter leaves out relations for what they are. */
export function narrows(filter) {
  const lists = [filter.relations, filter.signs, filter.documents, filter.publishers, filter.methods];
  return lists.some((list) => list.length) || filter.confidence > 0 || filter.disputed !== "all" || filtersTime(filter);
}

function filtersTime(filter) {
  return Boolean(filter.from || filter.to) || !filter.undated;
}

/** Return whether a relation passes a filter; one with tellings needs one that is not switched off. */
export function passes(relation, filter) {
  if (filter.relations.includes(relation.relation) || filter.signs.includes(relation.sign)) return false;
  if ((relation.confidence ?? UNGRADED) < filter.confidence) return false;
  if (filter.disputed !== "all" && (relation.disputed.length > 0) !== (filter.disputed === "only")) return false;
  return inTime(relation, filter) && (!relation.tellings.length || relation.tellings.some((telling) => said(telling, filter)));
}

function inTime(relation, { from, to, undated }) {
  if (!relation.start && !relation.end) return undated;
  return inWindow(relation, from && firstDay(from), to && lastDay(to));
}

function said(telling, { documents, publishers, methods }) {
  return !documents.includes(telling.document ?? "") && !publishers.includes(telling.publisher ?? "") && !methods.includes(telling.method);
}

/** Return for every switch of the legend how much is shown of how many: {types: Map name → [shown, all], …}. */
export function counts(graph, visible) {
  const tally = { types: new Map(), relations: new Map(), signs: new Map(), documents: new Map(), publishers: new Map(), methods: new Map() };
  count(tally, graph.entities, graph.relations, 1);
  count(tally, visible.entities, visible.relations, 0);
  return tally;
}

function count(tally, entities, relations, place) {
  const add = (map, key) => {
    if (!map.has(key)) map.set(key, [0, 0]);
    map.get(key)[place] += 1;
  };
  for (const { type } of entities) add(tally.types, type);
  for (const { relation, sign, tellings } of relations) {
    add(tally.relations, relation);
    add(tally.signs, sign);
    for (const key of ["document", "publisher", "method"]) {
      for (const value of new Set(tellings.map((telling) => telling[key] ?? ""))) add(tally[`${key}s`], value);
    }
  }
}
