($scope.sign = 0 OR type(r) IN $ontology.eventual OR $scope.sign = 1 AND type(r) IN $ontology.positive
  OR $scope.sign = -1 AND type(r) IN $ontology.negative)
