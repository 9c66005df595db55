// Chains of cause and answer, the cause first.
// All chains are listed, where the command stops at a thousand.
MATCH p = (first:Entity) ((x)-[r:CAUSED|RESPONSE_TO]-(y) WHERE
    x <> y AND x = CASE type(r) WHEN 'CAUSED' THEN startNode(r) ELSE endNode(r) END
    AND r.modality IN $scope.modalities AND r.modality <> 'negated'
    AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
    AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
    AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
    AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
    AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
    AND ($scope.relations = [] OR type(r) IN $scope.relations))+ (last:Entity)
WHERE all(z IN nodes(p) WHERE single(w IN nodes(p) WHERE w = z))
  AND ($event IS NULL OR any(z IN nodes(p) WHERE z.id = $event))
WITH DISTINCT nodes(p) AS steps
WHERE NOT EXISTS {
    WITH steps, head(steps) AS here
    MATCH (here)-[r:CAUSED|RESPONSE_TO]-(cause)
    WHERE NOT cause IN steps AND cause = CASE type(r) WHEN 'CAUSED' THEN startNode(r) ELSE endNode(r) END
      AND r.modality IN $scope.modalities AND r.modality <> 'negated'
      AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
      AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
      AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
      AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
      AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
      AND ($scope.relations = [] OR type(r) IN $scope.relations)
  } AND NOT EXISTS {
    WITH steps, last(steps) AS here
    MATCH (here)-[r:CAUSED|RESPONSE_TO]-(effect)
    WHERE NOT effect IN steps AND here = CASE type(r) WHEN 'CAUSED' THEN startNode(r) ELSE endNode(r) END
      AND r.modality IN $scope.modalities AND r.modality <> 'negated'
      AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
      AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
      AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
      AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
      AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
      AND ($scope.relations = [] OR type(r) IN $scope.relations)
  }
CALL (steps) {
  UNWIND range(0, size(steps) - 1) AS place
  WITH place, steps[place] AS e
  OPTIONAL MATCH (e:Event)-[r]-(:Entity)
  WHERE type(r) IN ['PERPETRATED', 'PARTICIPATED_IN', 'TARGETED', 'KILLED', 'INJURED', 'OCCURRED_AT'] AND r.start IS NOT NULL
    AND r.modality IN $scope.modalities
    AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
    AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
    AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
    AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
    AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
    AND ($scope.relations = [] OR type(r) IN $scope.relations)
  WITH place, collect(r.start) AS dates
  WITH place, reduce(least = null, day IN [d IN dates WHERE none(fine IN dates WHERE fine <> d AND fine STARTS WITH d)] |
    CASE WHEN least IS NULL OR day < least THEN day ELSE least END) AS date
  ORDER BY place
  RETURN collect({day: date}) AS told
}
CALL (steps) {
  UNWIND range(0, size(steps) - 2) AS place
  WITH steps[place] AS x, steps[place + 1] AS y
  MATCH (x)-[r:CAUSED|RESPONSE_TO]-(y)
  WHERE x = CASE type(r) WHEN 'CAUSED' THEN startNode(r) ELSE endNode(r) END
    AND r.modality IN $scope.modalities AND r.modality <> 'negated'
    AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
    AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
    AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
    AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
    AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
    AND ($scope.relations = [] OR type(r) IN $scope.relations)
  RETURN collect(r) AS links
}
WITH [z IN steps | z.id] AS events, [one IN told | one.day] AS dates, steps + links AS graph
RETURN events, dates,
  reduce(seen = {latest: '', wrong: false}, day IN [d IN dates WHERE d IS NOT NULL] | {
    latest: CASE WHEN left(day + '-01-01', 10) > seen.latest THEN left(day + '-01-01', 10) ELSE seen.latest END,
    wrong: seen.wrong OR day + '~' < seen.latest
  }).wrong AS out_of_order, graph
ORDER BY reduce(least = '~', d IN dates | CASE WHEN d < least THEN d ELSE least END), events
LIMIT coalesce($limit, 1000000000)
