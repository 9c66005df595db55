// What an answer would be if something were not there.
// Fetches the relations that would go with what is removed. $query and its $arguments are asked without them.
// $sensitivity removes one thing at a time, $settings are options of the query, $limit counts rows of its answer.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE a.id IN $without OR b.id IN $without OR r.id IN $without
  OR r.documents IS NOT NULL AND all(document IN r.documents WHERE document IN $without)
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
