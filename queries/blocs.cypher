// Communities of actors that friendly relations hold together.
// Fetches the friendly relations between actors, of which `blocs` makes communities.
// $limit counts the rows of the answer, and not these.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE a <> b AND r.sign > 0 AND r.weight > 0
  AND (a:State OR a:Organization OR a:Person) AND (b:State OR b:Organization OR b:Person)
  AND r.modality IN $scope.modalities AND r.modality <> 'negated'
  AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
  AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
  AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
  AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
  AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
  AND ($scope.relations = [] OR type(r) IN $scope.relations)
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
