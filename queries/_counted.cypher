CALL (one, b) {
  OPTIONAL MATCH (x)-[r]-(b)
  WHERE type(one) IN $ontology.shared AND type(r) = type(one) AND x <> b
    AND (type(r) IN $ontology.forward AND endNode(r) = b OR type(r) IN $ontology.backward AND startNode(r) = b
      OR type(r) IN $ontology.symmetric)
    AND (r.start IS NULL OR one.end IS NULL OR r.start <= one.end + '~')
    AND (one.start IS NULL OR r.end IS NULL OR one.start <= r.end + '~')
    AND <against>
    AND <walked>
  WITH x, max(r.weight) AS best ORDER BY best
  WITH sum(best) AS total, toFloat(replace(toString(one[$ontology.fractions[type(one)]]), '%', '')) AS share
  RETURN CASE WHEN NOT type(one) IN $ontology.shared THEN one.weight
    WHEN share IS NOT NULL THEN floor(one.weight * share / 100.0 * 1000000000.0 + 0.500001) / 1000000000.0
    WHEN total = 0 THEN 0.0
    ELSE floor(one.weight * one.weight / total * 1000000000.0 + 0.500001) / 1000000000.0 END AS counted
}
