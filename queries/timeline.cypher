// Dated relations and events, earliest first.
CALL () {
  MATCH (e:Event)-[r:PERPETRATED|PARTICIPATED_IN|TARGETED|KILLED|INJURED|OCCURRED_AT|CLAIMED|RESPONSE_TO|CAUSED]-(:Entity)
  WHERE r.modality IN $scope.modalities
    AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
    AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
    AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
    AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
    AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
    AND ($scope.relations = [] OR type(r) IN $scope.relations)
  WITH e, r ORDER BY r.weight DESC, type(r), r.id
  WITH e, collect(DISTINCT r) AS told
  WITH e, told, [r IN told |
      {relation: type(r), id: CASE startNode(r) WHEN e THEN endNode(r).id ELSE startNode(r).id END}] AS ends
  WITH e, told,
    [r IN told WHERE type(r) IN ['PERPETRATED', 'PARTICIPATED_IN', 'TARGETED', 'KILLED', 'INJURED', 'OCCURRED_AT']
      AND r.start IS NOT NULL | r.start] AS dates,
    [end IN ends WHERE end.relation = 'OCCURRED_AT' | end.id] + [r IN told WHERE r.place IS NOT NULL | r.place] AS places,
    [end IN ends WHERE end.relation = 'PERPETRATED' | end.id] AS culprits,
    [end IN ends WHERE end.relation = 'CLAIMED' | end.id] AS claimants,
    [end IN ends WHERE end.relation IN ['TARGETED', 'KILLED', 'INJURED'] | end.id] AS victims,
    [count IN [r IN told WHERE r:KILLED | CASE WHEN valueType(r.count) STARTS WITH 'INTEGER' THEN r.count
      WHEN endNode(r):Person THEN 1 END] WHERE count IS NOT NULL] AS killed,
    [count IN [r IN told WHERE r:INJURED | CASE WHEN valueType(r.count) STARTS WITH 'INTEGER' THEN r.count
      WHEN endNode(r):Person THEN 1 END] WHERE count IS NOT NULL] AS injured
  WITH e, told, head(places) AS place,
    reduce(seen = [], id IN culprits | CASE WHEN id IN seen THEN seen ELSE seen + id END) AS perpetrators,
    reduce(seen = [], id IN claimants | CASE WHEN id IN seen THEN seen ELSE seen + id END) AS claimed_by,
    reduce(seen = [], id IN victims | CASE WHEN id IN seen THEN seen ELSE seen + id END) AS targets,
    CASE killed WHEN [] THEN null ELSE reduce(all = 0, count IN killed | all + count) END AS killed,
    CASE injured WHEN [] THEN null ELSE reduce(all = 0, count IN injured | all + count) END AS injured,
    reduce(least = null, day IN [d IN dates WHERE none(fine IN dates WHERE fine <> d AND fine STARTS WITH d)] |
      CASE WHEN least IS NULL OR day < least THEN day ELSE least END) AS date
  WHERE date IS NOT NULL AND ($entity IS NULL OR e.id = $entity
    OR any(r IN told WHERE $entity IN [startNode(r).id, endNode(r).id]))
  RETURN date AS first, date AS last, date, e.id AS relation_or_event,
    reduce(seen = [], id IN perpetrators + targets | CASE WHEN id IN seen THEN seen ELSE seen + id END) AS ends,
    place, killed, injured,
    [e] + [r IN told | startNode(r)] + [r IN told | endNode(r)] + told AS graph
  UNION ALL
  MATCH (a:Entity)-[r]->(b:Entity)
  WHERE ($entity IS NULL OR $entity IN [a.id, b.id]) AND NOT a:Event AND NOT b:Event
    AND (r.start IS NOT NULL OR r.end IS NOT NULL)
    AND r.modality IN $scope.modalities
    AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
    AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
    AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
    AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
    AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
    AND ($scope.relations = [] OR type(r) IN $scope.relations)
  RETURN coalesce(r.start, r.end) AS first, coalesce(r.end, '') AS last,
    CASE WHEN r.start = r.end THEN r.start ELSE coalesce(r.start, '..') + '/' + coalesce(r.end, '..') END AS date,
    r.id AS relation_or_event, [a.id, b.id] AS ends, r.place AS place, null AS killed, null AS injured,
    [a, r, b] AS graph
}
RETURN date, relation_or_event, ends, place, killed, injured, graph
ORDER BY first, last, relation_or_event
LIMIT coalesce($limit, 1000000000)
