// Every path of the least number of hops between two entities.
// Most hops: the 6 of {1,6}, written as a number because Cypher 5 takes no parameter there.
MATCH (a:Entity {id: $source}), (b:Entity {id: $target})
MATCH p = ALL SHORTEST (a) ((x)-[r]-(y) WHERE
    y <> a AND x <> b AND ($scope.any_node OR y.type IN $ontology.walkable + $scope.through OR y = b)
    AND (NOT $directed OR startNode(r) = x OR type(r) IN $ontology.symmetric)
    AND <in_path>){1,6} (b)
WHERE length(p) <= $max_hops
WITH DISTINCT nodes(p) AS steps
CALL (steps) {
  UNWIND range(0, size(steps) - 2) AS place
  WITH steps[place] AS u, steps[place + 1] AS v, place
  MATCH (u)-[r]-(v)
  WHERE (NOT $directed OR startNode(r) = u OR type(r) IN $ontology.symmetric)
    AND <in_path>
  WITH place, r ORDER BY place, r.weight DESC, type(r), r.id
  WITH place, collect(r) AS hop
  WITH hop ORDER BY place
  RETURN collect(hop) AS hops
}
<together>
<rests_on>
WITH steps, hops, together, rests_on, reduce(product = 1.0, hop IN hops | product * hop[0].weight) AS product
WITH [x IN steps | x.id] AS nodes, size(hops) AS hops, together, rests_on,
  floor(product * 1000000000.0 + 0.500001) / 1000000000.0 AS weight,
  [hop IN hops | [r IN hop | r.id]] AS relations, steps + reduce(all = [], hop IN hops | all + hop) AS graph
RETURN nodes, hops, weight, relations, together, rests_on, graph
ORDER BY weight DESC, nodes
LIMIT coalesce($limit, 1000000000)
