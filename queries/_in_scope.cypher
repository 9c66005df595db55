r.modality IN $scope.modalities
AND <in_window>
