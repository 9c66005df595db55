"""Databases that earlier versions of linkchart filled, kept as nodes and relationships in JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import neo4j

from tests.neo4j.conftest import DATABASE


def read(name: str) -> dict[str, Any]:
    """Read the dump of a database."""
    dump: dict[str, Any] = json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return dump


def fill(driver: neo4j.Driver, dump: dict[str, Any]) -> None:
    """Write the nodes and relationships of a database as they were."""
    with driver.session(database=DATABASE) as session:
        for number, (labels, properties) in enumerate(dump["nodes"]):
            session.run("CREATE (n:$($labels)) SET n = $properties, n.dump = $number",
                        labels=labels, properties=properties, number=number).consume()  # fmt: skip
        for source, name, target, properties in dump["relationships"]:
            session.run("MATCH (a {dump: $source}) MATCH (b {dump: $target}) CREATE (a)-[r:$($name)]->(b) "
                        "SET r = $properties", source=source, target=target, name=name,
                        properties=properties).consume()  # fmt: skip
        session.run("MATCH (n) REMOVE n.dump").consume()
