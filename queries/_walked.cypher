<named>
AND r.modality <> 'negated'
