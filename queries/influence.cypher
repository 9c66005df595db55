// Whom an entity influences, and by way of whom.
// Most hops: the 4 of {1,4}, written as a number because Cypher 5 takes no parameter there.
MATCH p = (a:Entity {id: $source}) ((x)-[r]-(y) WHERE
    y <> a AND (y.type IN $ontology.acting)
    AND (type(r) IN $ontology.forward AND (startNode(r) = x OR type(r) IN $ontology.symmetric)
      OR type(r) IN $ontology.backward AND (endNode(r) = x OR type(r) IN $ontology.symmetric))
    AND <walked>){1,4} (b)
WHERE (a.type IN $ontology.acting) AND length(p) <= $max_hops
  AND all(z IN nodes(p) WHERE single(w IN nodes(p) WHERE w = z))
WITH b, nodes(p) AS steps, length(p) AS hops, reduce(product = 1.0, one IN r | product * one.weight) AS product, r
WITH b, [z IN steps | z.id] AS path, hops, floor(product * 1000000000.0 + 0.500001) / 1000000000.0 AS score,
  steps + r AS drawn
ORDER BY score DESC, hops, path
WITH b.id AS entity, collect({score: score, hops: hops, path: path, drawn: drawn}) AS found
WITH entity, found[0] AS best,
  [one IN found WHERE one.score = found[0].score AND one.path = found[0].path | one.drawn] AS all
RETURN entity, best.score AS score, best.hops AS hops, best.path AS path,
  reduce(graph = [], one IN all | graph + one) AS graph
ORDER BY score DESC, hops, entity
LIMIT coalesce($limit, 1000000000)
