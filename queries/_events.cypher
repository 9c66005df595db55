MATCH (e:Entity)-[r]-(:Entity)
WHERE e.type IN $ontology.events AND type(r) IN $ontology.about_events
  AND <named>
WITH e, r ORDER BY r.weight DESC, type(r), r.id
WITH e, collect(DISTINCT r) AS told
WITH e, told, COLLECT {
    UNWIND told AS r
    WITH r WHERE type(r) IN $ontology.parts AND (r.start IS NOT NULL OR r.end IS NOT NULL)
    RETURN r ORDER BY coalesce(r.confidence, 0.5) DESC, coalesce(r.start, ''), coalesce(r.end, ''), r.id LIMIT 1
  }[0] AS dated,
  [r IN told | {relation: type(r), id: CASE startNode(r) WHEN e THEN endNode(r).id ELSE startNode(r).id END}] AS ends,
  [r IN told WHERE type(r) IN $ontology.role.killed + $ontology.role.injured | {
    role: CASE WHEN type(r) IN $ontology.role.killed THEN 'killed' ELSE 'injured' END,
    count: CASE WHEN r.count IS NULL THEN CASE WHEN endNode(r).type IN $ontology.acting THEN 1 ELSE 0 END
      ELSE coalesce(toInteger(last(split(replace(toString(r.count), ',', ''), ' '))), 0) END,
    word: CASE WHEN toInteger(last(split(replace(toString(r.count), ',', ''), ' '))) IS NULL THEN toString(r.count) END
  }] AS hurt
WITH e, told, ends, dated.start AS start, dated.end AS end,
  [role IN ['killed', 'injured'] | {some: any(one IN hurt WHERE one.role = role),
    sum: reduce(all = 0, one IN [one IN hurt WHERE one.role = role] | all + one.count),
    words: [one IN hurt WHERE one.role = role AND one.word IS NOT NULL | one.word]}] AS tolls,
  [end IN ends WHERE end.relation IN $ontology.role.place | end.id] + [r IN told WHERE r.place IS NOT NULL | r.place] AS places,
  [end IN ends WHERE end.relation IN $ontology.role.perpetrator | end.id] AS culprits,
  [end IN ends WHERE end.relation IN $ontology.role.claimant | end.id] AS claimants,
  [end IN ends WHERE end.relation IN $ontology.harms | end.id] AS victims
WITH e, told, start, end, head(places) AS place,
  CASE WHEN start = end THEN start
    WHEN start IS NOT NULL OR end IS NOT NULL THEN coalesce(start, '..') + '/' + coalesce(end, '..') END AS date,
  reduce(seen = [], id IN culprits | CASE WHEN id IN seen THEN seen ELSE seen + id END) AS perpetrators,
  reduce(seen = [], id IN claimants | CASE WHEN id IN seen THEN seen ELSE seen + id END) AS claimed_by,
  reduce(seen = [], id IN victims | CASE WHEN id IN seen THEN seen ELSE seen + id END) AS targets,
  [toll IN tolls | CASE WHEN NOT toll.some THEN null WHEN toll.words = [] THEN toll.sum
    ELSE reduce(text = CASE toll.sum WHEN 0 THEN '' ELSE toString(toll.sum) END, word IN toll.words |
      CASE text WHEN '' THEN word ELSE text + ' and ' + word END) END] AS tolls
WITH e, told, start, end, date, place, perpetrators, claimed_by, targets, tolls[0] AS killed, tolls[1] AS injured
