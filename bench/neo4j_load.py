"""Load a case into Neo4j with linkchart and with the plainest batched script, in turn, and print the rates.

    python bench/neo4j_load.py CASE.jsonl [--rounds 3]      (of the case generator)

The server is the one that NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD name; ITS DATABASE IS EMPTIED before
every round. The plain script is what a person writes first: no checks, no grades, one telling a relation, and
`UNWIND $rows … MERGE` on a key in batches of 10,000.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import defaultdict
from collections.abc import Iterable
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
        for _ in range(options.rounds):
            for name, load in (
                ("plain", lambda: plain(driver, options.case)),
                ("linkchart", lambda: ours(address, options.case)),
            ):
                emptied(driver)
                begun = time.perf_counter()
                load()
                spent = time.perf_counter() - begun
                print(f"{name:10} {spent:6.1f} s  {facts / spent:8,.0f} facts a second", flush=True)


if __name__ == "__main__":
    main()
