// How several entities hang together, by the fewest hops in all.
// Fetches the relations on the shortest paths between each two of the ends, of which `connect` makes a tree.
// Most hops: the 6 of {1,6}, written as a number because Cypher 5 takes no parameter there.
// $limit counts the rows of the answer, and not these.
UNWIND range(0, size($ends) - 2) AS first
UNWIND $ends[first + 1..] AS last
MATCH (a:Entity {id: $ends[first]}), (b:Entity {id: last})
WHERE a <> b
MATCH p = ALL SHORTEST (a) ((x)-[r]-(y) WHERE
    y <> a AND x <> b AND ($scope.any_node OR y.type IN $ontology.walkable + $scope.through OR y = b)
    AND <in_path>){1,6} (b)
WHERE length(p) <= $max_hops
WITH relationships(p) AS found
UNWIND found AS r
WITH DISTINCT r
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
