// Who has the most influence in the whole graph.
// Fetches the relations that conduct influence between actors, of which `ranking` makes an order.
// $by, $max_hops and $limit concern that order, and not these rows.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE a <> b AND type(r) IN $ontology.forward + $ontology.backward
  AND <walked>
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
