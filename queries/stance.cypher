// Whether an entity is a friend or a foe of another: the strongest friendly and the strongest hostile path.
// Fetches the signed relations on all paths of at most so many hops, of which `stance` finds the strongest, and
// those that date an event that hit a person on such a path, where what hit the person has no date of its own.
// Most hops: the 3 of {1,3}, written as a number because Cypher 5 takes no parameter there.
// $limit counts the rows of the answer, and not these.
MATCH (a:Entity {id: $source}), (b:Entity {id: $target})
MATCH p = (a) ((x)-[r]-(y) WHERE
    y <> a AND x <> b AND (y:State OR y:Organization OR y:Person OR y:Event OR y = b)
    AND (r.sign <> 0 OR r:PERPETRATED)
    AND r.modality IN $scope.modalities AND r.modality <> 'negated'
    AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
    AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
    AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
    AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
    AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
    AND ($scope.relations = [] OR type(r) IN $scope.relations)){1,3} (b)
WHERE length(p) <= $max_hops
  AND all(z IN nodes(p) WHERE single(w IN nodes(p) WHERE w = z))
UNWIND r AS step
WITH collect(DISTINCT step) AS found
UNWIND found + COLLECT {
  UNWIND found AS hit
  WITH startNode(hit) AS event, hit
  WHERE (hit:TARGETED OR hit:KILLED OR hit:INJURED) AND endNode(hit):Person AND hit.start IS NULL AND hit.end IS NULL
  MATCH (event)-[dated:PERPETRATED|PARTICIPATED_IN|TARGETED|KILLED|INJURED|OCCURRED_AT]-()
  WHERE dated.start IS NOT NULL AND dated.modality IN ['asserted', 'claimed']
  RETURN dated
} AS r
WITH DISTINCT r
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
