// Organizations that an entity controls or supports, itself or through others.
// Most hops: the 4 of {1,4}, written as a number because Cypher 5 takes no parameter there.
MATCH p = (a:Entity {id: $source}) ((x)-[r]-(y) WHERE
    y <> a AND (y:State OR y:Organization OR y:Person)
    AND (r.conducts = 'forward' AND (startNode(r) = x OR r.symmetric)
      OR r.conducts = 'backward' AND (endNode(r) = x OR r.symmetric))
    AND r.modality IN $scope.modalities AND r.modality <> 'negated'
    AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
    AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
    AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
    AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
    AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
    AND ($scope.relations = [] OR type(r) IN $scope.relations)){1,4} (b:Organization)
WHERE (a:State OR a:Organization OR a:Person) AND length(p) <= $max_hops
  AND all(z IN nodes(p) WHERE single(w IN nodes(p) WHERE w = z))
  AND type(last(r)) IN ['CONTROLS', 'SUPPORTS'] AND endNode(last(r)) = b
WITH b, [z IN nodes(p) | z.id] AS path, length(p) AS hops, r, nodes(p) + r AS graph,
  floor(reduce(product = 1.0, one IN r | product * one.weight) * 1000000000.0 + 0.500001) / 1000000000.0 AS score
ORDER BY score DESC, hops, path, last(r).weight DESC, type(last(r)), last(r).id
WITH b.id AS entity, collect({score: score, path: path, against: last(r).against, graph: graph})[0] AS best
RETURN entity, best.path[1..-1] AS via, best.score AS score, best.against AS against, best.graph AS graph
ORDER BY score DESC, size(via), entity
LIMIT coalesce($limit, 1000000000)
