// The fewest entities whose removal cuts every path between two others.
// Fetches the relations on all paths of at most so many hops, of which `bottleneck` finds the smallest cut.
// Most hops: the 4 of {1,4}, written as a number because Cypher 5 takes no parameter there.
// $limit counts the rows of the answer, and not these.
MATCH (a:Entity {id: $source}), (b:Entity {id: $target})
MATCH p = (a) ((x)-[r]-(y) WHERE
    y <> a AND x <> b AND ($scope.any_node OR y.type IN $ontology.walkable + $scope.through OR y = b)
    AND (NOT $directed OR startNode(r) = x OR type(r) IN $ontology.symmetric)
    AND <in_path>){1,4} (b)
WHERE length(p) <= $max_hops
  AND all(z IN nodes(p) WHERE single(w IN nodes(p) WHERE w = z))
WITH relationships(p) AS found
UNWIND found AS r
WITH DISTINCT r
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
