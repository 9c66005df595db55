// Graphs for tests of layouts: the same for the same seed.

const TYPES = ["State", "Organization", "Person", "Event"];

/** Return a graph of a page with so many entities and relations. */
export function madeGraph(seed, count, lines) {
  let state = seed * 7919 + 1;
  const chance = (most) => {
    state = (state * 16807) % 2147483647;
    return state % most;
  };
  const entities = Array.from({ length: count }, (_, rank) => ({
    id: `e:${rank}`, name: nameFrom(chance, rank), type: TYPES[chance(TYPES.length)], bloc: chance(4) - 1, degree: 0, hidden: chance(3) * chance(40),
  }));
  const relations = Array.from({ length: lines }, (_, rank) => ({
    id: `r${rank}`, source: entities[Math.min(chance(count), chance(count))].id, target: entities[chance(count)].id, relation: ["CONTROLS", "FIGHTS", "PART_OF"][chance(3)],
    words: "controls", inverse: "is controlled by", symmetric: false, sign: chance(3) - 1, start: `20${10 + chance(10)}-0${1 + chance(9)}`, end: null,
    weight: chance(10) / 10, modality: "asserted", disputed: [], derived: false, attributes: [], tellings: [], more: 0,
  }));
  const at = new Map(entities.map(({ id }) => [id, []]));
  for (const relation of relations) for (const id of new Set([relation.source, relation.target])) at.get(id).push(relation);
  for (const entity of entities) entity.degree = at.get(entity.id).length;
  const kinds = new Map([["CONTROLS", { conducts: "forward" }], ["PART_OF", { conducts: "backward" }], ["FIGHTS", { conducts: "none" }]]);
  return { entities, relations, at, kinds, entityOf: new Map(entities.map((entity) => [entity.id, entity])), documents: new Map() };
}

function nameFrom(chance, rank) {
  const words = ["Al", "Government of", "Front", "Popular Mobilization Forces", "军队", "IS", "Wide MMMM", "lower iiii"];
  return `${words[chance(words.length)]} ${words[chance(words.length)]} ${rank}`;
}

/** Return the scene of a whole graph in a layout. */
export function sceneFrom(graph, layout, order = []) {
  const nodes = graph.entities.map((entity, rank) => ({ ...entity, shape: "dot", colour: "--type-0", rank, answer: false, members: [], date: entity.type === "Event" ? "2015-03" : "" }));
  const links = graph.relations.map((relation) => ({ id: relation.id, from: relation.source, to: relation.target, relation, answer: false, change: "" }));
  return { nodes, links, layout, order };
}
