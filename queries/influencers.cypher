// Who influences an entity, and by way of whom.
// Most hops: the 4 of {1,4}, written as a number because Cypher 5 takes no parameter there.
// The command adds the arithmetic, with $explain.
MATCH p = (a:Entity {id: $target}) ((y)-[r]-(x) WHERE
    x <> a
    AND <conducts>){1,4} (b)
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
ORDER BY best.score DESC, best.hops, entity LIMIT coalesce($limit, 1000000000)
WITH entity, best, all, best.path AS path
<in_force>
RETURN entity, best.score AS score, best.hops AS hops, path, together,
  reduce(graph = [], one IN all | graph + one) AS graph
ORDER BY score DESC, hops, entity
