// The k best paths between two entities, each hop with its relations.
// Most hops: the 6 of {1,6}, written as a number because Cypher 5 takes no parameter there.
// Only the one path of the fewest hops is searched for; for any other, all paths are listed and put in order,
// those of --together too: the command stops after 2,000 of them, this statement does not.
MATCH (a:Entity {id: $source}), (b:Entity {id: $target})
CALL (a, b) {
  WITH a, b WHERE $k = 1 AND $by = 'hops' AND $via IS NULL AND NOT $together
  MATCH p = ALL SHORTEST (a) ((x)-[r]-(y) WHERE
      y <> a AND x <> b AND ($scope.any_node OR y.type IN $ontology.walkable + $scope.through OR y = b)
      AND (NOT $directed OR startNode(r) = x OR type(r) IN $ontology.symmetric)
      AND <in_path>){1,6} (b)
  WHERE length(p) <= $max_hops
  RETURN DISTINCT nodes(p) AS steps
  UNION
  WITH a, b WHERE NOT ($k = 1 AND $by = 'hops' AND $via IS NULL AND NOT $together)
  MATCH p = (a) ((x)-[r]-(y) WHERE
      y <> a AND x <> b AND ($scope.any_node OR y.type IN $ontology.walkable + $scope.through OR y = b OR y.id = $via)
      AND (NOT $directed OR startNode(r) = x OR type(r) IN $ontology.symmetric)
      AND <in_path>){1,6} (b)
  WHERE length(p) <= $max_hops AND ($via IS NULL OR any(x IN nodes(p) WHERE x.id = $via))
    AND all(z IN nodes(p) WHERE single(w IN nodes(p) WHERE w = z))
  RETURN DISTINCT nodes(p) AS steps
}
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
WITH steps, hops, together, reduce(product = 1.0, hop IN hops | product * hop[0].weight) AS product
WHERE NOT $together OR together IS NULL OR together <> []
<rests_on>
CALL (steps) {
  UNWIND CASE $by WHEN 'specificity' THEN steps[1..-1] ELSE [] END AS inner
  CALL (inner) {
    MATCH (inner)-[r]-(other)
    WHERE other <> inner
      AND <in_path>
    RETURN count(DISTINCT other) AS degree
  }
  RETURN collect(degree) AS degrees
}
WITH [x IN steps | x.id] AS nodes, size(hops) AS hops, together, rests_on,
  floor(product * 1000000000.0 + 0.500001) / 1000000000.0 AS weight,
  floor(reduce(value = product, degree IN degrees | value * degree ^ -0.5) * 1000000000.0 + 0.500001) / 1000000000.0 AS specificity,
  [hop IN hops | [r IN hop | r.id]] AS relations, steps + reduce(all = [], hop IN hops | all + hop) AS graph
RETURN nodes, hops, weight, relations, CASE $by WHEN 'specificity' THEN specificity END AS specificity, together, rests_on, graph
ORDER BY CASE $by WHEN 'hops' THEN hops WHEN 'weight' THEN -weight ELSE -specificity END,
  CASE $by WHEN 'hops' THEN -weight ELSE hops END, nodes
LIMIT CASE WHEN $limit < $k THEN $limit ELSE $k END
