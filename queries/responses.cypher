// Chains of cause and answer, the cause first.
// All chains are listed, where the command stops at a thousand.
MATCH p = (first:Entity) ((x)-[r]-(y) WHERE
    x <> y AND type(r) IN $ontology.links
    AND x = CASE WHEN type(r) IN $ontology.role.cause THEN startNode(r) ELSE endNode(r) END
    AND <walked>)+ (last:Entity)
WHERE all(z IN nodes(p) WHERE single(w IN nodes(p) WHERE w = z))
  AND ($event IS NULL OR any(z IN nodes(p) WHERE z.id = $event))
WITH DISTINCT nodes(p) AS steps
WHERE NOT EXISTS {
    WITH steps, head(steps) AS here
    MATCH (here)-[r]-(cause)
    WHERE type(r) IN $ontology.links AND NOT cause IN steps
      AND cause = CASE WHEN type(r) IN $ontology.role.cause THEN startNode(r) ELSE endNode(r) END
      AND <walked>
  } AND NOT EXISTS {
    WITH steps, last(steps) AS here
    MATCH (here)-[r]-(effect)
    WHERE type(r) IN $ontology.links AND NOT effect IN steps
      AND here = CASE WHEN type(r) IN $ontology.role.cause THEN startNode(r) ELSE endNode(r) END
      AND <walked>
  }
CALL (steps) {
  UNWIND range(0, size(steps) - 1) AS place
  WITH place, steps[place] AS e
  WITH place, COLLECT {
      MATCH (e)-[r]-(:Entity)
      WHERE e.type IN $ontology.events AND type(r) IN $ontology.parts AND (r.start IS NOT NULL OR r.end IS NOT NULL)
        AND <named>
      RETURN r ORDER BY coalesce(r.confidence, 0.5) DESC, coalesce(r.start, ''), coalesce(r.end, ''), r.id LIMIT 1
    }[0] AS dated
  ORDER BY place
  RETURN collect({start: dated.start, end: dated.end}) AS told
}
CALL (steps) {
  UNWIND range(0, size(steps) - 2) AS place
  WITH steps[place] AS x, steps[place + 1] AS y
  MATCH (x)-[r]-(y)
  WHERE type(r) IN $ontology.links
    AND x = CASE WHEN type(r) IN $ontology.role.cause THEN startNode(r) ELSE endNode(r) END
    AND <walked>
  RETURN collect(r) AS links
}
WITH [z IN steps | z.id] AS events, told, steps + links AS graph
RETURN events,
  [one IN told | CASE WHEN one.start = one.end THEN one.start
    WHEN one.start IS NOT NULL OR one.end IS NOT NULL THEN coalesce(one.start, '..') + '/' + coalesce(one.end, '..') END] AS dates,
  reduce(seen = {latest: '', wrong: false}, one IN told | {
    latest: CASE WHEN left(one.start + '-01-01', 10) > seen.latest THEN left(one.start + '-01-01', 10) ELSE seen.latest END,
    wrong: seen.wrong OR coalesce(one.end + '~' < seen.latest, false)
  }).wrong AS out_of_order, graph
ORDER BY reduce(least = '~', one IN told |
    CASE WHEN coalesce(one.start, one.end) < least THEN coalesce(one.start, one.end) ELSE least END), events
LIMIT coalesce($limit, 1000000000)
