// An entity's card: type, kind, aliases, and its relations by relation and direction.
MATCH (a:Entity {id: $entity})
CALL (a) {
  MATCH (a)-[r]-(b:Entity)
  WHERE <named>
  WITH DISTINCT a, r
  RETURN type(r) AS relation,
    CASE WHEN type(r) IN $ontology.symmetric THEN 'both' WHEN startNode(r) = a THEN 'out' ELSE 'in' END AS direction,
    CASE WHEN startNode(r) = a THEN endNode(r) ELSE startNode(r) END AS other, r.weight AS weight, r.id AS id, [r] AS steps
  UNION ALL
  MATCH (a)--(e:Entity)
  WHERE e.type IN $ontology.events
  WITH DISTINCT a, e
  UNWIND $ontology.derived AS rule
  MATCH (p)-[deed]->(e)-[hit]->(v)
  WHERE a IN [p, v] AND p <> v AND type(deed) IN rule.first AND type(hit) IN rule.then AND NOT v.type IN rule.but_not
    AND ($scope.relations = [] OR rule.relation IN $scope.relations)
    AND all(r IN [deed, hit] WHERE <in_scope> AND r.modality <> 'negated')
  WITH a, p, e, v, rule, deed, hit ORDER BY hit.weight DESC, hit.id, deed.weight DESC, deed.id
  WITH a, p, e, v, rule, collect([deed, hit])[0] AS steps
  WITH a, p, v, steps, rule,
    floor(coalesce(steps[0].confidence, 0.5) * coalesce(steps[1].confidence, 0.5) * 1000000000.0 + 0.500001) / 1000000000.0 AS sure
  RETURN rule.relation AS relation, CASE WHEN p = a THEN 'out' ELSE 'in' END AS direction,
    CASE WHEN p = a THEN v ELSE p END AS other,
    floor(rule.strength * sure * 1000000000.0 + 0.500001) / 1000000000.0 AS weight,
    steps[0].id + '+' + steps[1].id AS id, steps
}
WITH relation, direction, other, id, steps ORDER BY weight DESC, id
WITH relation, direction, collect(other.id) AS others, collect(id) AS relations, collect(steps) AS all
RETURN relation, direction,
  reduce(seen = [], id IN others | CASE WHEN id IN seen THEN seen ELSE seen + id END) AS entities, relations,
  reduce(graph = [], steps IN all | graph + [r IN steps | startNode(r)] + steps + [r IN steps | endNode(r)]) AS graph
ORDER BY relation, direction
LIMIT coalesce($limit, 1000000000)
