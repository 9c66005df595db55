// Disputed relations, and who disputes them: one row for each relation and kind of dispute.
// Fetches the disputed relations, of whose tellings `disputes` says which are for and which against, and the relations
// that contradict them, also where the question leaves those out.
// $limit counts the rows of the answer, and not these.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE coalesce(r.disputed, []) <> [] AND ($entity IS NULL OR $entity IN [a.id, b.id])
  AND <named>
OPTIONAL MATCH (a)-[second]->(:Entity)
WHERE 'twice' IN r.disputed AND type(second) = type(r)
OPTIONAL MATCH (a)-[contrary]-(b)
WHERE 'opposed' IN r.disputed AND 'opposed' IN coalesce(contrary.disputed, [])
UNWIND [r, second, contrary] AS s
WITH DISTINCT s WHERE s IS NOT NULL
RETURN startNode(s).id AS source, type(s) AS relation, endNode(s).id AS target, s.weight AS weight, s.id AS id,
  [startNode(s), s, endNode(s)] AS graph
ORDER BY id
