// Every telling of an entity's relations, with its quote and where it stands.
MATCH (a:Entity {id: $entity})-[r]-(b:Entity)
WHERE ($other IS NULL OR b.id = $other)
  AND r.modality IN $scope.modalities
  AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
  AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
  AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
  AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
  AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
  AND ($scope.relations = [] OR type(r) IN $scope.relations)
WITH DISTINCT r
UNWIND range(0, size(r.quotes) - 1) AS n
RETURN r.id AS relation,
  CASE r.documents[n] WHEN '' THEN null ELSE r.documents[n] END AS document,
  CASE r.paragraphs[n] WHEN 0 THEN null ELSE r.paragraphs[n] END AS paragraph,
  CASE r.quotes[n] WHEN '' THEN null ELSE r.quotes[n] END AS quote,
  coalesce(r.methods[n], 'analyst') AS method,
  CASE r.confidences[n] WHEN -1.0 THEN null ELSE r.confidences[n] END AS confidence,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY r.weight DESC, type(r), relation, n
LIMIT coalesce($limit, 1000000000)
