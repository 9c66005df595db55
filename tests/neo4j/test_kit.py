"""Everything in the kit runs as it is on a real server that holds the bundled case, and draws."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from typing import Any, LiteralString, cast
from zipfile import ZipFile

import click
import neo4j
import pytest

from linkchart import load
from linkchart.cli import linkchart
from linkchart.commands.demo import FILES
from linkchart.commands.kit_questions import files_of_kit
from linkchart.graph.schema import builtin
from linkchart.graph.stores.neo4j.database import definitions
from linkchart.graph.stores.open_store import open_store
from linkchart.queries import names
from tests.neo4j.conftest import DATABASE, GIVEN, empty, open_driver
from tests.neo4j.server import Access

CASE = files("linkchart") / "loaders" / "examples" / "iraq-2020"
KIT = files_of_kit(click.Context(linkchart, info_name="linkchart"), builtin())
with ZipFile(io.BytesIO(KIT["queries.zip"])) as _held:
    SAVED = {name: _held.read(name).decode() for name in _held.namelist()}
GUIDE = re.findall(r"(?m)^\[source,cypher\]\n----\n([^-].*?)\n----$", KIT["guide.adoc"].decode(), re.DOTALL)


@pytest.fixture(scope="module")
def driver(request: pytest.FixtureRequest, neo4j_release: str, neo4j_access: Access) -> Iterator[neo4j.Driver]:
    """Yield a driver on a server that holds the case."""
    if neo4j_release != GIVEN:
        request.getfixturevalue("neo4j_server").start()
    with pytest.MonkeyPatch.context() as patch, open_driver(neo4j_access) as opened:
        patch.setenv("NEO4J_USERNAME", neo4j_access.user)
        patch.setenv("NEO4J_PASSWORD", neo4j_access.password)
        empty(opened)
        with closing(open_store(neo4j_access.routed, create=True)) as store:
            for name in FILES:
                assert not load(store, str(CASE / name)).rejected
        yield opened


def run(driver: neo4j.Driver, text: str) -> neo4j.EagerResult:
    # A file of the kit.
    return driver.execute_query(cast("LiteralString", text), database_=DATABASE)  # type: ignore[redundant-cast]


def draws(value: Any) -> bool:
    """Test whether Browser can draw something of a value: a path, or nodes and relationships."""
    if isinstance(value, neo4j.graph.Path):
        return bool(value.nodes)
    return isinstance(value, list) and any(isinstance(element, neo4j.graph.Node) for element in value)


def test_every_query_is_saved() -> None:
    stems = sorted(name.partition("/")[2].removesuffix(".cypher") for name in SAVED)
    assert stems == sorted(names())


@pytest.mark.parametrize("name", SAVED)
def test_saved_query_runs_and_draws(driver: neo4j.Driver, name: str) -> None:
    result = run(driver, SAVED[name])
    assert result.keys[-1] == "graph"
    assert result.records
    assert all(draws(record.values()[-1]) for record in result.records)


@pytest.mark.parametrize("step", range(len(GUIDE)))
def test_step_of_the_guide_runs_and_draws(driver: neo4j.Driver, step: int) -> None:
    result = run(driver, GUIDE[step])
    assert result.records
    assert all(draws(record.values()[-1]) for record in result.records)


def test_guide_walks_a_good_way() -> None:
    assert len(GUIDE) >= 10
    assert "$ linkchart" not in KIT["guide.adoc"].decode()


def test_constraints_are_those_of_a_load(driver: neo4j.Driver) -> None:
    statements = [statement for statement in re.split(r";\s*\n", KIT["schema.cypher"].decode()) if statement.strip()]
    assert len(statements) == len(definitions(builtin()))
    before = _indexes(driver)
    for statement in statements:
        run(driver, statement)  # they are there already: the load has made them
    assert _indexes(driver) == before
    for kind, kinds in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
        for (name,) in run(driver, f"SHOW {kinds} YIELD name WHERE name STARTS WITH 'linkchart_' RETURN name").records:
            run(driver, f"DROP {kind} {name}")
    for statement in statements:
        run(driver, statement)
    assert _indexes(driver) == before


def _indexes(driver: neo4j.Driver) -> list[Any]:
    fields = "name, type, entityType, labelsOrTypes, properties"
    rows = run(driver, f"SHOW INDEXES YIELD {fields} WHERE name STARTS WITH 'linkchart_' RETURN {fields} ORDER BY name")
    return [list(record) for record in rows.records]
