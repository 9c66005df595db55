// Whether an entity is a friend or a foe of another, by its best friendly and its best hostile path.
// Fetches the signed relations, and those of events that say who hit whom, within so many steps of either end, of
// which `stance` finds the best paths. What follows from an event is a step to the event and one from it.
// Most hops: the 3 of {1,3}, written as a number because Cypher 5 takes no parameter there.
// $limit counts the rows of the answer, and not these.
UNWIND [$source, $target] AS end
MATCH p = (a:Entity {id: end}) ((x)-[r]-(y) WHERE
    x <> y AND all(z IN [x, y] WHERE z.type IN $ontology.acting + $ontology.events)
    AND (type(r) IN $ontology.positive + $ontology.negative AND ($scope.relations = [] OR type(r) IN $scope.relations)
        AND <signed>
      OR any(rule IN $ontology.derived WHERE type(r) IN rule.first + rule.then
        AND ($scope.relations = [] OR rule.relation IN $scope.relations) AND $scope.sign IN [0, rule.sign]))
    AND <in_scope>
    AND r.modality <> 'negated'){1,3} (b)
WHERE length(p) <= $max_hops
UNWIND r AS step
WITH DISTINCT step AS r
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
