// Triangles of actors that do not balance: a friend's foe who is a friend, or three foes.
// Fetches the signed relations between actors, and what events did to them, of which `tensions` makes triangles.
// $limit counts the rows of the answer, and not these.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE a <> b AND (r.sign <> 0 AND (a:State OR a:Organization OR a:Person) AND (b:State OR b:Organization OR b:Person)
      AND ($scope.relations = [] OR type(r) IN $scope.relations)
    OR ($scope.relations = [] OR 'ATTACKED' IN $scope.relations)
      AND (r:PERPETRATED AND (a:State OR a:Organization OR a:Person)
        OR (r:TARGETED OR r:KILLED OR r:INJURED) AND (b:State OR b:Organization OR b:Person)))
  AND r.modality IN $scope.modalities AND r.modality <> 'negated'
  AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
  AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
  AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
  AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
  AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
  AND ($entity IS NULL OR all(end IN [a, b] WHERE end:Event OR end.id = $entity
    OR EXISTS { (end)--(:Entity {id: $entity}) }
    OR EXISTS { (end)--(:Event)--(:Entity {id: $entity}) }))
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
