CALL (hops) {
  WITH date({year: -1}) AS never_begun, date({year: 100000}) AS never_over,
    [hop IN [hop IN hops | [r IN hop WHERE type(r) IN $ontology.ties]] WHERE hop <> []] AS tied
  WITH never_begun, never_over, any(hop IN tied WHERE any(r IN hop WHERE r.start IS NOT NULL OR r.end IS NOT NULL)) AS dated,
    [hop IN tied | [r IN hop | {first: coalesce(date(r.start), never_begun), after: coalesce(date(r.end) +
      duration(CASE size(r.end) WHEN 4 THEN 'P1Y' WHEN 7 THEN 'P1M' ELSE 'P1D' END), never_over)}]] AS spans
  WITH never_begun, never_over, dated, spans, reduce(all = [], hop IN spans | all + hop) AS ties
  WITH never_begun, never_over, dated, spans, ties, reduce(first = never_over, tie IN ties | CASE WHEN tie.first < first
    AND all(hop IN spans WHERE any(t IN hop WHERE t.first <= tie.first AND tie.first < t.after))
      THEN tie.first ELSE first END) AS first
  WITH never_begun, never_over, dated, first, reduce(after = never_over, tie IN ties | CASE WHEN first < tie.after
    AND tie.after < after AND NOT all(hop IN spans WHERE any(t IN hop WHERE t.first <= tie.after AND tie.after < t.after))
      THEN tie.after ELSE after END) AS after
  RETURN CASE WHEN NOT dated THEN null WHEN first = never_over THEN []
    ELSE [CASE WHEN first <> never_begun THEN toString(first) END,
      CASE WHEN after <> never_over THEN toString(after - duration('P1D')) END] END AS together
}
