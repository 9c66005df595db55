// The graph of the page as frozen records, read once from the data block.

/** Return the graph of a data block: entities, relations, documents, and maps from ids to them. */
export function readGraph(data) {
  const types = new Map(data.schema.types.map((type) => [type.name, Object.freeze(type)]));
  const kinds = new Map(data.schema.relations.map((kind) => [kind.name, Object.freeze(kind)]));
  const documents = new Map(data.documents.map((document) => [document.id, Object.freeze(document)]));
  const drafts = data.entities.map(entityOf);
  const relations = data.relations.map((record) => relationOf(record, drafts, kinds, data.documents));
  for (const { source, target } of relations) for (const id of new Set([source, target])) drafts[indexOf(drafts, id)].degree += 1;
  const entities = drafts.map(Object.freeze);
  return Object.freeze({
    types, kinds, documents, entities, relations,
    entityOf: new Map(entities.map((entity) => [entity.id, entity])),
    relationOf: new Map(relations.map((relation) => [relation.id, relation])),
    at: relationsByEntity(entities, relations),
  });
}

const places = new WeakMap();

/** Return the place of an id in a list of entities. */
function indexOf(entities, id) {
  if (!places.has(entities)) places.set(entities, new Map(entities.map((entity, index) => [entity.id, index])));
  return places.get(entities).get(id);
}

/** Return an entity from its record; what a record leaves out has its default. */
function entityOf(record) {
  return { name: "(no name)", kind: null, aliases: [], attributes: [], hidden: 0, bloc: -1, ...record, degree: 0 };
}

/** Return a relation from its record, whose ends are places in the list of entities. */
function relationOf(record, entities, kinds, documents) {
  const kind = kinds.get(record.relation);
  const given = {
    start: null, end: null, place: null, confidence: null, modality: "asserted", disputed: [], derived: false, via: null,
    attributes: [], more: 0, ...record,
  };
  return Object.freeze({
    ...given,
    source: entities[record.source].id,
    target: entities[record.target].id,
    words: kind.words,
    inverse: kind.inverse,
    symmetric: kind.symmetric,
    sign: given.sign ?? kind.sign,
    strength: given.strength ?? kind.strength,
    tellings: (record.tellings || []).map((telling) => tellingOf(telling, documents)),
  });
}

/** Return a telling from its record: what a facts file says of it (`fact`), and what the store made of that. */
function tellingOf({ grade, publisher, unchecked, ...fact }, documents) {
  const document = fact.document === undefined ? null : documents[fact.document];
  const { quote = null, paragraph = null, method = "analyst", modality = "asserted", attributed_to: by = null, place = null } = fact;
  return Object.freeze({
    quote, paragraph, method, modality, by, place,
    program: fact.model ?? fact.rule ?? null,
    start: fact.date ?? fact.start ?? null,
    end: fact.date ?? fact.end ?? null,
    span: fact.start_char === undefined ? null : [fact.start_char, fact.end_char],
    confidence: grade ?? null,
    checked: !unchecked,
    publisher: publisher ?? document?.publisher ?? null,
    retracted: document?.retracted ?? (fact.reviewed === "rejected" ? "rejected in a review" : null),
    document: document ? document.id : null,
    fact: Object.freeze(document ? { ...fact, document: document.id } : fact),
  });
}

/** Return the relations at each entity; a relation from an entity to itself stands there once. */
function relationsByEntity(entities, relations) {
  const at = new Map(entities.map((entity) => [entity.id, []]));
  for (const relation of relations) for (const id of new Set([relation.source, relation.target])) at.get(id).push(relation);
  return at;
}
