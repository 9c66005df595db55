// Who influences an entity, and by way of whom.
// Most hops: the 4 of {1,4}, written as a number because Cypher 5 takes no parameter there.
// The command adds when the path was in force as a whole; $explain adds the arithmetic.
MATCH p = (a:Entity {id: $target}) ((x)-[r]-(y) WHERE
    y <> a AND y.type IN $ontology.acting AND x.type IN $ontology.steers[type(r)]
    AND (type(r) IN $ontology.forward AND startNode(r) = y OR type(r) IN $ontology.backward AND endNode(r) = y
      OR type(r) IN $ontology.symmetric AND type(r) IN $ontology.forward + $ontology.backward)
    AND <against>
    AND <walked>){1,4} (b)
WHERE a.type IN $ontology.acting AND length(p) <= $max_hops
  AND all(z IN nodes(p) WHERE single(w IN nodes(p) WHERE w = z))
CALL (p, r) {
  UNWIND range(0, size(r) - 1) AS place
  WITH r[place] AS one, nodes(p)[place] AS b
  <counted>
  RETURN collect(counted) AS weights
}
WITH b, reverse([z IN nodes(p) | z.id]) AS path, length(p) AS hops, nodes(p) + r AS drawn,
  floor(reduce(product = 1.0, one IN weights | product * one) * 1000000000.0 + 0.500001) / 1000000000.0 AS score
ORDER BY score DESC, hops, path
WITH b.id AS entity, collect({score: score, hops: hops, path: path, drawn: drawn}) AS found
WITH entity, found[0] AS best,
  [one IN found WHERE one.score = found[0].score AND one.path = found[0].path | one.drawn] AS all
RETURN entity, best.score AS score, best.hops AS hops, best.path AS path,
  reduce(graph = [], one IN all | graph + one) AS graph
ORDER BY score DESC, hops, entity
LIMIT coalesce($limit, 1000000000)
