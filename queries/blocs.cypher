// Communities of actors that friendly relations hold together.
// Fetches the friendly relations between actors, of which `blocs` makes communities.
// $limit counts the rows of the answer, and not these.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE a <> b AND type(r) IN $ontology.positive AND r.weight > 0
  AND (a.type IN $ontology.acting) AND (b.type IN $ontology.acting)
  AND <walked>
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
