"""Load a case into Neo4j with linkchart and with two batched scripts, in turn, and print the rates.

    python bench/neo4j_load.py CASE.jsonl [--rounds 3]      (of the case generator)

The server is the one that NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD name; ITS DATABASE IS EMPTIED before
every round. The plain script is what a person writes first: no checks, no grades, one telling a relation, and
`UNWIND $rows … MERGE` on a key in batches of 10,000. The same way, `content` writes all that linkchart has written:
nodes of names, links of documents, lists of tellings and indexes. It only writes: what it writes is read beforehand.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

import neo4j

import linkchart

BATCH = 10_000


def emptied(driver: neo4j.Driver) -> None:
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        for name in session.run("SHOW CONSTRAINTS YIELD name").value():
            session.run(f"DROP CONSTRAINT `{name}`").consume()
        for name in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'").value():
            session.run(f"DROP INDEX `{name}`").consume()


def plain(driver: neo4j.Driver, case: Path) -> None:
    documents, entities, facts = [], defaultdict(list), defaultdict(list)
    for line in case.open(encoding="utf-8"):
        record = json.loads(line)
        if "document" in record:
            documents.append(record["document"])
        elif "entity" in record:
            entity = record["entity"]
            entities[entity["type"]].append(entity)
        else:
            fact = record["fact"]
            source, target = fact["source"], fact["target"]
            key = f"{source} {fact['relation']} {target} {fact.get('date')} {fact.get('start')} {fact.get('end')}"
            fact["attributes"] = json.dumps(fact.get("attributes"))
            ends = {"id": blake2b(key.encode(), digest_size=8).hexdigest(), "a": source, "b": target}
            facts[fact["relation"]].append(ends | {"properties": fact})
    for label in ("Document", "Entity"):
        driver.execute_query(f"CREATE CONSTRAINT FOR (n:{label}) REQUIRE n.id IS UNIQUE")
    write(driver, "MERGE (d:Document {id: row.id}) SET d += row", documents)
    for label, rows in entities.items():
        write(driver, f"MERGE (e:Entity {{id: row.id}}) SET e:{label}, e += row", rows)
    for relation, rows in facts.items():
        merge = f"MERGE (a)-[r:{relation} {{id: row.id}}]->(b) SET r += row.properties"
        write(driver, f"MATCH (a:Entity {{id: row.a}}) MATCH (b:Entity {{id: row.b}}) {merge}", rows)


def write(driver: neo4j.Driver, statement: str, rows: Iterable[Any]) -> None:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        driver.execute_query(f"UNWIND $rows AS row {statement}", rows=batch)


KEYS = {"Name": ("form", "entity"), "Command": ("number",)}
"""The properties that identify a node, where not its id."""


class Content:
    """Everything that a database has, to be written again in the plainest way."""

    def __init__(self, driver: neo4j.Driver) -> None:
        indexes = driver.execute_query("SHOW INDEXES YIELD createStatement, type, owningConstraint").records
        constraints = driver.execute_query("SHOW CONSTRAINTS YIELD createStatement").records
        own = [row[0] for row in indexes if row[1] != "LOOKUP" and row[2] is None]
        self.definitions = [row[0] for row in constraints] + own
        self.nodes: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        for labels, properties in driver.execute_query("MATCH (n) RETURN labels(n), properties(n)").records:
            self.nodes[tuple(labels)].append({"properties": properties})
        relationships = "MATCH (a)-[r]->(b) RETURN labels(a)[0], type(r), labels(b)[0], a.id, b.id, properties(r)"
        self.relationships: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        for source, name, target, a, b, properties in driver.execute_query(relationships).records:
            self.relationships[source, name, target].append({"a": a, "b": b, "properties": properties})

    def write(self, driver: neo4j.Driver) -> None:
        for statement in self.definitions:
            driver.execute_query(statement)
        for labels, rows in self.nodes.items():
            named = ", ".join(f"{key}: row.properties.{key}" for key in KEYS.get(labels[0], ("id",)))
            write(driver, f"MERGE (n:{':'.join(labels)} {{{named}}}) SET n = row.properties", rows)
        for (source, name, target), rows in self.relationships.items():
            key = " {id: row.properties.id}" if "id" in rows[0]["properties"] else ""
            merge = f"MERGE (a)-[r:{name}{key}]->(b) SET r = row.properties"
            write(driver, f"MATCH (a:{source} {{id: row.a}}) MATCH (b:{target} {{id: row.b}}) {merge}", rows)


def ours(address: str, case: Path) -> None:
    store = linkchart.open_store(address, create=True)
    linkchart.load(store, str(case))
    store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("case", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    address = os.environ["NEO4J_URI"]
    auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    facts = sum(line.startswith('{"fact"') for line in options.case.open(encoding="utf-8"))
    with neo4j.GraphDatabase.driver(address, auth=auth, notifications_min_severity="OFF") as driver:
        emptied(driver)
        ours(address, options.case)
        content = Content(driver)
        loads: dict[str, Callable[[], None]] = {
            "plain": lambda: plain(driver, options.case),
            "content": lambda: content.write(driver),
            "linkchart": lambda: ours(address, options.case),
        }
        for _ in range(options.rounds):
            for name, load in loads.items():
                emptied(driver)
                begun = time.perf_counter()
                load()
                spent = time.perf_counter() - begun
                print(f"{name:10} {spent:6.1f} s  {facts / spent:8,.0f} facts a second", flush=True)


if __name__ == "__main__":
    main()
