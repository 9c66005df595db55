($scope.high = '' OR r.start IS NULL OR r.start <= $scope.high)
AND ($scope.low = '' OR r.end IS NULL OR r.end + '~' >= $scope.low)
AND (NOT $scope.dated_only OR r.start IS NOT NULL OR r.end IS NOT NULL)
AND coalesce(r.confidence, 0.5) >= $scope.min_confidence
AND (NOT $scope.undisputed OR coalesce(r.disputed, []) = [])
AND NOT startNode(r).id IN $scope.avoid AND NOT endNode(r).id IN $scope.avoid
