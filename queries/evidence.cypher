// Every telling of an entity's relations, with its quote and where it stands.
MATCH (a:Entity {id: $entity})-[r]-(b:Entity)
WHERE ($other IS NULL OR b.id = $other)
  AND <named>
WITH DISTINCT r
UNWIND range(0, size(r.quotes) - 1) AS n
RETURN r.id AS relation,
  CASE r.documents[n] WHEN '' THEN null ELSE r.documents[n] END AS document,
  CASE r.paragraphs[n] WHEN 0 THEN null ELSE r.paragraphs[n] END AS paragraph,
  CASE r.quotes[n] WHEN '' THEN null ELSE r.quotes[n] END AS quote,
  coalesce(r.methods[n], 'analyst') AS method,
  CASE r.confidences[n] WHEN -1.0 THEN null ELSE r.confidences[n] END AS confidence,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY r.weight DESC, type(r), relation, n
LIMIT coalesce($limit, 1000000000)
