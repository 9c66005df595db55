// Entities tied to both of two others: common friends, common foes, go-betweens.
MATCH (a:Entity {id: $source})-[r]-(e:Entity)
WHERE e <> a AND e.id <> $target AND ($scope.any_node OR e:State OR e:Organization OR e:Person OR e:Event)
  AND r.modality IN $scope.modalities AND r.modality <> 'negated'
  AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
  AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
  AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
  AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
  AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
  AND CASE $scope.relations WHEN [] THEN r.onPath OR $scope.any_relation
    ELSE type(r) IN $scope.relations END
WITH a, e, r ORDER BY r.weight DESC, type(r), r.id
WITH a, e, collect(r) AS to_a
MATCH (e)-[r]-(b:Entity {id: $target})
WHERE r.modality IN $scope.modalities AND r.modality <> 'negated'
  AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
  AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
  AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
  AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
  AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
  AND CASE $scope.relations WHEN [] THEN r.onPath OR $scope.any_relation
    ELSE type(r) IN $scope.relations END
WITH a, b, e, to_a, r ORDER BY r.weight DESC, type(r), r.id
WITH a, b, e, to_a, collect(r) AS to_b
RETURN e.id AS entity,
  CASE WHEN 0 IN [to_a[0].sign, to_b[0].sign] THEN 'neutral' WHEN to_a[0].sign <> to_b[0].sign THEN 'mixed'
    WHEN to_a[0].sign = 1 THEN 'friend' ELSE 'foe' END AS kind,
  [r IN to_a | r.id] AS to_a, [r IN to_b | r.id] AS to_b, [a, e, b] + to_a + to_b AS graph
ORDER BY entity
LIMIT coalesce($limit, 1000000000)
