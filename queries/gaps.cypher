// What the graph does not know: missing perpetrators, dates, places, attributes, second tellings, grades.
// The attributes that are expected of a relation are those of the built-in ontology.
CALL () {
  MATCH (e:Event)
  WHERE $scope.relations = [] AND NOT e.id IN $scope.avoid
  OPTIONAL MATCH (e)-[r:PERPETRATED|PARTICIPATED_IN|TARGETED|KILLED|INJURED|OCCURRED_AT|CLAIMED|RESPONSE_TO|CAUSED]-(:Entity)
  WHERE r.modality IN $scope.modalities
    AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
    AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
    AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
    AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
    AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
    AND ($scope.relations = [] OR type(r) IN $scope.relations)
  WITH e, collect(r) AS told
  WHERE told <> []
    OR NOT EXISTS { (e)-[:PERPETRATED|PARTICIPATED_IN|TARGETED|KILLED|INJURED|OCCURRED_AT|CLAIMED|RESPONSE_TO|CAUSED]-(:Entity) }
  WITH e, [kind IN [
    CASE WHEN none(r IN told WHERE r:PERPETRATED) THEN 'no perpetrator' END,
    CASE WHEN none(r IN told WHERE r.start IS NOT NULL
        AND type(r) IN ['PERPETRATED', 'PARTICIPATED_IN', 'TARGETED', 'KILLED', 'INJURED', 'OCCURRED_AT']) THEN 'no date' END,
    CASE WHEN none(r IN told WHERE r:OCCURRED_AT OR r.place IS NOT NULL) THEN 'no place' END
  ] WHERE kind IS NOT NULL] AS kinds
  UNWIND kinds AS kind
  RETURN kind, e.id AS subject, [e] AS graph
  UNION ALL
  WITH {
    LEADS: ['role'], PRESENT_IN: ['kind'], SUPPORTS: ['support_kinds'], KILLED: ['count'], INJURED: ['count'],
    ACCUSED: ['of'], NOMINATED: ['post'], RESIGNED_FROM: ['post'], STATED: ['claim']
  } AS expected
  MATCH (a:Entity)-[r]->(b:Entity)
  WHERE r.modality IN $scope.modalities
    AND ($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
    AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
    AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
    AND (r.confidence IS NULL OR r.confidence >= $scope.min_confidence)
    AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
    AND ($scope.relations = [] OR type(r) IN $scope.relations)
  UNWIND [name IN coalesce(expected[type(r)], [])
      WHERE coalesce(CASE name WHEN 'support_kinds' THEN r.supportKinds ELSE r[name] END, '') IN ['', []] | 'no ' + name]
    + CASE size(r.quotes) WHEN 1 THEN ['one telling'] ELSE [] END
    + CASE WHEN r.confidence IS NULL THEN ['ungraded'] ELSE [] END AS kind
  RETURN kind, r.id AS subject, [a, r, b] AS graph
}
WITH kind, subject, graph, [
    'no perpetrator', 'no date', 'no place', 'no role', 'no kind', 'no support_kinds', 'no count', 'no of',
    'no post', 'no claim', 'one telling', 'ungraded'
  ] AS kinds
RETURN kind, subject, graph
ORDER BY head([n IN range(0, size(kinds) - 1) WHERE kinds[n] = kind]), subject
LIMIT coalesce($limit, 1000000000)
