<in_scope>
AND <signed>
AND r.modality <> 'negated'
AND CASE $scope.relations WHEN [] THEN type(r) IN $ontology.path OR $scope.any_relation
  ELSE type(r) IN $scope.relations END
