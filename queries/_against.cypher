($against IS NULL OR NOT type(r) IN $ontology.shared OR r.against IS NULL OR r.against = $against
  OR EXISTS { MATCH (other:Entity {id: $against}) WHERE r.against = other.name OR r.against IN other.aliases })
