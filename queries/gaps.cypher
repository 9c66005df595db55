// What the graph does not know, the most harmful first.
// Fetches the relations of the scope, and all that say something of an event, in which `gaps` looks for what is missing.
// $kind and $limit concern the rows of the answer, and not these.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE type(r) IN $ontology.about_events AND (a.type IN $ontology.events OR b.type IN $ontology.events)
  OR <named>
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
