// Dated relations and events, earliest first.
CALL () {
  <events>
  WHERE date IS NOT NULL AND ($entity IS NULL OR e.id = $entity
    OR any(r IN told WHERE $entity IN [startNode(r).id, endNode(r).id]))
  RETURN coalesce(start, end) AS first, coalesce(end, '') AS last, date, e.id AS relation_or_event,
    reduce(seen = [], id IN perpetrators + targets | CASE WHEN id IN seen THEN seen ELSE seen + id END) AS who,
    place, killed, injured,
    [e] + [r IN told | startNode(r)] + [r IN told | endNode(r)] + told AS graph
  UNION ALL
  MATCH (a:Entity)-[r]->(b:Entity)
  WHERE ($entity IS NULL OR $entity IN [a.id, b.id])
    AND NOT a.type IN $ontology.events AND NOT b.type IN $ontology.events
    AND (r.start IS NOT NULL OR r.end IS NOT NULL)
    AND <named>
  RETURN coalesce(r.start, r.end) AS first, coalesce(r.end, '') AS last,
    CASE WHEN r.start = r.end THEN r.start ELSE coalesce(r.start, '..') + '/' + coalesce(r.end, '..') END AS date,
    r.id AS relation_or_event, [a.id, b.id] AS who, r.place AS place, null AS killed, null AS injured,
    [a, r, b] AS graph
}
RETURN date, relation_or_event, who, place, killed, injured, graph
ORDER BY first, last, relation_or_event
LIMIT coalesce($limit, 1000000000)
