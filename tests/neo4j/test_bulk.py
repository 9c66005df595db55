"""What neo4j-admin makes of the exported files is, property by property, what a load makes."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from typing import Any

import neo4j
import pytest

from linkchart.graph.errors import StoreError
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.loading.load import load_file
from linkchart.graph.stores.neo4j.admin_import.finish import finish
from linkchart.graph.stores.neo4j.admin_import.write import write_bulk
from linkchart.graph.stores.neo4j.database import definitions
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.transfer import transfer
from tests.graph.everything import EVERY_KEY, EXTRA, SAVED, exported, filled
from tests.graph.records import add, contents
from tests.graph.stores.judged import judge
from tests.neo4j.conftest import DATABASE, empty, open_driver
from tests.neo4j.server import Server
from tests.neo4j.test_parity import CORNERS
from tests.queries.graphs import records

pytestmark = pytest.mark.full


@pytest.fixture
def source() -> Iterator[Store]:
    with filled() as store:
        load_file(store, records(CORNERS))
        first, second, *_ = (entity.id for entity in store.entities(types=["Organization"]))
        judge(store, Judgement("same", (first, second), why="one address"))
        yield store


def command(folder: Path) -> list[str]:
    """Read the words of the command in the README."""
    block = (folder / "README.md").read_text(encoding="utf-8").split("```\n")[1]
    words = shlex.split(block.replace("\\\n", " "))
    assert words[:5] == ["neo4j-admin", "database", "import", "full", "neo4j"]
    return words[1:]


def dump(driver: neo4j.Driver) -> tuple[list[Any], list[Any]]:
    """Read all nodes and relationships with their properties, sorted."""
    with driver.session(database=DATABASE) as session:
        nodes = session.run("MATCH (n) WHERE NOT n:Command RETURN labels(n) AS labels, n {.*} AS properties").data()
        arcs = session.run(
            "MATCH (a)-[r]->(b) RETURN a.id AS source, type(r) AS type, b.id AS target, properties(r) AS properties"
        ).data()
    both = [[{**row, "properties": _without_loads(row["properties"])} for row in some] for some in (nodes, arcs)]
    return sorted(both[0], key=repr), sorted(both[1], key=repr)


def _without_loads(properties: dict[str, Any]) -> dict[str, Any]:
    """Drop what an import has not, since it is no load: what entries of the history brought."""
    kept = {key: value for key, value in properties.items() if key not in ("writes", "loads", "keptFrom")}
    if "forms" not in kept:
        kept.pop("records", None)
    elif "records" in kept:
        kept["records"] = sorted(re.sub(r"load \d+ ?", "", record) for record in kept["records"])
    return kept


def canonical(dumped: tuple[list[Any], list[Any]]) -> tuple[list[Any], list[Any]]:
    nodes = [
        {**node, "labels": sorted(node["labels"]), "properties": sorted(node["properties"].items())}
        for node in dumped[0]
    ]
    arcs = [{**arc, "properties": sorted(arc["properties"].items())} for arc in dumped[1]]
    return sorted(nodes, key=repr), sorted(arcs, key=repr)


def test_imported_database_is_a_loaded_one(source: Store, neo4j_server: Server, neo4j_url: str, tmp_path: Path) -> None:
    write_bulk(source, str(tmp_path), "neo4j")
    neo4j_server.stop()
    for file in tmp_path.glob("*.csv"):
        copyfile(file, neo4j_server.home / file.name)
    neo4j_server.admin(*command(tmp_path), "--overwrite-destination")
    neo4j_server.start()

    with pytest.raises(StoreError, match=r"run “linkchart neo4j prepare --store neo4j://.*” once"):
        open_store(neo4j_url)
    assert finish(neo4j_url)
    assert not finish(neo4j_url)
    with open_driver(neo4j_server.access) as driver:
        assert {record["name"] for record in driver.execute_query("SHOW INDEXES", database_=DATABASE).records} >= set(
            definitions(source.schema)
        )
        imported = canonical(dump(driver))
        with closing(open_store(neo4j_url)) as there:
            assert contents(there) == contents(source)
            assert exported(there) == exported(source)
            assert [judgement.content for judgement in there.judgements()] == [
                judgement.content for judgement in source.judgements()
            ]
            assert there.saved() == SAVED
            assert there.schema.extra == source.schema.extra
            assert [entity.id for entity in there.search("quds")] == ["organization:quds-force"]
            assert add(there, *EVERY_KEY, extra=EXTRA).counts == (0, 0, 0, 0)
            assert contents(there) == contents(source)
        empty(driver)
        with closing(open_store(neo4j_url, create=True)) as there:
            transfer(source, there)
        loaded = canonical(dump(driver))
    for got, want in zip(imported, loaded, strict=True):
        assert len(got) == len(want)
        for row, other in zip(got, want, strict=True):
            assert row == other
