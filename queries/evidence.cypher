// Every telling of an entity's relations, or of a document, with its quote and where it stands.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE ($entity IS NULL OR a.id = $entity AND ($other IS NULL OR b.id = $other)
    OR b.id = $entity AND ($other IS NULL OR a.id = $other))
  AND ($document IS NULL OR $document IN r.documents)
  AND r.modality IN $scope.modalities + 'retracted'
  AND <in_window>
  AND <signed>
  AND ($scope.relations = [] OR type(r) IN $scope.relations)
UNWIND range(0, size(r.quotes) - 1) AS n
WITH r, n WHERE $document IS NULL OR r.documents[n] = $document
RETURN r.id AS relation,
  CASE r.documents[n] WHEN '' THEN null ELSE r.documents[n] END AS document,
  CASE r.paragraphs[n] WHEN 0 THEN null ELSE r.paragraphs[n] END AS paragraph,
  CASE r.quotes[n] WHEN '' THEN null ELSE r.quotes[n] END AS quote,
  coalesce(r.methods[n], 'analyst') AS method,
  CASE r.confidences[n] WHEN -1.0 THEN null ELSE r.confidences[n] END AS confidence,
  CASE WHEN r.sources[n] IN coalesce(r.retractedSources, []) THEN 'retracted'
    ELSE coalesce(head([modality IN ['claimed', 'hypothetical', 'forecast', 'negated']
      WHERE r.details[n] =~ '.*"modality": ?"' + modality + '".*']), 'asserted') END AS modality,
  [startNode(r), r, endNode(r)] AS graph
ORDER BY r.weight DESC, type(r), relation, n
LIMIT coalesce($limit, 1000000000)
