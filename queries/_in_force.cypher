CALL (path) {
  UNWIND range(0, size(path) - 2) AS place
  MATCH (x:Entity {id: path[place]})-[r]-(y:Entity {id: path[place + 1]})
  WHERE <conducts>
  WITH place, collect(r) AS hop ORDER BY place
  RETURN collect(hop) AS hops
}
<together>
