// Facts of the view as JSON Lines, which `linkchart load` takes back.

/** Write the visible graph as a facts file: documents, entities, and a fact for each telling. */
export function factsOf(graph, { relations, entities: shownEntities }) {
  const stored = relations.filter(({ derived }) => !derived);
  const documents = new Set(stored.flatMap(({ tellings }) => tellings.map(({ document }) => document)).filter(Boolean));
  const entities = new Set([...shownEntities.map(({ id }) => id), ...stored.flatMap(({ source, target, place, tellings }) => [source, target, place, ...tellings.flatMap((telling) => [telling.by, telling.place])])]);
  return [
    ...[...graph.documents.values()].filter(({ id }) => documents.has(id)).map((document) => ({ document: documentFields(document) })),
    ...graph.entities.filter(({ id }) => entities.has(id)).map((entity) => ({ entity: entityFields(entity) })),
    ...stored.flatMap((relation) => factFields(relation)).map((fact) => ({ fact })),
  ].map((record) => `${JSON.stringify(record)}\n`).join("");
}

function documentFields({ attributes, ...fields }) {
  return saying({ ...fields, attributes: attributes && Object.fromEntries(attributes) });
}

function entityFields({ id, type, name, kind, aliases, attributes }) {
  return saying({ id, type, name, kind, aliases: aliases.length ? aliases : null, attributes: attributes.length ? Object.fromEntries(attributes) : null });
}

/** Return the facts of a relation: its tellings, or where the page has none the relation itself. */
function factFields({ source, relation, target, tellings, start, end, place, confidence, modality, attributes }) {
  const ends = { source, relation, target };
  if (tellings.length) return tellings.map((telling) => ({ ...ends, ...telling.fact }));
  return [saying({ ...ends, start, end, place, confidence, modality, attributes: attributes.length ? Object.fromEntries(attributes) : null })];
}

/** Return a record without what says nothing. */
function saying(record) {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined && value !== ""));
}
