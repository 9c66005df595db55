// Organizations that an entity controls or supports, itself or through others.
// Most hops: the 4 of {1,4}, written as a number because Cypher 5 takes no parameter there.
// The command adds the arithmetic, with $explain.
MATCH p = (a:Entity {id: $source}) ((x)-[r]-(y) WHERE
    y <> a
    AND <conducts>){1,4} (b)
WHERE a.type IN $ontology.acting AND length(p) <= $max_hops
  AND all(z IN nodes(p) WHERE single(w IN nodes(p) WHERE w = z))
  AND b.type IN $ontology.proxies AND type(last(r)) IN $ontology.proxy
CALL (p, r) {
  UNWIND range(0, size(r) - 1) AS place
  WITH r[place] AS one, nodes(p)[place + 1] AS b
  <counted>
  RETURN collect(counted) AS weights
}
WITH b, [z IN nodes(p) | z.id] AS path, length(p) AS hops, r, nodes(p) + r AS graph, last(weights) AS counted,
  floor(reduce(product = 1.0, one IN weights | product * one) * 1000000000.0 + 0.500001) / 1000000000.0 AS score
ORDER BY score DESC, hops, path, counted DESC, last(r).weight DESC, type(last(r)), last(r).id
WITH b.id AS entity, collect({score: score, path: path, against: last(r).against, graph: graph})[0] AS best
RETURN entity, best.path[1..-1] AS via, best.score AS score, best.against AS against, best.graph AS graph
ORDER BY score DESC, size(via), entity
LIMIT coalesce($limit, 1000000000)
