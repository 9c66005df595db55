x.type IN $ontology.acting AND y.type IN $ontology.steers[type(r)]
AND (type(r) IN $ontology.forward AND startNode(r) = x OR type(r) IN $ontology.backward AND endNode(r) = x
  OR type(r) IN $ontology.symmetric AND type(r) IN $ontology.forward + $ontology.backward)
AND <against>
AND <walked>
