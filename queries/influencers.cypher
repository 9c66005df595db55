// Who influences an entity, and by way of whom.
// Most hops: the 4 of {1,4}, written as a number because Cypher 5 takes no parameter there.
MATCH p = (a:Entity {id: $target}) ((x)-[r]-(y) WHERE
    y <> a AND (y:State OR y:Organization OR y:Person)
    AND (r.conducts = 'forward' AND (startNode(r) = y OR r.symmetric)
      OR r.conducts = 'backward' AND (endNode(r) = y OR r.symmetric))
    AND r.modality IN $scope.modalities AND r.modality <> 'negated'
    AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
    AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
    AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
    AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
    AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
    AND ($scope.relations = [] OR type(r) IN $scope.relations)){1,4} (b)
WHERE (a:State OR a:Organization OR a:Person) AND length(p) <= $max_hops
  AND all(z IN nodes(p) WHERE single(w IN nodes(p) WHERE w = z))
WITH b, nodes(p) AS steps, length(p) AS hops, reduce(product = 1.0, one IN r | product * one.weight) AS product, r
WITH b, reverse([z IN steps | z.id]) AS path, hops, floor(product * 1000000000.0 + 0.500001) / 1000000000.0 AS score,
  steps + r AS drawn
ORDER BY score DESC, hops, path
WITH b.id AS entity, collect({score: score, hops: hops, path: path, drawn: drawn}) AS found
WITH entity, found[0] AS best,
  [one IN found WHERE one.score = found[0].score AND one.path = found[0].path | one.drawn] AS all
RETURN entity, best.score AS score, best.hops AS hops, best.path AS path,
  reduce(graph = [], one IN all | graph + one) AS graph
ORDER BY score DESC, hops, entity
LIMIT coalesce($limit, 1000000000)
