// Events with date, place, perpetrators, claims, targets and casualties.
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
WHERE ($category IS NULL OR e.kind = $category)
  AND ($by IS NULL OR $by IN perpetrators OR $by IN claimed_by)
  AND ($on IS NULL OR $on IN targets)
  AND ($at IS NULL OR EXISTS {
    MATCH (e)-[o:OCCURRED_AT]->(spot), way = (spot)-[:LOCATED_IN|PART_OF*0..]->(:Entity {id: $at})
    WHERE o IN told AND all(x IN nodes(way)[..-1] WHERE x:Place)
      AND all(x IN relationships(way) WHERE x.modality IN ['asserted', 'claimed'])
  })
RETURN e.id AS event, date, place, perpetrators, claimed_by, targets, killed, injured,
  [e] + [r IN told | startNode(r)] + [r IN told | endNode(r)] + told AS graph
ORDER BY date IS NULL, date, event
LIMIT coalesce($limit, 1000000000)
