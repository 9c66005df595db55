// Entities tied to both of two others: common friends, foes and intermediaries.
MATCH (a:Entity {id: $source})-[r]-(e:Entity)
WHERE e <> a AND e.id <> $target
  AND <in_path>
WITH a, e, r ORDER BY r.weight DESC, type(r), r.id
WITH a, e, collect(r) AS to_a
MATCH (e)-[r]-(b:Entity {id: $target})
WHERE <in_path>
WITH a, b, e, to_a, r ORDER BY r.weight DESC, type(r), r.id
WITH a, b, e, to_a, collect(r) AS to_b
RETURN e.id AS entity,
  CASE [r IN [to_a[0], to_b[0]] | CASE WHEN type(r) IN $ontology.positive THEN 1 WHEN type(r) IN $ontology.negative THEN -1 ELSE 0 END]
    WHEN [1, 1] THEN 'friend' WHEN [-1, -1] THEN 'foe' WHEN [1, -1] THEN 'mixed' WHEN [-1, 1] THEN 'mixed' ELSE 'neutral' END AS stance,
  [r IN to_a | r.id] AS to_a, [r IN to_b | r.id] AS to_b, [a, e, b] + to_a + to_b AS graph
ORDER BY entity
LIMIT coalesce($limit, 1000000000)
