<in_scope>
AND <signed>
AND ($scope.relations = [] OR type(r) IN $scope.relations)
