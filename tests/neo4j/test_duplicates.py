"""Entities that may be one, on a server: the same pairs and reasons as in a file."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from linkchart.graph.identity.candidates import candidates
from linkchart.graph.loading.load import load_file
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from tests.neo4j.conftest import once

NAMES = ("Vera Novak", "V. Novak", "Вера Новак", "Ivo Ptak", "Ivo Ptaak")


def load(store: Store) -> None:
    records: list[tuple[int, str, dict[str, Any]]] = [(1, "document", {"id": "diary"})]
    for line, name in enumerate(NAMES, 2):
        ends = {"source": name, "source_type": "Person", "target": "Harbour Council", "target_type": "Organization"}
        records.append((line, "fact", {**ends, "relation": "MEMBER_OF", "document": "diary"}))
    load_file(store, records)


@once
def test_server_lists_the_same_pairs_as_a_file(store: Store) -> None:
    with closing(open_store(":memory:", create=True)) as local:
        load(store)
        load(local)
        assert candidates(store) == candidates(local)
        assert {candidate.pair for candidate in candidates(local)} >= {("person:ivo-ptaak", "person:ivo-ptak")}


@once
def test_entities_since_a_load_are_those_of_a_file(store: Store) -> None:
    later = {"source": "Ivo Ptak", "source_type": "Person", "target": "Yacht Club", "target_type": "Organization"}
    with closing(open_store(":memory:", create=True)) as local:
        for some in (store, local):
            load(some)
            load_file(some, [(1, "fact", {**later, "relation": "MEMBER_OF"})])
        number = max(entry.number for entry in store.history())
        assert store.entities_since(number) == local.entities_since(number) == {"organization:yacht-club"}
        assert len(store.entities_since(number - 1)) == len(local.entities_since(number - 1)) == 7
