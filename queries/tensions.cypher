// Triangles of actors that do not balance: a friend's foe who is a friend, or three foes.
// Fetches the signed relations between actors, and what events did to them, of which `tensions` makes triangles.
// $limit counts the rows of the answer, and not these.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE a <> b AND (all(z IN [a, b] WHERE z.type IN $ontology.acting) AND type(r) IN $ontology.positive + $ontology.negative
      AND ($scope.relations = [] OR type(r) IN $scope.relations)
      AND <signed>
    OR type(r) IN $ontology.parts
      AND any(rule IN $ontology.derived WHERE ($scope.relations = [] OR rule.relation IN $scope.relations)
        AND $scope.sign IN [0, rule.sign]))
  AND <in_scope>
  AND r.modality <> 'negated'
  AND ($entity IS NULL OR all(end IN [a, b] WHERE end.type IN $ontology.events OR end.id = $entity
    OR EXISTS { (end)--(:Entity {id: $entity}) }
    OR EXISTS { (end)--(event)--(:Entity {id: $entity}) WHERE event.type IN $ontology.events }))
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
