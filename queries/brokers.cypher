// Who stands between the others: betweenness centrality.
// Fetches the relations of the path graph, of which `brokers` computes the betweenness of every entity.
// $limit counts the rows of the answer, and not these.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE a <> b
  AND ($scope.any_node OR (a:State OR a:Organization OR a:Person OR a:Event) AND (b:State OR b:Organization OR b:Person OR b:Event))
  AND r.modality IN $scope.modalities AND r.modality <> 'negated'
  AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
  AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
  AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
  AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
  AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
  AND CASE $scope.relations WHEN [] THEN r.onPath OR $scope.any_relation
    ELSE type(r) IN $scope.relations END
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
