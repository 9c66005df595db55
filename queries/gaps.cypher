// What the graph does not know: missing perpetrators, dates, places, attributes, second tellings, grades.
// The attributes that are expected of a relation are those of the built-in ontology.
CALL () {
  MATCH (e:Entity)
  WHERE $scope.relations = [] AND NOT e.id IN $scope.avoid
  OPTIONAL MATCH (e)-[r]-(:Entity)
  WHERE <named>
  WITH e, collect(r) AS told
  WHERE told <> []
    OR NOT EXISTS { MATCH (e)-[r]-(:Entity) WHERE type(r) IN $ontology.told }
  WITH e, [kind IN [
    CASE WHEN none(r IN told WHERE type(r) IN $ontology.role.perpetrator) THEN 'no perpetrator' END,
    CASE WHEN none(r IN told WHERE r.start IS NOT NULL
        AND type(r) IN $ontology.parts) THEN 'no date' END,
    CASE WHEN none(r IN told WHERE type(r) IN $ontology.role.place OR r.place IS NOT NULL) THEN 'no place' END
  ] WHERE kind IS NOT NULL] AS kinds
  UNWIND kinds AS kind
  RETURN kind, e.id AS subject, [e] AS graph
  UNION ALL
  MATCH (a:Entity)-[r]->(b:Entity)
  WHERE <named>
  UNWIND [name IN coalesce($ontology.expected[type(r)], [])
      WHERE coalesce(CASE name WHEN 'support_kinds' THEN r.supportKinds ELSE r[name] END, '') IN ['', []] | 'no ' + name]
    + CASE size(r.quotes) WHEN 1 THEN ['one telling'] ELSE [] END
    + CASE WHEN r.confidence IS NULL THEN ['ungraded'] ELSE [] END AS kind
  RETURN kind, r.id AS subject, [a, r, b] AS graph
}
WITH kind, subject, graph, [
    'no perpetrator', 'no date', 'no place', 'no role', 'no kind', 'no support_kinds', 'no count', 'no of',
    'no post', 'no claim', 'one telling', 'ungraded'
  ] AS kinds
RETURN kind, subject, graph
ORDER BY head([n IN range(0, size(kinds) - 1) WHERE kinds[n] = kind]), subject
LIMIT coalesce($limit, 1000000000)
