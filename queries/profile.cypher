// An entity's card: type, kind, aliases, and its relations by relation and direction.
MATCH (a:Entity {id: $entity})
CALL (a) {
  MATCH (a)-[r]-(b:Entity)
  WHERE r.modality IN $scope.modalities
    AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
    AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
    AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
    AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
    AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
    AND ($scope.relations = [] OR type(r) IN $scope.relations)
  WITH DISTINCT a, r
  RETURN type(r) AS relation,
    CASE WHEN r.symmetric THEN 'both' WHEN startNode(r) = a THEN 'out' ELSE 'in' END AS direction,
    CASE WHEN startNode(r) = a THEN endNode(r) ELSE startNode(r) END AS other, r.weight AS weight, r.id AS id, [r] AS steps
  UNION ALL
  MATCH (a)--(e:Event)
  WITH DISTINCT a, e
  MATCH (p)-[deed:PERPETRATED]->(e)-[hit:TARGETED|KILLED|INJURED]->(v)
  WHERE a IN [p, v] AND p <> v AND (p:State OR p:Organization OR p:Person)
    AND (v:State OR v:Organization OR v:Person OR v:Population)
    AND ($scope.relations = [] OR 'ATTACKED' IN $scope.relations)
    AND all(r IN [deed, hit] WHERE r.modality IN $scope.modalities
      AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
      AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
      AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
      AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
      AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
      AND ($scope.relations = [] OR type(r) IN $scope.relations))
  WITH a, p, e, v, deed, hit ORDER BY hit.weight DESC, hit.id, deed.weight DESC, deed.id
  WITH a, p, e, v, collect([deed, hit])[0] AS steps
  WITH a, p, v, steps, CASE WHEN steps[0].confidence IS NULL THEN coalesce(steps[1].confidence, 1.0)
    ELSE steps[0].confidence * coalesce(steps[1].confidence, 1.0) END AS sure
  RETURN 'ATTACKED' AS relation, CASE WHEN p = a THEN 'out' ELSE 'in' END AS direction,
    CASE WHEN p = a THEN v ELSE p END AS other,
    floor(0.9 * floor(sure * 1000000000.0 + 0.500001) / 1000000000.0 * 1000000000.0 + 0.500001) / 1000000000.0 AS weight,
    steps[0].id + '+' + steps[1].id AS id, steps
}
WITH relation, direction, other, id, steps ORDER BY weight DESC, id
WITH relation, direction, collect(other.id) AS others, collect(id) AS relations, collect(steps) AS all
RETURN relation, direction,
  reduce(seen = [], id IN others | CASE WHEN id IN seen THEN seen ELSE seen + id END) AS entities, relations,
  reduce(graph = [], steps IN all | graph + [r IN steps | startNode(r)] + steps + [r IN steps | endNode(r)]) AS graph
ORDER BY relation, direction
LIMIT coalesce($limit, 1000000000)
