// What is disputed, and by whom: one row for each relation and kind of dispute.
// Fetches the disputed relations, of whose tellings `disputes` says which are for and which against.
// $limit counts the rows of the answer, and not these.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE coalesce(r.disputed, []) <> [] AND ($entity IS NULL OR $entity IN [a.id, b.id])
  AND <named>
RETURN startNode(r).id AS source, type(r) AS relation, endNode(r).id AS target, r.weight AS weight, r.id AS id,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY id
