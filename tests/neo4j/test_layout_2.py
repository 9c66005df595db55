"""A database of layout 2, which did not keep what each load brought, is upgraded when it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from linkchart.graph.errors import InputError
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.loading.load import load_file
from linkchart.graph.schema import builtin
from linkchart.graph.stores.neo4j.database import definitions
from linkchart.graph.stores.neo4j.voice_lists import voices_of
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.retraction import retract
from tests.graph.records import EVERYTHING
from tests.neo4j import dumps
from tests.neo4j.conftest import DATABASE, once, open_driver
from tests.neo4j.server import Access

pytestmark = pytest.mark.full
LAYOUT_2 = dumps.read("layout_2.json")
JUDGED = [
    Judgement("same", ("organization:red", "organization:red-front"), why="one flag"),
    Judgement("rename", ("organization:blue",), "Blue Army", why="their own name"),
]


@pytest.fixture
def older(neo4j_url: str, neo4j_access: Access) -> Iterator[Store]:
    with open_driver(neo4j_access) as driver:
        for name, definition in definitions(builtin()).items():
            if name != "linkchart_withdrawn":  # the only one that came later
                driver.execute_query(definition, database_=DATABASE)
        dumps.fill(driver, LAYOUT_2)
    with closing(open_store(neo4j_url)) as store:
        yield store


def fresh(*, retracted: bool = True) -> Store:
    """Make a new store of the same files, judgements and retraction."""
    store = open_store(":memory:", create=True)
    for records in LAYOUT_2["loads"]:
        load_file(store, [(line, kind, fields) for line, (kind, fields) in enumerate(records, 1)])
    for judgement in JUDGED:
        with store.writer() as writer:
            writer.judge(judgement)
    if retracted:
        retract(store, "gazette", "made up")
    return store


def version_of(access: Access) -> Any:
    with open_driver(access) as driver:
        found = driver.execute_query("MATCH (m:Linkchart) RETURN m.version, m.keptFrom", database_=DATABASE)
        return list(found.records[0].values())


@once
def test_layout_2_answers_as_a_fresh_load(older: Store) -> None:
    with closing(fresh()) as new:
        assert list(older.relations(EVERYTHING)) == list(new.relations(EVERYTHING))
        assert list(older.entities()) == list(new.entities())
    assert older.saved() == {"backing": ("path", "Red", "Blue")}


@once
def test_opening_upgrades_layout_2(older: Store, neo4j_access: Access) -> None:
    assert version_of(neo4j_access) == [5, 10]
    assert older.notes == [f"{older.url} has been brought up to date."]


@once
def test_opening_adds_voices_to_layout_2(older: Store, neo4j_access: Access) -> None:
    with open_driver(neo4j_access) as driver:
        rows = driver.execute_query("MATCH (:Entity)-[r]->(:Entity) RETURN r.id, r.voices", database_=DATABASE).records
    assert dict(map(tuple, rows)) == {
        relation.id: voices_of(relation.tellings) for relation in older.relations(EVERYTHING)
    }


@once
def test_judgement_of_layout_2_is_undone(older: Store) -> None:
    older.undo(5)
    assert {entity.name for entity in older.entities()} >= {"Red", "Blue", "Green"}


@once
def test_load_of_layout_2_is_not_undone(older: Store) -> None:
    with pytest.raises(InputError, match="made before stores kept what a load brings: forget its documents"):
        older.undo(3)


@once
def test_layout_2_forgets_a_document(older: Store) -> None:
    older.forget("gazette")
    with closing(fresh(retracted=False)) as new:
        new.forget("gazette")
        assert list(older.relations(EVERYTHING)) == list(new.relations(EVERYTHING))
