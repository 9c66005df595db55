// Events with date, place, perpetrators, claims, targets and casualties.
<events>
WHERE ($category IS NULL OR e.kind = $category)
  AND ($by IS NULL OR $by IN perpetrators OR $by IN claimed_by)
  AND ($on IS NULL OR $on IN targets)
  AND ($at IS NULL OR EXISTS {
    MATCH (e)-[o]->(spot) ((x)-[p WHERE type(p) IN $ontology.role.part AND p.modality IN ['asserted', 'claimed']]->(y)){0,20}
      (whole:Entity {id: $at})
    WHERE o IN told AND type(o) IN $ontology.role.place AND all(part IN x WHERE part.type IN $ontology.places)
  })
RETURN e.id AS event, date, place, perpetrators, claimed_by, targets, killed, injured,
  [e] + [r IN told | startNode(r)] + [r IN told | endNode(r)] + told AS graph
ORDER BY date IS NULL, date, event
LIMIT coalesce($limit, 1000000000)
