"""A database that the first wave of linkchart filled opens, and answers by the rules of today."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from linkchart.graph.loading.load import load_file
from linkchart.graph.model import MODALITIES, Relation
from linkchart.graph.scope import Scope, Selection
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from tests.neo4j import dumps
from tests.neo4j.conftest import once, open_driver
from tests.neo4j.server import Access

pytestmark = pytest.mark.full
FIRST_WAVE = dumps.read("first_wave.json")
EVERYTHING = Selection(Scope(modalities=MODALITIES))


def shown(store: Store) -> list[tuple[Any, ...]]:
    """What relations say, but for what the first wave did not keep: names as written, and where a quote was found."""
    return [_without_names(relation) for relation in store.relations(EVERYTHING)]


def _without_names(relation: Relation) -> tuple[Any, ...]:
    not_kept: dict[str, Any] = dict.fromkeys(("source_as", "target_as", "start_char", "end_char", "paragraph"))
    return (*relation._replace(tellings=()), [telling._replace(**not_kept) for telling in relation.tellings])


@once
def test_first_wave_database_equals_a_fresh_load(neo4j_url: str, neo4j_access: Access) -> None:
    with open_driver(neo4j_access) as driver:
        dumps.fill(driver, FIRST_WAVE)
    with closing(open_store(neo4j_url)) as old, closing(open_store(":memory:", create=True)) as new:
        records = [record for record in FIRST_WAVE["records"] if record[1].get("relation") != "LEADS"]
        load_file(new, [(line, kind, fields) for line, (kind, fields) in enumerate(records, 1)])
        upgraded = [relation for relation in shown(old) if relation[2] != "LEADS"]
        assert upgraded == shown(new)
        assert old.saved() == {"backing": ("path", "Red", "Blue")}
        assert [document.id for document in old.documents()] == ["herald", "tribune"]


@once
def test_first_wave_database_is_upgraded_once(neo4j_url: str, neo4j_access: Access) -> None:
    with open_driver(neo4j_access) as driver:
        dumps.fill(driver, FIRST_WAVE)
    with closing(open_store(neo4j_url)) as store:
        first = list(store.relations(EVERYTHING))
        assert [note.endswith("brought up to date.") for note in store.notes] == [True]
    with closing(open_store(neo4j_url)) as store:
        assert list(store.relations(EVERYTHING)) == first
        assert [entry.command.name for entry in store.history()] == ["upgrade"]
        assert not store.notes


@once
def test_upgraded_database_takes_loads_and_forgets(neo4j_url: str, neo4j_access: Access) -> None:
    with open_driver(neo4j_access) as driver:
        dumps.fill(driver, FIRST_WAVE)
    with closing(open_store(neo4j_url)) as store:
        (killed,) = (relation for relation in store.relations(EVERYTHING) if relation.relation == "KILLED")
        assert killed.disputed == ("count",)
        store.forget("tribune")
        (killed,) = (relation for relation in store.relations(EVERYTHING) if relation.relation == "KILLED")
        assert (killed.disputed, killed.start) == ((), "2020-05-01")
        assert not any(relation.modality == "claimed" for relation in store.relations(EVERYTHING))
