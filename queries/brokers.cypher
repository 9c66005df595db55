// Who stands between the others: betweenness centrality.
// Fetches the relations of the path graph, of which `brokers` computes the betweenness of every entity.
// $limit counts the rows of the answer, and not these.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE a <> b
  AND ($scope.any_node OR all(z IN [a, b] WHERE z.type IN $ontology.walkable + $scope.through))
  AND <in_path>
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
