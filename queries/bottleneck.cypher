// The fewest entities whose removal cuts every path between two others.
// Fetches the relations on all paths of at most so many hops, of which `bottleneck` finds the smallest cut.
// Most hops: the 4 of {1,4}, written as a number because Cypher 5 takes no parameter there.
// $limit counts the rows of the answer, and not these.
MATCH (a:Entity {id: $source}), (b:Entity {id: $target})
MATCH p = (a) ((x)-[r]-(y) WHERE
    y <> a AND x <> b AND ($scope.any_node OR y:State OR y:Organization OR y:Person OR y:Event OR y = b)
    AND (NOT $directed OR startNode(r) = x OR r.symmetric)
    AND r.modality IN $scope.modalities AND r.modality <> 'negated'
    AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
    AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
    AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
    AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
    AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
    AND CASE $scope.relations WHEN [] THEN r.onPath OR $scope.any_relation
      ELSE type(r) IN $scope.relations END){1,4} (b)
WHERE length(p) <= $max_hops
  AND all(z IN nodes(p) WHERE single(w IN nodes(p) WHERE w = z))
WITH relationships(p) AS found
UNWIND found AS r
WITH DISTINCT r
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
